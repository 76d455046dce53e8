"""The real program with a hand on its buttons; says what it sees as JSON lines on stdout.

Started as a process of its own, so that a test can kill it or start it where it likes:
`drive_window.py measure|restore|crash`.
"""

import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from core.records.events import CaseUpdated, WorkerReady
from gui.app import Start
from gui.program import Program

STEP_MS = 50


def say(what: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"what": what, **more}) + "\n")
    sys.stdout.flush()


class Driver(QObject):
    """Does one thing after another, each as soon as it can be done."""

    def __init__(self, start: Start, steps: list[Callable[[], bool]]) -> None:
        super().__init__()
        self.start = start
        self.steps = steps
        self.timer = QTimer(self)
        self.timer.setInterval(STEP_MS)
        self.timer.timeout.connect(self._step)
        self.timer.start()

    def _step(self) -> None:
        if not self.steps:
            self.timer.stop()
        elif self.steps[0]():
            self.steps.pop(0)


def program_of(start: Start) -> Program | None:
    return start.findChild(Program)


def press(window: QWidget, name: str) -> bool:
    button = window.findChild(QAbstractButton, name)
    if button is None or not button.isVisible() or not button.isEnabled():
        return False
    button.click()
    return True


def tell_events(start: Start) -> bool:
    program = program_of(start)
    if program is None:
        return False

    def tell(event: object) -> None:
        if isinstance(event, CaseUpdated):
            say("case", launches=event.result.launches)
        elif isinstance(event, WorkerReady):
            say("worker", side=event.side, version=event.version)

    program.measuring.eventReceived.connect(tell)
    program.measuring.failed.connect(lambda error: say("failed", error=str(error)))
    return True


def only_small(window: QWidget) -> bool:
    """Untick everything but the smallest workload."""
    from gui.measure.before_view import BeforeView

    view = window.findChild(BeforeView)
    if view is None or not view.isVisible():
        return False
    for row in range(view.model.rowCount()):
        name = view.model.index(row, 1).data()
        if (name == "Tabular MLP") != (row in _ticked_rows(view)):
            view.model.toggle(row)
    return view.model.ticked() == ("tabular_mlp",)


def _ticked_rows(view) -> set[int]:
    ticked = view.model.ticked()
    labels = {"tabular_mlp": "Tabular MLP", "image_cnn": "Image CNN", "lstm": "LSTM"}
    names = {labels[one] for one in ticked}
    return {r for r in range(view.model.rowCount()) if view.model.index(r, 1).data() in names}


def measure(start: Start) -> list[Callable[[], bool]]:
    window = start.window
    return [
        lambda: tell_events(start),
        lambda: press(window, "choice_task_tabular_nn"),
        lambda: press(window, "nav_measure"),
        lambda: only_small(window),
        lambda: press(window, "measure_run"),
    ]


def restore(start: Start) -> list[Callable[[], bool]]:
    def look() -> bool:
        program = program_of(start)
        if program is None or program.measuring.earlier is None:
            return False
        earlier, snapshot = program.measuring.earlier, program.decision.snapshot
        assert snapshot is not None
        say(
            "restored",
            answers={key: list(value) for key, value in snapshot.answers.answers.items()},
            launches=[c.launches for c in earlier.summary.cases] if earlier.summary else [],
            rounds=len(earlier.rounds),
        )
        QApplication.quit()
        return True

    return [look]


def crash(start: Start) -> list[Callable[[], bool]]:
    def fail() -> None:
        raise ZeroDivisionError("on purpose")

    def provoke() -> bool:
        if program_of(start) is None:
            return False
        QTimer.singleShot(0, fail)
        return True

    def alive() -> bool:
        banner = start.window.findChild(QWidget, "crash_banner")
        table = start.window.findChild(QWidget, "compare_table")
        if banner is None or table is None or not table.isVisible():
            press(start.window, "nav_compare")
            return False
        say("alive")
        QApplication.quit()
        return True

    return [provoke, alive]


def main() -> int:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("forkwise")
    start = Start(app, None, quit_when_shown=False)
    todo = {"measure": measure, "restore": restore, "crash": crash}[sys.argv[1]]
    driver = Driver(start, todo(start))
    code = app.exec()
    driver.timer.stop()
    return start.finish(code)


if __name__ == "__main__":
    sys.exit(main())
