"""What this machine says, above the answers to the question of hardware."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.decide.conditions import HARDWARE, believed
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from gui.controllers.found import Here, is_as_here, is_same_machine
from gui.controllers.snapshot import Snapshot
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import plain_label

translate = QCoreApplication.translate


class FoundLine(QWidget):
    """Says what was seen, what else was read, and offers the way back to it.

    Signals:
        backAsked: the person wants what this machine says.
    """

    backAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen = plain_label("", weight=500, wrap=True)
        self._seen.setObjectName("wizard_found")
        self._also = plain_label("", "caption", colour="text2", wrap=True)
        self._also.setObjectName("wizard_found_also")
        self._back = QuietButton(self.tr("Use what this machine says"))
        self._back.setObjectName("wizard_use_machine")
        self._back.clicked.connect(self.backAsked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._seen)
        words.addWidget(self._also)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show it on the page it belongs to, once the machine has been read."""
        here = snapshot.here
        if here is None or snapshot.question != HARDWARE:
            self.hide()
            return
        self._seen.setText(seen_words(snapshot.answers, here))
        also = also_words(snapshot.knowledge, snapshot.answers, here)
        self._also.setText(also)
        self._also.setVisible(bool(also))
        self._back.setVisible(bool(here.answer) and not is_as_here(snapshot.answers, here))
        self.show()


def found_here(question: str, snapshot: Snapshot) -> bool:
    """Return True when a question's answer is the one that this machine gives."""
    if question != HARDWARE or snapshot.here is None:
        return False
    return snapshot.answers.answers.get(HARDWARE) == snapshot.here.answer


def seen_words(answers: Answers, here: Here) -> str:
    """Return what was seen to train on, and what to do where that is not it."""
    text = translate("found", "Found on this machine: {0}.").format(here.hardware.rstrip("."))
    if here.answer and answers.answers.get(HARDWARE) == here.answer:
        return text + translate("found", " Choose another one if you train elsewhere.")
    return text


def also_words(knowledge: Knowledge, answers: Answers, here: Here) -> str:
    """Return what else was read, and whether it counts; empty where nothing was."""
    read = fact_words(knowledge, answers.found)
    if not read:
        return ""
    if not is_same_machine(answers, here):
        return translate("found", "Read when these answers were given: {0}").format(read)
    if not believed(answers):
        return translate("found", "Does not count while you train elsewhere: {0}").format(read)
    return translate("found", "Also read: {0}").format(read)


def fact_words(knowledge: Knowledge, found: Mapping[str, tuple[str, ...]]) -> str:
    """Return facts other than the hardware in words; one that says "none" says nothing new."""
    parts = []
    for fact in knowledge.facts:
        seen = found.get(fact.id, ())
        texts = [value.text for value in fact.value if value.id in seen and value.id != "none"]
        if texts:
            parts.append(_together(texts))
    return " · ".join(parts)


def _together(texts: list[str]) -> str:
    """Return "Python 3.11, 3.12" for "Python 3.11" and "Python 3.12"."""
    first = texts[0].split(" ", 1)[0] + " "
    return ", ".join([texts[0], *(text.removeprefix(first) for text in texts[1:])])
