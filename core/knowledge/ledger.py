"""The ledger: which claims are shown, and in which order, in the window and on the command line.

Columns, the keys for facets and for sorting:

    id          the claim's id
    aspect      its heading; searched and sorted by label where labels are given
    framework   pytorch, tensorflow or both
    pytorch     what holds now (`short`), where the claim is about PyTorch or both; else missing
    tensorflow  the same for TensorFlow
    old_claim   what was claimed; missing for entries that are new
    verdict     holds, partly, outdated, wrong, opinion, new: sorted in this order
    support     sourced, run_here, none: sorted in this order
    short       what holds now, in a few words
    now         what holds now, in full
    date        the newest date of its sources; missing without a dated source
    sources     how many sources it has
    criterion   the criterion it informs, or shown_only
    check       the check that can test it here; missing if none
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.records.knowledge import Aspect, Claim

_VERDICTS = ("holds", "partly", "outdated", "wrong", "opinion", "new")
_SUPPORTS = ("sourced", "run_here", "none")

Sort = tuple[tuple[str, bool], ...]


def date_of(claim: Claim) -> str:
    """Return the newest date or month of a claim's sources, or "" when none is dated."""
    return max((source.as_of for source in claim.sources), default="")


def cell(claim: Claim, column: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the text of one cell; "" where the value is missing.

    Raises:
        KeyError: there is no such column.
    """
    return _CELLS[column](claim, labels or {})


class Ledger:
    """Claims made ready for searching: build once, arrange at every key press.

    Args:
        rows: the claims in their own order, which is the order without a sort.
        aspects: headings, so that people search and sort by what they read; may be empty.
    """

    def __init__(self, rows: Sequence[Claim], aspects: Sequence[Aspect] = ()) -> None:
        self.rows = tuple(rows)
        self.labels = {aspect.id: aspect.label for aspect in aspects}
        self._text = tuple(_searchable(claim, self.labels) for claim in self.rows)
        self._keys: dict[str, list[str]] = {}
        self._pairs = {
            (_pair(claim), claim.aspect, claim.framework): claim
            for claim in self.rows
            if _pair(claim)
        }

    def other_side(self, claim: Claim) -> Claim | None:
        """Return the claim about the other framework that was made in the same breath.

        Two claims are a pair when they share an aspect and their ids differ in nothing but a
        final "-pt" and "-tf"; None when there is no such claim.
        """
        if claim.framework == "both" or not _pair(claim):
            return None
        other = "tensorflow" if claim.framework == "pytorch" else "pytorch"
        return self._pairs.get((_pair(claim), claim.aspect, other))

    def arrange(self, query: str, facets: Mapping[str, str], sort: Sort) -> tuple[int, ...]:
        """Return the indexes of the rows that match, in order.

        Args:
            query: words; a row matches when it contains all of them, in any order and case.
            facets: column -> value, or values divided by commas; all columns must match exactly.
                An aspect is named by its id or its label.
            sort: (column, descending) pairs, the most important first. Equal rows keep their
                order; rows without a value come last in either direction.

        Raises:
            KeyError: a facet or a sort names no column.
        """
        words = query.casefold().split()
        found = [i for i, text in enumerate(self._text) if all(word in text for word in words)]
        for column, wanted in facets.items():
            values = {value.strip().casefold() for value in wanted.split(",")}
            found = [i for i in found if not values.isdisjoint(self._names(i, column))]
        for column, descending in reversed(sort):
            keys = self._column_keys(column)
            present = [i for i in found if keys[i]]
            missing = [i for i in found if not keys[i]]
            present.sort(key=keys.__getitem__, reverse=descending)  # reverse keeps ties in order
            found = present + missing
        return tuple(found)

    def _names(self, row: int, column: str) -> tuple[str, ...]:
        """Return what a facet may call the value of one cell."""
        claim = self.rows[row]
        shown = cell(claim, column, self.labels).casefold()
        return (shown, claim.aspect.casefold()) if column == "aspect" else (shown,)

    def _column_keys(self, column: str) -> list[str]:
        """Return what each row is sorted by, "" when missing; made once a column."""
        if column not in self._keys:
            self._keys[column] = [_key(claim, column, self.labels) for claim in self.rows]
        return self._keys[column]


def arrange(
    rows: tuple[Claim, ...],
    query: str,
    facets: dict[str, str],
    sort: Sort,
    aspects: Sequence[Aspect] = (),
) -> tuple[int, ...]:
    """Return the indexes of the rows to show, in order; see `Ledger.arrange`."""
    return Ledger(rows, aspects).arrange(query, facets, sort)


def _searchable(claim: Claim, labels: Mapping[str, str]) -> str:
    """Return all text of a claim, folded; a line break keeps words of two fields apart."""
    parts = [
        claim.id, claim.aspect, labels.get(claim.aspect, ""), claim.framework, claim.old_claim,
        claim.verdict, claim.support, claim.support_reason, claim.short, claim.now,
        claim.criterion, claim.check,
    ]  # fmt: skip
    for source in claim.sources:
        parts += (source.title, source.url, source.as_of, source.as_of_note)
    return "\n".join(parts).casefold()


def _key(claim: Claim, column: str, labels: Mapping[str, str]) -> str:
    """Return what a row is sorted by, or "" when it has no value."""
    if column == "verdict":
        return str(_VERDICTS.index(claim.verdict))
    if column == "support":
        return str(_SUPPORTS.index(claim.support))
    if column == "sources":
        return f"{len(claim.sources):06}"
    return cell(claim, column, labels).casefold()


def _pair(claim: Claim) -> str:
    """Return what the ids of a pair have in common, or "" when the claim stands alone."""
    stem, _, end = claim.id.rpartition("-")
    return stem if end in ("pt", "tf") else ""


def _side(claim: Claim, side: str) -> str:
    return claim.short if claim.framework in (side, "both") else ""


_CELLS: dict[str, Callable[[Claim, Mapping[str, str]], str]] = {
    "id": lambda claim, _: claim.id,
    "aspect": lambda claim, labels: labels.get(claim.aspect, claim.aspect),
    "framework": lambda claim, _: claim.framework,
    "pytorch": lambda claim, _: _side(claim, "pytorch"),
    "tensorflow": lambda claim, _: _side(claim, "tensorflow"),
    "old_claim": lambda claim, _: claim.old_claim,
    "verdict": lambda claim, _: claim.verdict,
    "support": lambda claim, _: claim.support,
    "short": lambda claim, _: claim.short,
    "now": lambda claim, _: claim.now,
    "date": lambda claim, _: date_of(claim),
    "sources": lambda claim, _: str(len(claim.sources)),
    "criterion": lambda claim, _: claim.criterion,
    "check": lambda claim, _: claim.check,
}
COLUMNS: tuple[str, ...] = tuple(_CELLS)
