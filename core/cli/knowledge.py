"""`forkwise knowledge` and `forkwise questions`: what is known and what is asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from core.cli import output
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.plurals import count

EXIT_BAD_INPUT = 2
CASES = 15  # the rule that tries an edition on the cases of experts


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help="Check or choose the files that verdicts rest on.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("check")(check)
    group.command("use")(use)
    app.add_typer(group, name="knowledge")
    app.command("questions")(questions)


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A folder with the files of the knowledge; without it, the edition in use."
        ),
    ] = None,
) -> None:
    """Read the knowledge and say in plain words what to mend.

    Exit 2 when there is an error; warnings and notes alone are no failure.
    """
    from core.cli import edition
    from core.cli.knowledge_rules import check_all

    where = folder or edition.chosen(output.error)
    knowledge, found = check_all(where, _today())
    for finding in found:
        output.line(f"{finding.level}, rule {finding.rule}: {finding.text}")
    errors = sum(finding.level == "error" for finding in found)
    warnings = sum(finding.level == "warning" for finding in found)
    what = _summary(knowledge) if knowledge else f"{where or 'the knowledge'} cannot be read"
    output.note(f"{what}; {count(errors, 'error')}, {count(warnings, 'warning')}")
    if errors:
        raise typer.Exit(EXIT_BAD_INPUT)


def use(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder with your own edition of the knowledge.")
    ] = None,
    built_in: Annotated[
        bool, typer.Option("--built-in", help="Go back to the knowledge that came with Forkwise.")
    ] = False,
) -> None:
    """Let every command and the window rest on your own edition of the knowledge.

    The folder is checked first; with an error in it nothing changes and the exit code is 2.
    """
    if built_in == (folder is not None):
        raise AppError(
            "`knowledge use` takes either a folder or --built-in",
            "it got both" if built_in else "it got neither",
            "write `forkwise knowledge use FOLDER`, or `forkwise knowledge use --built-in`",
        )
    if folder is None:
        _remember("")
        output.line("In use: the knowledge that came with Forkwise.")
        return
    _take(folder.resolve())


def _take(folder: Path) -> None:
    from core.cli.knowledge_rules import check_all
    from core.knowledge.edition import load_own
    from core.knowledge.load import BUILT_IN

    if not folder.is_dir():
        raise AppError(
            f"{folder} is no folder",
            "an edition of the knowledge is a folder with its TOML files",
            f"copy {BUILT_IN}, change the copy and name it here",
        )
    _, found = check_all(folder, _today())
    errors = [finding for finding in found if finding.level == "error"]
    for finding in found:
        if finding.rule == CASES and finding.level == "warning":
            output.note(f"warning, rule {finding.rule}: {finding.text}")
    for finding in errors:
        output.line(f"error, rule {finding.rule}: {finding.text}")
    if errors:
        output.note(
            f"{folder} is not used: {count(len(errors), 'error')}. What was in use stays in use."
        )
        raise typer.Exit(EXIT_BAD_INPUT)
    own = load_own(folder)
    _remember(str(folder))
    output.line(f"In use: {_summary(own)}.")
    output.line("Every verdict and report names it. Back: forkwise knowledge use --built-in")


def _remember(folder: str) -> None:
    import msgspec

    from core.store.settings import read_settings, write_settings

    def refuse(problem: AppError) -> None:
        raise problem  # writing over settings that cannot be read would lose them

    write_settings(msgspec.structs.replace(read_settings(tell=refuse), knowledge=folder))


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _summary(knowledge: Knowledge) -> str:
    return (
        f"{knowledge.meta.id} {knowledge.meta.version}, hash {knowledge.hash}: "
        f"{count(len(knowledge.questions), 'question')}, "
        f"{count(len(knowledge.criteria), 'criterion', 'criteria')}, "
        f"{count(len(knowledge.evidence), 'item', 'items')} of evidence, "
        f"{count(len(knowledge.claims), 'claim')}"
    )


def questions(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show every question and criterion with the ids that an answer file uses."""
    from core.cli.edition import load

    knowledge = load()
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
                    {
                        "id": c.id,
                        "label": c.label,
                        "base_level": c.base_level,
                        "meaning": c.question_to_self,
                        "trade_off": c.swing.text if c.swing else "",
                    }
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
    return "\n".join([*lines, "", *_criteria(knowledge)])


def _criteria(knowledge: Knowledge) -> list[str]:
    """Return every criterion with its id, for what an answer file says of weights."""
    lines = ["Criteria, named by [overrides], ranking, trade_offs and no_preference:"]
    size = max(len(criterion.id) for criterion in knowledge.criteria)
    for criterion in knowledge.criteria:
        card = "" if criterion.swing else " (not in trade_offs)"
        meaning = f": {criterion.question_to_self}" if criterion.question_to_self else ""
        lines.append(f"     {criterion.id.ljust(size)}  {criterion.label}{meaning}{card}")
    return lines
