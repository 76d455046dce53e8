"""Both sides of a row in equal detail: what was said of each, how that stands, what holds now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.knowledge.by_claim import date_cell, date_of
from core.knowledge.dates import date_text, is_old
from core.knowledge.ledger import Row
from core.knowledge.ledger_words import KINDS, VERDICTS, kind_of_claim
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Claim, Knowledge
from core.records.verdict import Verdict
from gui.compare.detail_pieces import Line, More, Piece, Run, Section, coded, line
from gui.compare.tr import tr
from gui.compare.words import VERDICT_ICONS

FIRST = 1
"""Claims of one side that are shown before the others are asked for."""
_STRUCK = ("outdated", "wrong")


def sides(knowledge: Knowledge, row: Row, verdict: Verdict | None, today: dt.date) -> list[Piece]:
    """Return a block for each side, always in the same order, and one for what concerns both."""
    claims = [claim for claim in map(knowledge.claim, row.claims) if claim is not None]
    one_claim = row.cell("now").text != ""
    both = [claim for claim in claims if claim.framework == "both"]
    own = {side: [c for c in claims if c.framework == side] for side in SIDES}
    found: list[Piece] = []
    alone = one_claim and bool(both)
    if not alone:
        texts = {} if one_claim else {side: row.cell(side).text for side in SIDES}
        texts = _unless_said(texts, claims)
        for side in SIDES:
            other = _elsewhere(knowledge, row, verdict, side) if not own[side] else ""
            found += [Section(), *_block(side, own[side], texts.get(side, ""), other, today)]
    if both:
        found += [Section(), *_both(both, today)]
    return found


def _unless_said(texts: dict[str, str], claims: Sequence[Claim]) -> dict[str, str]:
    """Return what the table shows of each side, but for what a claim says in the same words."""
    said = {text for claim in claims for text in (claim.short, claim.now)}
    return {side: "" if text in said else text for side, text in texts.items()}


def _block(
    side: str, claims: Sequence[Claim], text: str, other: str, today: dt.date
) -> list[Piece]:
    head = Run(SIDE_NAMES[side], weight=600, side=side)
    if len(claims) == 1 and not text:
        return [_named(head, claims[0], today), *_said(claims[0])]
    found: list[Piece] = [Line((head,))]
    if text:
        found.append(line(text, terms=True))
    if not claims and not text:
        found.append(line(other or tr("No entry of its own."), quiet=not other, terms=bool(other)))
    return [*found, *_claims(side, claims, today)]


def _both(claims: Sequence[Claim], today: dt.date) -> list[Piece]:
    marks = (Run("", side="pytorch"), Run("", side="tensorflow"))
    head = Run(tr("Both"), weight=600)
    if len(claims) == 1:
        named = _named(head, claims[0], today)
        return [Line((*marks, *named.runs)), *_said(claims[0])]
    return [Line((*marks, head)), *_claims("both", claims, today)]


def _claims(key: str, claims: Sequence[Claim], today: dt.date) -> list[Piece]:
    """Return the first claims of a block, and the others folded away."""
    blocks = [[Line((_outcome(claim), *_dated(claim, today)), "caption", 8), *_said(claim)]
              for claim in claims]  # fmt: skip
    # One more is not worth a fold.
    shown = FIRST if len(blocks) > FIRST + 1 else len(blocks)
    found: list[Piece] = [piece for block in blocks[:shown] for piece in block]
    rest = tuple(piece for block in blocks[shown:] for piece in block)
    if rest:
        count = len(blocks) - shown
        name = SIDE_NAMES.get(key, "")
        label = tr("{0} more on {1}").format(count, name) if name else tr("{0} more").format(count)
        found.append(More(key, label, rest))
    return found


def _named(head: Run, claim: Claim, today: dt.date) -> Line:
    """Return the line that says whom a claim is about, how it stands and how old that is."""
    return Line((head, Run("   "), _outcome(claim), *_dated(claim, today)))


def _outcome(claim: Claim) -> Run:
    icon = VERDICT_ICONS[claim.verdict]
    word = VERDICTS[claim.verdict]
    # The word judges what was claimed, not the sentence that stands above it.
    said = tr("old claim: {0}").format(word) if claim.old_claim else word
    return Run(said, weight=600, quiet=True, small=True, icon=icon)


def _dated(claim: Claim, today: dt.date) -> tuple[Run, ...]:
    """Return the kind of evidence and its date; what is old is marked."""
    date, kind = date_of(claim), KINDS[kind_of_claim(claim)]
    if not date:
        undated = date_cell((claim,)).text
        said = f" · {kind} · {undated}" if undated else f" · {kind}"
        return (Run(said, quiet=True, small=True),)
    said = Run(f" · {kind} · ", quiet=True, small=True)
    if is_old(date, today):
        words = tr("{0}: old").format(date_text(date))
        return said, Run(words, weight=600, small=True, icon="clock")
    return said, Run(date_text(date), quiet=True, small=True)


def _said(claim: Claim) -> list[Piece]:
    """Return the old claim, struck out where it no longer holds, and what holds now."""
    found: list[Piece] = []
    if claim.old_claim:
        struck = claim.verdict in _STRUCK
        found.append(Line((Run(claim.old_claim, quiet=True, struck=struck),), "caption", 2))
    found.append(Line(coded(claim.now, terms=True), above=2))
    return found


def _elsewhere(knowledge: Knowledge, row: Row, verdict: Verdict | None, side: str) -> str:
    """Return what the evidence on the row's criterion says of a side no claim here is about."""
    known = next((k for k in verdict.known if k.criterion == row.criterion), None) \
        if verdict else None  # fmt: skip
    if known is None:
        return ""
    items = {item.id: item for item in knowledge.evidence}
    texts = (items[id_].text.get(side, "") for id_ in known.evidence if id_ in items)
    found = next(filter(None, texts), "")
    return tr("No claim was made beside it. By the evidence: {0}").format(found) if found else ""
