"""What lies around a verdict: each answer's part, each tick alone, what was said outright, pros."""

from __future__ import annotations

import pytest
from decide_records import DAY, SWAP, case, change, evidence, run
from decide_worlds import World, tries, worlds
from hypothesis import given

from core.decide.because import answers_behind
from core.decide.conditions import holds
from core.decide.points import LEAST_LEAD, NO_WEIGHT
from core.decide.resolve import resolve
from core.decide.words import largest
from core.records.answers import Answers
from core.records.knowledge import Option
from core.records.rules import Condition, Term


def decide(world: World, answers: Answers):
    return resolve(world.knowledge, answers, world.runs, as_of=DAY)


def words(option: Option) -> str:
    return option.short or option.text


@tries(40)
@given(worlds())
def test_an_answers_effect_is_the_lead_without_it(world: World):
    found = decide(world, world.answers)
    said = [q for q in world.knowledge.questions if world.answers.is_answered(q.id)]
    if found.label in ("ruled by a constraint", "ruled out", "instead"):
        assert found.answer_effects == ()
        return
    assert {row.question for row in found.answer_effects} == {q.id for q in said}
    for row in found.answer_effects:
        asked = world.knowledge.question(row.question)
        assert asked
        rest = {q: o for q, o in world.answers.answers.items() if q != asked.id}
        without = decide(world, change(world.answers, answers=rest)).margin.mean
        assert row.without == pytest.approx(without, abs=1e-4)
        assert row.effect == pytest.approx(found.margin.mean - without, abs=2e-4)
        assert row.step == asked.step
        chosen = world.answers.chosen(asked.id)
        assert row.answer == ", ".join(words(o) for o in asked.option if o.id in chosen)
    sizes = [abs(row.effect) for row in found.answer_effects]
    assert sizes == sorted(sizes, reverse=True)


@tries(60)
@given(worlds())
def test_each_of_several_ticks_is_judged_as_if_it_were_the_only_one(world: World):
    found = decide(world, world.answers)
    valued = {t.q for e in world.knowledge.evidence for t in e.when.terms()}
    expected = [
        (q.id, o.id)
        for q in world.knowledge.questions
        for o in q.option
        if q.id in valued
        and o.id in world.answers.chosen(q.id)
        and len(world.answers.chosen(q.id)) > 1
    ]
    assert [(view.question, view.option) for view in found.alone] == expected
    for view in found.alone:
        only = {**world.answers.answers, view.question: (view.option,)}
        after = decide(world, change(world.answers, answers=only))
        assert view.shares == after.shares
        assert view.margin == after.margin.mean
        assert view.show_shares == after.show_shares
        assert view.title == after.title


@tries(60)
@given(worlds())
def test_what_two_answers_set_outright_is_listed_with_the_higher_level(world: World):
    found = {row.criterion: row for row in decide(world, world.answers).direct}
    for criterion in world.knowledge.criteria:
        said = tuple(
            (q.id, words(o), o.set[criterion.id])
            for q in world.knowledge.questions
            for o in q.option
            if o.id in world.answers.chosen(q.id) and criterion.id in o.set
        )
        by_hand = criterion.id in (*world.answers.overrides, *world.answers.ranking)
        if len(said) < 2 or by_hand:
            assert criterion.id not in found
            continue
        row = found[criterion.id]
        assert (row.label, row.said) == (criterion.label, said)
        assert row.level == max(level for _, _, level in said)


@tries(60)
@given(worlds())
def test_the_answers_behind_a_criterion(world: World):
    """Said outright, then choosing its values, then implying; nothing that lowers it."""
    found = answers_behind(world.knowledge, world.answers)
    said = [
        (q, o)
        for q in world.knowledge.questions
        for o in q.option
        if o.id in world.answers.chosen(q.id)
    ]
    for criterion in world.knowledge.criteria:
        by_hand = criterion.id in (*world.answers.overrides, *world.answers.ranking)
        raising = [] if by_hand else said
        outright = [words(o) for _, o in raising if o.set.get(criterion.id, 0.0) > 0.0]
        valued = [
            words(o)
            for e in world.knowledge.evidence
            if e.criterion == criterion.id and e.status == "in_use"
            and holds(e.when, world.answers)
            for q, o in said
            if any(t.q == q.id and o.id in t.is_ for t in (*e.when.all, *e.when.any))
        ]  # fmt: skip
        implied = [words(o) for _, o in raising if o.shift.get(criterion.id, 0.0) > 0.0]
        expected = tuple(dict.fromkeys([*outright, *valued, *implied]))
        assert found.get(criterion.id, ()) == expected


@tries(60)
@given(worlds())
def test_both_sides_get_the_same_facts_with_opposite_signs(world: World):
    found = decide(world, world.answers).points
    assert len(found["pytorch"]) == len(found["tensorflow"]) <= 6
    for side in found:
        half = len(found[side]) // 2
        assert [p.sign for p in found[side]] == ["+"] * half + ["-"] * half
        pros = [p.criterion for p in found[side][:half]]
        assert pros == [p.criterion for p in found[SWAP[side]][half:]]
        assert len(set(pros)) == len(pros)
    rows = {row.criterion: row.value for row in decide(world, world.answers).contributions}
    for side, sign in (("pytorch", 1.0), ("tensorflow", -1.0)):
        for point in found[side]:
            wanted = sign if point.sign == "+" else -sign
            assert wanted * rows.get(point.criterion, 0.0) > -0.05


def speaking(make, *leads, levels=None, **more):
    """Return the points of knowledge with one criterion a lead, PyTorch minus TensorFlow."""
    names = [f"c{i}" for i in range(len(leads))]
    levels = levels or [2.0] * len(leads)
    items = [
        make.item(n, n, 0.5 + lead / 2, 0.5 - lead / 2)
        for n, lead in zip(names, leads, strict=True)
    ]
    criteria = [make.criterion(n, level) for n, level in zip(names, levels, strict=True)]
    return resolve(make.small(criteria, items, **more), make.said(), as_of=DAY).points


def named(points, side, sign):
    return [p.criterion for p in points[side] if p.sign == sign]


def test_at_most_three_of_each_and_as_many_as_the_shorter_list(make):
    many = speaking(make, 0.8, 0.7, 0.6, 0.5, -0.8, -0.7, -0.6, -0.5)
    assert named(many, "pytorch", "+") == ["c0", "c1", "c2"]
    assert named(many, "pytorch", "-") == ["c4", "c5", "c6"]
    few = speaking(make, 0.8, 0.7, 0.6, -0.5)
    assert named(few, "pytorch", "+") == named(few, "tensorflow", "-") == ["c0"]
    assert named(few, "pytorch", "-") == named(few, "tensorflow", "+") == ["c3"]
    none = speaking(make, 0.8, 0.7)
    assert none == {"pytorch": (), "tensorflow": ()}


def test_a_strength_without_weight_is_named_as_such_and_after_what_counts(make):
    points = speaking(make, 0.4, 0.9, -0.3, -0.9, levels=[2.0, 0.0, 2.0, 0.0])
    assert named(points, "pytorch", "+") == ["c0", "c1"]
    assert named(points, "tensorflow", "+") == ["c2", "c3"]
    texts = {p.criterion: p.text for p in points["pytorch"]}
    assert texts["c1"] == "c1 of PyTorch" + NO_WEIGHT
    assert texts["c0"] == "c0 of PyTorch"
    assert texts["c3"] == "c3 of PyTorch" + NO_WEIGHT


def test_strengths_without_weight_stand_by_size_then_by_name(make):
    points = speaking(
        make, 0.4, 0.2, 0.6, 0.2, -0.5, -0.4, -0.3, -0.2, levels=[2.0, 0, 0, 0, 2.0, 2.0, 2.0, 2.0]
    )
    assert named(points, "pytorch", "+") == ["c0", "c2", "c1"]


@pytest.mark.parametrize(
    ("lead", "speaks"), [(LEAST_LEAD + 0.01, True), (LEAST_LEAD - 0.01, False)]
)
def test_alike_is_no_strength(make, lead, speaks):
    points = speaking(make, lead, -0.9, levels=[0.0, 2.0])
    assert bool(points["pytorch"]) is speaks


def test_a_point_says_where_it_comes_from(make):
    points = speaking(make, 0.4, -0.4)
    (pro, con) = points["pytorch"]
    assert (pro.kind, pro.date, pro.evidence) == ("documented", make.DAY.isoformat(), "c0")
    assert (con.kind, con.date, con.evidence) == ("documented", make.DAY.isoformat(), "c1")


def test_nothing_known_is_no_strength(make):
    knowledge = make.small(
        (make.criterion("a"), make.criterion("b")), (make.item("e", "a", 0.9, 0.1),)
    )
    assert resolve(knowledge, make.said(), as_of=DAY).points["pytorch"] == ()


def test_a_measured_point_tells_the_ratio_for_its_side(make):
    knowledge = make.small(
        (make.criterion("s", measured="train"), make.criterion("l", measured="latency"),
         make.criterion("c")),
        (make.item("e", "c", 0.1, 0.9),),
    )  # fmt: skip
    runs = (run(case(0.9, log_se=0.01), case(-0.4, phase="latency", log_se=0.01)),)
    points = resolve(knowledge, make.said(), runs, as_of=DAY).points
    texts = {side: {p.criterion: p.text for p in points[side]} for side in points}
    assert texts["pytorch"]["s"] == "A training step is 2.46× faster here"
    assert texts["tensorflow"]["s"] == "A training step is 2.46× slower here"
    assert {p.kind for p in points["pytorch"] if p.criterion == "s"} == {"measured here"}


def test_evidence_that_is_not_in_use_stands_behind_nothing(make):
    asked = make.question("q", "x", "y")
    items = tuple(
        evidence("e", "c", 0.9, 0.1, when=Condition(all=(Term(q="q", is_=("x",)),)), status=status)
        for status in ("shown_only",)
    )
    knowledge = make.small((make.criterion("c"),), items, (asked,))
    assert answers_behind(knowledge, make.said(q="x")) == {}


@pytest.mark.parametrize(
    "by_hand",
    [{"ranking": ("c", "d")}, {"overrides": {"c": 3.0, "d": 1.0}}],
    ids=["ranked", "weight"],
)
def test_an_importance_given_by_hand_hangs_on_no_answer(make, by_hand):
    """Answers that choose its values still are reasons; those that set or shift it are none."""
    outright = Option(id="x", text="Outright", set={"c": 3.0, "o": 3.0})
    implied = Option(id="y", text="Implied", shift={"d": 1.0})
    chosen = Condition(all=(Term(q="valued", is_=("z",)),))
    knowledge = make.small(
        (make.criterion("c"), make.criterion("d"), make.criterion("o")),
        (make.item("e", "c", 0.9, 0.1, when=chosen), make.item("f", "d", 0.1, 0.9),
         make.item("g", "o", 0.9, 0.1)),
        (make.question("set", outright), make.question("shift", implied),
         make.question("valued", Option(id="z", text="Values"))),
    )  # fmt: skip
    said = make.said(set="x", shift="y", valued="z")
    rows = {row.criterion: row.because for row in resolve(knowledge, said, as_of=DAY).contributions}
    assert rows == {"c": ("Outright", "Values"), "d": ("Implied",), "o": ("Outright",)}
    said = change(said, **by_hand)
    found = resolve(knowledge, said, as_of=DAY)
    rows = {row.criterion: row.because for row in found.contributions}
    assert rows == {"c": ("Values",), "d": (), "o": ("Outright",)}
    (line,) = [text for text in largest(found.contributions) if text.startswith("D: ")]
    assert "since" not in line
