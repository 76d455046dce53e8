"""Notes on the page of all answers: kept with the document, undone, limited, in the report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from gui.controllers.decision import SUMMARY, VERDICT
from gui.decide.notes import MOST, MOST_NAME, NoteField
from gui.decide.summary import SummaryView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def summary(qtbot, page, decision):
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    decision.go(SUMMARY)
    return page.findChild(SummaryView)


def button(view, name):
    return view.findChild(QAbstractButton, name)


def note_on(qtbot, view, question):
    """Open the note on a question and return its field, with the keyboard in it."""
    qtbot.mouseClick(button(view, f"note_{question}"), Qt.MouseButton.LeftButton)
    field = view.findChild(NoteField, f"note_field_{question}")
    assert field.hasFocus()
    return field


def leave(view):
    button(view, "summary_verdict").setFocus(Qt.FocusReason.TabFocusReason)


def notes(decision):
    return decision.snapshot.answers.notes


def test_there_is_no_field_before_it_is_asked_for(summary):
    assert summary.findChildren(NoteField) == []
    assert button(summary, "note_task").accessibleName() == "Note on What you build"


def test_a_note_is_kept_on_leaving_the_field_with_the_document(qtbot, summary, decision, documents):
    field = note_on(qtbot, summary, "task")
    assert field.accessibleName() == "Note on What you build"
    QTest.keyClicks(field, "Two cameras")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "one of them at night ")
    assert notes(decision) == {}
    leave(summary)
    assert notes(decision) == {"task": "Two cameras\none of them at night"}
    assert documents.saved[-1][0].notes == notes(decision)
    assert decision.snapshot.undo == "the note on “What you build”"


def test_after_a_pause_it_is_kept_while_one_goes_on_writing(qtbot, summary, decision):
    field = note_on(qtbot, summary, "task")
    QTest.keyClicks(field, "Two ")
    field._pause.setInterval(0)
    field._pause.start()
    qtbot.waitUntil(lambda: notes(decision) == {"task": "Two"})
    QTest.keyClicks(field, "cameras")
    assert field.toPlainText() == "Two cameras", "nothing that is being typed is lost"


@pytest.mark.parametrize("go_away", ["verdict", "close"])
def test_nothing_is_lost_by_going_away(qtbot, summary, page, decision, go_away):
    QTest.keyClicks(note_on(qtbot, summary, "task"), "Two cameras")
    if go_away == "verdict":
        decision.go(VERDICT)
    else:
        page.close()
    assert notes(decision) == {"task": "Two cameras"}


def test_undo_and_redo_bring_notes_back_into_the_fields(qtbot, summary, decision):
    field = note_on(qtbot, summary, "task")
    QTest.keyClicks(field, "Two cameras")
    leave(summary)
    decision.undo()
    assert notes(decision) == {}
    assert field.toPlainText() == ""
    decision.redo()
    assert field.toPlainText() == "Two cameras"
    assert decision.snapshot.moved.endswith("no verdict hangs on it.")


def test_typing_undoes_itself_in_the_field(qtbot, summary, decision):
    decision.choose("task", "vision")
    field = note_on(qtbot, summary, "task")
    QTest.keyClicks(field, "x")
    QTest.keySequence(field, "Ctrl+Z")
    assert field.toPlainText() == ""
    assert decision.snapshot.answers.answers == {"task": ("vision",)}


def test_an_emptied_note_is_removed(qtbot, summary, decision):
    decision.note("task", "Two cameras")
    field = summary.findChild(NoteField, "note_field_task")
    assert field.isVisible()
    assert field.toPlainText() == "Two cameras"
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    leave(summary)
    assert notes(decision) == {}


def test_it_has_an_end_but_a_longer_one_from_a_file_stays_whole(qtbot, summary, decision):
    field = note_on(qtbot, summary, "task")
    field.insertPlainText("x" * (MOST + 50))
    leave(summary)
    assert len(notes(decision)["task"]) == MOST
    long = "y" * (MOST + 900)
    decision.note("task", long)
    assert field.toPlainText() == long
    field.setFocus()
    leave(summary)
    assert notes(decision)["task"] == long


def test_markup_stays_text(summary, decision):
    decision.note("task", "<b>bold</b>")
    assert summary.findChild(NoteField).toPlainText() == "<b>bold</b>"


def test_the_project_has_a_name_that_the_pages_show(qtbot, summary, page, decision):
    field = summary.findChild(QLineEdit, "project_name")
    assert field.maxLength() == MOST_NAME
    assert field.accessibleName() == "Name of the project"
    field.setFocus()
    QTest.keyClicks(field, "Road signs")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert notes(decision) == {"project": "Road signs"}
    assert decision.snapshot.undo == "the name of the project"
    decision.undo()
    assert field.text() == ""
    decision.redo()
    decision.go("task")
    QApplication.processEvents()
    assert "Road signs" in page._wizard._head.context.text()


def test_everything_has_a_name_and_a_size_to_hit(qtbot, summary, page, walk):
    note_on(qtbot, summary, "task")
    qtbot.waitUntil(lambda: walk(page) == [])


@pytest.mark.parametrize("width", [560, 1184])
def test_it_looks_right_in_both_themes(summary, page, decision, each_theme, width):
    decision.note("task", "Two cameras")
    page.resize(width, 600)
    QApplication.processEvents()
    field = summary.findChild(NoteField)
    assert field.width() <= width
    assert field.height() >= 3 * field.fontMetrics().lineSpacing()
    page.grab()
