"""What the table can be filtered by: what is chosen, what is offered, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.knowledge.ledger import Facet, Facets, Ledger, arrange

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet with the values that some row has."""

    facet: Facet
    values: Mapping[str, str]

    @property
    def opens(self) -> bool:
        """Return True when there is something to choose from; else it is on or off."""
        return len(self.facet.values) > 1

    def words(self, chosen: tuple[str, ...]) -> str:
        """Return what a choice lets through, short enough for a chip."""
        if not self.opens:
            return self.facet.label
        labels = [label for value, label in self.facet.values.items() if value in chosen]
        if len(labels) > 2:
            text = translate("compare", "{0} or {1} more").format(labels[0], len(labels) - 1)
        else:
            text = translate("compare", " or ").join(labels)
        return translate("compare", "{0}: {1}").format(self.facet.label, text)


def offers(ledger: Ledger, facets: Facets) -> tuple[Offer, ...]:
    """Return the facets under which there is a row, each with its values, and those in force.

    What is filtered by stays to be seen and removed, also when no row has it any more.
    """
    found = []
    for facet in ledger.facets:
        there = {tag for row in ledger.rows for tag in row.tags.get(facet.id, ())}
        chosen = facets.get(facet.id, ())
        values = {v: label for v, label in facet.values.items() if v in there or v in chosen}
        # One value that every row has filters nothing.
        idle = len(values) == 1 and _everywhere(ledger, facet, next(iter(values)))
        if chosen or (values and not idle):
            found.append(Offer(facet, values))
    return tuple(found)


def rows_with(ledger: Ledger, query: str, facets: Facets, facet: str) -> int:
    """Return how many rows a facet's choice lets through, whatever else is filtered by."""
    return len(arrange(ledger, query, {facet: facets[facet]}, ()))


def toggled(facets: Facets, facet: str, value: str) -> dict[str, tuple[str, ...]]:
    """Return the filters with one value more, or less."""
    now = tuple(facets.get(facet, ()))
    changed = tuple(v for v in now if v != value) if value in now else (*now, value)
    return {**{id_: tuple(v) for id_, v in facets.items() if id_ != facet}, facet: changed}


def without(facets: Facets, facet: str) -> dict[str, tuple[str, ...]]:
    """Return the filters without one."""
    return {id_: tuple(values) for id_, values in facets.items() if id_ != facet}


def _everywhere(ledger: Ledger, facet: Facet, value: str) -> bool:
    return all(value in row.tags.get(facet.id, ()) for row in ledger.rows)
