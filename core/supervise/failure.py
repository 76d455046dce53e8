"""The one exception of this room: why a worker cannot go on."""

from __future__ import annotations

import unicodedata
from typing import Literal

from core.records.base import Side

FailureKind = Literal["crashed", "hung", "protocol", "error", "memory", "cancelled", "spawn"]

SENTENCE_LIMIT = 600
DETAIL_LIMIT = 20_000
# Marks, embeddings and isolates that change the direction of the text around them.
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class WorkerFailure(Exception):  # noqa: N818 - a failure is the word of the whole app
    """A worker crashed, hung, broke the protocol, said no, or was stopped.

    After every kind but "error" the worker is gone and stays gone.

    Attributes:
        kind: what happened.
        side: whose worker.
        text: one sentence for people, cleaned of control characters.
        code: the worker's error code; empty unless `kind` is "error".
        detail: the traceback, or the end of what the worker printed.
        remedy: what the person can do; empty when there is nothing to do.
    """

    def __init__(
        self,
        kind: FailureKind,
        side: Side,
        text: str,
        *,
        code: str = "",
        detail: str = "",
        remedy: str = "",
    ) -> None:
        self.kind: FailureKind = kind
        self.side: Side = side
        self.text = clean(text, SENTENCE_LIMIT)
        self.code = clean(code, 80)
        self.detail = clean(detail, DETAIL_LIMIT, keep_end=True)
        self.remedy = remedy
        super().__init__(self.text)


def clean(text: str, limit: int, *, keep_end: bool = False) -> str:
    """Return a stranger's text without control characters and no longer than `limit`.

    Line ends and tabs stay. With `keep_end` the end is kept when it is too long, else the start.
    """
    if len(text) > limit:
        text = "…" + text[-limit:] if keep_end else text[:limit] + "…"
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or (character not in _BIDI and unicodedata.category(character) not in ("Cc", "Cs"))
    )
