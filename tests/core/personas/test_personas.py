"""T20: what constraints decide for realistic people is right, and nobody is sent the other way.

Expected verdicts are an expert's, judged against the dated facts. A reviewer who disagrees
changes a case, with a reason and a date, never the weights to fit one case.
"""

from __future__ import annotations

import pytest
from persona_score import FOLDER, NAMED, SETS, expectations, score, verdict_of

from core.knowledge.load import load

EXPECTED = expectations()
BY_CONSTRAINT = sorted(case for case, said in EXPECTED.items() if said.decided_by_constraint)
STRICT, LENIENT = 8, 9  # of the ten of a set

# What the reasons do not say, and should. Strict: whoever mends it removes the line here.
UNSAID: dict[str, str] = {}


def of_set(name: str) -> list[str]:
    return sorted(case for case in EXPECTED if case.startswith(SETS[name]))


@pytest.fixture(scope="module")
def verdicts():
    knowledge = load()
    return {case: verdict_of(knowledge, case) for case in EXPECTED}


@pytest.fixture(scope="module")
def scores(verdicts):
    return {case: score(said, verdicts[case]) for case, said in EXPECTED.items()}


def test_every_case_has_answers_and_an_expectation():
    files = {path.stem for path in FOLDER.glob("[on]*.toml")}
    assert files == set(EXPECTED)
    for name in SETS:
        assert len(of_set(name)) == 10
    for said in EXPECTED.values():
        assert said.expected not in said.also_acceptable
        assert said.source
        assert said.mention
        assert all(said.mention)


@pytest.mark.parametrize("case", BY_CONSTRAINT)
def test_what_a_constraint_decides_is_exactly_right(verdicts, case):
    found = verdicts[case]
    assert found.verdict == EXPECTED[case].expected
    assert not found.show_shares
    if found.verdict != "either":  # a bridge, which has no label
        assert found.label in ("ruled by a constraint", "ruled out", "instead")


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("case", BY_CONSTRAINT)
def test_no_seed_changes_what_a_constraint_decides(verdicts, case, seed):
    again = verdict_of(load(), case, seed=seed)
    assert (again.verdict, again.title, again.sentence) == (
        verdicts[case].verdict, verdicts[case].title, verdicts[case].sentence,
    )  # fmt: skip


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_nobody_is_sent_the_opposite_way(scores, case):
    assert not scores[case].opposite


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_no_name_where_none_may_be_named(scores, case):
    assert not scores[case].misnamed


def test_insufficient_names_nobody_in_words_either(verdicts):
    for case, said in EXPECTED.items():
        if said.expected == "insufficient":
            assert verdicts[case].verdict not in NAMED
            assert not verdicts[case].show_shares


@pytest.mark.parametrize("name", sorted(SETS))
def test_most_agree_with_the_expert(scores, record_property, name):
    strict = [case for case in of_set(name) if scores[case].strict]
    lenient = [case for case in of_set(name) if scores[case].lenient]
    record_property("strict", len(strict))
    record_property("lenient", len(lenient))
    assert len(strict) >= STRICT, set(of_set(name)) - set(strict)
    assert len(lenient) >= LENIENT, set(of_set(name)) - set(lenient)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            marks=pytest.mark.xfail(reason=UNSAID[case], strict=True, raises=AssertionError),
        )
        if case in UNSAID
        else case
        for case in sorted(EXPECTED)
    ],
)
def test_the_reasons_mention_what_an_expert_would(scores, case):
    assert scores[case].unmet == ()
