"""The table of a run's results: the mix and what stands when all is judged together."""

from __future__ import annotations

import msgspec
from run_lines import launch_lines, run_of

from core.cli.results import table
from core.measure.analyse import analyse
from core.records.case import Case
from core.records.mix import Family, MixResult

CASES = (
    Case(workload="tabular_mlp", phase="train", mode="usual"),
    Case(workload="lstm", phase="train", mode="usual"),
)
RATIOS = ((1.5, 1.2), (1.55, 1.22), (1.52, 1.19))
SUMMARY = analyse(
    run_of(
        *(launch_lines(n, r, cases=CASES) for n, r in enumerate(RATIOS, start=1)),
        cases=CASES,
        weights={"tabular_mlp": 3.0, "lstm": 1.0},
    )
)


def test_the_mix_stands_under_the_table_with_its_shares():
    (line,) = [x for x in table(SUMMARY).splitlines() if x.startswith("Your mix")]
    assert line.startswith("Your mix, training (Tabular MLP 75 %, LSTM 25 %): PyTorch is faster")
    assert "(ratio 1.4" in line


def test_a_mix_without_a_figure_says_why():
    empty = MixResult(phase="latency", mode="compiled", shares={"lstm": 1.0}, reason="it crashed")
    text = table(msgspec.structs.replace(SUMMARY, mixes=(empty,)))
    assert "Your mix, latency, compiled (LSTM 100 %): no figure, it crashed." in text


def test_winners_that_stand_together_and_one_that_may_be_chance():
    assert "All 2 winners stand when the 2 comparisons are judged together." in table(SUMMARY)
    family = Family(tests=6, stand=(CASES[0].id,), differ=2)
    text = table(msgspec.structs.replace(SUMMARY, family=family))
    assert (
        "Of 2 winners 1 stands when the 6 comparisons are judged together; may be chance: "
        "LSTM, training." in text
    )


def test_a_single_comparison_needs_no_such_line():
    alone = msgspec.structs.replace(SUMMARY, family=Family(tests=1, stand=(CASES[0].id,)))
    assert "judged together" not in table(alone)
