"""The panels of the verdict page, each made from a verdict and thrown away with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.measure.catalog import label_of
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Knowledge
from core.records.outlook import Flip, NextBest
from core.records.verdict import FiredRule, Point, Verdict
from gui.decide.ladder import build_ladder
from gui.decide.side_mark import SideMark
from gui.decide.sources import SourceLine
from gui.decide.waterfall import Waterfall
from gui.decide.words import day, measured_words, next_words, of_100, open_rule_words, rule_state
from gui.widgets.buttons import StandardButton
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate

YOUR_ANSWER = "your answer"  # the knowledge's word for a rule that the person laid down
OPEN_RULES = 4


def sum_panel(verdict: Verdict, knowledge: Knowledge) -> Panel:
    """Return the waterfall with what counts as nothing below it."""
    weighed = verdict.label != "instead"
    panel = Panel(dense=True)
    title = (
        translate("verdict", "What adds up to it")
        if weighed
        else translate("verdict", "If it has to be one of the two")
    )
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
    return panel


def nothing_words(verdict: Verdict, knowledge: Knowledge) -> str:
    """Return which criteria count as nothing, and why, as one caption."""
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
    return " ".join(parts)


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """Join labels as words of a sentence; abbreviations keep their capitals."""
    return ", ".join(name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names)


def flips_panel(flips: tuple[Flip, ...]) -> Panel:
    """Return what would change the verdict, nearest first."""
    panel = Panel(translate("verdict", "What would change this"), dense=True)
    panel.body.setSpacing(6)
    if not flips:
        text = translate("verdict", "No single change that was tried would turn this verdict.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    for index, flip in enumerate(flips):
        if index:
            panel.add(Hairline())
        then = translate("verdict", "{0} Then: {1}").format(_stop(flip.now), flip.then)
        panel.add(_two_lines(flip.what, then))
    return panel


def next_panel(
    items: tuple[NextBest, ...], ask: Callable[[str], None], measure: Callable[[], None]
) -> Panel:
    """Return what to find out next, each with the button that does it."""
    panel = Panel(translate("verdict", "Find out next"), dense=True)
    panel.body.setSpacing(6)
    if not items:
        text = translate("verdict", "Nothing you could add would change this.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    for index, item in enumerate(items):
        if index:
            panel.add(Hairline())
        asks = item.kind == "question"
        button = StandardButton(
            translate("verdict", "Answer") if asks else translate("verdict", "Measure")
        )
        button.setObjectName(f"next_{item.subject}")
        button.setAccessibleName(f"{button.text()}: {item.text}")
        if asks:
            button.clicked.connect(_calling(ask, item.subject))
        else:
            button.clicked.connect(lambda _checked=False: measure())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(_two_lines(item.text, next_words(item)), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        panel.add(row)
    return panel


def rule_panel(rule: FiredRule, knowledge: Knowledge, ask: Callable[[str], None]) -> Panel:
    """Return one knock-out, route or conflict, with its source, date and way out."""
    panel = Panel(dense=True)
    panel.body.setSpacing(6)
    icon = {"knockout": "triangle", "route": "arrow-right"}.get(rule.kind, "info")
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconMark(icon, 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(plain_label(rule.title, weight=600, wrap=True), 1)
    panel.add(head)
    panel.add(plain_label(rule.text, wrap=True))
    state = rule_state(rule) if rule.kind != "conflict" else ""
    relax = ""
    if rule.relax:
        relax = translate("verdict", "Way out: {0}").format(_stop(rule.relax))
    more = " ".join(part for part in (state, relax) if part)
    if more:
        panel.add(plain_label(more, colour="text2", wrap=True))
    panel.add(_rule_foot(rule, knowledge, ask))
    return panel


def _rule_foot(rule: FiredRule, knowledge: Knowledge, ask: Callable[[str], None]) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setSpacing(8)
    if rule.source == YOUR_ANSWER:
        foot.addStretch(1)
    else:
        foot.addWidget(SourceLine(rule.source, rule.date), 1)
    for id_ in rule.questions[:2]:
        question = knowledge.question(id_)
        if question is not None:
            button = StandardButton(translate("verdict", "Change “{0}”").format(question.step))
            button.setObjectName(f"change_{rule.id}_{id_}")
            button.clicked.connect(_calling(ask, id_))
            foot.addWidget(button)
    return foot


def open_rules_panel(rules: tuple[FiredRule, ...], knowledge: Knowledge) -> Panel:
    """Return the rules that hold only if open answers turn out so, the most likely first."""
    title = translate("verdict", "What open answers could rule in or out")
    panel = Panel(title, dense=True)
    panel.setObjectName("verdict_open_rules")
    panel.body.setSpacing(6)
    ordered = sorted(rules, key=lambda rule: (-rule.share, rule.id))
    for index, rule in enumerate(ordered[:OPEN_RULES]):
        if index:
            panel.add(Hairline())
        lines = _two_lines(rule.title, open_rule_words(rule, knowledge))
        lines.setToolTip(rule.text)
        panel.add(lines)
        if rule.source != YOUR_ANSWER:
            panel.add(SourceLine(rule.source, rule.date))
    more = len(ordered) - OPEN_RULES
    if more > 0:
        words = translate("verdict", "{0} more, each in {1} readings or fewer.")
        words = words.format(more, of_100(ordered[OPEN_RULES].share))
        panel.add(plain_label(words, "caption", colour="text2", wrap=True))
    return panel


def reasons_panel(reasons: tuple[str, ...]) -> Panel:
    """Return why, as sentences."""
    panel = Panel(translate("verdict", "Why"), dense=True)
    for reason in reasons:
        panel.add(plain_label(reason, wrap=True))
    return panel


def measured_panel(verdict: Verdict) -> Panel:
    """Return the measurements of this machine that entered the verdict."""
    panel = Panel(translate("verdict", "Measured here"), dense=True)
    panel.setObjectName("verdict_measured")
    panel.body.setSpacing(6)
    for index, use in enumerate(verdict.measured):
        if index:
            panel.add(Hairline())
        where = translate("verdict", "{0} · run {1}").format(label_of(use.case), use.run)
        panel.add(_two_lines(measured_words(use), where))
    return panel


class SidesPanel(Panel):
    """For and against, two equal halves, the same number of points first."""

    def __init__(self, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("verdict_points")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(20)
        for index, side in enumerate(SIDES):
            if index:
                self._halves.addWidget(Hairline(vertical=True))
            self._halves.addWidget(_half(side, verdict.points.get(side, ())), 1)
        self.add(self._halves)

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
        known = " · ".join(part for part in (point.kind, day(point.date)) if part)
        source = plain_label(known, "caption", colour="text2")
        source.setContentsMargins(0, 2, 0, 0)
        grid.addWidget(source, row, 2, top | Qt.AlignmentFlag.AlignRight)
    if not points:
        none = translate("verdict", "No point on this side.")
        grid.addWidget(plain_label(none, colour="text2"), 1, 1)
    grid.setRowStretch(len(points) + 2, 1)
    return half


def _two_lines(first: str, second: str) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(plain_label(first, wrap=True))
    lines.addWidget(plain_label(second, "caption", colour="text2", wrap=True))
    return box


def _stop(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _calling(ask: Callable[[str], None], subject: str) -> Callable[[], None]:
    def call(_checked: bool = False) -> None:
        ask(subject)

    return call
