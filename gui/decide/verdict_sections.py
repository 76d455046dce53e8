"""The content of the sections below the fold, each a widget made from a verdict."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Knowledge
from core.records.levels import level_word
from core.records.outlook import AnswerEffect, DirectStatement, Stability
from core.records.shares import count_words, whole_shares
from core.records.verdict import Verdict
from core.report.outlook import DILUTING
from gui.decide.side_mark import SideMark
from gui.decide.verdict_bars import StabilityBar, WeightBar
from gui.decide.words import of_100
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.panel import Hairline
from gui.widgets.share_bar import ShareBar

translate = QCoreApplication.translate

MOST_WEIGHTS = 5
TOP = Qt.AlignmentFlag.AlignTop


def answers(verdict: Verdict) -> QWidget:
    """Return each answer with the lead as it would be without it."""
    rows = [
        (f"{row.step}: {row.answer}", lead_words(row.without), effect_words(row))
        for row in verdict.answer_effects
    ]
    heads = (
        translate("verdict", "You said"),
        translate("verdict", "Without it"),
        translate("verdict", "What it does"),
    )
    note = translate(
        "verdict",
        "With all answers: {0}. The effects do not add up to it, since answers work together.",
    )
    return _table(heads, rows, note.format(lead_words(verdict.margin.mean)))


def lead_words(points: float) -> str:
    """Return a lead with one decimal, naming the side: what an answer does is often small."""
    shown = round(points, 1)
    if not shown:
        return translate("verdict", "Even")
    side = SIDE_NAMES["pytorch" if shown > 0 else "tensorflow"]
    return translate("verdict", "{0} ahead by {1}").format(side, f"{abs(shown):.1f}")


def effect_words(row: AnswerEffect) -> str:
    """Return what an answer does to the lead, in points with one decimal."""
    points = round(row.effect, 1)
    if not points:
        return translate("verdict", "nothing")
    side = SIDE_NAMES["pytorch" if points > 0 else "tensorflow"]
    words = translate("verdict", "{0} for {1}").format(f"{abs(points):.1f}", side)
    return f"{words}, {DILUTING}" if row.dilutes else words


def stability(verdict: Verdict) -> QWidget:
    """Return a bar for each weight, with its numbers."""
    box = QWidget()
    grid = _grid(box)
    for column in range(3):
        grid.setColumnStretch(column, 1)
    for line, row in enumerate(verdict.stability):
        words = stability_words(row)
        grid.addWidget(plain_label(row.label, wrap=True), line, 0)
        bar = StabilityBar(row.weight, row.low, row.high, f"{row.label}: {words}")
        grid.addWidget(bar, line, 1)
        grid.addWidget(plain_label(words, wrap=True), line, 2)
    note = translate(
        "verdict",
        "Shares of 100 of all weight, from nothing at the left to all of it at the right. The dot "
        "is its share now; as it moves, the others keep their proportions. Worked out on mean "
        "values.",
    )
    grid.addWidget(_note(note), len(verdict.stability), 0, 1, 3)
    return box


def stability_words(row: Stability) -> str:
    """Return a weight and its range in numbers."""
    now = whole_of_100(row.weight)
    if row.low <= 0.0 and row.high >= 1.0:
        return translate("verdict", "{0} now; any share will do").format(now)
    low, high = whole_of_100(row.low), whole_of_100(row.high)
    if row.low <= 0.0:
        return translate("verdict", "{0} now; up to {1}").format(now, high)
    if row.high >= 1.0:
        return translate("verdict", "{0} now; {1} or more").format(now, low)
    return translate("verdict", "{0} now; {1} to {2}").format(now, low, high)


def whole_of_100(share: float) -> str:
    """Return a share of all weight in whole hundredths; a trace is no nothing."""
    return translate("verdict", "under 1") if 0.0 < share < 0.005 else str(round(100 * share))


def alone(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return each of several ticked options with its own outcome."""
    box = QWidget()
    grid = _grid(box)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 4)
    grid.setColumnStretch(2, 4)
    for line, view in enumerate(verdict.alone):
        question = knowledge.question(view.question)
        name = f"{question.step}: {view.text}" if question else view.text
        grid.addWidget(plain_label(name, wrap=True), line, 0, TOP)
        grid.addWidget(plain_label(view.title, weight=600, wrap=True), line, 1, TOP)
        if view.show_shares:
            grid.addWidget(_shares(view.shares.pytorch, view.shares.tensorflow), line, 2, TOP)
        else:
            words = translate("verdict", "No share is shown, since nothing was weighed.")
            grid.addWidget(plain_label(words, colour="text2", wrap=True), line, 2, TOP)
    return box


def _shares(pytorch: float, tensorflow: float) -> QWidget:
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 2, 0, 0)
    rows.setSpacing(2)
    bar = ShareBar()
    none = max(1.0 - pytorch - tensorflow, 0.0)
    bar.set_shares(pytorch, tensorflow, none)
    first, second, _ = whole_shares(pytorch, tensorflow, none)
    text = translate("verdict", "PyTorch {0} · TensorFlow {1}")
    words = text.format(count_words(first), count_words(second))
    rows.addWidget(plain_label(words, "caption"))
    rows.addWidget(bar)
    return box


def kinds_of_project(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return for both sides the weights in the readings they win, in equal detail."""
    box = QWidget()
    columns = _grid(box)
    columns.setHorizontalSpacing(24)
    weights = {side: verdict.central_weights.get(side, {}) for side in SIDES}
    most = max((weight for of_side in weights.values() for weight in of_side.values()), default=1.0)
    for place, (side, other) in enumerate(zip(SIDES, reversed(SIDES), strict=True)):
        kind = _kind(side, weights[side], weights[other], most, knowledge)
        columns.addWidget(kind, 0, place, TOP)
        columns.setColumnStretch(place, 1)
    note = translate(
        "verdict",
        "The five largest of 100 parts of weight, in the mean; the line marks the same weight in "
        "the other list. Where both agree, it is not the weights that decide between them.",
    )
    columns.addWidget(_note(note), 1, 0, 1, len(SIDES))
    return box


def _heaviest(weights: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_WEIGHTS]


def _kind(
    side: Side,
    weights: dict[str, float],
    others: dict[str, float],
    most: float,
    knowledge: Knowledge,
) -> QWidget:
    box, rows = QWidget(), _heaviest(weights)
    grid = _grid(box)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    head = QWidget()
    line = _grid(head)
    line.addWidget(SideMark(side), 0, 0)
    line.addWidget(plain_label(SIDE_NAMES[side], weight=600), 0, 1)
    line.setColumnStretch(1, 1)
    grid.addWidget(head, 0, 0, 1, 3)
    for at, (id_, weight) in enumerate(rows, start=1):
        criterion = knowledge.criterion(id_)
        label = criterion.label if criterion else id_
        number = plain_label(whole_of_100(weight))
        number.setAccessibleName(of_100(weight))
        grid.addWidget(plain_label(label, wrap=True), at, 0)
        grid.addWidget(WeightBar(side, weight / most, others.get(id_, 0.0) / most), at, 1)
        grid.addWidget(number, at, 2, Qt.AlignmentFlag.AlignRight)
    if not rows:
        none = translate("verdict", "It came first in none of the readings, so there is no list.")
        grid.addWidget(plain_label(none, colour="text2", wrap=True), 1, 0, 1, 3)
    return box


def said_twice(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return what more than one answer set outright."""
    return _lines([twice_words(statement, knowledge) for statement in verdict.direct])


def twice_words(statement: DirectStatement, knowledge: Knowledge) -> str:
    """Return who said what about one criterion, and what counts."""
    parts = []
    for id_, option, level in statement.said:
        question = knowledge.question(id_)
        step = f"{question.step}: " if question else ""
        words = translate("verdict", "{0}“{1}” says {2}")
        parts.append(words.format(step, option, level_word(level)))
    text = translate("verdict", "{0}. {1}. It counts as {2}.")
    return text.format(statement.label, "; ".join(parts), level_word(statement.level))


def missing(verdict: Verdict, knowledge: Knowledge) -> QWidget:
    """Return the criteria that count and of which nothing is known."""
    lines = []
    for id_, share in sorted(verdict.missing.items(), key=lambda entry: -entry[1]):
        criterion = knowledge.criterion(id_)
        label = criterion.label if criterion else id_
        if share >= 1.0:
            text = translate("verdict", "{0}: nothing is known for your answers")
            lines.append(text.format(label))
        else:
            text = translate("verdict", "{0}: nothing is known in {1} readings")
            lines.append(text.format(label, of_100(share)))
    return _lines(lines)


# --- pieces ----------------------------------------------------------------------------------


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str]], note: str) -> QWidget:
    box = QWidget()
    grid = _grid(box)
    for column, stretch in enumerate((5, 2, 2)):
        grid.setColumnStretch(column, stretch)
    for column, head in enumerate(heads):
        grid.addWidget(plain_label(head, "caption", weight=600, colour="text2"), 0, column)
    grid.addWidget(Hairline(), 1, 0, 1, len(heads))
    for line, row in enumerate(rows, start=2):
        for column, text in enumerate(row):
            grid.addWidget(plain_label(text, wrap=True), line, column, TOP)
    grid.addWidget(_note(note), len(rows) + 2, 0, 1, len(heads))
    return box


def _lines(texts: list[str]) -> QWidget:
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setSpacing(4)
    for text in texts:
        rows.addWidget(plain_label(text, wrap=True))
    return box


def _note(text: str) -> PlainLabel:
    return plain_label(text, "caption", colour="text2", wrap=True)


def _grid(box: QWidget) -> QGridLayout:
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    return grid
