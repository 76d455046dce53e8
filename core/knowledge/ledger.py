"""The ledger: which rows are shown, and in which order, in the window and on the command line.

`arrange` is the one search, filter and sort there is. What rows there are, and what stands in
them, is said by `by_claim` and `by_aspect`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from core.knowledge.matching import fold, words_of
from core.knowledge.sort_keys import Key

Facets = Mapping[str, Collection[str]]
Sort = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: as it is shown, copied and exported; empty when the value is missing.
        key: what it is sorted by, of one type in a column; None when the value is missing.
        quiet: it says something of the row beside it, and is shown in a lighter ink.
    """

    text: str = ""
    key: Key | None = None
    quiet: bool = False


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the comparison.

    Attributes:
        cells: column -> cell; a missing column is a missing value.
        tags: facet -> the values under which the row is found.
        claims: ids of the claims behind it.
        criterion: id of the criterion it informs; empty when it enters no verdict.
        spoken: the row in one sentence, as it is read aloud.
        more: text that is searched though it stands in no cell.
    """

    id: str
    cells: Mapping[str, Cell]
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    criterion: str = ""
    spoken: str = ""
    more: str = ""

    def cell(self, column: str) -> Cell:
        """Return the cell of a column."""
        return self.cells.get(column, NOTHING)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, on the command line too, its heading, and what it means."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by.

    Attributes:
        label: its name.
        values: value -> its label, in the order they are offered.
    """

    id: str
    label: str
    values: Mapping[str, str]


class Ledger:
    """Rows made ready for searching: build once, arrange at every key press.

    Args:
        rows: in their own order, which is the order without a sort.
        columns: all there are, in their own order.
        facets: what the rows can be filtered by.
    """

    def __init__(
        self, rows: Sequence[Row], columns: Sequence[Column], facets: Sequence[Facet] = ()
    ) -> None:
        self.rows = tuple(rows)
        self.columns = tuple(columns)
        self.facets = tuple(facets)
        self.order = {row.id: at for at, row in enumerate(self.rows)}
        self._columns = {column.id for column in self.columns}
        self._facets = {facet.id: facet for facet in self.facets}
        self._text = tuple(_searchable(row) for row in self.rows)
        self._ranks: dict[str, list[int]] = {}
        self._names: dict[str, list[frozenset[str]]] = {}
        self._tags: dict[str, list[tuple[str, ...]]] = {}

    def matching(self, query: str) -> list[int]:
        """Return the rows that hold all words of a query, in any order and case."""
        words = words_of(query)
        if not words:
            return list(range(len(self.rows)))
        return [i for i, text in enumerate(self._text) if all(word in text for word in words)]

    def ranks(self, column: str) -> list[int]:
        """Return the place of each row in a column's order; -1 where the value is missing.

        Raises:
            KeyError: there is no such column.
        """
        if column not in self._columns:
            raise KeyError(column)
        if column not in self._ranks:
            keys = [row.cell(column).key for row in self.rows]
            present = sorted({key for key in keys if key is not None})  # type: ignore[type-var]
            place = {key: at for at, key in enumerate(present)}
            self._ranks[column] = [-1 if key is None else place[key] for key in keys]
        return self._ranks[column]

    def names(self, facet: str) -> list[frozenset[str]]:
        """Return what each row may be called under a facet or in a column, folded.

        Raises:
            KeyError: there is neither such a facet nor such a column.
        """
        if facet not in self._names:
            self._names[facet] = list(self._named(facet))
        return self._names[facet]

    def tags(self, facet: str) -> list[tuple[str, ...]]:
        """Return the values under which each row is found in a facet."""
        if facet not in self._tags:
            self._tags[facet] = [row.tags.get(facet, ()) for row in self.rows]
        return self._tags[facet]

    def _named(self, facet: str) -> Iterator[frozenset[str]]:
        known = self._facets.get(facet)
        if known is None and facet not in self._columns:
            raise KeyError(facet)
        for row in self.rows:
            if known is None:
                yield frozenset((fold(row.cell(facet).text),))
            else:
                tags = row.tags.get(facet, ())
                labels = (known.values.get(tag, tag) for tag in tags)
                yield frozenset(map(fold, (*tags, *labels, row.cell(facet).text)))


def arrange(rows: Ledger, query: str, facets: Facets, sort: Sort) -> tuple[int, ...]:
    """Return the indexes of the rows to show, in order.

    Args:
        rows: what there is.
        query: words; a row matches when it holds all of them, in any order and case.
        facets: facet or column -> values, by id or label; a row matches when it has one of the
            values of each: an id, its label, or what a cell shows. No values: no filter.
        sort: (column, descending) pairs, the most important first. Equal rows keep their order;
            rows without a value come last in either direction.

    Raises:
        KeyError: a facet or a sort names nothing there is.
    """
    found = rows.matching(query)
    for facet, values in facets.items():
        names, wanted = rows.names(facet), frozenset(map(fold, values))
        if wanted:
            found = [i for i in found if not wanted.isdisjoint(names[i])]
    for column, descending in reversed(sort):
        ranks = rows.ranks(column)
        present = [i for i in found if ranks[i] >= 0]
        missing = [i for i in found if ranks[i] < 0]
        present.sort(key=ranks.__getitem__, reverse=descending)  # reverse keeps ties in order
        found = present + missing
    return tuple(found)


def counts(rows: Ledger, query: str, facets: Facets) -> dict[str, dict[str, int]]:
    """Return facet -> value -> how many rows there would be if it were chosen as well.

    The facet's own choice does not narrow its counts, so that each says what choosing it gives.
    """
    found = rows.matching(query)
    barred: dict[int, str] = {}  # row -> the one filter that keeps it out; "": several do
    for facet, values in facets.items():
        names, wanted = rows.names(facet), frozenset(map(fold, values))
        if wanted:
            out = (i for i in found if wanted.isdisjoint(names[i]))
            barred.update({i: "" if i in barred else facet for i in out})
    within = [i for i in found if i not in barred]
    told: dict[str, dict[str, int]] = {}
    for facet in rows.facets:
        tags = rows.tags(facet.id)
        besides = (i for i, by in barred.items() if by == facet.id)
        seen = Counter(chain.from_iterable(tags[i] for i in chain(within, besides)))
        told[facet.id] = {value: seen[value] for value in facet.values}
    return told


def _searchable(row: Row) -> str:
    """Return all text of a row, folded; line breaks keep words of two cells apart."""
    parts = [cell.text for cell in row.cells.values() if not cell.quiet]
    return fold("\n".join((row.id, *parts, row.more)))
