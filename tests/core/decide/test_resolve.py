"""The whole function: well-formed, byte-equal, previews, measurements, refusals, speed."""

from __future__ import annotations

import msgspec
import pytest
from decide_records import with_draws
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decide import model
from core.decide.build import build, rebuild
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.verdict import Verdict

REAL = load()


def answer_of(question):
    ids = [option.id for option in question.option]
    alone = [o.id for o in question.option if o.alone] + ["not_sure"]
    free = [id_ for id_ in ids if id_ not in alone]
    one = st.sampled_from([*ids, "not_sure"]).map(lambda o: (o,))
    if not question.multi:
        return one
    return one | st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True).map(tuple)


def some_answers():
    return st.fixed_dictionaries(
        {}, optional={question.id: answer_of(question) for question in REAL.questions}
    ).map(lambda answers: Answers(answers=answers))


def encoded(verdict: Verdict) -> bytes:
    return msgspec.json.encode(verdict)


def floats(value) -> list[float]:
    """Return every float in what a verdict prints as JSON."""
    if isinstance(value, dict):
        return [one for part in value.values() for one in floats(part)]
    if isinstance(value, list):
        return [one for part in value for one in floats(part)]
    return [value] if isinstance(value, float) else []


@settings(max_examples=15, deadline=None)
@given(some_answers())
def test_every_field_is_well_formed_whatever_is_answered(make, answers):
    found = resolve(REAL, answers, as_of=make.DAY, draws=2000)
    total = found.shares.pytorch + found.shares.tensorflow + found.shares.none
    assert total == pytest.approx(1.0, abs=2e-4)
    assert sum(row.value for row in found.contributions) == pytest.approx(
        found.margin.mean, abs=0.003
    )
    assert abs(sum(row.points for row in found.contributions) - found.margin.mean) <= 0.51
    assert found.margin.low <= found.margin.mean <= found.margin.high
    assert found.title
    assert found.sentence.endswith(".")
    assert len(found.points["pytorch"]) == len(found.points["tensorflow"])
    signs = ["".join(p.sign for p in found.points[side]) for side in make.SWAP]
    assert signs[0] == signs[1]  # the same facts in the same order of signs
    text = " ".join((found.title, found.sentence, *found.reasons))
    assert " 0 of 100" not in text
    assert " 100 of 100" not in text
    assert "!" not in text
    printed = floats(msgspec.json.decode(encoded(found)))
    assert printed == [round(value, 4) for value in printed]
    if found.verdict in make.SWAP:
        assert getattr(found.shares, found.verdict) >= 0.65
    if found.show_shares:
        assert "PyTorch" in found.sentence
        assert "TensorFlow" in found.sentence
    if found.core_answered < 4 and found.verdict in make.SWAP:
        assert found.label == "ruled by a constraint"
    assert msgspec.json.decode(encoded(found), type=Verdict) == found


def test_a_preview_is_made_of_the_first_draws_of_the_same_streams(make):
    knowledge = with_draws(REAL, 20_000)
    runs = (make.run(make.case(0.3)),)
    streams = [Streams(1, count) for count in (2000, 20_000)]
    short, long = (
        build(model.Given(knowledge, runs, s, make.DAY), make.said(**make.PROJECT)) for s in streams
    )
    assert (short.points[:, :1000] == long.points[:, :1000]).all()
    assert (short.points[:, 1000:] == long.points[:, 10_000:11_000]).all()
    for side in make.SWAP:
        assert (short.values[side][:, 1000:] == long.values[side][:, 10_000:11_000]).all()
    preview = resolve(knowledge, make.said(**make.PROJECT), as_of=make.DAY, draws=2000)
    full = resolve(knowledge, make.said(**make.PROJECT), as_of=make.DAY)
    assert (preview.draws, preview.preview) == (2000, True)
    assert (full.draws, full.preview) == (20_000, False)
    assert preview.shares.pytorch == pytest.approx(full.shares.pytorch, abs=0.05)


def test_a_preview_asks_no_other_answers(make):
    answers = make.said(**make.PROJECT)
    asked = {"answer", "pair"}
    full = resolve(REAL, answers, as_of=make.DAY)
    preview = resolve(REAL, answers, as_of=make.DAY, draws=REAL.meta.draws // 4)
    assert preview.preview
    assert asked & {flip.kind for flip in full.flips}
    assert not asked & {flip.kind for flip in preview.flips}


def test_too_few_answers_have_no_verdict_to_turn(make):
    found = resolve(REAL, make.said(task="vision"), as_of=make.DAY)
    assert found.verdict == "insufficient"
    assert not found.flips


def test_the_changed_answer_alone_is_drawn_again(make):
    answers = make.said(**make.PROJECT, style="free2")
    runs = (make.run(make.case(0.3), make.case(-0.2, workload="lstm")),)
    given_ = model.Given(REAL, runs, Streams(1, 400), make.DAY)
    base = build(given_, answers)
    for question in REAL.questions:
        for option in question.option:
            changed = Answers(answers={**answers.answers, question.id: (option.id,)})
            fresh = build(given_, changed)
            quick = rebuild(given_, base, changed, question.id)
            assert (fresh.points == quick.points).all(), (question.id, option.id)
            for side in make.SWAP:
                assert (fresh.values[side] == quick.values[side]).all(), (question.id, option.id)
                assert (fresh.fired.feasible[side] == quick.fired.feasible[side]).all()


def test_a_measurement_counts_and_says_where_it_comes_from(make):
    project = make.PROJECT | {"speed": "train"}
    before = resolve(REAL, make.said(**project), as_of=make.DAY)
    runs = (make.run(make.case(-1.2, 0.02, verdict="tensorflow_faster")),)
    after = resolve(REAL, make.said(**project), runs, as_of=make.DAY)
    assert after.shares.tensorflow > before.shares.tensorflow
    (use,) = after.measured
    assert (use.run, use.case, use.criterion, use.weight) == (
        "r1", "image_cnn/train/usual", "train_speed", 1.0
    )  # fmt: skip
    assert use.ratio == pytest.approx(0.3012)
    row = next(r for r in after.contributions if r.criterion == "train_speed")
    assert row.measured == ("r1",)
    assert row.value < -5
    assert "train" not in {offer.subject for offer in after.next_best}
    point = next(p for p in after.points["tensorflow"] if p.criterion == "train_speed")
    assert (point.sign, point.kind) == ("+", "measured here")
    assert point.text == "A training step is 3.32× faster here"
    # The same run named twice is one piece of evidence.
    assert resolve(REAL, make.said(**project), runs * 2, as_of=make.DAY) == after


@pytest.mark.parametrize(
    "change", [{"state": "failed", "verdict": None}, {"verdict": "disturbed"}, {"mode": "xla"}]
)
def test_what_does_not_count_changes_nothing(make, change):
    before = resolve(REAL, make.said(**make.PROJECT), as_of=make.DAY)
    runs = (make.run(make.case(-1.2, 0.02, **change)),)
    assert resolve(REAL, make.said(**make.PROJECT), runs, as_of=make.DAY) == before


def test_an_override_moves_the_verdict(make):
    base = make.said(**make.PROJECT)
    answers = Answers(answers=base.answers, overrides={"device": 4.0, "ready": 0.0, "future": 0.0})
    before, after = (resolve(REAL, a, as_of=make.DAY) for a in (base, answers))
    assert after.levels["device"] == 4.0
    assert after.shares.tensorflow > before.shares.tensorflow + 0.1


def test_answers_to_skipped_questions_are_used(make):
    plain = make.said(**make.PROJECT | {"target": "notebook"})
    told = make.said(**make.PROJECT | {"target": "notebook"}, languages="js")
    a, b = (resolve(REAL, answers, as_of=make.DAY) for answers in (plain, told))
    assert a.levels["langs"] != b.levels["langs"]


def test_unknown_options_count_as_not_said(make):
    odd = make.said(**make.PROJECT, style="nonsense", nonsense="x")
    plain = resolve(REAL, make.said(**make.PROJECT), as_of=make.DAY)
    found = resolve(REAL, odd, as_of=make.DAY)
    assert found.shares == plain.shares


def test_at_most_three_things_to_find_out_by_worth_a_second(make):
    found = resolve(REAL, make.said(experience="some", task="vision", outcome="product",
                                    target="mcu"), as_of=make.DAY)  # fmt: skip
    worths = [offer.evppi / offer.cost_s for offer in found.next_best]
    assert 1 <= len(worths) <= 3
    assert worths == sorted(worths, reverse=True)
    assert all(offer.evppi >= 0.001 for offer in found.next_best)
    asked = {offer.subject for offer in found.next_best if offer.kind == "question"}
    assert asked.isdisjoint({"experience", "task", "outcome", "target"})


def test_what_may_rule_a_side_out_is_listed_with_the_likeliest_first(make):
    found = resolve(REAL, make.said(), as_of=make.DAY, draws=2000)
    shares = [rule.share for rule in found.fired_rules if rule.kind == "knockout"]
    assert len(shares) > 5
    assert shares == sorted(shares, reverse=True)
    assert len([reason for reason in found.reasons if reason.startswith("Still open")]) == 3
