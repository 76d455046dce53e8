"""Where a row comes from: links, dates, commands, and reasons where there is no source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.knowledge.dates import date_text, is_old, source_date_text
from core.records.knowledge import Claim, Evidence
from gui.compare import words
from gui.compare.detail_pieces import Line, More, Piece, Run, Section, coded, line
from gui.compare.tr import tr

FIRST = 3
"""Sources that are shown before the others are asked for."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One source, once, whatever refers to it."""

    title: str
    url: str
    as_of: str = ""
    read: str = ""
    note: str = ""


def sources(claims: Sequence[Claim], evidence: Sequence[Evidence], today: dt.date) -> list[Piece]:
    """Return the section on where claims and values come from."""
    found = cited(claims, evidence)
    blocks = [list(_source(one, today)) for one in found]
    shown = FIRST if len(blocks) > FIRST + 1 else len(blocks)
    head = tr("Sources")
    if len(found) > shown:
        head = tr("Sources, {0} of {1}").format(shown, len(found))
    elif found:
        head = tr("Sources, {0}").format(len(found))
    pieces: list[Piece] = [Section(head)]
    pieces += [piece for block in blocks[:shown] for piece in block]
    if len(blocks) > shown:
        rest = tuple(piece for block in blocks[shown:] for piece in block)
        label = tr("{0} more sources").format(len(blocks) - shown)
        pieces.append(More("sources", label, rest))
    pieces += _reasons(claims)
    if len(pieces) == 1:
        pieces.append(line(tr("None is named."), quiet=True))
    return pieces


def cited(claims: Iterable[Claim], evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
    """Return every source once, those of the claims first; the newest date of each counts."""
    found: dict[str, Cited] = {}
    for claim in claims:
        for source in claim.sources:
            one = Cited(source.title, source.url, source.as_of, source.read, source.as_of_note)
            before = found.get(source.url)
            if before is None or (one.as_of, one.read) > (before.as_of, before.read):
                found[source.url] = one
    for item in evidence:
        if words.is_safe_link(item.source):
            title = words.host(item.source)
            found.setdefault(item.source, Cited(title, item.source, item.date.isoformat()))
    return tuple(found.values())


def _source(one: Cited, today: dt.date) -> Iterator[Piece]:
    """Yield a title that opens its page, and below it host, date and how that was read."""
    link = one.url if words.is_safe_link(one.url) else ""
    yield Line((Run(one.title, link=link),), above=6)
    host = words.host(one.url) or tr("no address that can be opened")
    runs = [] if one.title == host else [Run(f"{host} · ", quiet=True)]
    if is_old(one.as_of, today):
        text = tr("{0}: old").format(date_text(one.as_of))
        runs.append(Run(text, weight=600, icon="clock"))
    else:
        runs.append(Run(source_date_text(one.as_of, one.read), quiet=True))
    if one.note:
        runs.append(Run(f" · {one.note}", quiet=True))
    yield Line(tuple(runs), "caption", 0)


def _reasons(claims: Iterable[Claim]) -> list[Piece]:
    """Return, for claims without a source, what was run, or why there is none; each once."""
    found: dict[str, list[Piece]] = {}
    for claim in claims:
        if claim.support == "run_here":
            text = claim.support_reason or words.SUPPORTS["run_here"]
            found.setdefault(text, _command(text))
        elif not claim.sources:
            text = claim.support_reason or tr("The reason is not named.")
            named = Line((Run(tr("No source: "), weight=600, quiet=True, icon="question"),
                          Run(text, quiet=True)), above=6)  # fmt: skip
            found.setdefault(text, [named])
    return [piece for pieces in found.values() for piece in pieces]


def _command(text: str) -> list[Piece]:
    """Return what was run; each command in it can be copied."""
    runs: list[Run] = [Run("", icon="play")]
    for run in coded(text, quiet=True):
        runs.append(run)
        if run.code and " " in run.text:
            runs += [Run(" "), Run(tr("Copy"), link=f"copy:{run.text}", small=True)]
    return [Line(tuple(runs), above=6)]
