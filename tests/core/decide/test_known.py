"""What a table shows of the model: one value per side and criterion, whatever it weighs."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers

DAY = dt.date(2026, 11, 23)
DRAWS = 500


@pytest.fixture(scope="module")
def known():
    return load()


def valued(knowledge, answers):
    verdict = resolve(knowledge, answers, as_of=DAY, draws=DRAWS)
    return {one.criterion: one for one in verdict.known}, verdict


def test_every_criterion_with_evidence_for_all_is_there_before_any_answer(known):
    found, _ = valued(known, Answers())
    always = {e.criterion for e in known.evidence if not e.when.terms() and e.status == "in_use"}
    assert always <= set(found)
    assert all(set(one.value) == {"pytorch", "tensorflow"} for one in found.values())
    assert all(0.0 <= v <= 1.0 for one in found.values() for v in one.value.values())


def test_nothing_is_said_of_what_was_not_measured(known):
    found, _ = valued(known, Answers())
    assert not {c.id for c in known.criteria if c.measured} & set(found)


def test_what_is_known_and_what_it_adds_favour_the_same_side(known):
    answers = Answers(answers={"task": ("llm",), "target": ("server",), "debugging": ("step",)})
    found, verdict = valued(known, answers)
    rows = [row for row in verdict.contributions if row.criterion in found]
    assert rows
    for row in rows:
        value = found[row.criterion].value
        lead = value["pytorch"] - value["tensorflow"]
        if abs(row.value) > 0.5:  # points; under it weights of single readings decide the sign
            assert lead * row.value > 0.0


def test_labels_of_the_sides_do_not_matter(known):
    swapped = msgspec.structs.replace(
        known,
        evidence=tuple(
            msgspec.structs.replace(
                e, value={s: e.value[o] for s, o in (("pytorch", "tensorflow"),
                                                     ("tensorflow", "pytorch")) if o in e.value}
            )
            for e in known.evidence
        ),
    )  # fmt: skip
    one, _ = valued(known, Answers())
    other, _ = valued(swapped, Answers())
    for id_, value in one.items():
        assert other[id_].value == {
            "pytorch": value.value["tensorflow"], "tensorflow": value.value["pytorch"]
        }  # fmt: skip
