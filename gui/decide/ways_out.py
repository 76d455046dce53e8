"""What a person can do about a verdict that names nobody, or that one answer decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict

translate = QCoreApplication.translate

MOST = 2


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button: answer or change a question, or measure."""

    kind: Literal["question", "benchmark"]
    subject: str
    text: str


def ways_out(verdict: Verdict, knowledge: Knowledge, answers: Answers) -> tuple[WayOut, ...]:
    """Return at most two buttons for the verdict; none where the page itself goes on."""
    if verdict.verdict == "insufficient":
        return _next_question(verdict, knowledge, answers)
    if verdict.verdict == "undecided":
        return _finding_out(verdict, knowledge)
    if verdict.verdict == "neither" or verdict.label == "ruled by a constraint":
        return _changing(verdict, knowledge)
    return ()


def _next_question(verdict: Verdict, knowledge: Knowledge, answers: Answers) -> tuple[WayOut, ...]:
    open_ = [item.subject for item in verdict.next_best if item.kind == "question"]
    core = [id_ for id_ in knowledge.meta.core_questions if not answers.answers.get(id_)]
    in_order = [q.id for q in knowledge.questions if q.id in core]
    for id_ in (*open_, *in_order):
        question = knowledge.question(id_)
        if question is not None:
            step = question.step[:1].lower() + question.step[1:]
            text = translate("ways_out", "Next: {0}").format(step)
            return (WayOut("question", id_, text),)
    return ()


def _finding_out(verdict: Verdict, knowledge: Knowledge) -> tuple[WayOut, ...]:
    outs: list[WayOut] = []
    for item in verdict.next_best[:MOST]:
        question = knowledge.question(item.subject)
        if item.kind == "benchmark":
            text = translate("ways_out", "Measure here")
            outs.append(WayOut("benchmark", item.subject, text))
        elif question is not None:
            text = translate("ways_out", "Answer “{0}”").format(question.step)
            outs.append(WayOut("question", item.subject, text))
    return tuple(outs)


def _changing(verdict: Verdict, knowledge: Knowledge) -> tuple[WayOut, ...]:
    ids: dict[str, None] = {}
    for rule in verdict.fired_rules:
        if rule.kind != "conflict" and rule.share >= 1:
            ids.update(dict.fromkeys(rule.questions[:1]))
    outs = []
    for id_ in list(ids)[:MOST]:
        question = knowledge.question(id_)
        if question is not None:
            text = translate("ways_out", "Change “{0}”").format(question.step)
            outs.append(WayOut("question", id_, text))
    return tuple(outs)
