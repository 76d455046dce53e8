"""The comparison claim by claim: what was said once, the verdict on it, and what holds now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from core.knowledge.dates import date_text, is_old, source_date_text
from core.knowledge.ledger import NOTHING, Cell, Column, Facet, Ledger, Row
from core.knowledge.ledger_words import FRAMEWORKS, KINDS, VERDICTS, YES, kind_of_claim
from core.knowledge.sort_keys import natural, ranked
from core.knowledge.stakes import (
    Stake,
    contribution_cell,
    first_what_matters,
    stakes,
    weight_cell,
)
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Claim, Knowledge
from core.records.verdict import Verdict

PAIRED = "Its pair says: "
"""Stands before what only the other claim of a pair says; see `_Pairs`."""
_SIDE_HELP = (
    "What holds now for {0}, in a few words. “Its pair says” marks, in grey, what another claim of "
    "the same aspect says: this row's own claim is about the other framework"
)
COLUMNS = (
    Column("aspect", "Aspect"),
    Column("pytorch", "PyTorch", _SIDE_HELP.format("PyTorch")),
    Column("tensorflow", "TensorFlow", _SIDE_HELP.format("TensorFlow")),
    Column("verdict", "Old claim is", "How the old claim stands today"),
    Column("old_claim", "Old claim", "What was claimed; empty for entries that are new"),
    Column("now", "What holds now"),
    Column("weight", "Weight", "How much its criterion weighs by your answers"),
    Column("contribution", "Points", "What its criterion adds to your verdict, in points of 100"),
    Column("criterion", "Informs", "The criterion it informs"),
    Column("kind", "Evidence"),
    Column("date", "Date", "The newest date of its sources"),
    Column("sources", "Sources", "How many sources it has"),
    Column("framework", "About"),
    Column("short", "In short"),
    Column("check", "Check", "The check that can test it here"),
    Column("id", "Id"),
    Column("links", "Links", "Where its sources are"),
)


def by_claim(knowledge: Knowledge, verdict: Verdict | None, today: dt.date) -> Ledger:
    """Return every claim as a row.

    Args:
        knowledge: what is known.
        verdict: the person's; None, or one without answers: nothing has a weight, and the rows
            stand in the order of the knowledge.
        today: the day dates count from.
    """
    labels = {aspect.id: aspect.label for aspect in knowledge.aspects}
    criteria = {criterion.id: criterion.label for criterion in knowledge.criteria}
    found, pairs = stakes(verdict), _Pairs(knowledge.claims)
    rows = [
        _row(claim, pairs.other(claim), labels, criteria, found.get(claim.criterion), today)
        for claim in knowledge.claims
    ]
    if found:
        place = first_what_matters({c.id: c.criterion for c in knowledge.claims}, found)
        rows.sort(key=lambda row: place[row.id])
    return Ledger(rows, COLUMNS, _facets(labels))


def date_of(claim: Claim) -> str:
    """Return the newest date or month of a claim's sources, or the day it was run; "" for none.

    The day on which an undated page was read is none of them: the page may be years old.
    """
    dates = [source.as_of for source in claim.sources]
    return max([*dates, claim.ran.isoformat()] if claim.ran else dates, default="")


def date_cell(claims: Iterable[Claim]) -> Cell:
    """Return the newest date of claims as a cell; without one it sorts as a missing value."""
    claims = tuple(claims)
    date = max(map(date_of, claims), default="")
    if date:
        return Cell(date_text(date), date)
    read = max((source.read for claim in claims for source in claim.sources), default="")
    return Cell(source_date_text("", read)) if read else NOTHING


def links(claims: Iterable[Claim]) -> str:
    """Return the addresses of all sources, each once."""
    return " ".join(dict.fromkeys(source.url for claim in claims for source in claim.sources))


def _facets(labels: Mapping[str, str]) -> tuple[Facet, ...]:
    return (
        Facet("matters", "Matters to you", {YES: "Matters to you"}),
        Facet("verdict", "Old claim is", VERDICTS),
        Facet("framework", "Framework", FRAMEWORKS),
        Facet("aspect", "Aspect", labels),
        Facet("kind", "Evidence", KINDS),
        Facet("check", "Can be checked here", {YES: "Can be checked here"}),
        Facet("old", "Older than a year", {YES: "Older than a year"}),
    )


class _Pairs:
    """Finds the claim about the other framework that was made in the same breath.

    Two claims are a pair when they share an aspect and their ids differ in nothing but a final
    "-pt" and "-tf".
    """

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._known = {(_stem(c), c.aspect, c.framework): c for c in claims if _stem(c)}

    def other(self, claim: Claim) -> Claim | None:
        """Return the other of the pair; None when the claim stands alone."""
        if claim.framework == "both" or not _stem(claim):
            return None
        side = next(side for side in SIDES if side != claim.framework)
        return self._known.get((_stem(claim), claim.aspect, side))


def _stem(claim: Claim) -> str:
    stem, _, end = claim.id.rpartition("-")
    return stem if end in ("pt", "tf") else ""


def _row(
    claim: Claim,
    other: Claim | None,
    labels: Mapping[str, str],
    criteria: Mapping[str, str],
    stake: Stake | None,
    today: dt.date,
) -> Row:
    date, kind = date_of(claim), kind_of_claim(claim)
    label = labels.get(claim.aspect, claim.aspect)
    cells = {
        "aspect": _text(label),
        **{side: _side(claim, other, side) for side in SIDES},
        "verdict": Cell(VERDICTS[claim.verdict], ranked(claim.verdict, tuple(VERDICTS))),
        "old_claim": _text(claim.old_claim),
        "now": _text(claim.now),
        "weight": weight_cell(stake),
        "contribution": contribution_cell(stake),
        "criterion": _text(criteria.get(claim.criterion, "")),
        "kind": Cell(KINDS[kind], ranked(kind, tuple(KINDS))),
        "date": date_cell((claim,)),
        "sources": Cell(str(len(claim.sources)), float(len(claim.sources))),
        "framework": _text(FRAMEWORKS[claim.framework]),
        "short": _text(claim.short),
        "check": _text(claim.check),
        "id": _text(claim.id),
        "links": _text(links((claim,))),
    }
    return Row(
        id=claim.id,
        cells=cells,
        tags={
            "matters": (YES,) if stake is not None and stake.matters else (),
            "verdict": (claim.verdict,),
            "framework": (claim.framework,),
            "aspect": (claim.aspect,),
            "kind": (kind,),
            "check": (YES,) if claim.check else (),
            "old": (YES,) if is_old(date, today) else (),
        },
        claims=(claim.id,) if other is None else (claim.id, other.id),
        criterion=claim.criterion if claim.criterion in criteria else "",
        spoken=_spoken(claim, label, cells),
        more=_more(claim),
    )


def _side(claim: Claim, other: Claim | None, side: str) -> Cell:
    """Return what holds for a side; quietly and named, when only the pair's other claim says so.

    The name stands in the text, so that screen readers, copies and exports tell it too.
    """
    if claim.framework in (side, "both"):
        return _text(claim.short or claim.now)
    if other is not None and other.framework == side:
        text = other.short or other.now
        return Cell(f"{PAIRED}{text}", natural(text), quiet=True)
    return NOTHING


def _text(text: str) -> Cell:
    return Cell(text, natural(text)) if text else NOTHING


def _spoken(claim: Claim, label: str, cells: Mapping[str, Cell]) -> str:
    """Return aspect, both sides and the verdict, then what it is the verdict on."""
    sides = ". ".join(
        f"{SIDE_NAMES[side]}: {(cells[side].text or 'nothing claimed').rstrip('.')}"
        for side in SIDES
    )
    old = f", of the old claim: {claim.old_claim.rstrip('.')}" if claim.old_claim else ""
    day = f" {cells['date'].text}." if cells["date"].text else ""
    return f"{label}. {sides}. Verdict: {VERDICTS[claim.verdict]}{old}.{day}"


def _more(claim: Claim) -> str:
    """Return what is searched but not shown: ids as files have them, reasons, sources."""
    parts = [claim.aspect, claim.criterion, claim.verdict, claim.support, claim.support_reason]
    for source in claim.sources:
        dated = source_date_text(source.as_of, source.read)
        parts += (source.title, source.url, dated, source.as_of, source.as_of_note)
    return "\n".join(parts)
