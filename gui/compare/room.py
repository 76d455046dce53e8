"""What the Compare page makes of its room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize

_WIDE = 960
_LOW = 640
_STACKED = 560
_TIGHT = 400  # lower than this, all room is the table's
_PANE = 312
_PANE_WIDE = 400
_ROOMY = 1500
_DRAWER = 0.45  # of the height


@dataclass(frozen=True, slots=True)
class Room:
    """Where things go at a size of the page.

    Attributes:
        wide: the pane stands beside the table; else it is a drawer below.
        low: the drawer leaves too little of the table to be open from the start.
        stacked: the head's buttons stand below its title.
        tight: head and margins give way to rows.
        pane: width of the pane; drawer: most height of the drawer; both in pixels.
    """

    wide: bool
    low: bool
    stacked: bool
    tight: bool
    pane: int
    drawer: int


def room_of(size: QSize, scale: float) -> Room:
    """Return what a page of a size does, its type so many times the usual size."""
    width, height = size.width() / scale, size.height() / scale
    return Room(
        wide=width >= _WIDE,
        low=height < _LOW,
        stacked=width < _STACKED,
        tight=height < _TIGHT,
        pane=round((_PANE_WIDE if width >= _ROOMY else _PANE) * scale),
        drawer=int(size.height() * _DRAWER),
    )
