"""The wizard from the first question to the verdict, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from wizard_hands import card, click, press, settle, title

from core.records.answers import NOT_SURE, Answers
from core.records.errors import AppError
from gui.controllers.decision import SUMMARY, VERDICT, DecisionController
from gui.decide.outcome import OutcomePanel
from gui.decide.page import DecidePage
from gui.decide.steps import StepButton
from gui.widgets.choice_card import ChoiceCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_the_first_question_is_asked_with_its_reason(page, knowledge):
    first = knowledge.questions[0]
    assert title(page) == first.text
    why = page.findChild(QLabel, "wizard_why").text()
    assert why.startswith("<b>Why we ask:</b>")
    assert not page.findChild(QAbstractButton, "wizard_back").isEnabled()


def test_a_full_walk_by_mouse(qtbot, page, decision, knowledge):
    while decision.snapshot.question != SUMMARY:
        question = knowledge.question(decision.snapshot.question)
        assert title(page) == question.text
        option = question.option[-1].id
        chosen = card(page, question.id, option)
        qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
        assert chosen.isChecked()
        click(qtbot, page, "wizard_next")
    click(qtbot, page, "summary_verdict")
    assert decision.snapshot.question == VERDICT


def test_a_full_walk_by_keyboard(qtbot, page, decision, knowledge):
    page.window().activateWindow()
    for _ in range(len(knowledge.questions)):
        if decision.snapshot.question == SUMMARY:
            break
        question = decision.snapshot.question
        assert isinstance(QApplication.focusWidget(), ChoiceCard)
        press(qtbot, page, Qt.Key.Key_2)
        assert decision.snapshot.answers.answers[question]
        press(qtbot, page, Qt.Key.Key_Return)
    assert decision.snapshot.question == SUMMARY
    press(qtbot, page, Qt.Key.Key_Space)
    assert decision.snapshot.question == VERDICT


def test_zero_is_not_sure_and_alt_left_goes_back(qtbot, page, decision):
    first = decision.snapshot.question
    press(qtbot, page, Qt.Key.Key_0)
    assert decision.snapshot.answers.answers[first] == (NOT_SURE,)
    press(qtbot, page, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert decision.snapshot.question != first
    press(qtbot, page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert decision.snapshot.question == first
    assert card(page, first, NOT_SURE).isChecked()


def test_a_digit_without_a_card_does_nothing(qtbot, page, decision, knowledge):
    few = next(q for q in knowledge.questions if len(q.option) < 6)
    decision.go(few.id)
    press(qtbot, page, Qt.Key.Key_9)
    assert few.id not in decision.snapshot.answers.answers


def test_enter_on_a_button_presses_that_button(qtbot, page, decision):
    decision.next()
    back = page.findChild(QAbstractButton, "wizard_back")
    back.setFocus(Qt.FocusReason.TabFocusReason)
    first = decision.snapshot.steps[0].question
    press(qtbot, page, Qt.Key.Key_Return)
    assert decision.snapshot.question == first


def test_back_shows_the_answers_again(qtbot, page, decision, knowledge):
    for _ in range(5):
        question = knowledge.question(decision.snapshot.question)
        qtbot.mouseClick(card(page, question.id, question.option[1].id), Qt.MouseButton.LeftButton)
        click(qtbot, page, "wizard_next")
    given = decision.snapshot.answers
    for _ in range(5):
        click(qtbot, page, "wizard_back")
        question = knowledge.question(decision.snapshot.question)
        assert card(page, question.id, question.option[1].id).isChecked()
    assert decision.snapshot.answers == given


def test_one_answer_replaces_the_other_and_several_may_be_ticked(qtbot, page, decision):
    decision.go("task")
    for option in ("vision", "audio"):
        qtbot.mouseClick(card(page, "task", option), Qt.MouseButton.LeftButton)
    assert not card(page, "task", "vision").isChecked()
    decision.go("target")
    for option in ("server", "android"):
        qtbot.mouseClick(card(page, "target", option), Qt.MouseButton.LeftButton)
    assert card(page, "target", "server").isChecked()
    assert card(page, "target", "android").isChecked()
    qtbot.mouseClick(card(page, "target", NOT_SURE), Qt.MouseButton.LeftButton)
    assert not card(page, "target", "server").isChecked()


def test_choosing_a_chosen_answer_again_keeps_it_ticked(qtbot, page, decision):
    for _ in range(2):
        qtbot.mouseClick(card(page, "task", "vision"), Qt.MouseButton.LeftButton)
        assert decision.snapshot.answers.answers["task"] == ("vision",)
        assert card(page, "task", "vision").isChecked()


def test_an_answer_can_be_cleared_and_a_question_skipped(qtbot, page, decision):
    skip = page.findChild(QAbstractButton, "wizard_skip")
    assert skip.text() == "Skip this one"
    qtbot.mouseClick(card(page, "task", "vision"), Qt.MouseButton.LeftButton)
    assert skip.text() == "Clear this answer"
    click(qtbot, page, "wizard_skip")
    assert "task" not in decision.snapshot.answers.answers
    assert decision.snapshot.question == "task"
    click(qtbot, page, "wizard_skip")
    assert decision.snapshot.question != "task"


def test_a_question_that_does_not_apply_is_passed_over_with_its_reason(
    qtbot, page, decision, knowledge
):
    decision.set_answers(Answers(answers={"target": ("notebook",)}))
    skipped = [step for step in decision.snapshot.steps if step.state == "skipped"]
    assert {step.question for step in skipped} >= {"shipping", "languages"}
    button = page.findChild(StepButton, "step_shipping")
    assert skipped[0].reason
    assert button.toolTip() == f"Passed over: {skipped[0].reason}"
    decision.go("style")
    click(qtbot, page, "wizard_next")
    assert decision.snapshot.question != "shipping"


def test_a_step_is_a_button_to_its_question(qtbot, page, decision):
    qtbot.mouseClick(card(page, "task", "vision"), Qt.MouseButton.LeftButton)
    click(qtbot, page, "wizard_next")
    step = page.findChild(StepButton, "step_task")
    assert step.state == "done"
    qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    assert decision.snapshot.question == "task"
    assert step.state == "current"
    tab = Qt.FocusPolicy.TabFocus.value
    stops = [s for s in page.findChildren(StepButton) if s.focusPolicy().value & tab]
    assert stops == [step]


def test_an_answer_is_edited_from_the_summary(qtbot, page, decision):
    decision.choose("task", "vision")
    click(qtbot, page, "wizard_summary")
    edit = page.findChild(QAbstractButton, "edit_task")
    assert "Edit" in edit.accessibleName()
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert decision.snapshot.question == "task"
    qtbot.mouseClick(card(page, "task", "audio"), Qt.MouseButton.LeftButton)
    click(qtbot, page, "wizard_summary")
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert decision.snapshot.knowledge.question("task").find("audio").text in shown


def test_links_lead_to_other_pages(qtbot, page):
    with qtbot.waitSignal(page.navigate) as gone:
        click(qtbot, page, "wizard_table")
    assert gone.args == ["compare"]


# --- the outcome beside it -------------------------------------------------------------------


def test_the_outcome_follows_each_answer_and_no_block_jumps(qtbot, page, decision, knowledge):
    decision.warm_up()
    settle(qtbot, decision)
    panel = page.findChild(OutcomePanel)
    places = []
    for question in knowledge.questions[:8]:
        decision.choose(question.id, question.option[0].id)
        settle(qtbot, decision)
        qtbot.wait(1)
        places.append(page.findChild(QLabel, "outcome_moved").mapTo(panel, panel.rect().topLeft()))
    shown = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert decision.verdict.title in shown
    assert decision.snapshot.moved in shown
    assert len({point.y() for point in places}) <= 2


def test_show_what_you_have_so_far(qtbot, page, decision):
    decision.warm_up()
    settle(qtbot, decision)
    click(qtbot, page, "wizard_show")
    assert decision.snapshot.question == VERDICT
    assert page.findChild(QLabel, "verdict_title").text() == decision.verdict.title


def test_the_page_stands_before_anything_is_computed(page, decision):
    shown = " ".join(label.text() for label in page.findChild(OutcomePanel).findChildren(QLabel))
    assert "No verdict yet" in shown
    decision.go(VERDICT)
    assert page.findChild(QLabel, "verdict_title").text() == "No verdict yet"


# --- trouble ---------------------------------------------------------------------------------


def test_unreadable_knowledge_is_shown_with_its_remedy(qtbot, knowledge):
    trouble = [AppError("questions.toml cannot be read", "line 3: no value", "mend line 3")]

    def load():
        if trouble:
            raise trouble[0]
        return knowledge

    decision = DecisionController(load)
    decision.open()
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.show()
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "questions.toml cannot be read" in shown
    assert "Do this: mend line 3." in shown
    trouble.clear()
    click(qtbot, page, "decide_retry")
    assert title(page) == knowledge.questions[0].text
    decision.close()
