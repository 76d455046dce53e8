"""The History page: every run kept on this machine, and the results of the one chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.controllers.history import HistoryController, KeptRun
from gui.controllers.measuring import MeasuringController
from gui.history.models import CaseModel, RunModel, when_words
from gui.history.tables import KeptTable, ResultTable
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.checks import CheckBox
from gui.widgets.empty_state import EmptyState
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead


class HistoryPage(QWidget):
    """Runs above, the cases of the chosen run below.

    Signals:
        navigate: name of another page.
    """

    navigate = Signal(str)

    def __init__(
        self,
        history: HistoryController,
        measuring: MeasuringController | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            history: lists the runs.
            measuring: lets a run count in the decision; None: that choice is not offered.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._history = history
        self._measuring = measuring
        self._build()
        history.listed.connect(self._on_listed)
        if history.runs is not None:
            self._on_listed(history.runs)

    def _build(self) -> None:
        self._head = PageHead(self.tr("History"), self.tr("All runs on this machine"))
        again = StandardButton(self.tr("&Read again"), self, "retry")
        again.setObjectName("history_refresh")
        again.clicked.connect(self._history.refresh)
        self._head.add_action(again)
        measure = PrimaryButton(self.tr("Measure on this machine"), icon="play")
        measure.clicked.connect(self._on_measure)
        empty = EmptyState(
            "measure",
            self.tr("No runs yet"),
            self.tr(
                "A run times both frameworks in turns on this machine, with the same weights and "
                "inputs. A quick one takes about 2 minutes and is kept here with its machine and "
                "versions."
            ),
            measure,
            hint=self.tr("Ctrl+3 goes to Measure"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(plain_label(self.tr("Reading the runs"), colour="text2"))
        self._stack.addWidget(empty)
        self._stack.addWidget(self._build_tables())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def _build_tables(self) -> QWidget:
        self._runs = RunModel(self)
        self._run_table = KeptTable(
            self.tr("Runs"), self._runs, stretch=3, spare=((2,), (8,), (1,), (6, 7), (4, 5))
        )
        self._run_table.setObjectName("history_runs")
        self._run_table.selectionModel().selectionChanged.connect(self._on_chosen)
        self._cases = CaseModel(self)
        self._case_table = ResultTable(self.tr("Results of the run"), self._cases)
        self._case_table.setObjectName("history_cases")
        self._title = plain_label("", "heading", wrap=True)
        self._use = CheckBox(self.tr("&Use in my decision"))
        self._use.setObjectName("history_use")
        self._use.setVisible(self._measuring is not None)
        self._use.clicked.connect(self._on_use)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._use)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._run_table, 2)
        column.addLayout(row)
        column.addWidget(self._case_table, 3)
        column.addWidget(
            plain_label(
                self.tr("Left: PyTorch faster. Right: TensorFlow faster. Shaded: no practical "
                        "difference."),
                "caption", colour="text2", wrap=True,
            )
        )  # fmt: skip
        return both

    def showEvent(self, event: QShowEvent) -> None:
        """Read the folder on the way in."""
        super().showEvent(event)
        self._history.refresh()

    # --- slots ------------------------------------------------------------------------------

    @Slot(object)
    def _on_listed(self, runs: tuple[KeptRun, ...]) -> None:
        before = self._chosen()
        self._runs.set_rows(runs)
        self._head.set_context(
            self.tr("%n run(s) on this machine, newest first", "", len(runs)).replace(
                "(s)", "" if len(runs) == 1 else "s"
            )
            if runs
            else self.tr("All runs on this machine")
        )
        self._stack.setCurrentIndex(2 if runs else 1)
        if not runs:
            return
        self._run_table.fit()
        ids = [run.run for run in runs]
        keep = before.run if before is not None and before.run in ids else ids[0]
        self._run_table.selectRow(ids.index(keep))

    @Slot()
    def _on_chosen(self) -> None:
        run = self._chosen()
        summary = run.summary if run else None
        self._cases.set_rows(summary.cases if summary else ())
        self._case_table.fit()
        if run is None:
            self._title.setText("")
        elif summary is None:
            self._title.setText(str(run.problem) if run.problem else run.run)
        else:
            self._title.setText(self.tr("Run of {0}").format(when_words(summary.started_utc)))
        usable = summary is not None and any(c.state == "measured" for c in summary.cases)
        self._use.setEnabled(usable)
        if self._measuring is not None and run is not None:
            self._use.setChecked(self._measuring.uses(run.run))

    @Slot()
    def _on_use(self) -> None:
        run = self._chosen()
        if self._measuring is not None and run is not None and run.summary is not None:
            self._measuring.use(run.summary, self._use.isChecked())

    @Slot()
    def _on_measure(self) -> None:
        self.navigate.emit("measure")

    def _chosen(self) -> KeptRun | None:
        rows = self._run_table.selected_rows()
        return self._runs.row(rows[0]) if rows else None
