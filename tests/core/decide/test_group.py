"""Several people: mixture, vetoes by name, split; nobody is averaged away."""

from __future__ import annotations

import msgspec
import pytest

from core.decide.group import resolve_group
from core.decide.resolve import resolve
from core.records.answers import Answers

DRAWS = 4000


@pytest.fixture(scope="module")
def quick(known):
    return msgspec.structs.replace(known, meta=msgspec.structs.replace(known.meta, draws=DRAWS))


@pytest.fixture
def person(make):
    def named(name, **options) -> Answers:
        return msgspec.structs.replace(make.said(**make.PROJECT | options), name=name)

    return named


@pytest.fixture
def group(quick, make):
    def decided(*people):
        return resolve_group(quick, people, as_of=make.DAY)

    return decided


PT = {"team": "pt", "target": "server", "outcome": "paper", "task": "newidea"}
TF = {"team": "tf", "existing": "tflite_asset", "style": "struct2", "languages": "jvm"}


def test_one_person_twice_is_that_person(quick, group, person, make):
    both = group(person("Ana", **PT), person("Ben", **PT))
    alone = resolve(quick, person("Ana", **PT), as_of=make.DAY)
    assert both.verdict == alone.verdict
    assert both.label == alone.label
    assert both.shares == alone.shares
    assert both.margin == alone.margin
    assert [row.value for row in both.contributions] == [row.value for row in alone.contributions]
    # Both meet the same random numbers, so twice the draws know no more.
    assert both.monte_carlo_error == alone.monte_carlo_error
    assert not both.disagreements
    assert not both.vetoes
    assert [p.share for p in both.people] == [0.5, 0.5]


def test_the_shares_are_the_mixture_and_the_bars_add_up(group, person):
    found = group(person("Ana", **PT), person("Ben", team="none"), person("Cem", team="both"))
    for side in ("pytorch", "tensorflow", "none"):
        own = [getattr(p.shares, side) for p in found.people]
        assert getattr(found.shares, side) == pytest.approx(sum(own) / 3, abs=1e-4)
    assert found.margin.mean == pytest.approx(
        sum(p.margin.mean for p in found.people) / 3, abs=1e-3
    )
    values = [row.value for row in found.contributions]
    assert sum(values) == pytest.approx(found.margin.mean, abs=0.01)
    assert sum(row.points for row in found.contributions) == round(sum(values))


def test_two_sides_with_people_behind_them_are_split(group, person):
    found = group(person("Ana", **PT), person("Ben", **TF))
    assert found.verdict == "split"
    assert {p.name: p.verdict for p in found.people} == {"Ana": "pytorch", "Ben": "tensorflow"}
    assert "Ana (in " in found.sentence
    assert "Ben (in " in found.sentence
    spreads = [row.spread for row in found.disagreements if not row.is_opposed]
    assert spreads
    assert spreads == sorted(spreads, reverse=True)
    for row in found.disagreements:
        assert set(row.levels) == {"Ana", "Ben"}
        assert row.spread == pytest.approx(max(row.levels.values()) - min(row.levels.values()))


def test_the_same_weight_for_opposite_sides_is_a_disagreement(group, person):
    """Both know one framework and weigh that alike; what they know differs."""
    found = group(person("Ana", team="tf"), person("Ben", team="pt"))
    row = next(row for row in found.disagreements if row.criterion == "team")
    assert row.spread == pytest.approx(0.0, abs=0.01)
    assert row.is_opposed
    assert row.pulls["Ana"] < -1.0 < 1.0 < row.pulls["Ben"]
    assert found.disagreements[0] == row


def test_a_veto_is_not_averaged_away(group, person):
    """Three who would be told PyTorch, one whose house forbids it."""
    people = [person(name, **PT) for name in ("Ana", "Ben", "Cem")]
    found = group(*people, person("Dan", musts="rule_tf"))
    assert found.verdict != "pytorch"
    assert [(v.name, v.rule, v.out) for v in found.vetoes] == [("Dan", "k_rule_tf", ("pytorch",))]
    assert "Dan" in found.sentence
    assert next(p for p in found.people if p.name == "Dan").vetoes == ("k_rule_tf",)


def test_one_veto_and_nobody_on_the_other_side_decides(group, person):
    found = group(person("Ana", **TF), person("Dan", musts="rule_tf"))
    assert (found.verdict, found.label) == ("tensorflow", "ruled by a constraint")
    assert found.title == "TensorFlow, because of Dan’s answers"
    assert not found.show_shares


def test_vetoes_against_each_other_leave_neither(group, person):
    found = group(person("Ana", existing="pt_must"), person("Ben", musts="rule_tf"))
    assert (found.verdict, found.label) == ("neither", "ruled out")
    assert "Ana rules out TensorFlow" in found.sentence
    assert "Ben rules out PyTorch" in found.sentence
    assert all(veto.relax for veto in found.vetoes)


def test_too_few_answers_are_shown_but_not_counted(group, person):
    found = group(person("Ana", **TF), Answers(name="Ben"))
    assert found.verdict == "tensorflow"
    assert {p.name: p.share for p in found.people} == {"Ana": 1.0, "Ben": 0.0}
    assert "Ben has answered too little to be counted." in found.sentence


def test_nobody_with_enough_answers_gives_no_name(group):
    found = group(Answers(name="Ana"), Answers(name="Ben"))
    assert found.verdict == "insufficient"
    assert not found.show_shares


def test_a_route_for_all_is_the_route_and_for_one_is_told(group, person):
    every = group(person("Ana", task="tabular"), person("Ben", task="tabular"))
    assert every.verdict == "neither"
    one = group(person("Ana", **TF), person("Ben", task="tabular"))
    assert one.verdict == "tensorflow"
    assert "Ben is not counted" in one.sentence


def test_the_order_of_people_changes_no_share(group, person):
    people = (person("Ana", **PT), person("Ben", team="none"), person("Cem", **TF))
    there, back = group(*people), group(*reversed(people))
    assert there.shares == back.shares
    assert there.verdict == back.verdict
    assert there.margin.mean == pytest.approx(back.margin.mean, abs=1e-3)


def test_equal_input_gives_equal_bytes(group, person):
    people = (person("Ana", **PT), person("Ben", **TF))
    assert msgspec.json.encode(group(*people)) == msgspec.json.encode(group(*people))


def test_names_have_to_differ(group, person):
    with pytest.raises(ValueError, match="names"):
        group(person("Ana"), person("Ana"))


def test_trade_offs_of_one_person_leave_all_with_equal_say(group, person):
    """One person's draws are fewer; the mixture still gives each the same part."""
    from core.records.answers import TradeOff

    told = msgspec.structs.replace(
        person("Ana", **PT), trade_offs=(TradeOff(prefer="learn", over="debug"),)
    )
    found = group(told, person("Ben", **TF))
    own = [p.shares.pytorch for p in found.people]
    assert found.shares.pytorch == pytest.approx(sum(own) / 2, abs=0.03)


def test_who_is_not_counted_is_named_once_with_the_reason(group, person):
    """One has answered too little, one is led past both: two reasons, two sentences."""
    found = group(person("Ana", **TF), Answers(name="Ben"), person("Cem", task="tabular"))
    assert " Ben has answered too little to be counted. Cem is not counted: " in found.sentence
    assert found.sentence.count("Cem") == found.sentence.count("Ben") == 1
    both = group(person("Ana", **TF), Answers(name="Ben"), Answers(name="Dan"))
    assert "Ben and Dan have answered too little to be counted." in both.sentence


def test_who_is_not_counted_leans_to_nobody(group, person):
    found = group(person("Ana", **PT), person("Ben", **TF), Answers(name="Dan"))
    (dan,) = [p for p in found.people if p.name == "Dan"]
    assert dan.shares.pytorch >= 0.65  # what the evidence says for all kinds of projects
    assert found.verdict == "split"
    assert "PyTorch comes first for Ana (in " in found.sentence
    assert "Dan (" not in found.sentence


def test_a_step_of_importance_between_two_people_is_a_disagreement(group, person):
    def weighing(name, level):
        return msgspec.structs.replace(person(name), overrides={"debug": level})

    near = group(weighing("Ana", 2.0), weighing("Ben", 2.4)).disagreements
    far = group(weighing("Ana", 2.0), weighing("Ben", 3.0)).disagreements
    assert "debug" not in {one.criterion for one in near}
    assert "debug" in {one.criterion for one in far}


def test_what_is_worth_most_a_second_is_found_out_first(group, person):
    few = {"outcome": "not_sure", "team": "not_sure", "scale": "not_sure", "target": "not_sure"}
    offers = group(person("Ana", **few), person("Ben", **few)).next_best
    worth = [offer.evppi / offer.cost_s for offer in offers]
    assert len(worth) > 1
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > worth[-1]


def test_who_is_told_either_does_not_lean(group, person):
    """One would be told PyTorch and one “either”: nobody stands behind TensorFlow."""
    found = group(person("Ana", **PT), person("Ben"))
    (ben,) = [p for p in found.people if p.name == "Ben"]
    assert ben.verdict not in ("pytorch", "tensorflow")
    assert found.verdict != "split"
