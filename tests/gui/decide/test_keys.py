"""The wizard by keyboard alone, with real key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

from core.records.answers import NOT_SURE
from gui.controllers.decision import SUMMARY, TEAM, VERDICT, WHAT_IF
from gui.decide.step_button import StepButton
from gui.decide.steps import StepList, StepsMenu

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", "does not support raise", "grabbing the keyboard"
)

DIGITS = [Qt.Key(Qt.Key.Key_1.value + number) for number in range(9)]


@pytest.fixture
def keys(qtbot, page):
    """Return a function that presses keys on whatever has the keyboard."""
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    def press(*sequence):
        for key in sequence:
            target = QApplication.focusWidget() or page
            if isinstance(key, str):
                QTest.keySequence(target, key)
            else:
                qtbot.keyClick(target, key)

    return press


def focused():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_each_digit_chooses_its_answer_and_nought_is_not_sure(keys, page, decision, knowledge):
    for question in knowledge.questions:
        decision.go(question.id)
        for digit, option in zip(DIGITS, question.option, strict=False):
            if question.multi:
                decision.answer(question.id, ())
            keys(digit)
            assert decision.snapshot.answers.answers[question.id] == (option.id,)
        keys(Qt.Key.Key_0)
        assert decision.snapshot.answers.answers[question.id] == (NOT_SURE,)
        decision.answer(question.id, ())


def test_enter_goes_on_and_alt_left_back_from_every_question(keys, decision, knowledge):
    asked = [question.id for question in knowledge.questions]
    seen = []
    while decision.snapshot.question != SUMMARY:
        seen.append(decision.snapshot.question)
        keys(Qt.Key.Key_Return if len(seen) % 2 else Qt.Key.Key_Enter)
    assert seen == asked
    while decision.snapshot.question != asked[0]:
        at = decision.snapshot.question
        keys("Alt+Left")
        assert decision.snapshot.question != at
        assert at == SUMMARY or asked.index(at) - 1 == asked.index(decision.snapshot.question)


def test_a_digit_works_from_anywhere_on_the_page(keys, page, decision):
    for name in ("wizard_next", "wizard_summary", "step_task", "wizard_show"):
        decision.answer("task", ())
        page.findChild(QAbstractButton, name).setFocus(Qt.FocusReason.TabFocusReason)
        keys(Qt.Key.Key_3)
        assert decision.snapshot.answers.answers["task"] == ("vision",), name


def test_undo_and_redo_by_every_key_they_have(keys, page, decision):
    keys(Qt.Key.Key_1, Qt.Key.Key_2)
    keys("Ctrl+Z")
    assert decision.snapshot.answers.answers["task"] == ("llm",)
    for redo in ("Ctrl+Shift+Z", "Ctrl+Y"):
        keys(redo)
        assert decision.snapshot.answers.answers["task"] == ("genmedia",)
        keys("Ctrl+Z")
        assert decision.snapshot.answers.answers["task"] == ("llm",)
    for place in (SUMMARY, VERDICT):
        decision.go(place)
        keys("Ctrl+Z")
        assert decision.snapshot.answers.answers == {}
        keys("Ctrl+Y")
        assert decision.snapshot.answers.answers["task"] == ("llm",)


def test_a_trial_and_a_team_keep_the_keys_of_undoing_from_the_answers(qtbot, keys, page, decision):
    decision.choose("task", "vision")
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    for place in (WHAT_IF, TEAM):
        decision.go(place)
        keys("Ctrl+Z", "Ctrl+Y")
        assert decision.snapshot.answers.answers == {"task": ("vision",)}
        assert decision.snapshot.redo == ""
    qtbot.waitUntil(decision.is_idle, timeout=20_000)


def test_text_that_is_being_typed_undoes_itself(qtbot, keys, page, decision):
    decision.choose("task", "vision")
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "signs")
    keys("Ctrl+Z")
    assert field.text() == ""
    assert decision.snapshot.answers.answers == {"task": ("vision",)}


def test_what_you_have_so_far_is_there_at_any_time_and_the_way_back(keys, page, decision):
    decision.go("scale")
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        keys(key)
        assert decision.snapshot.question == VERDICT
        keys("Alt+Left")
        assert decision.snapshot.question == "scale"
    decision.go(SUMMARY)
    keys("Ctrl+Return")
    assert decision.snapshot.question == VERDICT


# --- the step list ---------------------------------------------------------------------------


def test_the_steps_are_one_stop_and_arrows_move_within(keys, page, decision, knowledge):
    ids = [question.id for question in knowledge.questions]
    decision.go("scale")
    step = page.findChild(StepButton, "step_scale")
    step.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Down)
    assert focused() == "step_hardware"
    keys(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert focused() == "step_target"
    keys(Qt.Key.Key_End)
    assert focused() == f"step_{ids[-1]}"
    keys(Qt.Key.Key_Down)
    assert focused() == f"step_{ids[-1]}"
    keys(Qt.Key.Key_Home)
    assert focused() == f"step_{ids[0]}"
    keys(Qt.Key.Key_Up)
    assert focused() == f"step_{ids[0]}"
    keys(Qt.Key.Key_Tab)
    assert not focused().startswith("step_")
    keys(Qt.Key.Key_Backtab)
    assert focused() == f"step_{ids[0]}"
    assert decision.snapshot.question == "scale"


def test_enter_and_space_open_a_step_and_the_keyboard_goes_to_its_answers(keys, page, decision):
    for key, wanted in ((Qt.Key.Key_Return, "step_style"), (Qt.Key.Key_Space, "step_speed")):
        page.findChild(StepButton, wanted).setFocus(Qt.FocusReason.TabFocusReason)
        keys(key)
        assert f"step_{decision.snapshot.question}" == wanted
        assert focused().startswith(f"choice_{decision.snapshot.question}_")


def test_every_step_is_said_with_its_state(page, decision):
    decision.choose("task", "vision")
    decision.choose("outcome", NOT_SURE)
    decision.choose("target", "notebook")
    decision.go("scale")
    names = {step.question: step.accessibleName() for step in page.findChildren(StepButton)}
    assert names["task"] == "What you build, Recognises pictures, answered"
    assert names["outcome"] == "What comes out, Not sure, answered"
    assert names["scale"] == "Training size, current question"
    assert names["team"] == "What people know, open"
    assert names["languages"].startswith("Other languages, passed over, It stays with you")
    assert page.findChild(StepList).accessibleDescription()


def test_an_answer_to_a_question_that_is_passed_over_is_done(page, decision):
    decision.choose("languages", "cpp")
    decision.choose("target", "notebook")
    step = page.findChild(StepButton, "step_languages")
    assert step.state == "done"
    assert "counts" not in step.toolTip()
    assert step.toolTip().startswith("Passed over: ")


def test_where_it_is_narrow_the_steps_are_a_menu(qtbot, keys, page, decision):
    decision.choose("task", "vision")
    decision.choose("target", "notebook")
    page.resize(804, 820)
    menu_button = page.findChild(StepsMenu)
    qtbot.waitUntil(menu_button.isVisible)
    menu_button.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Return)
    menu = menu_button.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "What you build: Recognises pictures"
    assert texts[-1] == "Other languages (passed over)"
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert decision.snapshot.question == "outcome"


# --- buttons ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "name"), [("task", "wizard"), (SUMMARY, "summary"), (VERDICT, "verdict")]
)
def test_the_buttons_name_what_they_change(qtbot, page, decision, place, name):
    decision.go(place)
    undo = page.findChild(QAbstractButton, f"{name}_undo")
    redo = page.findChild(QAbstractButton, f"{name}_redo")
    assert not undo.isEnabled()
    assert undo.toolTip() == undo.accessibleName() == "Nothing to undo"
    assert redo.toolTip() == "Nothing to redo"
    decision.choose("task", "vision")
    assert undo.isEnabled()
    assert undo.accessibleName() == "Undo “What you build”"
    assert undo.toolTip() == "Undo “What you build” (Ctrl+Z)"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers.answers == {}
    assert redo.toolTip() == "Redo “What you build” (Ctrl+Shift+Z)"
    qtbot.mouseClick(redo, Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers.answers == {"task": ("vision",)}


def test_all_answers_are_cleared_without_a_question_and_come_back(qtbot, page, decision):
    decision.go(SUMMARY)
    clear = page.findChild(QAbstractButton, "summary_clear")
    assert not clear.isEnabled()
    for question, option in (("task", "vision"), ("outcome", "paper")):
        decision.choose(question, option)
    given = decision.snapshot.answers
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers.answers == {}
    assert decision.snapshot.question == SUMMARY
    assert QApplication.activeModalWidget() is None
    undo = page.findChild(QAbstractButton, "summary_undo")
    assert undo.accessibleName() == "Undo clearing all answers"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers == given


def test_where_there_is_room_for_the_question_alone_the_menu_leads_everywhere(
    qtbot, keys, page, decision, large_font
):
    page.resize(764, 600)
    head = page.findChild(QAbstractButton, "wizard_summary")
    qtbot.waitUntil(lambda: not head.isVisible())
    decision.choose("task", "vision")
    menu_button = page.findChild(StepsMenu)
    menu = menu_button.findChild(QMenu)
    for text, check in (
        ("Undo", lambda: decision.snapshot.answers.answers == {}),
        ("Redo", lambda: decision.snapshot.answers.answers == {"task": ("vision",)}),
        ("All answers", lambda: decision.snapshot.question == SUMMARY),
        ("Team…", lambda: decision.snapshot.question == TEAM),
        ("Show what you have so far", lambda: decision.snapshot.question == VERDICT),
    ):
        decision.go("task")
        menu_button.setFocus(Qt.FocusReason.TabFocusReason)
        keys(Qt.Key.Key_Return)
        qtbot.waitUntil(menu.isVisible)
        (action,) = [one for one in menu.actions() if one.text() == text]
        menu.setActiveAction(action)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not menu.isVisible())
        assert check(), text
    decision.go("task")
    page.resize(1184, 820)
    qtbot.waitUntil(head.isVisible)
