"""Runs that are to count in a decision: logs, printed results, or ids of kept runs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import msgspec

from core.records.errors import AppError
from core.records.run import CaseResult, EndLine, RunSummary

LOG_ENDING = ".jsonl"
# No framework is a million times faster than the other: such a figure was not measured.
LARGEST_LOG_RATIO = math.log(1e6)
SAME_RATIO = 1e-3  # relative: a ratio and its logarithm are one number written twice


def read_runs(named: Iterable[str], ids: Iterable[str] = (), *, where: str = "") -> tuple[
    RunSummary, ...
]:  # fmt: skip
    """Return the runs that are named, each once.

    Args:
        named: what `--runs` was given: a log (.jsonl), results as `measure --json` prints them,
            or the id of a kept run.
        ids: ids of kept runs that an answer file asks for.
        where: the name of that file, for the error.

    Raises:
        AppError: a run cannot be found or read.
    """
    found = [_named(name) for name in named]
    found += [_kept(id_, f'{where} asks for the run "{id_}"') for id_ in ids]
    return tuple({run.run: run for run in found}.values())


def _named(name: str) -> RunSummary:
    path = Path(name)
    if path.suffix == LOG_ENDING and _exists(path):
        return _from_log(path)
    if _exists(path) or path.suffix or len(path.parts) > 1:
        return _from_json(path)
    return _kept(name, f'--runs "{name}" is neither a file nor a kept run')


def _kept(id_: str, what: str) -> RunSummary:
    from core.store.runlog import list_runs, run_path

    kept = list_runs()
    newest = kept[-1] if kept and id_ == "latest" else None
    path = next((path for path in kept if path.stem == id_), newest)
    if path is None:
        raise AppError(
            what,
            f"there is no log of that name in {run_path('x').parent}",
            "list the kept runs with `forkwise runs list`",
        )
    return _from_log(path)


def _from_log(path: Path) -> RunSummary:
    from core.store.runlog import read_run, read_summary

    if isinstance(read_run(path)[-1], EndLine):
        return read_summary(path)
    # Cut off: what its finished launches say is worked out again.
    from core.measure.reanalyse import reanalyse

    return reanalyse(path).summary


def _from_json(path: Path) -> RunSummary:
    from core.store import strictjson
    from core.store.reading import read_bytes

    data = read_bytes(path, limit=strictjson.DOCUMENT_LIMIT)
    value = strictjson.loads(data, where=str(path))
    try:
        summary = msgspec.convert(value, RunSummary, strict=True)
    except msgspec.ValidationError as problem:
        raise _no_results(path, str(problem).replace("`$.", "`")) from problem
    for case in summary.cases:
        _check(case, path)
    return summary


def _check(case: CaseResult, path: Path) -> None:
    """Refuse figures that no measurement gives: they would steer a verdict."""
    place = f"case {case.case.id}, field"
    for field, value, most in (
        ("log_se", case.log_se, LARGEST_LOG_RATIO),
        ("df", case.df, math.inf),
        ("ratio", case.ratio, math.inf),
        ("low", case.low, math.inf),
        ("high", case.high, math.inf),
    ):
        if value is not None and not 0.0 <= value <= most:
            raise _no_results(path, f'{place} "{field}": {value:g} was not measured')
    if case.log_mean is None:
        return
    if abs(case.log_mean) > LARGEST_LOG_RATIO:
        raise _no_results(path, f'{place} "log_mean": {case.log_mean:g} was not measured')
    if case.ratio is not None and not math.isclose(
        case.ratio, math.exp(case.log_mean), rel_tol=SAME_RATIO
    ):
        raise _no_results(path, f'{place} "ratio": it does not belong to "log_mean"')


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file system takes
        return False


def _no_results(path: Path, why: str) -> AppError:
    return AppError(
        f"{path} does not hold the results of a run",
        why,
        "name a log (.jsonl) or a file written by `forkwise measure --json -o FILE`",
    )
