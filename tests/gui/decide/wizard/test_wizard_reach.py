"""The wizard at every width, for everyone, and how quick it is."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from wizard_hands import HANDLER_LIMIT_S, press, settle

from gui.decide.outcome import OutcomePanel, OutcomeStrip
from gui.decide.page import DecidePage
from gui.decide.steps import StepList, StepsMenu
from gui.decide.wizard import WizardView
from gui.widgets.choice_card import ChoiceCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_everything_one_can_use_has_a_name_and_is_large_enough(page, decision, knowledge):
    for question in knowledge.questions:
        decision.go(question.id)
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.accessibleName() or button.text(), button.objectName()
                assert button.width() >= 24, button.objectName()
                assert button.height() >= 24, button.objectName()


def test_tab_visits_the_cards_and_the_way_on(qtbot, page, decision):
    seen = []
    for _ in range(40):
        press(qtbot, page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.objectName() if focused else "")
    for name in ("wizard_next", "wizard_skip", "wizard_summary", "wizard_show", "choice_task_llm"):
        assert name in seen


@pytest.mark.parametrize(
    ("width", "steps", "menu", "panel", "strip"),
    [
        (1184, True, False, True, False),
        (1004, False, True, True, False),
        (804, False, True, False, True),
    ],
)
def test_columns_fold_where_it_is_narrow(qtbot, page, width, steps, menu, panel, strip):
    page.resize(width, 820)
    qtbot.waitUntil(lambda: page.width() == width)
    assert page.findChild(StepList).isVisible() == steps
    assert page.findChild(StepsMenu).isVisible() == menu
    assert page.findChild(OutcomePanel).isVisible() == panel
    assert page.findChild(OutcomeStrip).isVisible() == strip


def test_twice_the_type_folds_like_a_narrow_window(qtbot, large_font, decision):
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.resize(1184, 820)
    page.show()
    qtbot.waitExposed(page)
    assert page.width() == 1184
    strip, steps = page.findChild(OutcomeStrip), page.findChild(StepList)
    assert strip is not None
    assert strip.isVisible()
    assert steps is not None
    assert not steps.isVisible()


def test_every_answer_is_whole_at_every_width(qtbot, page, decision, knowledge):
    for width in (1184, 1004, 804):
        page.resize(width, 820)
        for question in knowledge.questions:
            decision.go(question.id)
            QApplication.processEvents()
            for shown in page.findChildren(ChoiceCard):
                if shown.isVisible():
                    assert shown.height() >= shown.heightForWidth(shown.width())


# --- speed -----------------------------------------------------------------------------------


def test_no_handler_takes_long(qtbot, page, decision, knowledge, record_property):
    """Thread CPU time of each answer and each step, painting included."""
    decision.warm_up()
    settle(qtbot, decision)
    wizard = page.findChild(WizardView)
    assert wizard is not None
    spent = []

    def timed(act):
        start = time.thread_time()
        act()
        spent.append(time.thread_time() - start)
        start = time.thread_time()
        QApplication.processEvents()
        spent.append(time.thread_time() - start)

    for question in knowledge.questions:
        timed(lambda id_=question.id: decision.go(id_))
        timed(lambda q=question: decision.choose(q.id, q.option[0].id))
        settle(qtbot, decision)
    spent.sort()
    record_property("longest_ms", round(1000 * spent[-1], 1))
    assert spent[-1] <= HANDLER_LIMIT_S, [round(1000 * s, 1) for s in spent[-8:]]
