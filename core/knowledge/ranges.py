"""Rule 3: numbers lie where the model expects them."""

from __future__ import annotations

from collections.abc import Iterator

from core.knowledge.finding import Finding
from core.records.knowledge import Criterion, Evidence, Knowledge, Option, Question

ANCHORS = ("0", "0.5", "1")
SHORT_LENGTH = 80
LOWEST_LEVEL, HIGHEST_LEVEL = 0, 4
FARTHEST_SHIFT = 3
HIGHEST_PRIOR = 1000
WIDEST = 0.5


def _off(file: str, place: str, field: str, what: str, mend: str) -> Finding:
    return Finding(3, "error", file, place, field, what, mend)


def rule_3_ranges(knowledge: Knowledge) -> Iterator[Finding]:
    """Levels, shifts, priors, values, widths and swings are in range; the scale is worded."""
    yield from _meta(knowledge)
    for criterion in knowledge.criteria:
        yield from _criterion(criterion)
    for question in knowledge.questions:
        for option in question.option:
            yield from _option(question, option)
    for fact in knowledge.facts:
        if len(fact.value) < 2:
            yield _off(
                "rules.toml", f'fact "{fact.id}"', "value", "it can be one thing only",
                "name at least two values",
            )  # fmt: skip
    for item in knowledge.evidence:
        yield from _evidence(item)
    for claim in knowledge.claims:
        if len(claim.short) > SHORT_LENGTH:
            yield _off(
                "claims.toml", f'claim "{claim.id}"', "short", f"{len(claim.short)} characters",
                f"write at most {SHORT_LENGTH}",
            )  # fmt: skip


def _meta(knowledge: Knowledge) -> Iterator[Finding]:
    meta = knowledge.meta
    if not 0 < meta.eps < 1:
        yield _off("meta.toml", "", "eps", f"{meta.eps} is not between 0 and 1", "write 0.03")
    if not 100 <= meta.draws <= 1_000_000:
        yield _off(
            "meta.toml", "", "draws", f"{meta.draws} is not from 100 to 1,000,000", "write 20000"
        )


def _criterion(criterion: Criterion) -> Iterator[Finding]:
    place = f'criterion "{criterion.id}"'
    if not LOWEST_LEVEL <= criterion.base_level <= HIGHEST_LEVEL:
        yield _off(
            "criteria.toml", place, "base_level", f"{criterion.base_level:g} is not a level",
            "write a number from 0 to 4; 0.25 is usual",
        )  # fmt: skip
    if set(criterion.anchors) != set(ANCHORS) or not all(criterion.anchors.values()):
        yield _off(
            "criteria.toml", place, "anchors", "the scale is not worded at 0, 0.5 and 1",
            'give a text for "0", "0.5" and "1"',
        )  # fmt: skip
    swing = criterion.swing
    if swing is not None and not 0 < swing.gain <= 1:
        yield _off(
            "criteria.toml", place, "swing", f"a gain of {swing.gain:g} is not above 0 and up to 1",
            "write the size of the improvement on the scale, such as 0.25",
        )  # fmt: skip
    if swing is not None and not swing.text.strip():
        yield _off(
            "criteria.toml", place, "swing", "its text is empty", 'end the sentence "One tool ..."'
        )


def _option(question: Question, option: Option) -> Iterator[Finding]:
    file, place = "questions.toml", f'question "{question.id}", option "{option.id}"'
    if not 0 < option.prior <= HIGHEST_PRIOR:
        yield _off(
            file, place, "prior", f"{option.prior:g} is not above 0, up to {HIGHEST_PRIOR}",
            "write how common the answer is among its siblings",
        )  # fmt: skip
    if option.alone and not question.multi:
        yield _off(
            file, place, "alone", "only options of a tick-all question can be alone",
            "remove it, or set multi = true in the question",
        )  # fmt: skip
    bounds = (
        ("set", option.set, LOWEST_LEVEL, HIGHEST_LEVEL),
        ("shift", option.shift, -FARTHEST_SHIFT, FARTHEST_SHIFT),
    )
    for field, effects, low, high in bounds:
        for criterion, level in effects.items():
            if not low <= level <= high:
                yield _off(
                    file, place, field, f"{criterion} = {level:g} is not from {low} to {high}",
                    "write a number in that range",
                )  # fmt: skip


def _evidence(item: Evidence) -> Iterator[Finding]:
    file, place = "evidence.toml", f'evidence "{item.id}"'
    for side, value in item.value.items():
        if not 0 <= value <= 1:
            yield _off(
                file, place, "value", f"{side} = {value:g} is not from 0 to 1",
                "read the value off the worded scale of its criterion",
            )  # fmt: skip
    if item.width is not None and not 0 < item.width <= WIDEST:
        yield _off(
            file, place, "width", f"{item.width:g} is not above 0 and up to {WIDEST}",
            "remove it, or write a half-range such as 0.15",
        )  # fmt: skip
