"""What a person can do to the answers, each as a pure function."""

from __future__ import annotations

import msgspec

from core.records.answers import Answers, TradeOff

LEVELS = (0.0, 4.0)


def answered(answers: Answers, question: str, options: tuple[str, ...]) -> Answers:
    """Return the answers with another one to a question; no option leaves it open."""
    given = {id_: chosen for id_, chosen in answers.answers.items() if id_ != question or options}
    if options:
        given[question] = options
    return msgspec.structs.replace(answers, answers=given)


def noted(answers: Answers, subject: str, text: str) -> Answers:
    """Return the answers with a note on a question or on the "project"; empty removes it."""
    notes = {key: value for key, value in answers.notes.items() if key != subject}
    if text.strip():
        notes[subject] = text.strip()
    return msgspec.structs.replace(answers, notes=notes)


def overridden(answers: Answers, criterion: str, level: float | None) -> Answers:
    """Return the answers with a weight set by hand, 0 to 4; None gives it back to the answers."""
    rest = {id_: kept for id_, kept in answers.overrides.items() if id_ != criterion}
    if level is not None:
        rest[criterion] = min(max(level, LEVELS[0]), LEVELS[1])
    return msgspec.structs.replace(answers, overrides=rest)


def preferring(answers: Answers, prefer: str, over: str) -> Answers:
    """Return the answers with one more choice between two criteria.

    Earlier choices that contradict it are taken out: choices that go round in a circle say
    nothing, and a file of them would be refused.
    """
    answers = asked_again(answers, prefer, over)
    new = TradeOff(prefer=prefer, over=over)
    kept = [choice for choice in answers.trade_offs if choice != new]
    while path := _path(kept, over, prefer):
        kept.remove(path[0])
    return msgspec.structs.replace(answers, trade_offs=(*kept, new))


def without_choice(answers: Answers, prefer: str, over: str) -> Answers:
    """Return the answers without a choice between two criteria."""
    gone = TradeOff(prefer=prefer, over=over)
    rest = tuple(choice for choice in answers.trade_offs if choice != gone)
    return msgspec.structs.replace(answers, trade_offs=rest)


def put_aside(answers: Answers, one: str, other: str) -> Answers:
    """Return the answers with no preference between two criteria; a choice between them goes."""
    pair = (one, other)
    rest = tuple(c for c in answers.trade_offs if {c.prefer, c.over} != set(pair))
    kept = asked_again(answers, one, other).no_preference
    return msgspec.structs.replace(answers, trade_offs=rest, no_preference=(*kept, pair))


def asked_again(answers: Answers, one: str, other: str) -> Answers:
    """Return the answers as if "No preference" had not been said between two criteria."""
    rest = tuple(pair for pair in answers.no_preference if set(pair) != {one, other})
    return msgspec.structs.replace(answers, no_preference=rest)


def cleared(answers: Answers) -> Answers:
    """Return the answers with nothing said; name, notes, runs and findings stay."""
    return msgspec.structs.replace(
        answers, answers={}, overrides={}, ranking=(), trade_offs=(), no_preference=()
    )


def _path(choices: list[TradeOff], start: str, end: str) -> list[TradeOff]:
    """Return choices that lead from `start` to `end`, the first one first; empty when none do."""
    paths: list[tuple[str, list[TradeOff]]] = [(start, [])]
    seen = {start}
    while paths:
        at, path = paths.pop()
        for choice in choices:
            if choice.prefer != at:
                continue
            longer = [*path, choice]
            if choice.over == end:
                return longer
            if choice.over not in seen:
                seen.add(choice.over)
                paths.append((choice.over, longer))
    return []
