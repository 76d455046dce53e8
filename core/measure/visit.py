"""One case in one launch: build, compare, warm up, time."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec

from core.measure.catalog import find, label
from core.measure.context import Context
from core.measure.pair import Pair, Reply
from core.measure.parity import compare
from core.measure.plan import BLOCK_NS, MIN_ROUNDS
from core.measure.timing import Breather, Timed, Timer
from core.records.base import SIDES, Side
from core.records.events import ParityChecked
from core.records.run import Arms, Case, CaseLine, Parity, SideFigures

BUILD_TIMEOUT_S = 300.0
PARITY_TIMEOUT_S = 120.0
DROP_TIMEOUT_S = 30.0
# A warm-up takes at most 3 s a side, and never more than this share of the time of its case.
WARM_MOST_NS = 3_000_000_000
WARM_LEAST_NS = 300_000_000
WARM_SHARE = 0.2
WARM_GRACE_S = 60.0


def visit(
    context: Context, pair: Pair, case: Case, share_s: float, coin: random.Random, *, spare: bool
) -> Timed | None:
    """Measure a case in this launch.

    Args:
        context: the run.
        pair: both workers, their frameworks imported.
        case: what to measure.
        share_s: seconds it may take; at least MIN_ROUNDS rounds are timed whatever that is.
        coin: decides the order within rounds.
        spare: there are more CPUs than the workers use.

    Returns:
        What was timed; None when the two sides do not compute the same thing.

    Raises:
        OutOfTime, Cancelled, Trouble, Lost: the case has no figure in this launch.
    """
    clock = context.clock
    start_s = clock.elapsed_s
    context.stage("build", f"Building {label(case)}", case=case)
    built = pair.both(
        "build",
        BUILD_TIMEOUT_S,
        case=case.id,
        workload=case.workload,
        phase=case.phase,
        mode=case.mode,
        seed=context.plan.seed,
        folder=str(context.folder),
    )
    checked_s = clock.elapsed_s
    parity = _parity(context, pair, case, built)
    checked_s = clock.elapsed_s - checked_s
    timed: Timed | None = None
    if parity.within:
        warm = _warm(context, pair, case, share_s)
        context.journal.add(_line(context, case, built, parity, warm))
        fixed_s = clock.elapsed_s - start_s - checked_s
        timed = _time(context, pair, case, warm, start_s + share_s, coin, spare=spare)
        context.forecast.visited(case.id, fixed_s, timed.round_s, MIN_ROUNDS)
    else:
        context.journal.add(_line(context, case, built, parity, {}))
    pair.both("drop", DROP_TIMEOUT_S, case=case.id)
    return timed


def _parity(context: Context, pair: Pair, case: Case, built: dict[Side, Reply]) -> Parity:
    """Return whether both sides compute the same thing; compared in a case's first launch."""
    known = context.parity.get(case.id)
    if known is None:
        context.stage("parity", f"Comparing the numbers of {label(case)}", case=case)
        folders = {side: context.folder / f"figures-{side}" for side in SIDES}
        for folder in folders.values():
            folder.mkdir(exist_ok=True)
        each: dict[Side, Reply] = {side: {"folder": str(folders[side])} for side in SIDES}
        replies = pair.both("parity", PARITY_TIMEOUT_S, each, case=case.id)
        files = {side: _inside(folders[side], replies[side]["file"]) for side in SIDES}
        known = compare(
            files["pytorch"],
            files["tensorflow"],
            phase=case.phase,
            parameters={side: int(built[side]["parameters"]) for side in SIDES},
            folding=_folding(context, case),
        )
        for file in files.values():
            file.unlink(missing_ok=True)
    known = _same_start(known, built)
    if case.id not in context.parity:
        context.emit(ParityChecked(case=case, parity=known))
    context.parity[case.id] = known
    return known


def _folding(context: Context, case: Case) -> int:
    """Return what PyTorch's seat may have beyond the other; nothing where both run the same."""
    alike = context.plan.serves("pytorch") == context.plan.serves("tensorflow")
    return 0 if alike else find(case.workload).folding


def _inside(folder: Path, name: object) -> Path:
    """Return a file a worker named, held inside the folder it was given."""
    return folder / Path(str(name)).name


def _same_start(parity: Parity, built: dict[Side, Reply]) -> Parity:
    """Return the comparison, failed when both sides did not start from the same numbers."""
    for field, words in (("weights_sha256", "weights"), ("inputs_sha256", "inputs")):
        if built["pytorch"][field] != built["tensorflow"][field]:
            detail = f"the two sides started from different {words}"
            return msgspec.structs.replace(parity, within=False, detail=detail)
    return parity


def _warm(context: Context, pair: Pair, case: Case, share_s: float) -> dict[Side, Reply]:
    """Warm up one side after the other: at the same time they would disturb each other."""
    limit = int(min(WARM_MOST_NS, max(WARM_LEAST_NS, share_s * WARM_SHARE * 1e9)))
    replies: dict[Side, Reply] = {}
    for side in SIDES:
        context.stage("warm_up", f"Warming up {label(case)}", case=case, side=side)
        replies[side] = pair.ask(
            side,
            "warm",
            limit / 1e9 + WARM_GRACE_S,
            case=case.id,
            block_ns=BLOCK_NS,
            max_ns=limit,
        )
    return replies


def _line(
    context: Context,
    case: Case,
    built: dict[Side, Reply],
    parity: Parity,
    warm: dict[Side, Reply],
) -> CaseLine:
    devices = dict.fromkeys(str(built[side]["device"]) for side in SIDES)
    return CaseLine(
        launch=context.launch,
        case=case,
        arms=Arms(pytorch=str(built["pytorch"]["arm"]), tensorflow=str(built["tensorflow"]["arm"])),
        device=" / ".join(devices),
        parity=parity,
        steps_per_block={side: int(reply["n"]) for side, reply in warm.items()},
        settled={side: bool(reply["settled"]) for side, reply in warm.items()},
        figures={
            side: SideFigures(step_ns=float(reply["step_ns"])) for side, reply in warm.items()
        },
    )


def _time(
    context: Context,
    pair: Pair,
    case: Case,
    warm: dict[Side, Reply],
    until_s: float,
    coin: random.Random,
    *,
    spare: bool,
) -> Timed:
    context.stage("timed", f"Timing {label(case)}", case=case, quiet=True)
    steps: dict[Side, int] = {side: int(warm[side]["n"]) for side in SIDES}
    block_ns: dict[Side, float] = {
        side: steps[side] * float(warm[side]["step_ns"]) for side in SIDES
    }
    breather = Breather(context, spare=spare)
    return Timer(context, pair, case, steps, block_ns, coin, breather).run(until_s)
