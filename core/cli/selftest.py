"""`forkwise measure --self-test NAME`: whether this machine's measurements can be trusted."""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.cli import output
from core.cli.progress import progress
from core.measure.channel import Cancelled, Commands
from core.measure.plan import Plan
from core.measure.selftests.suite import Kind, find, keep, plan_of
from core.records.base import Side
from core.records.selftest import SelfTestState

EXIT_FAILED = 1
EXIT_CANCELLED = 130
STATES: dict[SelfTestState, str] = {
    "passed": "Passed",
    "failed": "Failed",
    "cannot_tell": "Cannot tell",
}


def planned(
    name: str,
    *,
    budget_s: float | None,
    threads: int,
    margin: float,
    interpreters: dict[Side, str],
) -> tuple[Kind, Plan]:
    """Return a self-test with its plan.

    Raises:
        AppError: there is none of that name, or a figure is out of range.
    """
    kind = find(name)
    return kind, plan_of(
        kind, budget_s=budget_s, threads=threads, margin=margin, interpreters=interpreters
    )


def run_self_test(
    kind: Kind, plan: Plan, commands: Commands, *, json: bool, out: Path | None
) -> int:
    """Run a self-test with progress on stderr; exit 1 when it failed, 130 when cancelled."""
    shown = progress()
    try:
        results = kind.run(plan, shown, commands)
    except Cancelled:
        output.note("The self-test was cancelled; half of one says nothing, so none is kept")
        return EXIT_CANCELLED
    finally:
        shown.close()
    keep(results)
    if out is not None:
        from core.store.atomic import write_out

        write_out(out, msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n")
    if json:
        output.document(results)
    else:
        output.line("\n".join(f"{STATES[one.state]}. {one.sentence}" for one in results))
    return EXIT_FAILED if any(one.state == "failed" for one in results) else 0
