"""Which format a file name asks for, and the report in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from core.report.cases import CaseWords
from core.report.content import build

Format = Literal["markdown", "html", "json"]

SUFFIXES: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


def format_of(path: Path) -> Format:
    """Return the format that a file name asks for.

    Raises:
        AppError: the ending is not known.
    """
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise AppError(
            f"{path.name} names no format of a report",
            f"the ending {path.suffix or '(none)'} is not known",
            "end the name with .html, .md or .json",
        )
    return found


def render(
    format_: Format,
    knowledge: Knowledge,
    everyone: Sequence[Answers],
    verdict: Verdict,
    runs: tuple[RunSummary, ...] = (),
    *,
    words: CaseWords,
    app: str,
) -> str:
    """Return the report in a format; see `core.report.content.build` for the arguments."""
    if format_ == "json":
        from core.report import json_form

        return json_form.render(everyone, verdict, runs, app=app)
    report = build(knowledge, everyone, verdict, runs, words=words, app=app)
    if format_ == "markdown":
        from core.report import markdown

        return markdown.render(report)
    # jinja2 only for those who want HTML.
    from core.report import html

    return html.render(report, verdict)
