"""How a verdict is said: names, counts, headlines, reasons."""

from __future__ import annotations

import numpy as np
import pytest

from core.decide import words
from core.decide.aggregate import aggregate
from core.decide.constraint_words import Behind, cause
from core.decide.judge import Judgement
from core.decide.phrases import quoted, uncapital
from core.records.levels import level_word
from core.records.plurals import listed
from core.records.verdict import Contribution, FiredRule


@pytest.mark.parametrize(
    ("level", "word"),
    [(0.0, "none"), (0.49, "none"), (0.5, "little"), (1.0, "little"), (2.2, "some"),
     (2.5, "strong"), (2.6, "strong"), (3.4, "strong"), (3.6, "decisive"), (4.0, "decisive"),
     (5.2, "decisive"), (-1.0, "none")],
)  # fmt: skip
def test_the_word_of_a_level_is_that_of_the_nearest(level, word):
    assert level_word(level) == word


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "fewer than 1 of 100"), (0.004, "fewer than 1 of 100"), (0.006, "1 of 100"),
     (0.5, "50 of 100"), (0.994, "99 of 100"), (0.996, "more than 99 of 100"),
     (1.0, "more than 99 of 100")],
)  # fmt: skip
def test_a_share_is_never_0_or_100(share, text):
    assert words.of_100(share) == text


@pytest.mark.parametrize(
    ("parts", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), ("abc", "a, b and c")]
)
def test_parts_are_listed(parts, text):
    assert listed(parts) == text


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("Choose WSL2", "choose WSL2"), ("WSL2 is allowed", "WSL2 is allowed"), ("", ""),
     ("Python 3.13", "Python 3.13"), ("Keras, then", "Keras, then"), ("A", "a"),
     ("JAX: stay", "JAX: stay"), ("KerasHub", "KerasHub")],
)  # fmt: skip
def test_a_sentence_loses_its_capital_unless_it_is_a_name(text, lowered):
    assert uncapital(text) == lowered


@pytest.mark.parametrize(
    ("said", "found", "text"),
    [(("x",), (), "one answer"), (("x", "y"), (), "your answers"), ((), ("m",), "this machine"),
     (("x",), ("m",), "your answers and this machine"), ((), (), "one answer")],
)  # fmt: skip
def test_what_decides_a_constraint(said, found, text):
    assert cause(Behind(said, found)) == text


@pytest.mark.parametrize(
    ("label", "title"),
    [("leaning", "Leaning to TensorFlow"), ("clear", "Clear: TensorFlow comes first"),
     ("strong", "Strong: TensorFlow comes first")],
)  # fmt: skip
def test_a_lead_in_a_headline(label, title):
    assert words.title(Judgement("tensorflow", label, "lead", "tensorflow"), Behind()) == title


def outcome(make, *shares, lead=0.5):
    """Return an outcome with these whole shares of 100 for PyTorch, TensorFlow and none."""
    pytorch, tensorflow, none = shares
    ahead = np.array([lead] * pytorch + [-lead] * tensorflow + [lead] * none)
    can = np.array([True] * (pytorch + tensorflow) + [False] * none)
    model = make.model_of(
        np.ones((1, 100)), [0.5 + ahead / 2], [0.5 - ahead / 2], dict.fromkeys(make.SWAP, can)
    )
    return aggregate(model, 0.03)


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ((70, 30, 0), "In 70 of 100 plausible readings of your answers and the evidence, PyTorch "
                      "comes first; in 30 of 100, TensorFlow."),
        ((20, 70, 10), "In 70 of 100 plausible readings of your answers and the evidence, "
                       "TensorFlow comes first; in 20 of 100, PyTorch; in 10 of 100, neither can "
                       "be used."),
        ((99, 0, 1), "In 99 of 100 plausible readings of your answers and the evidence, PyTorch "
                     "comes first; in fewer than 1 of 100, TensorFlow; in 1 of 100, neither can "
                     "be used."),
    ],
)  # fmt: skip
def test_natural_frequencies(make, shares, text):
    assert words.frequencies(outcome(make, *shares)) == text


@pytest.mark.parametrize(
    ("share", "near"), [(66, "65"), (64, "65"), (79, "80"), (81, "80"), (94, "95"), (97, "95")]
)
def test_borderline_names_the_nearest_threshold(make, share, near):
    shares = outcome(make, share, 100 - share, 0)
    verdict = Judgement("pytorch", "clear", "lead", "pytorch", borderline="share")
    text = words.sentence(verdict, shares, make.no_rules, behind=Behind(), core=(8, 8), find_out="")
    assert f"lies so near {near} of 100" in text
    plain = Judgement("pytorch", "clear", "lead", "pytorch")
    again = words.sentence(plain, shares, make.no_rules, behind=Behind(), core=(8, 8), find_out="")
    assert "borderline" not in again


def row(id_, value, points, **more):
    return Contribution(
        criterion=id_, label=id_.upper(), value=value, points=points, level=2, **more
    )


def test_the_largest_contributions_first_each_as_a_sentence():
    rows = [
        row("a", 1.2, 1), row("b", -7.4, -7, because=("x", "y", "z")), row("c", 0.3, 0),
        row("d", 3.0, 3, measured=("r",), because=("x",)),
    ]  # fmt: skip
    assert words.largest(rows) == (
        "B: 7 points for TensorFlow, since you said “x” and “y”.",
        "D: 3 points for PyTorch, measured here, since you said “x”.",
        "A: 1 point for PyTorch.",
    )


def fired(id_, kind, share=1.0, **more):
    return FiredRule(id=id_, kind=kind, title=f"T {id_}", text=f"S {id_}.", share=share, **more)


def test_a_bridge_is_no_reason_where_a_constraint_decides():
    rules = [fired("k", "knockout", out=("pytorch",)), fired("b", "route", strength="bridge")]
    assert not any("T b" in line for line in words.reasons("Head", "Said.", (), rules))
    assert any("T b" in line for line in words.reasons("Head", "Said.", (), rules[1:]))


def test_rules_in_the_reasons_the_sure_ones_first_then_three_open_ones():
    rules = [
        fired("k", "knockout", out=("pytorch",), relax="Choose x"),
        fired("l", "knockout", out=("tensorflow",)),
        fired("r", "route", strength="also"),
        fired("x", "conflict"),
        *(fired(f"o{i}", "knockout", 0.1 * (4 - i), out=("tensorflow",), condition="“Q” is “x”")
          for i in range(4)),
    ]  # fmt: skip
    lines = words.reasons("Head", "Said.", (row("a", 1.2, 1),), rules)
    assert lines == (
        "Head. Said.",
        "PyTorch is ruled out. T k. S k. To lift it: choose x.",
        "TensorFlow is ruled out. T l. S l.",
        "A: 1 point for PyTorch.",
        "T r. S r.",
        "T x. S x.",
        *(
            f"Still open: if “Q” is “x”, TensorFlow is ruled out (T o{i}); so it is in {n} of 100 "
            "readings."
            for i, n in enumerate((40, 30, 20))
        ),
    )


@pytest.mark.parametrize(
    ("shares", "said"),
    [((70, 30, 0), "favour PyTorch over TensorFlow"), ((30, 70, 0), "favour TensorFlow over PyT"),
     ((64, 36, 0), "neither PyTorch nor TensorFlow stands out"), ((65, 35, 0), "favour PyTorch")],
)  # fmt: skip
def test_a_bridge_names_the_backend_that_leads(make, shares, said):
    verdict = Judgement("either", "", "bridge")
    text = words.sentence(
        verdict, outcome(make, *shares), make.no_rules, behind=Behind(), core=(8, 8), find_out=""
    )
    assert said in text


def test_quotation_marks():
    assert quoted("x") == "“x”"
