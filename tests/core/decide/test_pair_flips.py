"""Two answers that change the verdict together: found for either side, nearest first."""

from __future__ import annotations

import pytest
from decide_records import DAY

from core.decide.resolve import resolve
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Option

AHEAD = {"pytorch": 1.0, "tensorflow": -1.0}


def option(id_: str, **shift: float) -> Option:
    return Option(id=id_, text=id_.upper(), shift=shift)


def decided(make, ahead: str, questions, levels=(3.0, 0.0, 0.0, 0.0)):
    """Return the verdict where c0 speaks for the side ahead and the rest for the other one."""
    sign = AHEAD[ahead]
    leads = [0.2 * sign, *[-0.6 * sign] * 3]
    names = [f"c{i}" for i in range(4)]
    criteria = [make.criterion(n, level) for n, level in zip(names, levels, strict=True)]
    items = [
        make.item(n, n, 0.5 + lead / 2, 0.5 - lead / 2, width=0.02)
        for n, lead in zip(names, leads, strict=True)
    ]
    core = tuple(q.id for q in questions)
    knowledge = make.small(criteria, items, questions, draws=400, core=core)
    said = Answers(answers={q.id: (q.option[0].id,) for q in questions})
    return resolve(knowledge, said, as_of=DAY)


def plain(make, id_: str):
    return make.question(id_, option("x"), option("y"))


@pytest.mark.parametrize("ahead", SIDES)
def test_two_steps_that_do_it_together_are_found_for_either_side(make, ahead):
    questions = (
        make.question("q0", option("x"), option("y", c1=1.5)),
        make.question("q1", option("x"), option("y", c2=1.5)),
        plain(make, "q2"),
        plain(make, "q3"),
    )
    found = decided(make, ahead, questions)
    assert found.verdict == ahead
    assert not [flip for flip in found.flips if flip.kind == "answer"]
    (pair,) = [flip for flip in found.flips if flip.kind == "pair"]
    assert pair.what == "Step q0: “Y” and Step q1: “Y”"
    assert pair.now == "You said “X” and “X”"
    assert (pair.subject, pair.others) == ("q0", ("q1",))
    other = {"pytorch": "TensorFlow", "tensorflow": "PyTorch"}[ahead]
    assert pair.then.startswith(f"{other} first in ")


@pytest.mark.parametrize("ahead", SIDES)
def test_what_takes_back_what_speaks_for_the_leader_counts_too(make, ahead):
    """One of the two takes weight from the side ahead instead of giving it to the other."""
    questions = (
        make.question("q0", option("x"), option("y", c0=-2.0)),
        make.question("q1", option("x"), option("y", c2=1.0)),
        plain(make, "q2"),
        plain(make, "q3"),
    )
    pairs = [f for f in decided(make, ahead, questions).flips if f.kind == "pair"]
    assert [pair.what for pair in pairs] == ["Step q0: “Y” and Step q1: “Y”"]


def test_the_nearest_pair_comes_first(make):
    far = (option("x"), option("w"), option("y", c1=1.5))
    questions = (
        make.question("q0", *far),
        make.question("q1", option("x"), option("y", c2=1.5)),
        make.question("q2", option("x"), option("y", c3=1.5)),
        plain(make, "q3"),
    )
    pairs = [f.what for f in decided(make, "pytorch", questions).flips if f.kind == "pair"]
    assert pairs[0] == "Step q1: “Y” and Step q2: “Y”"
    assert set(pairs[1:]) == {
        "Step q0: “Y” and Step q1: “Y”",
        "Step q0: “Y” and Step q2: “Y”",
    }


@pytest.mark.parametrize("ahead", SIDES)
def test_two_steps_that_do_not_do_it_are_no_pair(make, ahead):
    questions = (
        make.question("q0", option("x"), option("y", c1=0.1)),
        make.question("q1", option("x"), option("y", c2=0.1)),
        plain(make, "q2"),
        plain(make, "q3"),
    )
    found = decided(make, ahead, questions)
    assert found.verdict == ahead
    assert not [flip for flip in found.flips if flip.kind in ("answer", "pair")]
