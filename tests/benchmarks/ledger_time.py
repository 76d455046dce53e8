"""How long the comparison takes to search, filter and sort, beside Qt's own proxy model.

The claims that come with Forkwise, repeated to 2,000 and 10,000 rows: building the ledger, each
keystroke of a search, a filter, one and three sort keys, and the counts of all filters. Beside it
QSortFilterProxyModel over the same model and cells: all words in any column, one sort key, the same
order. Medians of thread CPU time over several calls. With 2,000 rows also a key pressed in the
search field of the real page, painting included. Exit status 1 when a goal is missed.
Appends one JSON line a run:

    python tests/benchmarks/ledger_time.py [--repeats 7] [--note TEXT] [--out FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ledger_page import choices, keystrokes
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QApplication

from core.decide.resolve import resolve
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Ledger, arrange, counts
from core.knowledge.load import load
from core.records.answers import Answers

SIZES = (2_000, 10_000)
GOAL_MS = {2_000: 20.0}  # of `arrange`, whatever it is asked
PAGE_ROWS, PAGE_GOAL_MS = 2_000, 50.0
DAY = dt.date(2026, 11, 23)
KEYSTROKES = ("k", "ke", "ker", "keras", "keras g", "keras gpu")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Cells(QAbstractTableModel):
    """The same cells as a plain model, for Qt's proxy to search and sort."""

    def __init__(self, book: Ledger) -> None:
        super().__init__()
        self._cells = [[row.cell(c.id).text for c in book.columns] for row in book.rows]
        self._width = len(book.columns)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._cells[index.row()][index.column()]


def milliseconds(call: Callable[[], object], repeats: int) -> float:
    """Return the median thread CPU time of a call, after one to warm up."""
    call()
    spent = []
    for _ in range(repeats):
        begun = time.thread_time()
        call()
        spent.append(1000.0 * (time.thread_time() - begun))
    return round(statistics.median(spent), 2)


def ledger_of(size: int) -> Ledger:
    """Return the claims with weights, repeated to so many rows."""
    knowledge, day = load(), DAY
    verdict = resolve(knowledge, Answers(answers={"task": ("vision",)}), as_of=day, draws=500)
    book = by_claim(knowledge, verdict, day)
    count = len(book.rows)
    rows = [replace(book.rows[at % count], id=f"{at}") for at in range(size)]
    return Ledger(rows, book.columns, book.facets)


def ours(book: Ledger, repeats: int) -> dict[str, float]:
    """Return what each thing a person does costs."""
    three = (("weight", True), ("verdict", False), ("date", True))
    asked: dict[str, Callable[[], object]] = {
        "sort_one": lambda: arrange(book, "", {}, (("now", False),)),
        "sort_three": lambda: arrange(book, "", {}, three),
        "filter": lambda: arrange(book, "", {"verdict": ("wrong", "outdated")}, ()),
        "all_at_once": lambda: arrange(book, "keras gpu", {"kind": ("documented",)}, three),
    }
    found = {name: milliseconds(call, repeats) for name, call in asked.items()}
    found["keystroke"] = max(
        milliseconds(lambda q=query: arrange(book, q, {}, three), repeats) for query in KEYSTROKES
    )
    found["counts"] = milliseconds(lambda: counts(book, "keras", {}), repeats)
    found["build"] = milliseconds(lambda: Ledger(book.rows, book.columns, book.facets), 3)
    fresh = milliseconds(
        lambda: arrange(Ledger(book.rows, book.columns, book.facets), "", {}, (("now", False),)), 3
    )
    found["first_sort"] = round(fresh - found["build"], 2)  # places are found once a column
    return found


def qts(book: Ledger) -> dict[str, float]:
    """Return what Qt's proxy takes for the same; once each, since it takes its time."""
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(Cells(book))
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    proxy.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    now = next(at for at, column in enumerate(book.columns) if column.id == "now")

    def once(call: Callable[[], object]) -> float:
        begun = time.thread_time()
        call()
        return round(1000.0 * (time.thread_time() - begun), 2)

    return {
        "sort_one": once(lambda: proxy.sort(now)),
        "keystroke": once(lambda: proxy.setFilterFixedString("keras")),
    }


def main() -> int:
    """Measure, append and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--note", default="")
    default = Path(__file__).parent / "results/ledger_time.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="forkwise-ledger-") as home:
        os.environ["FORKWISE_HOME"] = home  # nothing of the person's is read or written
        page, details = keystrokes(PAGE_ROWS, DAY), choices(DAY)
    sizes = {}
    for size in SIZES:
        book = ledger_of(size)
        mine, theirs = ours(book, options.repeats), qts(book)
        ratios = {name: round(theirs[name] / mine[name], 1) for name in theirs}
        sizes[size] = {"ours_ms": mine, "qt_proxy_ms": theirs, "qt_over_ours": ratios}
    result = {
        "date": dt.date.today().isoformat(),
        "rows": sizes,
        "page_keystroke_ms": {str(PAGE_ROWS): page},
        "page_details_ms": details,
        "machine": {
            "cpus": os.cpu_count(),
            "load_1min": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
            "python": platform.python_version(),
        },
        "note": options.note,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    asked = ("sort_one", "sort_three", "filter", "all_at_once", "keystroke")
    del app
    within = all(
        sizes[size]["ours_ms"][name] <= goal for size, goal in GOAL_MS.items() for name in asked
    )
    return 0 if within and page["median"] <= PAGE_GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
