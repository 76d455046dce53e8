"""How to measure: the preset, and which differences matter to the person."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.measure.plan import PRESETS, QUICK_LOOKS_FOR_ONE
from core.records.run import Preset
from gui.measure import words
from gui.widgets.fields import TextField
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.segments import Segments

OFFERED: tuple[Preset, ...] = ("quick", "standard")
_LOW, _HIGH = 0.1, 100.0


class SettingsPanel(Panel):
    """Preset segments and the practical difference.

    Signals:
        changed: one of them has another value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._segments = Segments(
            [(preset, f"&{words.PRESETS[preset]}") for preset in OFFERED], self.tr("Preset")
        )
        for preset in OFFERED:
            self._segments.button(preset).setObjectName(f"measure_preset_{preset}")
        self._segments.changed.connect(self._on_changed)
        self._explained = plain_label("", "caption", colour="text2", wrap=True)
        self.margin_field = TextField(self.tr("Practical difference in percent"), "5 %")
        self.margin_field.setObjectName("measure_margin")
        self.margin_field.setFixedWidth(84)
        self.margin_field.editingFinished.connect(self._on_margin)
        self._margin = 0.05
        self._margin_words = plain_label("", "caption", colour="text2", wrap=True)
        margin_name = plain_label(self.tr("Practical &difference"), "caption", colour="text2")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(plain_label(self.tr("Preset"), "caption", colour="text2"), 0, 0)
        grid.addLayout(_line(self._segments, self._explained), 0, 1)
        grid.addWidget(margin_name, 1, 0)
        grid.addLayout(_line(self.margin_field, self._margin_words), 1, 1)
        margin_name.setBuddy(self.margin_field)
        self.add(grid)
        self.set_margin(self._margin)
        self._explain()

    @property
    def preset(self) -> Preset:
        """Return the chosen preset."""
        return next(p for p in OFFERED if p == self._segments.current())

    @property
    def margin(self) -> float:
        """Return the practical difference; 0.05 = 5 %."""
        return self._margin

    def set_margin(self, margin: float) -> None:
        """Show another practical difference."""
        self._margin = margin
        self.margin_field.setText(words.percent(margin))
        self._margin_words.setText(self.tr("Smaller differences count as none for you."))

    def explain(self, workloads: int) -> None:
        """Say what the preset does with so many workloads."""
        self._explain(workloads)

    @Slot(str)
    def _on_changed(self, _preset: str) -> None:
        self._explain()
        self.changed.emit()

    @Slot()
    def _on_margin(self) -> None:
        text = self.margin_field.text().replace("%", "").replace(",", ".").strip()
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if _LOW <= value <= _HIGH:
            before, margin = self._margin, value / 100
            self.set_margin(margin)
            if margin != before:
                self.changed.emit()
            return
        self._margin_words.setText(
            self.tr("“{0}” is no percentage from 0.1 to 100; {1} stays.").format(
                self.margin_field.text(), words.percent(self._margin)
            )
        )

    def _explain(self, workloads: int = 0) -> None:
        plan = PRESETS[self.preset]
        looks = QUICK_LOOKS_FOR_ONE if self.preset == "quick" and workloads == 1 else plan.looks
        count = f"{looks[0]}" if len(looks) == 1 else f"{looks[0]} to {looks[-1]}"
        text = self.tr("{0} launches, as both are mostly run").format(count)
        if "compiled" in plan.modes:
            text = self.tr("{0} launches, as mostly run and compiled; start-up and memory too")
            text = text.format(count)
        self._explained.setText(text)


def _line(control: QWidget, text: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(control)
    row.addWidget(text, 1)
    return row
