"""Ten realistic people: what constraints decide is right, and nobody is sent the other way.

Expected verdicts are an expert's, judged against the dated facts. A reviewer who disagrees
changes a case, with a reason and a date, never the weights to fit one case.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.records.verdict import Verdict
from core.store.answerfile import read_answers

HERE = Path(__file__).parent
DAY = dt.date(2026, 11, 22)
ALL = tomllib.loads((HERE / "expectations.toml").read_text(encoding="utf-8"))
EXPECTED = {case: said for case, said in ALL.items() if case.startswith("o")}
BY_CONSTRAINT = sorted(case for case, said in EXPECTED.items() if said["decided_by_constraint"])
STRICT, LENIENT = 0.8, 0.9
OTHER = {"pytorch": "tensorflow", "tensorflow": "pytorch"}


def verdict_of(case: str, seed: int = 1) -> Verdict:
    knowledge = load()
    file = HERE / f"{case}.toml"
    answers = check_answers(knowledge, read_answers(file), str(file))
    return resolve(knowledge, answers, seed=seed, as_of=DAY)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    return {case: verdict_of(case) for case in EXPECTED}


def test_every_case_has_answers_and_an_expectation():
    assert {path.stem for path in HERE.glob("o*.toml")} == set(EXPECTED)
    assert {path.stem for path in HERE.glob("n*.toml")} == set(ALL) - set(EXPECTED)
    assert len(EXPECTED) == 10
    for said in ALL.values():
        assert set(said) == {
            "title", "expected", "also_acceptable", "decided_by_constraint", "mention", "why",
            "source",
        }  # fmt: skip


@pytest.mark.parametrize("case", BY_CONSTRAINT)
def test_what_a_constraint_decides_is_exactly_right(verdicts, case):
    found = verdicts[case]
    assert found.verdict == EXPECTED[case]["expected"]
    assert found.label in ("ruled by a constraint", "ruled out", "instead")
    assert not found.show_shares


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("case", BY_CONSTRAINT)
def test_no_seed_changes_what_a_constraint_decides(verdicts, case, seed):
    again = verdict_of(case, seed)
    assert (again.verdict, again.title, again.sentence) == (
        verdicts[case].verdict, verdicts[case].title, verdicts[case].sentence,
    )  # fmt: skip


def test_nobody_is_sent_the_opposite_way(verdicts):
    for case, said in EXPECTED.items():
        opposite = OTHER.get(said["expected"])
        assert verdicts[case].verdict != opposite or opposite in said["also_acceptable"], case


def test_no_name_where_none_may_be_named(verdicts):
    for case, said in EXPECTED.items():
        if said["expected"] in ("insufficient", "neither"):
            assert verdicts[case].verdict not in OTHER, case


def test_most_agree_with_the_expert(verdicts, record_property):
    strict = [c for c, said in EXPECTED.items() if verdicts[c].verdict == said["expected"]]
    lenient = [
        c
        for c, said in EXPECTED.items()
        if verdicts[c].verdict in (said["expected"], *said["also_acceptable"])
    ]
    record_property("strict", len(strict))
    record_property("lenient", len(lenient))
    assert len(strict) >= STRICT * len(EXPECTED), set(EXPECTED) - set(strict)
    assert len(lenient) >= LENIENT * len(EXPECTED), set(EXPECTED) - set(lenient)
