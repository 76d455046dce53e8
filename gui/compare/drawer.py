"""On narrow windows: one line for the chosen claim, and the button that opens its details."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.knowledge.ledger_words import VERDICTS
from core.records.knowledge import Claim
from gui.widgets.buttons import StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel


class DrawerStrip(Panel):
    """Name, verdict and "Details".

    Signals:
        toggled: True when the details are to be shown.
    """

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self._name = plain_label("", weight=600)
        self._verdict = plain_label("", "caption", colour="text2")
        self._button = StandardButton(self.tr("&Details"))
        self._button.setObjectName("compare_details")
        self._button.setCheckable(True)
        self._button.set_icon_name("chevron-up", trailing=True)
        self._button.toggled.connect(self._on_toggled)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._verdict, 1)
        row.addWidget(self._button)
        self.add(row)
        self.hide()

    def is_open(self) -> bool:
        """Return True while the details are asked for."""
        return self._button.isChecked()

    def open(self, wanted: bool) -> None:
        """Show the details, or put them away."""
        self._button.setChecked(wanted)

    def show_claim(self, label: str, claim: Claim | None) -> None:
        """Name the chosen claim."""
        self._name.setText(label)
        self._verdict.setText(VERDICTS[claim.verdict] if claim is not None else "")
        self._button.setEnabled(claim is not None)

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        self._button.set_icon_name("chevron-down" if wanted else "chevron-up", trailing=True)
        self.toggled.emit(wanted)
