"""The button that brings back who was taken out of the team: one at once, of several by a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.records.visible import visible
from gui.controllers.team_files import Member
from gui.widgets.buttons import QuietButton


class PutBackButton(QuietButton):
    """Stands there as long as somebody can be put back.

    Signals:
        asked: id of the member to put back.
        allAsked: put all of them back.
    """

    asked = Signal(int)
    allAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, "undo")
        self._removed: tuple[Member, ...] = ()
        self._menu = QMenu(self)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_removed(self, removed: tuple[Member, ...]) -> None:
        """Offer these people, the last one first."""
        self.setVisible(bool(removed))
        self._removed = removed
        if len(removed) == 1:
            self.setText(self.tr("Put {0} back").format(_as_text(removed[0].name)))
        elif removed:
            self.setText(self.tr("Put {0} people back…").format(len(removed)))

    def menu_of_removed(self) -> QMenu:
        """Return the menu that opens where several can be put back, filled."""
        self._menu.clear()
        every = self._menu.addAction(self.tr("&All {0}").format(len(self._removed)))
        every.triggered.connect(self.allAsked)
        self._menu.addSeparator()
        for member in reversed(self._removed):
            where = f" ({member.folder})" if member.folder else ""
            action = self._menu.addAction(_as_text(visible(member.name + where)))
            action.triggered.connect(partial(self._on_chosen, member.id))
        return self._menu

    def _on_chosen(self, member: int, _checked: bool = False) -> None:
        self.asked.emit(member)

    @Slot()
    def _on_clicked(self) -> None:
        if len(self._removed) == 1:
            self.asked.emit(self._removed[0].id)
        elif self._removed:
            self.menu_of_removed().popup(self.mapToGlobal(QPoint(0, self.height())))


def _as_text(name: str) -> str:
    return name.replace("&", "&&")
