"""Rows of the History page: the kept runs, and the cases of one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.measure.catalog import WORKLOADS
from core.records.run import CaseResult
from gui.controllers.history import KeptRun
from gui.measure.words import (
    PRESETS,
    agreement,
    case_detail,
    milliseconds,
    pressure_word,
    verdict_of,
)
from gui.shell.theme import font_for
from gui.widgets.interval_bar import scale_for
from gui.widgets.table_view import SECOND_LINE_ROLE
from gui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
RESULT_ROLE = Qt.ItemDataRole.UserRole + 1
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LABELS = {workload.id: workload.label for workload in WORKLOADS}


def when_words(started_utc: str) -> str:
    """Return a UTC time in local time, "22 Nov 2026 14:35"; unreadable text as it is."""
    try:
        moment = dt.datetime.fromisoformat(started_utc.replace("Z", "+00:00"))
    except ValueError:
        return started_utc
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    local = moment.astimezone()
    month = QLocale.c().monthName(local.month, QLocale.FormatType.ShortFormat)
    return f"{local.day} {month} {local:%Y %H:%M}"


class _Rows(QAbstractTableModel):
    """A table of frozen rows; subclasses say headings and cells."""

    def __init__(self, headings: Sequence[str], right: Sequence[int], parent: QObject) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._right = frozenset(right)
        self._rows: tuple[Any, ...] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Any:
        """Return the record behind a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return the number of rows; none below a cell."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return the number of columns; none below a cell."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)[0]
        if role == SECOND_LINE_ROLE:
            return self.cell(row, column)[1]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._right:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and column == 0:
            return font_for("body", 600)
        if role == RESULT_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = " ".join(part for part in self.cell(row, column) if part)
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def cell(self, row: Any, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        raise NotImplementedError


class RunModel(_Rows):
    """One row a kept run, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(
            (
                self.tr("When"),
                self.tr("PyTorch | TensorFlow"),
                self.tr("Preset"),
                self.tr("Done"),
                self.tr("PyTorch faster"),
                self.tr("TensorFlow faster"),
                self.tr("No difference"),
                self.tr("Cannot tell"),
                self.tr("Machine was"),
            ),
            (4, 5, 6, 7),
            parent,
        )

    def cell(self, row: KeptRun, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        summary = row.summary
        if summary is None:
            problem = row.problem.why if row.problem else ""
            return {0: (row.run, ""), 3: (self.tr("cannot be read"), problem)}.get(column, ("", ""))
        count = row.count()
        cells = (
            when_words(summary.started_utc),
            " | ".join(row.versions),
            PRESETS.get(summary.preset, summary.preset),
            self._done(row),
            str(count["pytorch_faster"]),
            str(count["tensorflow_faster"]),
            str(count["no_practical_difference"]),
            str(count["cannot_tell"] + count["disturbed"]),
            pressure_word(summary.pressure),
        )
        return cells[column], ""

    def _done(self, row: KeptRun) -> str:
        summary = row.summary
        if summary is None:
            return ""
        measured = sum(case.state == "measured" for case in summary.cases)
        total = len(summary.cases)
        words = (
            self.tr("%n case(s)", "", total).replace("(s)", "" if total == 1 else "s")
            if measured == total
            else self.tr("{0} of {1}").format(measured, total)
        )
        if row.cut_off:
            return self.tr("{0}, cut off").format(words)
        states = {"cancelled": self.tr("cancelled"), "failed": self.tr("failed")}
        state = states.get(summary.state)
        return f"{words}, {state}" if state else words


class CaseModel(_Rows):
    """One row a case of a run."""

    INTERVAL = 2

    def __init__(self, parent: QObject) -> None:
        super().__init__(
            (
                self.tr("Case"),
                self.tr("Verdict"),
                self.tr("Interval"),
                self.tr("Launches agree"),
                self.tr("PyTorch, ms"),
                self.tr("TensorFlow, ms"),
            ),
            (4, 5),
            parent,
        )
        self.scale = 1.5

    def set_rows(self, rows: Sequence[CaseResult]) -> None:
        """Show other cases, all on one scale."""
        self.scale = scale_for(
            (case.low, case.high) for case in rows if case.low is not None and case.high is not None
        )
        super().set_rows(rows)

    def cell(self, row: CaseResult, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        if column == 0:
            return _LABELS.get(row.workload, row.workload), case_detail(row.case)
        if column == 1:
            return verdict_of(row, final=True)[1:]
        if column == self.INTERVAL:
            if row.low is None or row.high is None:
                return "", ""
            return f"{row.low:.2f} to {row.high:.2f}", ""
        if column == 3:
            return agreement(row), ""
        side = row.pytorch if column == 4 else row.tensorflow
        return milliseconds(side.step_ns), ""
