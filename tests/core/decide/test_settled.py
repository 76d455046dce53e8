"""What is left to say where a rule decided, and how rules that may yet hold are told."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
from decide_records import DAY

from core.decide.group import resolve_group
from core.decide.resolve import resolve
from core.records.answers import Answers
from core.records.rule_words import condition_words, if_words
from core.records.rules import Condition, Term

LEFT = {
    "one": {"existing": "pt_must", "task": "vision"},
    "both": {"existing": "pt_must", "musts": "rule_tf"},
    "route": {"musts": "no_code", "task": "vision"},
}


def open_rules(verdict):
    return [rule for rule in verdict.fired_rules if rule.kind == "knockout" and rule.share < 1.0]


@pytest.fixture(scope="module")
def quick(known):
    return msgspec.structs.replace(known, meta=msgspec.structs.replace(known.meta, draws=4000))


@pytest.mark.parametrize("left", sorted(LEFT))
def test_where_a_rule_decided_answers_move_nothing(quick, make, left):
    found = resolve(quick, make.said(**LEFT[left]), as_of=DAY)
    assert found.answer_effects == ()
    assert not found.show_shares


def test_only_what_could_still_rule_the_last_side_out_is_open(quick, make):
    (one, both, route) = (
        resolve(quick, make.said(**LEFT[left]), as_of=DAY) for left in ("one", "both", "route")
    )
    assert open_rules(both) == open_rules(route) == []
    assert {rule.out for rule in open_rules(one)} == {("pytorch",)}


def test_in_a_team_vetoes_stay_and_what_changes_nothing_goes(quick, make):
    people = tuple(
        msgspec.structs.replace(make.said(**said), name=name)
        for name, said in {"Ana": {"musts": "rule_tf"}, "Ben": {"existing": "pt_must"}}.items()
    )
    core = {"task": "vision", "outcome": "product", "target": "server", "team": "tf"}
    people = tuple(
        msgspec.structs.replace(p, answers={**make.said(**core).answers, **p.answers})
        for p in people
    )
    found = resolve_group(quick, people, as_of=DAY)
    assert found.label == "ruled out"
    assert {rule.id for rule in open_rules(found)} == {"k_rule_tf", "k_pt_stay"}


def test_what_may_yet_hold_is_told_with_if(quick, make):
    found = resolve(quick, make.said(task="vision", outcome="learn", existing="none"), as_of=DAY)
    rules = {rule.id: rule for rule in open_rules(found)}
    assert if_words(rules["k_rule_pt"]) == (
        "If “Hard limits” includes “Only PyTorch allowed”, TensorFlow is ruled out (House rule: "
        "only PyTorch)"
    )
    told = [reason for reason in found.reasons if reason.startswith("Still open: if ")]
    assert len(told) == 3
    assert not any("Your organisation" in reason for reason in found.reasons)


def test_the_real_reasons_stand_before_cautions(quick, make):
    said = make.said(**make.PROJECT)
    reasons = resolve(quick, said, as_of=DAY).reasons
    weighed = [i for i, text in enumerate(reasons) if re.search(r": \d+ points? for ", text)]
    cautions = [i for i, text in enumerate(reasons) if text.startswith(("Still open", "RTX 50"))]
    assert weighed
    assert cautions
    assert max(weighed) < min(cautions)


def words(knowledge, **parts):
    terms = {
        key: tuple(Term(q=q, is_=tuple(ids)) for q, ids in said) for key, said in parts.items()
    }
    return condition_words(knowledge, Condition(**terms))


def test_conditions_in_words(known):
    assert words(known, all=[("existing", ("pt_must",))]) == (
        "“What you have” is “PyTorch code that must stay”"
    )
    assert words(
        known,
        all=[("hardware", ("nv_win",)), ("musts", ("no_wsl",))],
        any=[("scale", ("onegpu", "cluster")), ("speed", ("train",))],
    ) == (
        "“Hardware” is “NVIDIA on Windows”, “Hard limits” includes “Windows only” and either "
        "“Training size” is “One GPU” or “Many machines” or “Speed here” is “Training speed”"
    )
    assert words(known, all=[("system", ("mac_x86_64",))], none=[("musts", ("py314",))]) == (
        "“System of this machine” is “Mac with an Intel chip” and “Hard limits” does not include "
        "“Python 3.14”"
    )
    assert words(known) == ""


def test_what_a_wrong_choice_loses(quick, make):
    found = resolve(quick, make.said(**make.PROJECT), as_of=DAY)
    assert set(found.if_wrong) == {"pytorch", "tensorflow"}
    # The lead is what is lost where the other comes first, each weighted by how often it does.
    lead = (
        found.shares.pytorch * found.if_wrong["tensorflow"]
        - found.shares.tensorflow * found.if_wrong["pytorch"]
    )
    assert 100 * lead == pytest.approx(found.margin.mean, abs=1.5)
    assert resolve(quick, Answers(), as_of=DAY, draws=400).if_wrong


def test_an_answer_that_only_weighs_the_rest_down_is_told_as_such(quick, make):
    """Speed that nobody measured gives neither side a point; the rest weighs less beside it."""
    asked = make.PROJECT | {"team": "none", "target": "server", "speed": "train"}
    found = resolve(quick, make.said(**asked), as_of=DAY)
    effects = {row.question: row for row in found.answer_effects}
    speed = next(row for row in found.contributions if row.criterion == "train_speed")
    assert abs(speed.value) < 0.2
    assert abs(effects["speed"].effect) > 1.0
    assert effects["speed"].dilutes
    assert not effects["target"].dilutes


def test_age_is_named_only_where_it_made_the_difference(quick, make):
    late = dt.date(2199, 12, 31)
    shares = {}
    for team in ("none", "tf", "pt"):
        said = make.said(**make.PROJECT | {"team": team, "target": "server"})
        found = resolve(quick, said, as_of=late)
        share = max(found.shares.pytorch, found.shares.tensorflow)
        shares[team] = share
        assert ("so this is not called strong" in found.sentence) is (
            share >= 0.95 and found.verdict in ("pytorch", "tensorflow")
        )
    assert min(shares.values()) < 0.95
