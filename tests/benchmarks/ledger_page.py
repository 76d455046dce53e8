"""What a keystroke in the search and a choice in the table cost the window's thread, painted.

The real page of Forkwise with so many claims, shown offscreen, as wide as its window at first.
Used by `ledger_time.py`.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from gui.compare.page import ComparePage
from gui.controllers.tables import TableController

QUERIES = ("k", "ke", "ker", "kera", "keras", "keras ", "keras g", "keras gp", "keras gpu")


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let it be painted."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Decision(QObject):
    """What the page asks of a decision."""

    snapshotChanged = Signal(object)

    def __init__(self, knowledge: Knowledge, day: dt.date) -> None:
        super().__init__()
        answers = Answers(answers={"task": ("vision",)})
        verdict = resolve(knowledge, answers, as_of=day, draws=500)
        self.snapshot = SimpleNamespace(
            knowledge=knowledge, answers=answers, verdict=verdict, preview=False, measured=()
        )


def knowledge_of(size: int) -> Knowledge:
    """Return the knowledge with its claims repeated to so many."""
    known = load()
    claims = tuple(
        msgspec.structs.replace(claim, id=f"{claim.id}{turn or ''}")
        for turn in range(1 + size // len(known.claims))
        for claim in known.claims
    )
    return msgspec.structs.replace(known, claims=claims[:size])


def choices(day: dt.date) -> dict[str, float]:
    """Return the thread CPU time from choosing a row to its details painted, in milliseconds.

    Every claim there is, the second time round: the first loads fonts and icons.
    """
    decision, tables = Decision(load(), day), TableController()
    page = _shown(decision, tables)
    spent: list[float] = []
    for _ in range(2):
        spent.clear()
        for at in range(page.model.rowCount()):
            begun = time.thread_time()
            page.table.selectRow(at)
            QGuiApplication.processEvents()
            spent.append(1000.0 * (time.thread_time() - begun))
    _gone(page, tables)
    return {"median": round(statistics.median(spent), 2), "max": round(max(spent), 2)}


def _shown(decision: Decision, tables: TableController) -> ComparePage:
    page = ComparePage(cast("Any", decision), tables)
    page.resize(1184, 820)
    page.show_view("claim")
    page.show()
    QTest.qWaitForWindowExposed(page)
    QTest.qWait(400)
    return page


def _gone(page: ComparePage, tables: TableController) -> None:
    page.close()
    page.deleteLater()
    tables.close()
    QGuiApplication.processEvents()


def keystrokes(size: int, day: dt.date) -> dict[str, float]:
    """Return the thread CPU time of a keystroke until all is painted, in milliseconds.

    Each key is pressed in the field by itself; afterwards all that waits for the person to pause
    is done too, and counts on its own.
    """
    decision, tables = Decision(knowledge_of(size), day), TableController()
    page = _shown(decision, tables)
    assert page.model.rowCount() == size
    paints = Paints()
    page.table.viewport().installEventFilter(paints)
    spent, paused = [], []
    for query in QUERIES:
        before = paints.count
        begun = time.thread_time()
        QTest.keyClicks(page.search, query[-1], Qt.KeyboardModifier.NoModifier)
        QGuiApplication.processEvents()
        spent.append(1000.0 * (time.thread_time() - begun))
        assert paints.count > before
        begun = time.thread_time()
        QTest.qWait(400)
        paused.append(1000.0 * (time.thread_time() - begun))
    assert page.search.text() == QUERIES[-1]
    assert 0 < page.model.rowCount() < size
    _gone(page, tables)
    return {
        "median": round(statistics.median(spent), 2),
        "max": round(max(spent), 2),
        "after_a_pause": round(statistics.median(paused), 2),
    }
