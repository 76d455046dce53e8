"""On narrow windows: one line for the chosen row, and the button that opens its details."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.knowledge.ledger import Row
from gui.widgets.buttons import StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel


class DrawerStrip(Panel):
    """Name, what it does, and "Details".

    Signals:
        toggled: True when the details are to be shown.
    """

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self._tight = False
        self._name = plain_label("", weight=600, wrap=True)
        self._words = plain_label("", "caption", colour="text2", wrap=True)
        self._button = StandardButton(self.tr("&Details"))
        self._button.setObjectName("compare_details")
        self._button.setCheckable(True)
        self._button.set_icon_name("chevron-up", trailing=True)
        self._button.toggled.connect(self._on_toggled)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name, 2)
        row.addWidget(self._words, 3)
        row.addWidget(self._button)
        self.add(row)
        self.hide()

    def set_tight(self, tight: bool) -> None:
        """Show the button alone: in a low window the chosen row names itself."""
        self._tight = tight
        edge = 4 if tight else 12
        self.body.setContentsMargins(16, edge, 16, edge)
        self._words.setVisible(not tight)
        self._name.setVisible(not tight and bool(self._name.text()))

    def is_open(self) -> bool:
        """Return True while the details are asked for."""
        return self._button.isChecked()

    def open(self, wanted: bool) -> None:
        """Show the details, or put them away."""
        self._button.setChecked(wanted)

    def show_row(self, row: Row | None) -> None:
        """Name the chosen row of either view, and say what it adds and how it is known."""
        self._name.setText(row.cell("aspect").text if row is not None else "")
        self._name.setVisible(row is not None and not self._tight)
        hint = self.tr("Choose a row to see both sides and the sources.")
        self._words.setText(self._said(row) if row is not None else hint)
        # What is open can be put away, whatever it shows.
        self._button.setEnabled(row is not None or self.is_open())

    def text(self) -> str:
        """Return what the strip says, in one line."""
        return ": ".join(filter(None, (self._name.text(), self._words.text())))

    def _said(self, row: Row) -> str:
        points = row.cell("contribution").text
        count, _, rest = points.partition(" ")
        if rest:
            words = self.tr("{0} point {1}") if count == "1" else self.tr("{0} points {1}")
            points = words.format(count, rest)
        elif points:
            points = self.tr("{0} points").format(points)
        known = ", ".join(filter(None, (row.cell("kind").text, row.cell("date").text)))
        return " · ".join(filter(None, (points, row.cell("verdict").text, known)))

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        self._button.set_icon_name("chevron-down" if wanted else "chevron-up", trailing=True)
        self.toggled.emit(wanted)
