"""The panels of the verdict page, each made from a verdict and thrown away with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QWidget

from core.measure.catalog import label_of
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Knowledge
from core.records.verdict import Point, Verdict
from core.report.values import kind_words
from gui.decide.ladder import build_ladder
from gui.decide.side_mark import SideMark
from gui.decide.verdict_rows import two_lines
from gui.decide.waterfall import Waterfall
from gui.decide.words import day, measured_words
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate


def sum_panel(verdict: Verdict, knowledge: Knowledge, rank: Callable[[], None]) -> Panel:
    """Return the waterfall with what counts as nothing below it, and the way to a ranking."""
    panel = Panel(dense=True)
    panel.setObjectName("verdict_sum")
    title = in_other_words(verdict) or translate("verdict", "What adds up to it")
    head = QHBoxLayout()
    head.addWidget(plain_label(title, weight=600))
    head.addStretch(1)
    head.addWidget(plain_label(translate("verdict", "points of 100"), "caption", colour="text2"))
    panel.add(head)
    waterfall = Waterfall()
    waterfall.set_verdict(verdict)
    panel.add(waterfall)
    caption = nothing_words(verdict, knowledge)
    if caption:
        panel.add(plain_label(caption, "caption", colour="text2", wrap=True))
    way = QuietButton(translate("verdict", "Rank what matters"), icon="sort")
    way.padding = 0
    way.set_height(26)
    way.setObjectName("verdict_rank")
    way.clicked.connect(lambda _checked=False: rank())
    panel.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    return panel


def in_other_words(verdict: Verdict) -> str:
    """Return what the sum answers where it is not what decided; empty where it decided."""
    if verdict.label == "instead":
        return translate("verdict", "If it has to be one of the two")
    if verdict.verdict == "either" and not verdict.show_shares:
        return translate("verdict", "What speaks for each as its backend")
    return ""


def nothing_words(verdict: Verdict, knowledge: Knowledge) -> str:
    """Return which criteria count as nothing, and why, a line each."""
    labels = {criterion.id: criterion.label for criterion in knowledge.criteria}
    zeroed = [labels.get(id_, id_) for id_ in verdict.zeroed]
    equal = {fact.id: fact.text for fact in knowledge.equal}
    alike = [equal.get(id_, id_) for id_ in verdict.equal_facts]
    small = build_ladder(verdict).small
    parts = []
    if zeroed:
        text = translate("verdict", "Counted as 0 because of your answers: {0}.")
        parts.append(text.format(_listed(zeroed)))
    if small:
        parts.append(translate("verdict", "Under half a point each: {0}.").format(_listed(small)))
    if alike:
        parts.append(translate("verdict", "Equal for both: {0}").format(" ".join(alike)))
    return "\n".join(parts)


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """Join labels as words of a sentence; abbreviations keep their capitals."""
    return ", ".join(name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names)


def measured_panel(verdict: Verdict) -> Panel:
    """Return the measurements of this machine that entered the verdict."""
    panel = Panel(translate("verdict", "Measured here"), dense=True)
    panel.setObjectName("verdict_measured")
    panel.body.setSpacing(6)
    for index, use in enumerate(verdict.measured):
        if index:
            panel.add(Hairline())
        where = translate("verdict", "{0} · run {1}").format(label_of(use.case), use.run)
        panel.add(two_lines(measured_words(use), where))
    return panel


class SidesPanel(Panel):
    """For and against, two equal halves, the same number of points first."""

    def __init__(
        self, verdict: Verdict, table: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        """Make the panel.

        Args:
            verdict: gives the points.
            table: shows all that is compared.
            parent: the parent widget.
        """
        super().__init__(parent=parent, dense=True)
        self.setObjectName("verdict_points")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(20)
        for index, side in enumerate(SIDES):
            if index:
                self._halves.addWidget(Hairline(vertical=True))
            self._halves.addWidget(_half(side, verdict.points.get(side, ())), 1)
        self.add(self._halves)
        everything = QuietButton(translate("verdict", "See the table"), icon="compare")
        everything.padding = 0
        everything.set_height(26)
        everything.setObjectName("verdict_table")
        everything.clicked.connect(lambda _checked=False: table())
        self.body.addWidget(everything, 0, Qt.AlignmentFlag.AlignLeft)

    def set_narrow(self, narrow: bool) -> None:
        """Put the halves below each other where there is no room beside."""
        kind = QBoxLayout.Direction
        self._halves.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        divider = self._halves.itemAt(1)
        widget = divider.widget() if divider else None
        if widget is not None:
            widget.setVisible(not narrow)


def _half(side: Side, points: tuple[Point, ...]) -> QWidget:
    half = QWidget()
    grid = QGridLayout(half)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.addWidget(SideMark(side), 0, 0, Qt.AlignmentFlag.AlignCenter)
    grid.addWidget(plain_label(SIDE_NAMES[side], weight=600), 0, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, point in enumerate(points, start=1):
        sign = plain_label("+" if point.sign == "+" else "−", weight=600)
        sign.setAccessibleName(
            translate("verdict", "for") if point.sign == "+" else translate("verdict", "against")
        )
        grid.addWidget(sign, row, 0, top | Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(plain_label(point.text, wrap=True), row, 1)
        known = " · ".join(part for part in (kind_words(point.kind), day(point.date)) if part)
        source = plain_label(known, "caption", colour="text2")
        source.setContentsMargins(0, 2, 0, 0)
        grid.addWidget(source, row, 2, top | Qt.AlignmentFlag.AlignRight)
    if not points:
        none = translate("verdict", "No point on this side.")
        grid.addWidget(plain_label(none, colour="text2"), 1, 1)
    grid.setRowStretch(len(points) + 2, 1)
    return half
