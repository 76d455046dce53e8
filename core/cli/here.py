"""What this machine says, for `--here`: machine facts beside the answers of one person."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from core.cli import output
from core.machine.facts import HARDWARE, found_here
from core.records.answers import NOT_SURE, Answers
from core.records.knowledge import Knowledge
from core.store.settings import read_settings


def add_machine(knowledge: Knowledge, person: Answers) -> Answers:
    """Return one person's answers with the facts of this machine in them, told on stderr."""
    seen = found_here(tuple(read_settings().interpreters.values()))
    answers = filled(person, known(knowledge, seen))
    for line in as_lines(knowledge, answers):
        output.note(line)
    return answers


def known(knowledge: Knowledge, seen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return what the knowledge has a word for; it may be older than the machine check."""
    words = {fact.id: {value.id for value in fact.value} for fact in knowledge.facts}
    asked = knowledge.question(HARDWARE)
    if asked is not None:
        words[HARDWARE] = {option.id for option in asked.option}
    kept = {
        id_: tuple(v for v in values if v in words.get(id_, ())) for id_, values in seen.items()
    }
    return {id_: values for id_, values in kept.items() if values}


def filled(answers: Answers, seen: Mapping[str, tuple[str, ...]]) -> Answers:
    """Return answers with what was seen; the question about hardware only where it was left out."""
    given = answers.answers
    if seen.get(HARDWARE) and HARDWARE not in given:
        given = {**given, HARDWARE: seen[HARDWARE]}
    return msgspec.structs.replace(answers, answers=given, found=dict(seen))


def as_lines(knowledge: Knowledge, answers: Answers) -> list[str]:
    """Return what was found, in words, and whether it counts."""
    labels = {fact.id: fact.label for fact in knowledge.facts}
    texts = {(fact.id, value.id): value.text for fact in knowledge.facts for value in fact.value}
    asked = knowledge.question(HARDWARE)
    if asked is not None:
        labels[HARDWARE] = asked.step
        texts |= {(HARDWARE, option.id): option.text for option in asked.option}
    lines = [
        f"found here: {labels.get(id_, id_)}: "
        + ", ".join(texts.get((id_, value), value) for value in values)
        for id_, values in answers.found.items()
    ]
    said = answers.answers.get(HARDWARE, ())
    if answers.found.get(HARDWARE) and said != answers.found[HARDWARE]:
        why = "the answers name something else to train on"
        if NOT_SURE in said:
            why = "the answers leave open what will train"
        lines.append(f"{why}, so what was found here does not count")
    return lines or ["nothing was found here that the questions have a word for"]
