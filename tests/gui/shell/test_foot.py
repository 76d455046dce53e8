"""The foot of the rail: every verdict in its own words."""

from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from core.records.standing import Margin, Shares
from core.records.verdict import KnowledgeRef, Verdict
from gui.shell.foot import foot_of
from gui.shell.rail import FootState, fitting


def verdict(name: Any, label: Any = "", *, show=True, pytorch=0.84, tensorflow=0.16):
    return Verdict(
        verdict=name, label=label, title="", sentence="", show_shares=show, borderline=False,
        shares=Shares(pytorch=pytorch, tensorflow=tensorflow, none=0.0),
        margin=Margin(mean=0.0, low=0.0, high=0.0), p_equal=0.1, regret={}, contributions=(),
        zeroed=(), equal_facts=(), fired_rules=(), flips=(), next_best=(), reasons=(), points={},
        measured=(), answered=5, core_answered=4, seed=1, as_of="2026-11-23", draws=20000,
        knowledge=KnowledgeRef(id="k", version="1", hash="h"), monte_carlo_error=0.002,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, FootState("No verdict", "yet")),
        (
            verdict("pytorch", "leaning", pytorch=0.71, tensorflow=0.29),
            FootState("PyTorch", "leaning", (71, 29, 0), "71 of 100"),
        ),
        (
            verdict("tensorflow", "strong", pytorch=0.001, tensorflow=0.999),
            FootState("TensorFlow", "strong", (0, 100, 0), ">99 of 100"),
        ),
        (
            verdict("tensorflow", "ruled by a constraint", show=False),
            FootState("TensorFlow", "one answer"),
        ),
        (
            verdict("either", pytorch=0.52, tensorflow=0.48),
            FootState("Either", "is fine", (52, 48, 0), "52 | 48"),
        ),
        (
            verdict("undecided", pytorch=0.57, tensorflow=0.43),
            FootState("Cannot", "tell yet", (57, 43, 0), "57 | 43"),
        ),
        (verdict("neither", "ruled out", show=False), FootState("Neither", "ruled out")),
        (verdict("neither", "instead", show=False), FootState("Neither", "something else")),
        (verdict("insufficient", show=False), FootState("No verdict", "yet")),
        (verdict("split", show=False), FootState("Opinions", "differ")),
    ],
)
def test_every_verdict_has_its_words(qapp, given, expected):
    assert foot_of(given) == expected


@pytest.mark.parametrize(
    "words", ["No verdict", "something else", "TensorFlow", "more than 99 of 100"]
)
def test_words_at_twice_the_size_are_made_to_fit_not_cut(qapp, words):
    font = QFont(qapp.font())
    font.setPointSizeF(24.0)
    font.setBold(True)
    assert QFontMetrics(fitting(font, words, 110)).horizontalAdvance(words) <= 110
    assert fitting(font, words, 2000) is font
