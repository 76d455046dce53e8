"""`forkwise knowledge check` and `forkwise questions`: what is known and what is asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from core.cli import output
from core.knowledge import check as checker
from core.knowledge import load
from core.records.knowledge import Knowledge

EXIT_BAD_INPUT = 2


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help="Check the files that verdicts rest on.", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("check")(check)
    group.callback()(_group)
    app.add_typer(group, name="knowledge")
    app.command("questions")(questions)


def _group() -> None:
    """Check the files that verdicts rest on."""


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder with the six files; without it, Forkwise's own."),
    ] = None,
) -> None:
    """Read the knowledge and say in plain words what to mend.

    Exit 2 when there is an error; warnings alone are no failure.
    """
    knowledge = load.read(folder)
    found = checker.check(knowledge, dt.datetime.now(dt.UTC).date())
    for finding in found:
        output.line(f"{finding.level}, rule {finding.rule}: {finding.text}")
    errors = sum(finding.level == "error" for finding in found)
    output.note(
        f"{knowledge.meta.id} {knowledge.meta.version}, hash {knowledge.hash}: "
        f"{len(knowledge.questions)} questions, {len(knowledge.criteria)} criteria, "
        f"{len(knowledge.evidence)} items of evidence, {len(knowledge.claims)} claims; "
        f"{errors} errors, {len(found) - errors} warnings"
    )
    if errors:
        raise typer.Exit(EXIT_BAD_INPUT)


def questions(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show every question with the ids that an answer file uses."""
    knowledge = load.load()
    if json:
        output.document(
            {
                "knowledge": {
                    "id": knowledge.meta.id,
                    "version": knowledge.meta.version,
                    "hash": knowledge.hash,
                },
                "questions": knowledge.questions,
                "criteria": [
                    {"id": c.id, "label": c.label, "base_level": c.base_level}
                    for c in knowledge.criteria
                ],
            }
        )
        return
    output.line(as_text(knowledge))


def as_text(knowledge: Knowledge) -> str:
    """Return the questionnaire as plain text."""
    lines: list[str] = []
    for number, question in enumerate(knowledge.questions, 1):
        several = " (several may be chosen)" if question.multi else ""
        lines.append(f"{number}. {question.id}: {question.text}{several}")
        size = max(len(option.id) for option in question.option)
        lines += [f"     {option.id.ljust(size)}  {option.text}" for option in question.option]
        lines.append("")
    lines.append('Every question also takes "not_sure"; one that is left out counts as open.')
    return "\n".join(lines)
