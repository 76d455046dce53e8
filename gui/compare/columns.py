"""Which columns of the comparison are shown, in which order and how wide: numbers, no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.records.tables import TableLayout

View = Literal["aspect", "claim"]
VIEWS: tuple[View, ...] = ("aspect", "claim")
NAME = "aspect"
"""The column that names the row: always there, always the first."""

_LEAST = 48


@dataclass(frozen=True, slots=True)
class Spec:
    """What a column takes at the usual size of type.

    Attributes:
        width: its width in pixels; of one with a share the width at which it reads well.
        share: how much of the room that is left it takes; 0: none.
        tight: the least width when there is no room to read well; 0: `width`.
        usual: it is shown as long as nobody chose the columns.
    """

    width: int
    share: int = 0
    tight: int = 0
    usual: bool = False


_WORDS = Spec(140, share=2, tight=90)
_SHORT = Spec(100)
_SIDE = Spec(160, share=3, tight=100, usual=True)
SPECS: dict[View, dict[str, Spec]] = {
    "aspect": {
        NAME: Spec(130, usual=True, tight=112),
        "pytorch": _SIDE,
        "tensorflow": _SIDE,
        "favours": Spec(144, usual=True),
        "weight": Spec(82, usual=True),
        "contribution": Spec(128),
        "kind": Spec(116, usual=True),
        "date": _SHORT,
        "claims": Spec(76),
        "id": Spec(112),
        "links": Spec(220, share=2),
    },
    "claim": {
        NAME: Spec(130, usual=True, tight=112),
        "pytorch": Spec(140, share=28, tight=100, usual=True),
        "tensorflow": Spec(140, share=28, tight=100, usual=True),
        "verdict": Spec(150, share=24, tight=110, usual=True),
        "old_claim": _WORDS,
        "now": Spec(190, share=32, tight=120, usual=True),
        "weight": Spec(84),
        "contribution": Spec(128),
        "criterion": Spec(130),
        "kind": Spec(116, usual=True),
        "date": _SHORT,
        "sources": Spec(84),
        "framework": _SHORT,
        "short": _WORDS,
        "check": Spec(110),
        "id": Spec(112),
        "links": Spec(220, share=2),
    },
}
# What goes first when there is no room to read the rest well, and what only when there is none.
_GIVES_WAY: dict[View, tuple[str, ...]] = {"aspect": ("weight", "kind"), "claim": ("now", "kind")}
_GOES_LAST: dict[View, tuple[str, ...]] = {"aspect": ("favours",), "claim": ("verdict",)}


def order_of(columns: Sequence[str], layout: TableLayout) -> tuple[str, ...]:
    """Return all columns, left to right: as the person put them, the others where they were."""
    named = [id_ for id_ in dict.fromkeys(layout.order) if id_ in columns and id_ != NAME]
    places = iter(named)
    moved = [next(places) if id_ in named else id_ for id_ in columns if id_ != NAME]
    return (*((NAME,) if NAME in columns else ()), *moved)


def chosen_of(view: View, columns: Sequence[str], layout: TableLayout) -> tuple[str, ...]:
    """Return the columns that the person chose, or the usual ones, whatever room there is."""
    specs = SPECS[view]
    return tuple(
        id_
        for id_ in order_of(columns, layout)
        if id_ in specs
        and (id_ == NAME or (id_ in layout.shown if layout.shown else specs[id_].usual))
    )


def fit(
    view: View, columns: Sequence[str], layout: TableLayout, room: int, scale: float
) -> dict[str, int]:
    """Return column -> its width in pixels, of those that are shown, left to right.

    As long as nobody has chosen the columns, those that matter least give way until the rest
    reads well, and nothing is wider than the room. Chosen columns are shown whatever the room;
    then the table scrolls sideways.

    Args:
        view: the comparison by aspect or by claim.
        columns: ids of all columns there are.
        layout: what the person has set up.
        room: pixels there are.
        scale: how much larger than usual the type is.
    """
    specs = SPECS[view]
    chosen = bool(layout.shown)
    wanted = chosen_of(view, columns, layout)
    well = {id_: _width(specs[id_], layout.widths.get(id_), scale) for id_ in wanted}
    tight = {
        id_: min(well[id_], round((specs[id_].tight or specs[id_].width) * scale)) for id_ in wanted
    }
    shown = list(wanted)
    if not chosen:
        if layout.widths:  # who makes a column wider wants the others narrower, not gone
            well = {id_: well[id_] if id_ in layout.widths else tight[id_] for id_ in wanted}
        for going, least in ((_GIVES_WAY[view], well), (_GOES_LAST[view], tight)):
            for id_ in going:
                if id_ in shown and sum(least[one] for one in shown) > room:
                    shown.remove(id_)
    sizes = {id_: well[id_] for id_ in shown}
    if not chosen and sum(sizes.values()) > room:
        sizes = _squeezed({id_: tight[id_] for id_ in shown}, room)
    return _filled(sizes, specs, layout, room)


def _width(spec: Spec, by_hand: int | None, scale: float) -> int:
    return round(max(_LEAST, spec.width if by_hand is None else by_hand) * scale)


def _squeezed(sizes: dict[str, int], room: int) -> dict[str, int]:
    """Return widths that fit, each less by the same part."""
    total = sum(sizes.values())
    if total <= room:
        return sizes
    return {id_: size * room // total for id_, size in sizes.items()}


def _filled(
    sizes: dict[str, int], specs: Mapping[str, Spec], layout: TableLayout, room: int
) -> dict[str, int]:
    """Return widths that fill the room: those with a share grow, or else the last one."""
    rest = room - sum(sizes.values())
    if rest <= 0 or not sizes:
        return sizes
    shares = {
        id_: specs[id_].share
        for id_ in sizes
        if specs[id_].share and id_ not in layout.widths
    } or {list(sizes)[-1]: 1}  # fmt: skip
    total, used = sum(shares.values()), 0
    grown = dict(sizes)
    for id_, share in shares.items():
        more = rest * share // total
        grown[id_] += more
        used += more
    grown[list(shares)[-1]] += rest - used
    return grown
