"""Run logs made to order, line by line as the engine writes them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Literal

from core.measure.analyse import with_end
from core.measure.rounds import log_ratio, toss
from core.records.machine import Cpu, Interpreter, Machine, Memory
from core.records.run import (
    Arms,
    Case,
    CaseLine,
    DropReason,
    EndLine,
    LaunchEndLine,
    LaunchLine,
    LogLine,
    Parity,
    RoundLine,
    RunHeader,
)

CASES = (
    Case(workload="tabular_mlp", phase="train", mode="usual"),
    Case(workload="lstm", phase="latency", mode="usual"),
)
MACHINE = Machine(
    os="Linux",
    kernel="6",
    architecture="x86_64",
    virtual=None,
    cpu=Cpu(
        model="a CPU",
        architecture="x86_64",
        logical=2,
        physical=2,
        affinity=2,
        quota=None,
        effective=2.0,
    ),
    memory=Memory(total_bytes=None, available_bytes=None, limit_bytes=None),
    accelerators=(),
    accelerators_note="",
    power=None,
    governor=None,
    compiler=None,
    captured_utc="2026-11-23T00:00:00+00:00",
)
PYTHON = Interpreter(path="/usr/bin/python3", label="own")
EQUAL = Parity(forward=1e-7, gradient=1e-6, steps=1e-8, within=True, parameters=9)

EndState = Literal["done", "cancelled", "failed"]


def header(**fields) -> RunHeader:
    """Return the first line of a quick run of two cases."""
    plain = {
        "run": "r1",
        "schema": 1,
        "app": "0",
        "started_utc": "2026-11-23T00:00:00+00:00",
        "preset": "quick",
        "budget_s": 90.0,
        "margin": 0.05,
        "seed": 1,
        "threads": 0,
        "launches_max": 3,
        "cases": CASES,
        "machine": MACHINE,
        "interpreters": {"pytorch": PYTHON, "tensorflow": PYTHON},
        "looks": (3,),
    }
    return RunHeader(**{**plain, **fields})


def round_line(
    launch, case, number, ratio, coin, *, pressure=0.01, dropped: DropReason = "", cpu=None
) -> RoundLine:
    """Return a round of four blocks with 1 % of noise; `ratio` is TensorFlow's time / PyTorch's."""
    order = toss(coin, long=False)
    base = {"p": 20e6, "t": 20e6 * ratio}
    wall = tuple(int(base[o] * math.exp(coin.gauss(0, 0.01))) for o in order)
    return RoundLine(
        launch=launch,
        case=case,
        round=number,
        order=order,
        wall_ns=wall,
        cpu_ns=wall if cpu is None else tuple(cpu for _ in wall),
        steps=(50,) * 4,
        log_ratio=log_ratio(order, wall, (50,) * 4),
        pressure=pressure,
        dropped=dropped,
    )


def launch_lines(
    number,
    ratios,
    *,
    cases=CASES,
    complete=True,
    rounds=16,
    threads=2,
    drops: Sequence[DropReason] = (),
    **fields,
) -> list[LogLine]:
    """Return a whole launch.

    Args:
        number: of the launch.
        ratios: the true ratio of each case in it.
        cases: those cases.
        complete: the launch came to its end.
        rounds: how many each case has.
        threads: how many each side says it uses.
        drops: why the first rounds of each case were dropped; the others count.
        fields: parts of the lines: parity, settled, pressure, cpu.
    """
    coin = random.Random(number)
    said: dict[str, str | int | float | bool | None] = {"threads": threads}
    lines: list[LogLine] = []
    lines.append(
        LaunchLine(
            launch=number,
            order=cases,
            first_spawned="pytorch",
            ready={"pytorch": said, "tensorflow": said},
        )
    )
    for case, ratio in zip(cases, ratios, strict=True):
        lines.append(
            CaseLine(
                launch=number,
                case=case,
                arms=Arms(pytorch="torch eager", tensorflow="tf.function"),
                device="cpu",
                parity=fields.get("parity", EQUAL),
                steps_per_block={"pytorch": 50, "tensorflow": 50},
                settled={"pytorch": True, "tensorflow": fields.get("settled", True)},
                figures={},
            )
        )
        extra = {k: v for k, v in fields.items() if k in ("pressure", "cpu")}
        lines += [
            round_line(
                number, case, i, ratio, coin, dropped=drops[i] if i < len(drops) else "", **extra
            )
            for i in range(rounds)
        ]
    lines.append(LaunchEndLine(launch=number, complete=complete, cases=cases if complete else ()))
    return lines


def run_of(*launches, state: EndState = "done", **fields) -> tuple[LogLine, ...]:
    """Return a whole log; `fields` are those of its header."""
    lines = [header(**fields), *(line for launch in launches for line in launch)]
    return with_end(lines, EndLine(state=state, seconds=60.0, results=()))


def three(ratios=((1.5, 1.0), (1.55, 1.01), (1.52, 0.995)), **fields) -> list[list[LogLine]]:
    """Return three launches: PyTorch is faster in the first case, the second is even."""
    return [launch_lines(n, r, **fields) for n, r in enumerate(ratios, start=1)]
