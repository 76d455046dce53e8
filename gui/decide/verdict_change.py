"""What would change a verdict, each with the button that goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.records.knowledge import Knowledge
from core.records.levels import level_of
from core.records.outlook import Flip
from core.records.verdict import Verdict
from gui.decide.verdict_rows import calling, full_stop, two_lines
from gui.widgets.buttons import QuietButton
from gui.widgets.fold import Fold
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate

# The order of the kinds; within each the engine puts the nearest first.
KINDS = ("importance", "weight", "shift", "answer", "pair", "ratio", "fact")
NEAREST = 1  # of each kind in sight, the others in a section below


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the buttons lead.

    Attributes:
        ask: to a question.
        measure: to a benchmark, by its phase.
        attempt: to the weights on trial, with one criterion at a level.
    """

    ask: Callable[[str], None]
    measure: Callable[[str], None]
    attempt: Callable[[str, float], None]


def by_kind(flips: tuple[Flip, ...]) -> tuple[tuple[Flip, ...], tuple[Flip, ...]]:
    """Return the nearest of each kind, and the others; both in the order of the kinds."""
    ordered = sorted(flips, key=lambda flip: KINDS.index(flip.kind))
    near: list[Flip] = []
    rest: list[Flip] = []
    for flip in ordered:
        same = sum(one.kind == flip.kind for one in near)
        (near if same < NEAREST else rest).append(flip)
    return tuple(near), tuple(rest)


def flips_panel(verdict: Verdict, knowledge: Knowledge, ways: Ways) -> Panel:
    """Return what would change the verdict, the nearest of each kind in sight."""
    flips = verdict.flips
    panel = Panel(translate("verdict", "What would change this"), dense=True)
    panel.setObjectName("verdict_flips")
    panel.body.setSpacing(6)
    if verdict.preview:
        text = translate("verdict", "Other answers are being tried.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    elif not flips:
        text = translate("verdict", "No single change that was tried would turn this verdict.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    near, rest = by_kind(flips)
    for index, flip in enumerate(near):
        if index:
            panel.add(Hairline())
        panel.add(flip_row(flip, knowledge, ways))
    if rest:
        panel.add(Hairline())
        title = translate("verdict", "{0} more ways").format(len(rest))
        if len(rest) == 1:
            title = translate("verdict", "One more way")
        fold = Fold(title, "", lambda: _flips(rest, knowledge, ways))
        fold.setObjectName("fold_flips")
        panel.add(fold)
    return panel


def _flips(flips: tuple[Flip, ...], knowledge: Knowledge, ways: Ways) -> QWidget:
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setSpacing(6)
    for index, flip in enumerate(flips):
        if index:
            rows.addWidget(Hairline())
        rows.addWidget(flip_row(flip, knowledge, ways))
    return box


def flip_row(flip: Flip, knowledge: Knowledge, ways: Ways) -> QWidget:
    """Return one change in the words of the record, with where it can be made."""
    then = translate("verdict", "{0} Then: {1}").format(full_stop(flip.now), flip.then)
    box = two_lines(flip.what, then)
    buttons = _buttons(flip, knowledge, ways)
    if buttons:
        line = QHBoxLayout()
        line.setSpacing(16)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        layout = box.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(line)
    return box


def _buttons(flip: Flip, knowledge: Knowledge, ways: Ways) -> list[QuietButton]:
    if flip.kind in ("answer", "pair"):
        return _questions(flip, knowledge, ways)
    if flip.kind == "ratio":
        text = translate("verdict", "Measure")
        criterion = knowledge.criterion(flip.subject)
        phase = criterion.measured if criterion is not None else ""
        return [_quiet(text, flip, flip.subject, calling(ways.measure, phase))]
    if flip.kind in ("importance", "weight") and flip.value is not None:
        text, level = translate("verdict", "Try it"), flip.value
        if flip.kind == "weight":
            level = level_of(round(flip.value))

        def attempt(_checked: bool = False) -> None:
            ways.attempt(flip.subject, level)

        return [_quiet(text, flip, flip.subject, attempt)]
    return []


def _questions(flip: Flip, knowledge: Knowledge, ways: Ways) -> list[QuietButton]:
    """Return a button for each question of the change; two say their names."""
    ids = (flip.subject, *flip.others)
    buttons = []
    for id_ in ids:
        question = knowledge.question(id_)
        if question is None:
            continue
        text = translate("verdict", "Go to the question")
        if len(ids) > 1:
            text = translate("verdict", "Go to “{0}”").format(question.step)
        buttons.append(_quiet(text, flip, id_, calling(ways.ask, id_)))
    return buttons


def _quiet(text: str, flip: Flip, subject: str, do: Callable[..., None]) -> QuietButton:
    button = QuietButton(text.replace("&", "&&"))
    button.padding = 0
    button.set_height(26)
    button.setObjectName(f"flip_{flip.kind}_{subject}")
    button.setAccessibleName(f"{text}: {flip.what}")
    button.clicked.connect(do)
    return button
