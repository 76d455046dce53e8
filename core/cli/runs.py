"""`forkwise runs`: the measurements that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from core.cli import output
from core.cli.results import table
from core.records.errors import AppError
from core.records.plurals import count
from core.records.run import EndLine, RunHeader, RunSummary
from core.store.runlog import list_runs, read_run, run_path

RunName = Annotated[
    str, typer.Argument(metavar="RUN", help="Id of a run, its beginning, a file, or `latest`.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(name="runs", help="Measurements that are kept.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("show")(show)
    group.command("export")(export)
    group.command("reanalyse")(reanalyse_)
    app.add_typer(group)


def list_(json: AsJson = False) -> None:
    """List the kept runs, oldest first."""
    rows = [_brief(path) for path in list_runs()]
    if json:
        output.document(rows)
        return
    if rows:
        for line in _columns(rows):
            output.line(line)
    output.note(count(len(rows), "run"))


def show(run: RunName, json: AsJson = False) -> None:
    """Show the results of a run; of one that was cut off, those of its finished launches."""
    summary = summary_of(find(run))
    if json:
        output.document(summary)
    else:
        output.line(table(summary))


def export(
    run: RunName,
    out: Annotated[Path, typer.Option("-o", metavar="FILE", help="A .json or .csv file.")],
) -> None:
    """Write a run to a file: its results as JSON, or its timed blocks as CSV."""
    from core.store.atomic import write_out

    path = find(run)
    if out.suffix.lower() == ".json":
        data = msgspec.json.format(msgspec.json.encode(summary_of(path)), indent=2) + b"\n"
    elif out.suffix.lower() == ".csv":
        from core.report.frames import blocks_csv

        data = blocks_csv(read_run(path)).encode()
    else:
        raise AppError(
            f"{out} has no known ending",
            "results are written as .json, timed blocks as .csv",
            "end the name with .json or .csv",
        )
    write_out(out, data)
    output.note(f"{out} is written")


def reanalyse_(run: RunName, json: AsJson = False) -> int:
    """Work the results out again from the rounds; exit 1 when they differ from the kept ones."""
    from core.measure.reanalyse import reanalyse

    found = reanalyse(find(run))
    if json:
        output.document(found.summary)
    else:
        output.line(table(found.summary))
    cut_off = "The run was cut off: nothing was kept to compare with"
    words = {
        True: "The same as what is kept, bit for bit",
        False: "Different from what is kept",
        None: "What is kept comes from an earlier formula" if found.formula else cut_off,
    }
    output.note(words[found.same])
    return 1 if found.same is False else 0


def find(run: str) -> Path:
    """Return the log of a run.

    Raises:
        AppError: there is none of that name, or several begin with it.
    """
    logs = list_runs()
    if run == "latest" and logs:
        return logs[-1]
    named = Path(run)
    if named.suffix == ".jsonl" and named.is_file():
        return named
    matches = [path for path in logs if path.stem.startswith(run)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AppError(
            f"{len(matches)} runs begin with {run!r}", "", "write more of the id of the run"
        )
    raise AppError(
        f"There is no run {run!r}",
        f"looked in {run_path('x').parent}",
        "list the runs with `forkwise runs list`",
    )


def summary_of(path: Path) -> RunSummary:
    """Return a run's results, worked out from its rounds when it was cut off."""
    from core.measure.reanalyse import reanalyse

    return reanalyse(path).summary


def _brief(path: Path) -> dict[str, str | int]:
    try:
        lines = read_run(path)
    except AppError as problem:
        return {"run": path.stem, "preset": "", "cases": 0, "state": f"damaged: {problem.why}"}
    header, end = lines[0], lines[-1]
    cases = len(header.cases) if isinstance(header, RunHeader) else 0
    preset = header.preset if isinstance(header, RunHeader) else ""
    state = end.state if isinstance(end, EndLine) else "cut off"
    return {"run": path.stem, "preset": preset, "cases": cases, "state": state}


def _columns(rows: list[dict[str, str | int]]) -> list[str]:
    """Return the rows under headings; the last column, which may be a sentence, runs free."""
    cells = [{key: key for key in rows[0]}, *({k: str(v) for k, v in row.items()} for row in rows)]
    *first, last = rows[0]
    width = {key: max(len(row[key]) for row in cells) for key in first}
    return ["  ".join([*(row[key].ljust(width[key]) for key in first), row[last]]) for row in cells]
