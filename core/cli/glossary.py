"""`forkwise glossary`: what technical words mean, one line each."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Sequence
from typing import Annotated

import typer

from core.cli import output
from core.cli.text import WIDTH
from core.knowledge.guide import Glossary
from core.records.errors import AppError
from core.records.guide import Term


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("glossary")(glossary)


def glossary(
    term: Annotated[
        str | None,
        typer.Argument(metavar="[TERM]", help="A word, or words to look for; without: all terms."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what technical words mean, one line each."""
    from core.cli.edition import load

    known = Glossary(load().guide.terms)
    found = _found(known, term or "")
    if json:
        output.document(found)
        return
    width = max((len(one.term) for one in found), default=0)
    for one in found:
        output.line(_line(one, width))


def _found(known: Glossary, name: str) -> Sequence[Term]:
    """Return the one term of that name, else all that speak of it.

    Raises:
        AppError: there is none.
    """
    named = known.named(name) if name.strip() else None
    found = (named,) if named else known.search(name)
    if found:
        return found
    forms = {form.casefold(): form for t in known.terms for form in (t.term, *t.aliases)}
    near = difflib.get_close_matches(name.casefold(), forms, n=1, cutoff=0.0)
    raise AppError(
        f'no term says anything of "{name}"',
        "",
        "run `forkwise glossary` for all of them"
        + (f', nearest is "{forms[near[0]]}"' if near else ""),
    )


def _line(term: Term, width: int) -> str:
    """Return a term and its line, the line set in beside the longest term."""
    gap = " " * (width + 2)
    return "\n".join(
        textwrap.wrap(
            term.text, max(WIDTH, width + 40), initial_indent=f"{term.term:<{width}}  ",
            subsequent_indent=gap, break_long_words=False, break_on_hyphens=False,
        )
    )  # fmt: skip
