"""The Report page: the decision as a document, to read, save and copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gui.controllers.decision import DecisionController, Snapshot
from gui.controllers.reports import ReportController
from gui.report.preview import Preview
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel

_BESIDE_TITLE = 640  # px at ordinary type

FORMATS = ((".html", "HTML"), (".md", "Markdown"), (".json", "JSON"))


class ReportPage(QWidget):
    """Shows the report on the newest full verdict.

    Signals:
        navigate: name of another page.
    """

    navigate = Signal(str)

    def __init__(
        self,
        reports: ReportController,
        decision: DecisionController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reports = reports
        self._decision = decision
        self._text = ""
        self._shown: Snapshot | None = None
        self._build()
        reports.rendered.connect(self._on_rendered)
        reports.written.connect(self._on_written)
        decision.snapshotChanged.connect(self._on_snapshot)

    def _build(self) -> None:
        self._head = PageHead(
            self.tr("Report"), self.tr("Your decision, with its reasons, sources and figures")
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._head.setSizePolicy(policy)
        self._copy = StandardButton(self.tr("&Copy as Markdown"), self, "copy")
        self._copy.setObjectName("report_copy")
        self._save = StandardButton(self.tr("&Save as…"), self, "save")
        self._save.setObjectName("report_save")
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)
        self._head.add_action(self._copy)
        self._head.add_action(self._save)
        self._preview = Preview()
        page = Panel()
        page.body.setContentsMargins(1, 8, 1, 8)
        page.add(self._preview, 1)
        start = PrimaryButton(self.tr("Answer the questions"))
        start.clicked.connect(self._on_start)
        self._empty = EmptyState(
            "report",
            self.tr("No verdict to report yet"),
            self.tr(
                "The report says what comes first and why, what would change it, and where every "
                "figure is from. It takes about four answers."
            ),
            start,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the report up to date."""
        super().showEvent(event)
        if self._decision.snapshot is not None:
            self._on_snapshot(self._decision.snapshot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the title where there is no room beside it."""
        super().resizeEvent(event)
        self._head.set_stacked(self.width() / type_scale(self) < _BESIDE_TITLE)

    def text(self) -> str:
        """Return the report as shown, in Markdown."""
        return self._text

    # --- slots ------------------------------------------------------------------------------

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        # A preview counts too few readings for a document; hidden pages render nothing.
        if not self.isVisible() or snapshot.verdict is None or snapshot.preview:
            return
        same = self._shown is not None and self._shown.verdict is snapshot.verdict
        if same and self._shown is not None and self._shown.answers is snapshot.answers:
            return
        self._shown = snapshot
        self._reports.preview(snapshot)

    @Slot(str)
    def _on_rendered(self, text: str) -> None:
        self._text = text
        self._preview.show_markdown(text)
        self._show_state()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._head.set_context(self.tr("Copied as Markdown"))

    @Slot()
    def _on_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("report_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{words} (*{suffix})" for suffix, words in FORMATS])
        dialog.setDefaultSuffix(FORMATS[0][0].lstrip("."))
        dialog.selectFile("forkwise-report.html")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        dialog = self.sender()
        if not isinstance(dialog, QFileDialog):
            return
        for suffix, words in FORMATS:
            if chosen.startswith(words):
                dialog.setDefaultSuffix(suffix.lstrip("."))
                dialog.selectFile(f"forkwise-report{suffix}")

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the report shown to a file, in the format its name asks for."""
        if self._shown is not None and path:
            self._reports.write(self._shown, Path(path))

    @Slot(str)
    def _on_written(self, path: str) -> None:
        self._head.set_context(self.tr("Saved as {0}").format(path))

    @Slot()
    def _on_start(self) -> None:
        self.navigate.emit("decide")

    def _show_state(self) -> None:
        there = bool(self._text)
        self._stack.setCurrentIndex(1 if there else 0)
        self._copy.setEnabled(there)
        self._save.setEnabled(there)
