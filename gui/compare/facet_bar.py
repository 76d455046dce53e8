"""The row of filters: those in force first, then those one can open, then "Clear filters"."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from core.knowledge.ledger import Facets, Ledger, counts
from gui.compare.facets import Offer, offers, rows_with, toggled, without
from gui.widgets.buttons import QuietButton
from gui.widgets.chips import Chip
from gui.widgets.menus import TickMenu

_GAP = 8
_ROOM = 4  # for the focus ring


class FacetBar(QWidget):
    """Shows and changes what a ledger is filtered by. What has no room folds into one chip.

    Signals:
        changed: the filters that hold from now on.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters"))
        self._ledger = Ledger((), ())
        self._query = ""
        self._facets: Facets = {}
        self._offers: dict[str, Offer] = {}
        self._chips: dict[str, Chip] = {}
        self._folded: tuple[str, ...] = ()
        self._menu: QMenu | None = None
        self._more = Chip(self.tr("More filters"), parent=self)
        self._more.setObjectName("compare_more_filters")
        self._more.setAccessibleName(self.tr("More filters"))
        self._more.opened.connect(self._on_more)
        self._clear = QuietButton(self.tr("Clear &filters"), self)
        self._clear.setObjectName("compare_clear_filters")
        self._clear.set_height(26)
        self._clear.clicked.connect(self.clear)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def chip(self, facet: str) -> Chip:
        """Return the chip of a facet."""
        return self._chips[facet]

    def offered(self) -> tuple[str, ...]:
        """Return the facets one can filter by."""
        return tuple(self._offers)

    def is_folded(self, facet: str) -> bool:
        """Return True for a facet that is found under "More filters"."""
        return facet in self._folded

    def said(self) -> tuple[str, ...]:
        """Return the filters in force, in words."""
        return tuple(
            offer.words(tuple(self._facets[id_]))
            for id_, offer in self._offers.items()
            if self._facets.get(id_)
        )

    def take(self, ledger: Ledger, query: str, facets: Facets) -> None:
        """Show what a table is filtered by.

        Args:
            ledger: what there is to filter.
            query: what is searched for beside it.
            facets: the filters in force.
        """
        self._query, self._facets = query, facets
        if ledger is not self._ledger or not self._offers.keys() >= facets.keys():
            self._ledger = ledger
            self._offer({offer.facet.id: offer for offer in offers(ledger, facets)})
        for id_, chip in self._chips.items():
            self._show(id_, chip)
        self._place()

    @Slot()
    def clear(self) -> None:
        """Filter by nothing."""
        self.changed.emit({})

    # --- chips --------------------------------------------------------------------------------

    def _offer(self, found: dict[str, Offer]) -> None:
        if {id_: o.opens for id_, o in found.items()} == {
            id_: o.opens for id_, o in self._offers.items()
        }:
            self._offers = found
            return
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._offers, self._chips = found, {}
        for id_, offer in found.items():
            chip = Chip(offer.facet.label, opens=offer.opens, parent=self)
            chip.setObjectName(f"compare_filter_{id_}")
            chip.opened.connect(partial(self._on_opened, id_))
            chip.removed.connect(partial(self._on_removed, id_))
            self._chips[id_] = chip

    def _show(self, id_: str, chip: Chip) -> None:
        offer, chosen = self._offers[id_], tuple(self._facets.get(id_, ()))
        label = offer.facet.label
        if not chosen:
            spoken = self.tr("Filter by {0}") if offer.opens else self.tr("Filter: {0}")
            chip.set_inactive(label, spoken.format(label))
            return
        text = offer.words(chosen)
        number = rows_with(self._ledger, self._query, self._facets, id_)
        spoken = self.tr("{0}, %n row(s), Delete removes it", "", number).format(text)
        chip.set_active(text, number, spoken)

    # --- layout -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the room of a row of chips."""
        return QSize(400, self._more.sizeHint().height() + 2 * _ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Place anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange and hasattr(self, "_clear"):
            self._place()

    def _place(self) -> None:
        """Put the chips in their rows: one, unless those in force alone take more."""
        on = [self._chips[id_] for id_ in self._chips if self._facets.get(id_)]
        off = [id_ for id_ in self._chips if not self._facets.get(id_)]
        tail = [self._clear] if on else []
        folded: list[str] = []
        while True:
            more = [self._more] if folded else []
            line = [*on, *(self._chips[id_] for id_ in off if id_ not in folded), *more, *tail]
            if self._rows(line) <= max(1, self._rows([*on, *more, *tail])) or len(folded) == len(
                off
            ):
                break
            folded.insert(0, off[len(off) - len(folded) - 1])
        self._folded = tuple(folded)
        shown = set(map(id, line))
        for widget in (*self._chips.values(), self._more, self._clear):
            widget.setVisible(id(widget) in shown)
        self.setFixedHeight(self._flow(line, move=True))
        # From the bar's own place on, which "More filters" has from the first: chips made later
        # would else come after all of the page.
        for before, after in pairwise((self._more, *line)):
            if before is not after:
                self.setTabOrder(before, after)

    def _rows(self, widgets: list[QWidget]) -> int:
        each = self._more.sizeHint().height() + _GAP
        return (self._flow(widgets, move=False) - 2 * _ROOM + _GAP) // each

    def _flow(self, widgets: list[QWidget], *, move: bool) -> int:
        """Place widgets from the left, in as many rows as they take, and return the height."""
        height = self._more.sizeHint().height()
        x, y = 0, _ROOM
        for widget in widgets:
            width = min(widget.sizeHint().width(), max(self.width(), 1))
            if x and x + width > self.width():
                x, y = 0, y + height + _GAP
            if move:
                widget.setGeometry(QRect(x, y, width, height))
            x += width + _GAP
        return y + height + _ROOM

    # --- menus --------------------------------------------------------------------------------

    def _on_opened(self, id_: str) -> None:
        offer = self._offers[id_]
        if offer.opens:
            self._popup(self._filled(TickMenu(self), offer), self._chips[id_])
        else:
            self.changed.emit(toggled(self._facets, id_, next(iter(offer.values))))

    def _on_removed(self, id_: str) -> None:
        self.changed.emit(without(self._facets, id_))

    @Slot()
    def _on_more(self) -> None:
        menu = TickMenu(self)
        for id_ in self._folded:
            offer = self._offers[id_]
            if offer.opens:
                part = self._filled(TickMenu(menu), offer)
                part.setTitle(offer.facet.label.replace("&", "&&"))
                menu.addMenu(part)
            else:
                self._add(menu, offer, next(iter(offer.values)), offer.facet.label)
        self._popup(menu, self._more)

    def _filled(self, menu: TickMenu, offer: Offer) -> TickMenu:
        for value, label in offer.values.items():
            self._add(menu, offer, value, label)
        return menu

    def _add(self, menu: QMenu, offer: Offer, value: str, label: str) -> None:
        action = menu.addAction(label.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value in self._facets.get(offer.facet.id, ()))
        action.setData((offer.facet.id, value, label))
        action.triggered.connect(partial(self._on_ticked, offer.facet.id, value))
        menu.aboutToShow.connect(partial(self._tell_counts, menu))

    def _on_ticked(self, id_: str, value: str) -> None:
        self.changed.emit(toggled(self._facets, id_, value))
        for menu in (self._menu, *(self._menu.findChildren(QMenu) if self._menu else ())):
            if menu is not None and menu.isVisible():
                self._tell_counts(menu)

    def _tell_counts(self, menu: QMenu) -> None:
        """Say behind each value how many rows it gives."""
        counted = counts(self._ledger, self._query, self._facets)
        for action in menu.actions():
            if action.data() is None:
                continue
            id_, value, label = action.data()
            action.setText(f"{label.replace('&', '&&')}\t{counted[id_][value]:,}")

    def _popup(self, menu: QMenu, chip: Chip) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        menu.setObjectName("compare_filter_menu")
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
        first = next((a for a in menu.actions() if a.isEnabled()), None)
        # Reached by a key, a submenu would open over its own heading.
        if first is not None and first.menu() is None and chip.hasFocus():
            menu.setActiveAction(first)
