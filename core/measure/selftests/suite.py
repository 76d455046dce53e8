"""The self-tests by name: what each needs, and where its outcome is kept."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.measure.plan import Plan, make_plan
from core.measure.selftests.aa import run_aa
from core.measure.selftests.common import Test
from core.measure.selftests.injected import run_injected
from core.measure.selftests.overhead import run_overhead
from core.measure.selftests.silence import run_silence
from core.records.base import Side
from core.records.errors import AppError
from core.records.selftest import SelfTest
from core.store.atomic import write_out
from core.store.folders import home


@dataclass(frozen=True, slots=True)
class Kind:
    """One self-test: how it runs, on what, and how long each run of it takes."""

    run: Test
    phases: tuple[str, ...]
    budget_s: float


# A small net: its steps are short, so that whole steps can be a tenth more than others.
WORKLOAD = "tabular_mlp"
KINDS: dict[str, Kind] = {
    "aa": Kind(run_aa, (), 150.0),
    "injected": Kind(run_injected, ("latency",), 100.0),
    "silence": Kind(run_silence, (), 60.0),
    "overhead": Kind(run_overhead, ("latency",), 60.0),
}


def find(name: str) -> Kind:
    """Return a self-test by its name.

    Raises:
        AppError: there is none of that name; the nearest one is named.
    """
    if name in KINDS:
        return KINDS[name]
    near = difflib.get_close_matches(name.lower(), KINDS, n=1, cutoff=0.4)
    remedy = f"write `{near[0]}`" if near else f"choose from {', '.join(KINDS)}"
    raise AppError(f"There is no self-test called {name!r}", "", remedy)


def plan_of(
    kind: Kind,
    *,
    budget_s: float | None,
    threads: int,
    margin: float,
    interpreters: dict[Side, str],
) -> Plan:
    """Return the plan of a self-test.

    Raises:
        AppError: a figure is out of range.
    """
    return make_plan(
        (WORKLOAD,),
        phases=kind.phases,
        budget_s=kind.budget_s if budget_s is None else budget_s,
        threads=threads,
        margin=margin,
        interpreters=interpreters,
    )


def keep(results: Sequence[SelfTest]) -> None:
    """Write the outcomes where the machine's other ones lie, each a file of its own."""
    for result in results:
        stamp = result.started_utc.replace(":", "").replace("-", "")[:15]
        name = f"{stamp}-{result.test}-{result.framework or 'both'}.json"
        data = msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"
        write_out(home().trials / name, data)
