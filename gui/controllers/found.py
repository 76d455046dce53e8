"""What this machine says, beside what the person says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from core.decide.conditions import HARDWARE
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.machine import Interpreter, Machine

# Two findings that agree in these are of the same machine; Pythons come and go.
SAME_MACHINE = (HARDWARE, "system", "gpu")


@dataclass(frozen=True, slots=True)
class Here:
    """What was read of this machine.

    Attributes:
        facts: as `Answers.found` keeps them, without what the knowledge has no word for.
        hardware: what was seen to train on, in words.
    """

    facts: Mapping[str, tuple[str, ...]]
    hardware: str

    @property
    def answer(self) -> tuple[str, ...]:
        """Return the answer it gives to the question about hardware; empty when it gives none."""
        return self.facts.get(HARDWARE, ())


def look(knowledge: Knowledge, machine: Machine, interpreters: tuple[Interpreter, ...]) -> Here:
    """Return what the machine check tells the decision."""
    # Loaded by whoever read the machine; the window's start does without it.
    from core.machine.facts import facts, hardware_words

    known = {fact.id: {value.id for value in fact.value} for fact in knowledge.facts}
    asked = knowledge.question(HARDWARE)
    if asked is not None:
        known[HARDWARE] = {option.id for option in asked.option}
    seen = {
        id_: kept
        for id_, values in facts(machine, interpreters).items()
        if (kept := tuple(value for value in values if value in known.get(id_, ())))
    }
    return Here(seen, hardware_words(machine))


def filled(answers: Answers, here: Here, *, fill: bool) -> Answers:
    """Return the answers with what this machine says, as long as they say nothing else.

    Answers without any findings take them over and, unless the person was quicker, the answer to
    the question about hardware. Findings of this machine are brought up to date. Those of another
    one stay: opening a colleague's answers must not change their verdict.

    Args:
        answers: what was said, and what was found when it was.
        here: what was read of this machine.
        fill: whether the question about hardware may be answered.
    """
    if not is_same_machine(answers, here):
        return answers
    given = answers.answers
    if fill and not answers.found and here.answer and HARDWARE not in given:
        given = {**given, HARDWARE: here.answer}
    return msgspec.structs.replace(answers, answers=given, found=dict(here.facts))


def as_here(answers: Answers, here: Here) -> Answers:
    """Return the answers of a person who trains on this machine."""
    given = {**answers.answers, HARDWARE: here.answer} if here.answer else answers.answers
    return msgspec.structs.replace(answers, answers=given, found=dict(here.facts))


def is_as_here(answers: Answers, here: Here) -> bool:
    """Return True when answers and findings are what this machine says."""
    return as_here(answers, here) == answers


def is_same_machine(answers: Answers, here: Here) -> bool:
    """Return True when the findings kept with the answers, if any, are of this machine."""
    kept = answers.found
    return not kept or all(kept.get(id_) == here.facts.get(id_) for id_ in SAME_MACHINE)
