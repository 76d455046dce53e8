"""What a person can do about a verdict: for each state of it, its way out as a button."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from PySide6.QtCore import QCoreApplication

from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.verdict import FiredRule, Verdict
from gui.decide.verdict_rules import is_hint, questions_of
from gui.decide.words import still_asked

translate = QCoreApplication.translate

MOST = 2


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button: answer or change a question, measure, see what to find out, move weights, people.

    Attributes:
        subject: id of the question, or of what to measure; else the kind once more.
    """

    kind: Literal["question", "benchmark", "find_out", "what_if", "team"]
    subject: str
    text: str


def ways_out(verdict: Verdict, knowledge: Knowledge, answers: Answers) -> tuple[WayOut, ...]:
    """Return at most two buttons for the verdict; none where the page itself goes on."""
    if verdict.verdict == "insufficient":
        return _next_question(verdict, knowledge, answers)
    if verdict.verdict == "undecided":
        return _finding_out(verdict, knowledge, answers)
    if verdict.verdict == "split":
        return (WayOut("team", "team", translate("ways_out", "See each person")),)
    if verdict.verdict == "neither" and verdict.label == "ruled out":
        return _relaxing(verdict, knowledge) or _changing(verdict, knowledge)
    if verdict.verdict == "neither" or verdict.label == "ruled by a constraint":
        return _changing(verdict, knowledge)
    if verdict.verdict == "either":
        return _from_either(verdict, knowledge)
    if verdict.label == "leaning" and still_asked(verdict.next_best, answers):
        return (WayOut("find_out", "find_out", translate("ways_out", "Find out next")),)
    return ()


def _next_question(verdict: Verdict, knowledge: Knowledge, answers: Answers) -> tuple[WayOut, ...]:
    open_ = [item.subject for item in verdict.next_best if item.kind == "question"]
    core = [id_ for id_ in knowledge.meta.core_questions if not answers.answers.get(id_)]
    in_order = [q.id for q in knowledge.questions if q.id in core]
    for id_ in (*open_, *in_order):
        question = knowledge.question(id_)
        if question is not None:
            asked = question.text[:1].lower() + question.text[1:]
            text = translate("ways_out", "Next: {0}").format(asked)
            return (WayOut("question", id_, text),)
    return ()


def _finding_out(verdict: Verdict, knowledge: Knowledge, answers: Answers) -> tuple[WayOut, ...]:
    outs: list[WayOut] = []
    for item in still_asked(verdict.next_best, answers)[:MOST]:
        question = knowledge.question(item.subject)
        if item.kind == "benchmark":
            text = translate("ways_out", "Measure here")
            outs.append(WayOut("benchmark", item.subject, text))
        elif item.kind == "trade_off":
            text = translate("ways_out", "Choose between two tools")
            outs.append(WayOut("find_out", "find_out", text))
        elif question is not None:
            text = translate("ways_out", "Answer “{0}”").format(question.step)
            outs.append(WayOut("question", item.subject, text))
    if not outs:
        outs.append(WayOut("what_if", "what_if", translate("ways_out", "Move the weights")))
    return tuple(outs)


def _from_either(verdict: Verdict, knowledge: Knowledge) -> tuple[WayOut, ...]:
    """Return the route's question where a bridge decided, else the weights."""
    bridges = [r for r in verdict.fired_rules if r.kind == "route" and r.strength == "bridge"]
    if bridges and not verdict.show_shares:
        return _changing(verdict, knowledge)
    return (WayOut("what_if", "what_if", translate("ways_out", "Move the weights")),)


def _changing(verdict: Verdict, knowledge: Knowledge) -> tuple[WayOut, ...]:
    ids: dict[str, None] = {}
    for rule in verdict.fired_rules:
        if rule.kind != "conflict" and rule.share >= 1 and not is_hint(rule):
            ids.update(dict.fromkeys(questions_of(rule, knowledge)[:1]))
    outs = []
    for id_ in list(ids)[:MOST]:
        question = knowledge.question(id_)
        if question is not None:
            text = translate("ways_out", "Change “{0}”").format(question.step)
            outs.append(WayOut("question", id_, text))
    return tuple(outs)


def _relaxing(verdict: Verdict, knowledge: Knowledge) -> tuple[WayOut, ...]:
    """Return the smallest relaxations, each as the question to change and who is left then."""
    left: dict[str, set[str]] = {}
    for rules, side in smallest_relaxations(verdict.fired_rules):
        for rule in rules:
            id_ = next(iter(questions_of(rule, knowledge)), "")
            # Where two have to give way together, neither alone leaves a side.
            left.setdefault(id_, set()).add(side if len(rules) == 1 else "")
    outs = []
    for id_, sides in left.items():
        question = knowledge.question(id_)
        if question is None:
            continue
        text = translate("ways_out", "Change “{0}”").format(question.step)
        names = [SIDE_NAMES[side] for side in sides if side]
        if len(names) == len(sides) == 1:
            text = translate("ways_out", "{0}: {1} is left").format(text, names[0])
        outs.append(WayOut("question", id_, text))
    return tuple(outs)[:MOST]


def smallest_relaxations(
    rules: tuple[FiredRule, ...],
) -> tuple[tuple[tuple[FiredRule, ...], str], ...]:
    """Return the smallest sets of certain knock-outs whose removal frees a side, with that side.

    The same search as the engine's, on what a verdict says of them.
    """
    certain = [rule for rule in rules if rule.kind == "knockout" and rule.share >= 1]
    for size in range(1, len(certain) + 1):
        found = []
        for given_up in combinations(certain, size):
            rest = [rule for rule in certain if rule not in given_up]
            freed = [side for side in SIDES if not any(side in rule.out for rule in rest)]
            found += [
                (given_up, side) for side in freed if all(side in rule.out for rule in given_up)
            ]
        if found:
            return tuple(found)
    return ()
