"""Sections on what a verdict rests on: values with their reasons, what a wrong choice costs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from core.report import stakes as report_stakes
from core.report import values as report_values
from gui.decide.sources import SourceLine
from gui.decide.verdict_rows import two_lines
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline

translate = QCoreApplication.translate


def values(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return the evidence behind each criterion: both values, how known, why, and where read."""
    box, rows = _rows()
    for index, value in enumerate(report_values.values(knowledge, verdict)):
        if index:
            rows.addWidget(Hairline())
        sides = zip(SIDES, value.values, strict=True)
        figures = ", ".join(f"{SIDE_NAMES[side]} {figure}" for side, figure in sides)
        head = translate("verdict", "{0}: {1} · {2}").format(value.criterion, figures, value.kind)
        rows.addWidget(two_lines(head, value.because))
        rows.addWidget(SourceLine(value.source, value.date))
    note = translate("verdict", "Values go from 0, a serious obstacle, to 1, as good as it gets.")
    rows.addWidget(plain_label(note, "caption", colour="text2", wrap=True))
    return box


def stakes(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return how often the two are alike, and what each costs where the other is better."""
    box, rows = _rows()
    for text in report_stakes.stakes(knowledge, verdict):
        rows.addWidget(plain_label(text, wrap=True))
    return box


def _rows() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setSpacing(6)
    return box, rows
