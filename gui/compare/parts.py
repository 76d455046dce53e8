"""What stands in a cell: parts below each other, made from a row, ready to be measured and drawn.

A sign or a place always stands beside a colour, and words beside both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from core.knowledge.ledger import Cell, Row
from core.knowledge.ledger_words import YES, favoured, strength
from gui.compare.words import KIND_ICONS, VERDICT_ICONS

LINES = 4
_STRUCK = ("outdated", "wrong")
_QUIET_COLUMNS = ("now", "links", "id", "check", "old_claim")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell.

    Attributes:
        text: its words.
        role: caption or body. weight: 400 or 600.
        quiet: in the lighter ink.
        lines: most lines of it.
        struck: it no longer holds.
        icon: an icon before the words.
        side: whose mark stands before the words; empty: none.
    """

    text: str
    role: Literal["caption", "body"] = "body"
    weight: int = 400
    quiet: bool = False
    lines: int = LINES
    struck: bool = False
    icon: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Favour:
    """Three places each side of a line: whom it favours, and how strongly."""

    side: str | None
    strength: int


@dataclass(frozen=True, slots=True)
class Weight:
    """Four boxes: how much it weighs."""

    level: float


Piece = Part | Favour | Weight


def parts_of(row: Row, column: str, shown: frozenset[str]) -> tuple[Piece, ...]:
    """Return what stands in a cell, top to bottom; nothing for a missing value.

    Args:
        row: the row.
        column: the column.
        shown: all columns that are shown: what has a column of its own is not said twice.
    """
    cell = row.cell(column)
    make = _MAKERS.get(column)
    if make is not None:
        return make(row, cell, shown)
    if not cell.text:
        return ()
    if column == "aspect":
        return (Part(cell.text, weight=600),)
    quiet = cell.quiet or column in _QUIET_COLUMNS
    return (Part(cell.text, "caption" if column in _QUIET_COLUMNS else "body", quiet=quiet),)


def said_beside(column: str) -> str:
    """Return the column whose words stand in another one's cells, as long as it is not shown."""
    return {"kind": "date", "verdict": "old_claim"}.get(column, "")


def _favours(_row: Row, cell: Cell, _shown: frozenset[str]) -> tuple[Piece, ...]:
    if not isinstance(cell.key, float):
        return ()
    side = favoured(cell.key)
    mark = Favour(side if side != "even" else None, strength(cell.key))
    return mark, Part(cell.text, lines=2)


def _weight(_row: Row, cell: Cell, _shown: frozenset[str]) -> tuple[Piece, ...]:
    if not isinstance(cell.key, float):
        return ()
    return Weight(cell.key), Part(cell.text, lines=1)


def _contribution(_row: Row, cell: Cell, _shown: frozenset[str]) -> tuple[Piece, ...]:
    if not isinstance(cell.key, float):
        return ()
    whose = next((side for side in ("pytorch", "tensorflow") if _for(side, cell)), "")
    return (Part(cell.text, lines=2, side=whose),)


def _for(side: str, cell: Cell) -> bool:
    """Return True when a contribution, in whole points, is for a side."""
    assert isinstance(cell.key, float)
    return cell.text != "0" and (cell.key > 0) == (side == "pytorch")


def _kind(row: Row, cell: Cell, shown: frozenset[str]) -> tuple[Piece, ...]:
    parts: list[Piece] = []
    if cell.text:
        name = row.tags.get("kind", ("",))[0]
        parts.append(Part(cell.text, lines=2, icon=KIND_ICONS.get(name, "")))
    if "date" not in shown:
        parts += _date(row, row.cell("date"), shown)
    return tuple(parts)


def _date(row: Row, cell: Cell, _shown: frozenset[str]) -> tuple[Piece, ...]:
    if not cell.text:
        return ()
    if YES in row.tags.get("old", ()):
        text = QCoreApplication.translate("compare", "{0}: old").format(cell.text)
        return (Part(text, "caption", weight=600, lines=2, icon="clock"),)
    return (Part(cell.text, "caption", quiet=True, lines=1),)


def _verdict(row: Row, cell: Cell, shown: frozenset[str]) -> tuple[Piece, ...]:
    if not cell.text:
        return ()
    head = Part(cell.text, weight=600, lines=1, icon=VERDICT_ICONS.get(_outcome(row), ""))
    if "old_claim" in shown:
        return (head,)
    return head, *_old_claim(row, row.cell("old_claim"), shown)


def _old_claim(row: Row, cell: Cell, _shown: frozenset[str]) -> tuple[Piece, ...]:
    if not cell.text:
        return ()
    struck = _outcome(row) in _STRUCK
    return (Part(cell.text, "caption", quiet=True, lines=3, struck=struck),)


def _outcome(row: Row) -> str:
    return row.tags.get("verdict", ("",))[0]


_MAKERS = {
    "favours": _favours,
    "weight": _weight,
    "contribution": _contribution,
    "kind": _kind,
    "date": _date,
    "verdict": _verdict,
    "old_claim": _old_claim,
}
