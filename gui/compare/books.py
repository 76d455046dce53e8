"""The ledgers of both views, made from a snapshot when they are looked at."""

from __future__ import annotations

import datetime as dt

from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Ledger
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.compare.columns import View
from gui.controllers.snapshot import Snapshot


class Books:
    """Keeps a ledger of each view until something that stands in it changes.

    A ledger takes a few milliseconds to make, so only the view that is shown is made, and only
    from full verdicts: while someone drags a weight, the table rests.
    """

    def __init__(self) -> None:
        self.knowledge: Knowledge | None = None
        self.verdict: Verdict | None = None
        self._runs: tuple[RunSummary, ...] = ()
        self._day = dt.date.min
        self._made: dict[View, Ledger] = {}

    def take(self, snapshot: Snapshot) -> bool:
        """Take in a snapshot; return True when the ledgers are others now."""
        same = snapshot.knowledge is self.knowledge
        if same and (snapshot.preview or snapshot.verdict is None):
            return False
        verdict = None if snapshot.preview else snapshot.verdict
        day = dt.date.today()
        if same and verdict is self.verdict and day == self._day:
            return False
        self.knowledge, self.verdict, self._day = snapshot.knowledge, verdict, day
        self._runs = snapshot.measured
        self._made.clear()
        return True

    def of(self, view: View) -> Ledger:
        """Return the ledger of a view."""
        if self.knowledge is None:
            return Ledger((), ())
        if view not in self._made:
            if view == "aspect":
                made = by_aspect(self.knowledge, self.verdict, self._day, self._runs)
            else:
                made = by_claim(self.knowledge, self.verdict, self._day)
            self._made[view] = made
        return self._made[view]

    @property
    def answered(self) -> bool:
        """Return True when rows stand in the order of what matters to the person."""
        return self.verdict is not None and self.verdict.answered > 0
