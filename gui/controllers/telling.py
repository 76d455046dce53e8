"""One sentence on what the last change did to the verdict."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from core.decide.moved import what_moved
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict


@dataclass(slots=True)
class Telling:
    """Compares the verdict after a change with the one before it.

    Previews are compared with previews and full results with full ones, since they count
    different readings. Where the full result of the state before never came, because the person
    was quicker, it starts from the preview, which is what they saw, and ends at the full result,
    which is what stands beside it. A change that moved no reading of the previews moved none of
    the full result: then both ends are what stands beside it.

    Attributes:
        text: the sentence; empty as long as nothing moved.
        count: number of changes begun; a sentence with the same words is another one.
    """

    text: str = ""
    count: int = 0
    _subject: str = ""
    _preview: Verdict | None = None
    _full: Verdict | None = None
    _before_preview: Verdict | None = None
    _before_full: Verdict | None = None

    def begin(self, subject: str) -> None:
        """A change happens; `subject` names it at the beginning of the sentence."""
        self._subject = subject
        self.text = ""
        self.count += 1
        self._before_preview = self._preview or self._full or self._before_preview
        self._before_full, self._full, self._preview = self._full, None, None

    def say(self, text: str) -> None:
        """Tell a change that moves no verdict."""
        self.count += 1
        self.text = text

    def take(self, verdict: Verdict, knowledge: Knowledge, *, preview: bool) -> None:
        """Take in the verdict after the change, and tell it."""
        before = self._before_preview if preview else self._before_full
        if preview:
            self._preview = verdict
        else:
            self._full = verdict
            before = before or self._seen_before(verdict)
        if before is not None:
            self.text = what_moved(before, verdict, knowledge, None, self._subject)

    def _seen_before(self, full: Verdict) -> Verdict | None:
        """Return the preview that stood there before, where its full result never came."""
        before, after = self._before_preview, self._preview
        if before is None or after is None or before.shares != after.shares:
            return before
        return msgspec.structs.replace(before, shares=full.shares)
