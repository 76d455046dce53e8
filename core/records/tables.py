"""How a person has set up a table: kept apart from the decision and from the settings."""

from __future__ import annotations

import msgspec

from .base import Record

TABLES_SCHEMA = 1


class TableLayout(Record, frozen=True):
    """The columns of one table. What is empty is left to the table.

    Attributes:
        order: ids of the columns, left to right; columns it does not name keep their places.
        shown: ids of the columns that are shown; empty: as many as there is room for.
        widths: column -> width in pixels at the usual size of type, for those set by hand.
    """

    order: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    widths: dict[str, int] = msgspec.field(default_factory=dict)


class TableChoices(Record, frozen=True):
    """Every table that a person has set up.

    Attributes:
        forkwise: number of this schema.
        view: how the comparison is shown: aspect or claim; empty: not chosen yet.
        tables: table -> its columns.
    """

    forkwise: int = TABLES_SCHEMA
    view: str = ""
    tables: dict[str, TableLayout] = msgspec.field(default_factory=dict)
