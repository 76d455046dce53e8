"""The base of every record: frozen, and closed against unknown fields."""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["pytorch", "tensorflow"]
SIDES: tuple[Side, Side] = ("pytorch", "tensorflow")
SIDE_NAMES: dict[str, str] = {"pytorch": "PyTorch", "tensorflow": "TensorFlow"}


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that is read from or written to a file or a pipe.

    Subclasses say `frozen=True` again: type checkers do not inherit it.
    """
