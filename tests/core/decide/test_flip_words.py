"""What would change the verdict, in words: each kind of line on knowledge made for it."""

from __future__ import annotations

import pytest
from decide_records import DAY, case, change, run

from core.decide.resolve import resolve
from core.records.answers import Answers


def flips(make, leads, *, levels=None, runs=(), measured=None, anchors=None, answers=None):
    """Return kind -> the flips of knowledge with one criterion a lead, PyTorch minus TensorFlow."""
    names = [f"c{i}" for i in range(len(leads))]
    levels = levels or [2.0] * len(leads)
    measured = measured or {}
    criteria = [
        change(make.criterion(n, level, measured=measured.get(n, "")), anchors=anchors or {})
        for n, level in zip(names, levels, strict=True)
    ]
    items = [
        make.item(n, n, 0.5 + lead / 2, 0.5 - lead / 2)
        for n, lead in zip(names, leads, strict=True)
        if n not in measured
    ]
    knowledge = make.small(criteria, items, draws=400)
    # No core questions: four answers are asked for, so they are given.
    asked = tuple(make.question(f"q{i}", "x", "y") for i in range(4))
    core = tuple(q.id for q in asked)
    knowledge = change(knowledge, questions=asked, meta=change(knowledge.meta, core_questions=core))
    said = answers or Answers()
    said = change(said, answers=dict.fromkeys(core, ("x",)))
    found = resolve(knowledge, said, runs, as_of=DAY).flips
    return {kind: [f for f in found if f.kind == kind] for kind in {f.kind for f in found}}


def test_a_weight_that_draws_level(make):
    (flip, *_) = flips(make, [0.4, -0.2])["weight"]
    assert flip.subject == "c0"
    assert flip.what == "“C0” set to 10 of 100 points (little)"
    assert flip.now == "It stands at 20 of 100 points (some) now"
    assert flip.then == "the two draw level"
    assert flip.value == 10.0


@pytest.mark.parametrize(
    ("leads", "now"),
    [
        ([0.4, -0.3], "It is with “C0” now"),
        ([0.9, 0.5, -0.1], "It is with “C0” and “C1” now"),
        ([0.9, 0.8, 0.7, -0.05], "It is with “C0” and 2 more now"),
    ],
)
def test_the_least_shift_names_who_gives(make, leads, now):
    (flip,) = flips(make, leads)["shift"]
    assert flip.now == now
    assert flip.what.endswith(f"of all weight moved to “C{len(leads) - 1}”")
    assert flip.then == "the two draw level; no smaller move does it"
    assert flip.value is not None
    assert flip.what.startswith(f"{round(100 * flip.value)} of 100")


def test_what_no_slider_position_does_is_not_offered(make):
    """Even as decisive, neither of the others could outweigh the first."""
    found = flips(make, [0.5, -0.15, -0.14], levels=[4.0, 3.0, 3.0])
    assert [flip.subject for flip in found["weight"]] == ["c0"]


def test_an_importance_in_the_words_of_levels(make):
    found = {f.subject: f for f in flips(make, [0.6, -0.4])["importance"]}
    assert found["c0"].what == "“C0” little instead of some"
    assert found["c1"].what == "“C1” strong instead of some"
    for flip in found.values():
        assert flip.now == "It counts as some now"
        assert flip.then.startswith("TensorFlow first in ")


@pytest.mark.parametrize(
    ("phase", "doing"), [("train", "trains"), ("latency", "answers")]
)  # fmt: skip
def test_a_ratio_that_draws_level(make, phase, doing):
    found = flips(make, [0.2, 0.0], measured={"c1": phase})["ratio"]
    assert [f.subject for f in found] == ["c1"]
    assert found[0].what == f"TensorFlow {doing} at least 1.4× faster here"
    assert (found[0].now, found[0].then) == ("Not measured yet", "the two draw level")
    assert found[0].value == pytest.approx(1 / 1.4, abs=0.05)


@pytest.mark.parametrize(
    ("log_mean", "now"),
    [(0.3, "Measured here: PyTorch 1.35× faster"), (-0.05, "Measured here: TensorFlow 1.05× fa")],
)
def test_a_ratio_says_what_was_measured(make, log_mean, now):
    runs = (run(case(log_mean, log_se=0.001, df=1e6)),)
    (flip,) = flips(make, [0.3, 0.0], measured={"c1": "train"}, runs=runs)["ratio"]
    assert flip.now.startswith(now)


ANCHORS = {"0": "hides it", "0.5": "digs", "1": "shows it"}


@pytest.mark.parametrize(
    ("lead", "there", "here"),
    # Said of the far end only where the near one has another name: 0.55 and 0.35, 0.70 and 0.20.
    [(0.3, "", " (near “digs”)"), (0.6, " (near “digs”)", " (near “hides it”)"), (0.7, "", "")],
)
def test_a_value_that_draws_level(make, lead, there, here):
    anchors = ANCHORS if here else {}
    found = flips(make, [lead, -0.1], anchors=anchors)["fact"]
    flip = next(f for f in found if f.subject == "c0")
    behind, needed = 0.5 - lead / 2, 0.5 - lead / 2 + (lead - 0.1)
    assert flip.what == f"TensorFlow at {needed:.2f} of 1 on “C0”{there}"
    assert flip.now == f"The evidence puts it at {behind:.2f}{here}"
    assert flip.value == pytest.approx(needed, abs=0.01)


def test_a_value_beyond_the_best_is_no_flip(make):
    """TensorFlow would have to be better than the best on the second criterion."""
    found = flips(make, [0.9, -0.2]).get("fact", [])
    assert "c1" not in {f.subject for f in found}


def test_at_most_three_of_each_kind(make):
    found = flips(make, [0.3, 0.28, 0.26, -0.21, -0.2, -0.12])
    assert {kind: len(of_kind) for kind, of_kind in found.items()} == {
        "weight": 3, "importance": 3, "shift": 1, "fact": 3
    }  # fmt: skip
