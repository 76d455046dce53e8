"""What this machine says, on the page of the question about hardware."""

from __future__ import annotations

import pytest
from machines import LINUX, WINDOWS, a_device, a_machine, a_python
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.records.answers import Answers
from gui.controllers.decision import SUMMARY
from gui.decide.found_line import fact_words
from gui.widgets.choice_card import ChoiceCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PYTHONS = (a_python("3.11.2"), a_python("3.13.0"))
NVIDIA = a_machine(LINUX, "x86_64", a_device("NVIDIA RTX 4090", "cuda", "8.9"))
CARD = "NVIDIA, compute capability below 10 (up to RTX 40)"
ALSO = f"Linux on x86-64 · Python 3.11, 3.13 · {CARD}"


@pytest.fixture
def line(page):
    """Return what stands above the cards: the finding, what else was read, the way back."""

    def read():
        seen = page.findChild(QLabel, "wizard_found")
        also = page.findChild(QLabel, "wizard_found_also")
        back = page.findChild(QAbstractButton, "wizard_use_machine")
        return (
            seen.text() if seen.isVisible() else "",
            also.text() if also.isVisible() else "",
            back.isVisible(),
        )

    return read


def effect(page, option):
    return page.findChild(ChoiceCard, f"choice_hardware_{option}").accessibleDescription()


def test_before_the_machine_is_read_nothing_is_said(decision, line):
    decision.go("hardware")
    assert line() == ("", "", False)


def test_what_was_seen_is_said_marked_and_correctable(qtbot, page, decision, line):
    decision.go("hardware")
    decision.take_machine(NVIDIA, PYTHONS)
    seen, also, back = line()
    assert seen.startswith("Found on this machine: NVIDIA RTX 4090. Choose another one if you")
    assert also == f"Also read: {ALSO}"
    assert not back
    assert effect(page, "nv_linux").startswith("Found on this machine · ")
    assert "Found" not in effect(page, "cpu")
    decision.choose("hardware", "apple")
    seen, also, back = line()
    assert seen == "Found on this machine: NVIDIA RTX 4090."
    assert also == f"Does not count while you train elsewhere: {ALSO}"
    assert back
    button = page.findChild(QAbstractButton, "wizard_use_machine")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers.answers["hardware"] == ("nv_linux",)
    assert line()[2] is False
    decision.go("task")
    assert line() == ("", "", False)


def test_findings_of_another_machine_are_told_as_such(decision, line):
    there = a_machine(WINDOWS, "ARM64")
    decision.take_machine(there, (a_python("3.12.1", "ARM64"),))
    theirs = decision.snapshot.answers
    decision.take_machine(NVIDIA, PYTHONS)
    assert decision.snapshot.answers == theirs
    decision.go("hardware")
    _, also, back = line()
    assert also == "Read when these answers were given: Windows on ARM · Python 3.12"
    assert back
    decision.use_machine()
    assert line()[1] == f"Also read: {ALSO}"


def test_the_summary_marks_what_was_found(page, decision):
    decision.take_machine(NVIDIA, PYTHONS)
    decision.go(SUMMARY)

    def shown():
        return [label.text() for label in page.findChildren(QLabel)]

    assert "NVIDIA card on Linux (or WSL), found on this machine" in shown()
    decision.choose("hardware", "apple")
    assert "Apple chip" in shown()


def test_a_reading_that_failed_claims_nothing(decision, line):
    decision.go("hardware")
    decision.take_machine(a_machine(note="not readable here: the driver gave no answer"), ())
    seen, also, back = line()
    assert seen == ("Found on this machine: accelerators not readable; processor A processor.")
    assert also == "Also read: Linux on x86-64"
    assert not back


def test_facts_in_words(knowledge):
    assert fact_words(knowledge, {}) == ""
    assert fact_words(knowledge, {"gpu": ("none",), "hardware": ("cpu",)}) == ""
    assert fact_words(knowledge, Answers(found={"python": ("3.14",)}).found) == "Python 3.14"
