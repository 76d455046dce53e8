"""The comparison aspect by aspect: both frameworks side by side, whom it favours, what it weighs.

An aspect is one criterion of the decision, or, behind those, something that enters no verdict: a
fact that is equal for both, or a heading of the ledger whose claims are only shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.knowledge.by_claim import date_cell, date_of, links
from core.knowledge.dates import date_text, is_old
from core.knowledge.ledger import NOTHING, Cell, Column, Facet, Ledger, Row
from core.knowledge.ledger_words import (
    FAVOURS,
    KINDS,
    MEASURED,
    VERDICTS,
    YES,
    favour_text,
    favoured,
    kind_of_claim,
    kind_of_item,
)
from core.knowledge.sort_keys import natural, ranked
from core.knowledge.stakes import Stake, contribution_cell, first_what_matters, stakes, weight_cell
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Aspect, Claim, Criterion, EqualFact, Evidence, Knowledge
from core.records.run import RunSummary
from core.records.verdict import KnownValue, MeasuredUse, Verdict

COLUMNS = (
    Column("aspect", "Aspect"),
    Column("pytorch", "PyTorch"),
    Column("tensorflow", "TensorFlow"),
    Column("favours", "Favours", "Which side the evidence favours, and how strongly"),
    Column("weight", "Weight", "How much it weighs by your answers"),
    Column("contribution", "Points", "What it adds to your verdict, in points of 100"),
    Column("kind", "Evidence"),
    Column("date", "Date", "The newest date of the evidence behind it"),
    Column("claims", "Claims", "How many claims stand behind it"),
    Column("id", "Id"),
    Column("links", "Links", "Where the sources of its claims are"),
)
_FACETS = (
    Facet("matters", "Matters to you", {YES: "Matters to you"}),
    Facet("favours", "Favours", FAVOURS),
    Facet("kind", "Evidence", {id_: KINDS[id_] for id_ in KINDS}),
    Facet("verdict", "Old claim is", VERDICTS),
    Facet("check", "Can be checked here", {YES: "Can be checked here"}),
    Facet("old", "Older than a year", {YES: "Older than a year"}),
)
_NOT_MEASURED = "not measured here"


@dataclass(frozen=True, slots=True)
class _Given:
    """All that a row is made from."""

    claims: Mapping[str, Claim]
    evidence: Mapping[str, Evidence]
    known: Mapping[str, KnownValue]
    stakes: Mapping[str, Stake]
    uses: Sequence[MeasuredUse]
    days: Mapping[str, str]
    steps: Mapping[str, str]
    today: dt.date


def by_aspect(
    knowledge: Knowledge,
    verdict: Verdict | None,
    today: dt.date,
    runs: Sequence[RunSummary] = (),
) -> Ledger:
    """Return every aspect as a row.

    Args:
        knowledge: what is known.
        verdict: gives the values that hold for the person, also before the first answer; None:
            nothing is compared yet. Without answers nothing has a weight.
        today: the day dates count from.
        runs: the runs that entered the verdict, for their dates.
    """
    given = _Given(
        claims={claim.id: claim for claim in knowledge.claims},
        evidence={item.id: item for item in knowledge.evidence},
        known={one.criterion: one for one in verdict.known} if verdict else {},
        stakes=stakes(verdict),
        uses=verdict.measured if verdict else (),
        days={run.run: run.started_utc[:10] for run in runs},
        steps={question.id: question.step for question in knowledge.questions},
        today=today,
    )
    rows = [_criterion_row(criterion, given) for criterion in knowledge.criteria]
    if given.stakes:
        place = first_what_matters({row.id: row.criterion for row in rows}, given.stakes)
        rows.sort(key=lambda row: place[row.id])
    rows += [_equal_row(fact, given) for fact in knowledge.equal]
    rows += [_shown_row(aspect, claims, given) for aspect, claims in _shown_only(knowledge)]
    return Ledger(rows, COLUMNS, _FACETS)


def _shown_only(knowledge: Knowledge) -> Iterator[tuple[Aspect, tuple[Claim, ...]]]:
    """Yield the headings that hold claims which enter no verdict and stand behind no equal fact."""
    equal = {claim for fact in knowledge.equal for claim in fact.claims}
    for aspect in knowledge.aspects:
        claims = tuple(
            claim
            for claim in knowledge.claims
            if claim.aspect == aspect.id and claim.criterion == "shown_only"
            and claim.id not in equal
        )  # fmt: skip
        if claims:
            yield aspect, claims


# --- a criterion -------------------------------------------------------------------------------


def _criterion_row(criterion: Criterion, given: _Given) -> Row:
    known, stake = given.known.get(criterion.id), given.stakes.get(criterion.id)
    items = _best_first(known, given) if known else []
    claims = _claims_of(criterion, items, given)
    uses = [use for use in given.uses if use.criterion == criterion.id]
    if uses:
        sides = _measured_sides(uses)
        kind, date = MEASURED, max((given.days.get(use.run, "") for use in uses), default="")
    elif items:
        sides = _known_sides(items, known, given)
        kind = _kind(items[0], given)
        date = max(item.date.isoformat() for item in items)
    else:
        text = _NOT_MEASURED if criterion.measured else ""
        sides = dict.fromkeys(map(str, SIDES), text)
        kind, date = "", ""
    lead = _lead(known.value) if known else None
    return _row(
        criterion.id, criterion.label, sides, lead, kind, date, claims, given,
        criterion=criterion.id, stake=stake,
        kinds=() if uses else tuple(dict.fromkeys(_kind(item, given) for item in items)),
        more="\n".join((criterion.question_to_self, *(item.because for item in items))),
    )  # fmt: skip


def _best_first(known: KnownValue, given: _Given) -> list[Evidence]:
    """Return the evidence on a criterion, what says most about this person first.

    What holds for sure before what the answers leave open, what says the same as all of it
    together before what says the reverse, what the answers asked for before what holds for
    everyone, then the surest kind and the newest.
    """
    side = favoured(_lead(known.value))
    order = ("documented", "survey", "judgement", "seed")
    return sorted(
        (given.evidence[id_] for id_ in known.evidence),
        key=lambda item: (
            item.id in known.sometimes,
            side not in ("even", favoured(_lead(item.value))),
            not item.when.terms(),
            order.index(item.kind),
            -item.date.toordinal(),
        ),
    )


def _kind(item: Evidence, given: _Given) -> str:
    """Return how an item is known; what the developers ran is told apart from other surveys."""
    first = given.claims.get(item.claims[0]) if item.claims else None
    ran = item.kind == "survey" and first is not None and first.support == "run_here"
    return "run_here" if ran else kind_of_item(item)


def _lead(value: Mapping[str, float]) -> float:
    """Return PyTorch's lead in value units; 0 where an item values one side alone."""
    if len(value) < len(SIDES):
        return 0.0
    return value["pytorch"] - value["tensorflow"]


def _known_sides(
    items: Sequence[Evidence], known: KnownValue | None, given: _Given
) -> dict[str, str]:
    """Return what holds for each side; where that hangs on what is not said yet, on which answer.

    To print one of the cases would say of the person what they never said.
    """
    sometimes = known.sometimes if known else ()
    certain = [item for item in items if item.id not in sometimes]
    if not certain:
        asked = {term.q for item in items for term in item.when.terms()}
        steps = [f"“{step}”" for id_, step in given.steps.items() if id_ in asked]
        text = f"depends on your answer to {' and '.join(steps)}"
        return dict.fromkeys(map(str, SIDES), text)
    return {side: _first_text(certain, side) for side in SIDES}


def _first_text(items: Sequence[Evidence], side: str) -> str:
    return next((item.text[side] for item in items if side in item.text), "")


def _claims_of(criterion: Criterion, items: Sequence[Evidence], given: _Given) -> tuple[Claim, ...]:
    """Return the claims that carry the values shown, then the others on the same criterion."""
    named = [given.claims[id_] for item in items for id_ in item.claims if id_ in given.claims]
    others = [claim for claim in given.claims.values() if claim.criterion == criterion.id]
    return tuple({claim.id: claim for claim in (*named, *others)}.values())


def _measured_sides(uses: Sequence[MeasuredUse]) -> dict[str, str]:
    """Return what was measured, by the case that counts most, for each side."""
    use = max(uses, key=lambda one: one.weight)
    factor = max(use.ratio, 1.0 / use.ratio)
    ends = sorted((max(use.low, 1e-9), max(use.high, 1e-9)))
    if use.ratio < 1.0:
        ends = sorted(1.0 / end for end in ends)
    case = use.case.replace("/", " ").replace("_", " ")
    more = f"; {len(uses) - 1} more" if len(uses) > 1 else ""
    span = f"{factor:.2f}× ({ends[0]:.2f} to {ends[1]:.2f})"
    quicker = "pytorch" if use.ratio >= 1.0 else "tensorflow"
    return {
        side: f"{'faster' if side == quicker else 'slower'} by {span} in {case}{more}"
        for side in SIDES
    }


# --- what enters no verdict --------------------------------------------------------------------


def _equal_row(fact: EqualFact, given: _Given) -> Row:
    claims = tuple(given.claims[id_] for id_ in fact.claims if id_ in given.claims)
    kind = min((kind_of_claim(claim) for claim in claims), key=list(KINDS).index, default="")
    label = f"The same: {fact.label or fact.id}"
    date = max(map(date_of, claims), default="")
    return _row(
        f"equal:{fact.id}", label, dict.fromkeys(SIDES, fact.text), 0.0, kind, date, claims, given
    )


def _shown_row(aspect: Aspect, claims: tuple[Claim, ...], given: _Given) -> Row:
    sides = _headlines(claims)
    kind = min(map(kind_of_claim, claims), key=list(KINDS).index)
    date = max(map(date_of, claims))
    label = f"{aspect.label}, not weighed"
    return _row(f"aspect:{aspect.id}", label, sides, None, kind, date, claims, given)


def _headlines(claims: Sequence[Claim]) -> dict[str, str]:
    """Return what holds for each side, of claims that belong together.

    A pair on the two sides first, then one claim about both, then the first about each side.
    """
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        other = by_id.get(f"{claim.id.removesuffix('-pt')}-tf")
        if claim.id.endswith("-pt") and other is not None:
            return {"pytorch": _said(claim), "tensorflow": _said(other)}
    both = next((claim for claim in claims if claim.framework == "both"), None)
    if both is not None:
        return {side: _said(both) for side in SIDES}
    return {
        side: next((_said(claim) for claim in claims if claim.framework == side), "")
        for side in SIDES
    }


def _said(claim: Claim) -> str:
    return claim.short or claim.now


# --- any row -----------------------------------------------------------------------------------


def _row(
    id_: str,
    label: str,
    sides: Mapping[str, str],
    lead: float | None,
    kind: str,
    date: str,
    claims: tuple[Claim, ...],
    given: _Given,
    *,
    criterion: str = "",
    stake: Stake | None = None,
    kinds: tuple[str, ...] = (),
    more: str = "",
) -> Row:
    side = favoured(lead) if lead is not None else "unknown"
    favours = "" if lead is None else favour_text(lead)
    cells = {
        "aspect": _text(label),
        **{name: _text(text) for name, text in sides.items()},
        "favours": Cell(favours, lead) if favours else NOTHING,
        "weight": weight_cell(stake),
        "contribution": contribution_cell(stake),
        "kind": Cell(KINDS[kind], ranked(kind, tuple(KINDS))) if kind else NOTHING,
        "date": Cell(date_text(date), date)
        if date
        else NOTHING
        if criterion
        else date_cell(claims),
        "claims": Cell(str(len(claims)), float(len(claims))),
        "id": _text(id_),
        "links": _text(links(claims)),
    }
    return Row(
        id=id_,
        cells=cells,
        tags={
            "matters": (YES,) if stake is not None and stake.matters else (),
            "favours": (side,),
            "kind": kinds or ((kind,) if kind else ()),
            "verdict": tuple(dict.fromkeys(claim.verdict for claim in claims)),
            "check": (YES,) if any(claim.check for claim in claims) else (),
            "old": (YES,) if is_old(date, given.today) else (),
        },
        claims=tuple(claim.id for claim in claims),
        criterion=criterion,
        spoken=_spoken(label, sides, favours),
        more="\n".join((more, *(_claim_text(claim) for claim in claims))),
    )


def _text(text: str) -> Cell:
    return Cell(text, natural(text)) if text else NOTHING


def _spoken(label: str, sides: Mapping[str, str], favours: str) -> str:
    said = [f"{SIDE_NAMES[side]}: {(text or 'nothing known').rstrip('.')}"
            for side, text in sides.items()]  # fmt: skip
    verdict = f"favours {favours}" if favours not in ("", "even") else favours or "not compared"
    return f"{label}. {'. '.join(said)}. {verdict[:1].upper()}{verdict[1:]}."


def _claim_text(claim: Claim) -> str:
    return f"{claim.id}\n{claim.short}\n{claim.now}\n{claim.old_claim}"
