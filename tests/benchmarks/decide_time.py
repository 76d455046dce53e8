"""How long a verdict takes, beside a plain loop over pymcdm for scale (T22).

For every persona, as they answered and with four trade-off cards chosen on top: the full result
(all draws, flips, value of information) and the preview. Medians and largest of several calls after
a warm-up, wall and CPU time. Exit status 1 when the slowest median is over its goal. Appends one
JSON line a run:

    python tests/benchmarks/decide_time.py [--repeats 11] [--note TEXT] [--out FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from persona_score import DAY, answers_of, code_hash, expectations
from pymcdm.methods import WSM

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import Answers, TradeOff
from core.records.base import SIDES
from core.records.knowledge import Knowledge

PREVIEW_DRAWS = 2_000
GOALS_S = {"full": 1.0, "preview": 0.030}
LOOP_DRAWS = 2_000  # enough to time a loop whose time grows in proportion
CARDS = 4


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU seconds of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def summary(times: list[tuple[float, float]]) -> dict[str, float]:
    """Return median and largest of wall and CPU time."""
    wall, cpu = zip(*times, strict=True)
    return {
        "median_s": round(statistics.median(wall), 5),
        "max_s": round(max(wall), 5),
        "cpu_median_s": round(statistics.median(cpu), 5),
        "cpu_max_s": round(max(cpu), 5),
    }


def verdicts(knowledge: Knowledge, answers: Answers, repeats: int) -> dict[str, dict[str, float]]:
    """Return the times of the full result and of the preview."""
    found = {}
    for kind, draws in (("full", None), ("preview", PREVIEW_DRAWS)):

        def once(draws: int | None = draws) -> None:
            resolve(knowledge, answers, as_of=DAY, draws=draws)

        once()
        found[kind] = summary([timed(once) for _ in range(repeats)])
    return found


def with_cards(knowledge: Knowledge, answers: Answers) -> Answers:
    """Return the answers with four cards chosen, each for what they make the less important."""
    rows = resolve(knowledge, answers, as_of=DAY, draws=PREVIEW_DRAWS).contributions
    order = [row.criterion for row in sorted(rows, key=lambda row: -row.level)][: CARDS + 1]
    chosen = (TradeOff(prefer=low, over=high) for high, low in itertools.pairwise(order))
    return msgspec.structs.replace(answers, trade_offs=tuple(chosen))


def plain_loop(knowledge: Knowledge, answers: Answers) -> tuple[float, float]:
    """Return the seconds of weighing all draws: pymcdm's weighted sum one by one, and ours.

    The weights and values are drawn beforehand, so this is the weighing alone, without flips,
    value of information or words.
    """
    model = build(Given(knowledge, (), Streams(1, LOOP_DRAWS), DAY), answers)
    used = model.points.any(axis=1)
    weights = model.points[used] / model.points[used].sum(axis=0)
    values = np.stack([model.values[side][used] for side in SIDES])
    judge, types = WSM(lambda x, cost=False: x), np.ones(int(used.sum()))  # noqa: ARG005

    def loop() -> None:
        for i in range(LOOP_DRAWS):
            judge(values[:, :, i], weights[:, i], types, validation=False)

    loop()
    scale = knowledge.meta.draws / LOOP_DRAWS
    theirs = scale * timed(loop)[0]
    everything = build(Given(knowledge, (), Streams(1, knowledge.meta.draws), DAY), answers)
    eps = knowledge.meta.eps
    ours = statistics.median(timed(lambda: aggregate(everything, eps))[0] for _ in range(5))
    return theirs, ours


def slowest(cases: dict[str, dict[str, dict[str, float]]], kind: str) -> dict[str, Any]:
    """Return the slowest persona of a kind with its times, and the median over the personas."""
    case = max(cases, key=lambda c: cases[c][kind]["median_s"])
    medians = [times[kind]["median_s"] for times in cases.values()]
    return {
        "persona": case,
        **cases[case][kind],
        "max_over_all_s": max(times[kind]["max_s"] for times in cases.values()),
        "median_over_all_s": round(statistics.median(medians), 5),
    }


def main() -> int:
    """Measure, append and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=11)
    parser.add_argument("--note", default="")
    default = Path(__file__).parent / "results/decide_time.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    knowledge = load()
    answers = {case: answers_of(knowledge, case) for case in sorted(expectations())}
    answers |= {f"{case}, cards": with_cards(knowledge, said) for case, said in answers.items()}
    cases = {case: verdicts(knowledge, said, options.repeats) for case, said in answers.items()}
    full, preview = slowest(cases, "full"), slowest(cases, "preview")
    loop, ours = plain_loop(knowledge, answers[full["persona"]])
    result = {
        "date": dt.date.today().isoformat(),
        "knowledge": {"version": knowledge.meta.version, "hash": knowledge.hash},
        "engine": code_hash(),
        "draws": knowledge.meta.draws,
        "repeats": options.repeats,
        "full": full,
        "preview": preview,
        "weighing_alone": {"pymcdm_loop_s": round(loop, 3), "ours_s": round(ours, 5),
                           "ratio": round(loop / ours)},
        "machine": {
            "cpus": os.cpu_count(),
            "load_1min": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
            "python": platform.python_version(),
            "numpy": np.__version__,
        },
        "note": options.note,
        "personas": {case: {k: t["median_s"] for k, t in times.items()}
                     for case, times in cases.items()},
    }  # fmt: skip
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    within = all(result[kind]["median_s"] <= goal for kind, goal in GOALS_S.items())
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
