"""What the checker says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from core.records.knowledge import Knowledge

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        rule: number of the rule.
        level: an error makes verdicts wrong or impossible; a warning weakens them; a note is only
            worth knowing.
        file: the file to open.
        place: the entry, like: question "style", option "free2"; empty: the whole file.
        field: the field in it; empty: the whole entry.
        what: what is wrong.
        mend: what to do; empty for a note.
    """

    rule: int
    level: Level
    file: str
    place: str
    field: str
    what: str
    mend: str

    @property
    def where(self) -> str:
        """Return file, entry and field."""
        field = f'field "{self.field}"' if self.field else ""
        return _plain(", ".join(part for part in (self.file, self.place, field) if part))

    @property
    def wrong(self) -> str:
        """Return where it is and what is wrong, without what to do."""
        return f"{self.where}: {_plain(self.what)}"

    @property
    def text(self) -> str:
        """Return everything in one sentence."""
        return f"{self.wrong}; {_plain(self.mend)}" if self.mend else self.wrong


Rule = Callable[[Knowledge], Iterator[Finding]]


def _plain(text: str) -> str:
    """Return the text without escape sequences: a foreign file's words reach the terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
