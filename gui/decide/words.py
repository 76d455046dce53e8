"""Words of the Decide page that follow from records alone."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QCoreApplication

from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge, Question
from core.records.outlook import NextBest
from core.records.shares import of_100
from core.records.verdict import FiredRule, MeasuredUse, Verdict
from core.report.outlook import find_out

translate = QCoreApplication.translate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIGURES = re.compile(r"(fewer than |more than |)(\d+) of 100")


def bold_figures(sentence: str) -> str:
    """Return a sentence as markup: escaped, its "84 of 100" bold and never broken over lines."""
    return _FIGURES.sub(r"<b>\1\2&nbsp;of&nbsp;100</b>", escape(sentence))


def share_parts(verdict: Verdict) -> tuple[float, float, float]:
    """Return the three shares in the order of the share bar."""
    return verdict.shares.pytorch, verdict.shares.tensorflow, verdict.shares.none


def day(date: str) -> str:
    """Return an ISO date or month as "22 Nov 2026" or "Nov 2026"; other text as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3):
        return date
    numbers = [int(part) for part in parts]
    if not 1 <= numbers[1] <= 12:
        return date
    written = [MONTHS[numbers[1] - 1], str(numbers[0])]
    return " ".join([str(numbers[2]), *written] if len(numbers) == 3 else written)


def answer_words(question: Question, answers: Answers) -> str:
    """Return what was answered, in full; "Not sure"; or nothing when open."""
    given = answers.answers.get(question.id, ())
    if not given:
        return ""
    if NOT_SURE in given:
        return translate("words", "Not sure")
    found = (question.find(option) for option in given)
    return ", ".join(option.text for option in found if option is not None)


def answered_count(knowledge: Knowledge, answers: Answers) -> str:
    """Return how many questions have a definite answer, and on how many a person is not sure."""
    asked = [q.id for q in knowledge.questions if answers.answers.get(q.id)]
    known = sum(answers.is_answered(id_) for id_ in asked)
    text = translate("words", "{0} of {1} answered").format(known, len(knowledge.questions))
    unsure = len(asked) - known
    return text + translate("words", ", {0} not sure").format(unsure) if unsure else text


def still_asked(items: tuple[NextBest, ...], answers: Answers) -> tuple[NextBest, ...]:
    """Return what may be found out, without the cards on which there was no preference."""
    return tuple(
        item
        for item in items
        if item.kind != "trade_off" or not answers.is_put_aside(*(s.criterion for s in item.card))
    )


def next_words(item: NextBest) -> str:
    """Return what finding out costs and what it is worth, as the command line says it."""
    return find_out(item)


def side_names(ids: tuple[str, ...]) -> str:
    """Return alternatives by name, joined by "and"."""
    return translate("words", " and ").join(SIDE_NAMES.get(id_, id_) for id_ in ids)


def open_rule_words(rule: FiredRule, knowledge: Knowledge) -> str:
    """Return what a rule that may yet hold does, how often, and what it hangs on."""
    often = of_100(rule.share)
    if rule.condition and rule.out:
        words = translate("words", "If {0}: {1} out, so in {2} readings")
        return words.format(rule.condition, side_names(rule.out), often)
    if rule.out:
        words = translate("words", "{0} out in {1} readings").format(side_names(rule.out), often)
    else:
        words = translate("words", "in {0} readings").format(often)
    steps = [q.step for q in map(knowledge.question, rule.questions) if q is not None]
    if steps:
        words += translate("words", " · hangs on “{0}”").format("”, “".join(steps))
    return words[:1].upper() + words[1:]


def kicker(verdict: Verdict) -> str:
    """Return the small line over the title: which kind of verdict this is."""
    if verdict.verdict == "neither" and verdict.label == "instead":
        return translate("words", "neither: something else fits")
    if verdict.verdict == "neither" and verdict.label == "ruled out":
        return translate("words", "neither: ruled out")
    return verdict.label if verdict.label == "ruled by a constraint" else ""


def measured_words(use: MeasuredUse) -> str:
    """Return a measured ratio in words: who is faster, by how much, between what.

    `ratio` is TensorFlow's time over PyTorch's, so a ratio over 1 means that PyTorch is faster.
    """
    first = use.ratio >= 1
    turn = (lambda value: value) if first else (lambda value: 1 / value)
    low, high = sorted((turn(use.low), turn(use.high)))
    name = SIDE_NAMES["pytorch" if first else "tensorflow"]
    text = translate("words", "{0} {1}× as fast here, {2} to {3}")
    return text.format(name, f"{turn(use.ratio):.2f}", f"{low:.2f}", f"{high:.2f}")
