"""Everything behind the window: controllers, pages, and what ties them together."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from core.records.errors import AppError
from core.records.knowledge import Knowledge
from gui.controllers.decision import VERDICT, DecisionController, Snapshot
from gui.controllers.document import DocumentController
from gui.controllers.history import HistoryController
from gui.controllers.measuring import MeasuringController
from gui.controllers.reports import ReportController
from gui.controllers.tables import TableController
from gui.controllers.team import TeamController
from gui.decide.announce import MovedAnnouncer
from gui.shell import theme
from gui.shell.foot import foot_of
from gui.shell.main_window import MainWindow
from gui.shell.messages import Messages
from gui.shell.signals import SignalWatch
from gui.shell.turns import Step, Turns
from gui.widgets.icons import app_icon

MEASURING, SAVING = "measuring", "saving"  # topics of errors that later success takes away


class Program(QObject):
    """Made after the first paint; lives until the process ends.

    Signals:
        ready: the first page stands and everything that is read beside it was asked for.
    """

    ready = Signal()

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        messages: Messages,
        theme_choice: str,
        file: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self._messages = messages
        self.tell = messages.tell
        self._theme = theme_choice
        self._announcer = MovedAnnouncer()
        self._signal = 0
        app.setWindowIcon(app_icon())
        self._signals = SignalWatch(self)
        self._signals.asked.connect(self._on_signal)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._make_controllers(file)
        self._make_pages()
        self._tie()
        self._turns = Turns(self._start_up(), self)
        self._turns.done.connect(self.ready)
        self._turns.start()

    def _start_up(self) -> tuple[Step, ...]:
        """Return what makes the program complete, none of it longer than a blink."""
        return (
            self.decision.open,
            partial(importlib.import_module, "gui.decide.wizard"),
            partial(importlib.import_module, "gui.decide.page"),
            self._show_first,
            self.decision.warm_up,
            self.measuring.restore,
            self.measuring.read_machine,
        )

    def _show_first(self) -> None:
        # Whoever was quicker than the program sees the page they asked for.
        if not self._window.page():
            self._window.show_page("decide")

    def _make_controllers(self, file: Path | None) -> None:
        self.documents = DocumentController(file, self)
        self.decision = DecisionController(self._knowledge, self.documents, parent=self)
        self.measuring = MeasuringController(self.decision, parent=self)
        self.history = HistoryController(self)
        self.reports = ReportController(self)
        self.tables = TableController(self)
        self.team = TeamController(self.decision, self.documents, parent=self)

    def _knowledge(self) -> Knowledge:
        """Return the knowledge in use; the built-in one, and a word, where that has vanished."""
        from core.cli.edition import open_edition

        knowledge, problem = open_edition()
        if problem is not None:
            self.tell(problem)
        return knowledge

    def _make_pages(self) -> None:
        self._window.add_page("decide", self._decide)
        self._window.add_page("compare", self._compare)
        self._window.add_page("measure", self._measure)
        self._window.add_page("history", self._history)
        self._window.add_page("report", self._report)

    def _tie(self) -> None:
        window, decision = self._window, self.decision
        window.pageAsked.connect(self.navigate)
        window.helpAsked.connect(self._on_help)
        window.glossaryAsked.connect(self._on_glossary)
        window.fileDropped.connect(self._on_file)
        window.set_close_guard(self._may_close)
        window.closeRefused.connect(self._on_close_refused)
        window.closed.connect(self._on_closed)
        decision.snapshotChanged.connect(self._on_snapshot)
        self.documents.saved.connect(self._on_saved)
        self.documents.failed.connect(self._on_document_failed)
        self.documents.unsaved.connect(decision.mark_unsaved)
        for source in (
            decision, self.history, self.reports, self.tables, self.team,
        ):  # fmt: skip
            source.failed.connect(self.tell)
        self.measuring.failed.connect(self._on_measuring_failed)
        self.measuring.runningChanged.connect(self._on_running)
        self.measuring.finished.connect(self.history.refresh)
        self.measuring.machineRead.connect(decision.take_machine)
        self.measuring.interpreterAdded.connect(self._on_interpreter)

    # --- pages, each with its imports ----------------------------------------------------------

    def _decide(self) -> QWidget:
        from gui.decide.page import DecidePage

        page = DecidePage(self.decision, self.team)
        page.measureAsked.connect(self._on_measure_asked)
        return page

    def _compare(self) -> QWidget:
        from gui.compare.page import ComparePage

        return ComparePage(self.decision, self.tables)

    def _measure(self) -> QWidget:
        from gui.measure.page import MeasurePage

        return MeasurePage(self.measuring, self.decision)

    def _history(self) -> QWidget:
        from gui.history.page import HistoryPage

        return HistoryPage(self.history, self.measuring)

    def _report(self) -> QWidget:
        from gui.report.page import ReportPage

        return ReportPage(self.reports, self.decision)

    @Slot(str)
    def navigate(self, name: str) -> None:
        """Show a page; "verdict" is the last page of Decide."""
        if name == VERDICT:
            if self.decision.snapshot is not None:
                self.decision.go(VERDICT)
            name = "decide"
        self._window.show_page(name)

    # --- what controllers and window say -------------------------------------------------------

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.documents.set_knowledge(snapshot.knowledge.meta, snapshot.knowledge.hash)
        window = self._window
        reading = window.page() == "decide"
        # The page of the verdict passes previews over: two counts beside each other would differ.
        if not (snapshot.preview and reading and snapshot.question == VERDICT):
            window.rail.foot.set_state(foot_of(snapshot.verdict))
        self._announcer.take(snapshot, window, reading=reading)

    @Slot(str)
    def _on_measure_asked(self, phase: str) -> None:
        from gui.measure.page import MeasurePage

        page = self._window.show_page("measure")
        assert isinstance(page, MeasurePage)
        page.ask_for(phase)

    @Slot()
    def _on_saved(self) -> None:
        self._messages.forget(SAVING)
        self.decision.mark_saved()

    @Slot(object)
    def _on_document_failed(self, error: AppError) -> None:
        self._messages.tell(error, topic=SAVING if self.documents.is_unwritten else "")

    @Slot(object)
    def _on_measuring_failed(self, error: AppError) -> None:
        self._messages.tell(error, topic=MEASURING)

    @Slot(bool)
    def _on_running(self, running: bool) -> None:
        if running:
            self._messages.forget(MEASURING)

    @Slot()
    def _on_interpreter(self) -> None:
        if self.measuring.machine is not None:
            self.decision.take_machine(self.measuring.machine, self.measuring.interpreters)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        try:
            document = self.documents.open(Path(path))
            because = self.tr("opening {0}").format(Path(path).name)
            self.decision.set_answers(document.answers, because)
        except AppError as error:
            self.tell(error)
            return
        # The runs that they name; those of before stay known, for undoing.
        self.measuring.restore()
        self.navigate("decide")

    @Slot()
    def _on_help(self) -> None:
        from gui.shell.help import HelpSheet

        sheet = HelpSheet(self._theme, self._window)
        sheet.aboutAsked.connect(self._on_about)
        sheet.glossaryAsked.connect(self._on_glossary)
        sheet.themeChosen.connect(self._on_theme_chosen)
        sheet.open()

    @Slot()
    def _on_glossary(self) -> None:
        from core.records.guide import Guide
        from gui.compare.glossary_sheet import GlossarySheet

        snapshot = self.decision.snapshot
        GlossarySheet(snapshot.knowledge.guide if snapshot else Guide(), self._window).open()

    @Slot()
    def _on_about(self) -> None:
        from gui.shell.about import AboutSheet

        snapshot = self.decision.snapshot
        AboutSheet(snapshot.knowledge.meta if snapshot else None, self._window).open()

    @Slot(str)
    def _on_theme_chosen(self, choice: str) -> None:
        self._theme = choice
        theme.apply(self._app, choice)
        self.measuring.keep(theme=choice)

    @Slot()
    def _on_scheme_changed(self) -> None:
        theme.apply(self._app, self._theme)

    # --- the end -------------------------------------------------------------------------------

    def _may_close(self) -> bool:
        return not self.measuring.is_running

    @Slot()
    def _on_close_refused(self) -> None:
        from gui.shell.sheets import StopSheet

        sheet = StopSheet(self._window)
        sheet.accepted.connect(self._on_stop)
        sheet.open()

    @Slot()
    def _on_stop(self) -> None:
        self.measuring.close()
        self._window.close()

    @Slot(int)
    def _on_signal(self, number: int) -> None:
        # Not quit(): that would ask the window, and the window would ask the person.
        self._signal = number
        self._app.exit(0)

    @Slot()
    def _on_closed(self) -> None:
        self._app.exit(0)

    def finish(self, code: int) -> int:
        """Keep what waits and stop what runs; return the exit code of the process."""
        self._turns.stop()
        self.documents.flush()
        self.measuring.close()
        self.team.close()
        self.decision.close()
        self.history.close()
        self.tables.close()
        self.documents.close()
        self._signals.close()
        return 128 + self._signal if self._signal else code
