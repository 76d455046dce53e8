"""What an answer brings about, said on the page of its question."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.decide.conditions import holds
from core.records.answers import NOT_SURE, Answers
from gui.controllers.decision import SUMMARY, VERDICT
from gui.decide.notice_bar import NoticeBar
from gui.decide.notices import notices
from gui.widgets.choice_card import ChoiceCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def said(knowledge, question, **answers):
    given = Answers(answers={q: (o,) if isinstance(o, str) else o for q, o in answers.items()})
    return notices(knowledge, given, question)


def firing(route):
    """Return answers that fire a route: one of each term's options."""
    terms = (*route.when.all, *route.when.any[:1])
    for options in product(*(term.is_ for term in terms)):
        answers: dict[str, tuple[str, ...]] = {}
        for term, option in zip(terms, options, strict=True):
            answers[term.q] = (*answers.get(term.q, ()), option)
        if holds(route.when, Answers(answers=answers)):
            return Answers(answers=answers)
    raise AssertionError(route.id)


def test_every_route_that_decides_says_how_to_go_on_all_the_same(knowledge):
    deciding = [r for r in knowledge.routes if r.strength in ("instead", "bridge")]
    assert len(deciding) >= 9
    for route in deciding:
        answers = firing(route)
        for question in {term.q for term in (*route.when.all, *route.when.any)}:
            found = {notice.id: notice for notice in notices(knowledge, answers, question)}
            change = found[route.id].change
            assert change is not None, route.id
            assert found[route.id].decides
            after = dict(answers.answers)
            after[change.question] = change.options
            assert not holds(route.when, Answers(answers=after)), route.id


@pytest.mark.parametrize(
    ("answers", "question", "rule", "words"),
    [
        ({"existing": "pt_must"}, "existing", "k_pt_stay", "PyTorch is left."),
        ({"existing": "tf_must"}, "existing", "k_tf_stay", "TensorFlow is left."),
        ({"existing": "tf_must", "musts": "rule_pt"}, "musts", "k_rule_pt", "Both are ruled out"),
        ({"scale": "tpupod", "hardware": "cpu"}, "hardware", "x_tpu_cpu", "Which one trains?"),
        ({"scale": "tpupod", "hardware": "cpu"}, "scale", "x_tpu_cpu", "Which one trains?"),
        ({"target": "mcu", "task": "llm"}, "target", "x_mcu_llm", "Which one can change?"),
        ({"outcome": "learn", "scale": "cluster"}, "scale", "x_learn_cluster", "Is the cluster"),
        ({"style": "free2", "shipping": "pipeline"}, "shipping", "x_free_pipeline", "deviate?"),
        ({"experience": "first", "task": "newidea"}, "task", "x_first_newidea", "steep start"),
        ({"musts": "rule_tf", "existing": "pt_must"}, "musts", "x_rule_tf_pt_code", "Which one"),
        ({"task": "tabular"}, "task", "r_trees", "scikit-learn"),
        ({"outcome": "runonly", "task": "llm"}, "outcome", "r_llm_run", "vLLM"),
    ],
)
def test_rules_are_told_on_the_pages_of_their_questions(knowledge, answers, question, rule, words):
    found = {notice.id: notice for notice in said(knowledge, question, **answers)}
    notice = found[rule]
    assert words in f"{notice.title} {notice.text}"
    for other in knowledge.questions:
        if other.id not in answers:
            assert all(n.id != rule for n in said(knowledge, other.id, **answers))


def test_what_is_not_sure_brings_nothing_about(knowledge):
    for question in knowledge.questions:
        assert said(knowledge, question.id, **{question.id: NOT_SURE}) == ()


def test_a_question_that_is_passed_over_says_why_and_that_answers_count(knowledge):
    (notice,) = said(knowledge, "languages", target="notebook")
    assert notice.kind == "passed_over"
    assert notice.text == knowledge.question("languages").skip_reason
    (notice,) = said(knowledge, "languages", target="notebook", languages="cpp")
    assert notice.text.endswith("Your answer counts all the same.")


# --- on the page -----------------------------------------------------------------------------


def click(qtbot, page, name):
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def card(page, question, option):
    return page.findChild(ChoiceCard, f"choice_{question}_{option}")


def press(qtbot, page, key):
    qtbot.keyClick(QApplication.focusWidget() or page, key)


def test_a_route_is_said_in_one_line_and_gone_past(qtbot, page, decision):
    bar = page.findChild(NoticeBar)
    assert not bar.isVisible()
    qtbot.mouseClick(card(page, "task", "tabular"), Qt.MouseButton.LeftButton)
    assert bar.isVisible()
    assert bar.words().startswith("Try scikit-learn or boosted trees first.")
    click(qtbot, page, "notice_past_r_trees")
    assert decision.snapshot.answers.answers["task"] == ("tabular_nn",)
    assert not bar.isVisible()
    decision.undo()
    assert bar.isVisible()


def test_code_that_must_stay_offers_the_result_now(qtbot, page, decision):
    decision.go("existing")
    qtbot.mouseClick(card(page, "existing", "pt_must"), Qt.MouseButton.LeftButton)
    click(qtbot, page, "notice_result")
    assert decision.snapshot.question == VERDICT
    decision.back()
    assert decision.snapshot.question == "existing"


def test_no_code_ends_the_wizard_and_the_way_to_go_on_is_there(qtbot, page, decision, knowledge):
    forward = page.findChild(QAbstractButton, "wizard_next")
    decision.go("musts")
    assert forward.text() == "Next"
    decision.choose("musts", "no_code")
    assert forward.text() == "Show the result"
    assert page.findChild(QAbstractButton, "notice_result") is None
    click(qtbot, page, "wizard_next")
    assert decision.snapshot.question == VERDICT
    decision.back()
    assert decision.snapshot.question == "musts"
    click(qtbot, page, "notice_past_r_nocode")
    assert "musts" not in decision.snapshot.answers.answers
    click(qtbot, page, "wizard_next")
    assert decision.snapshot.question == "target"


def test_the_last_question_leads_to_all_answers_whatever_was_passed_over(page, decision):
    decision.choose("target", "notebook")
    decision.go("tracking")
    assert page.findChild(QAbstractButton, "wizard_next").text() == "Next"
    decision.next()
    assert decision.snapshot.question == SUMMARY


def test_only_running_a_model_leads_past_training_and_back(qtbot, page, decision):
    decision.choose("task", "llm")
    decision.go("outcome")
    decision.choose("outcome", "runonly")
    skipped = {s.question for s in decision.snapshot.steps if s.state == "skipped"}
    assert skipped == {"scale", "experience", "style", "debugging", "lifetime", "tracking"}
    click(qtbot, page, "notice_past_r_llm_run")
    assert decision.snapshot.answers.answers == {"task": ("llm",)}
    assert all(step.state != "skipped" for step in decision.snapshot.steps)


def test_a_question_that_is_passed_over_is_answered_anyway(qtbot, page, decision):
    decision.choose("target", "notebook")
    decision.go("languages")
    group = card(page, "languages", "cpp")
    assert not group.isEnabled()
    press(qtbot, page, Qt.Key.Key_2)
    assert "languages" not in decision.snapshot.answers.answers
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "notice_anyway"
    press(qtbot, page, Qt.Key.Key_Space)
    assert group.isEnabled()
    press(qtbot, page, Qt.Key.Key_2)
    assert decision.snapshot.answers.answers["languages"] == ("cpp",)
    words = page.findChild(NoticeBar).words()
    assert words.startswith("Usually passed over:")
    decision.go("task")
    decision.go("languages")
    assert group.isEnabled()


def test_a_conflict_is_one_calm_line_and_blocks_nothing(qtbot, page, decision):
    decision.choose("scale", "tpupod")
    decision.go("hardware")
    decision.choose("hardware", "cpu")
    bar = page.findChild(NoticeBar)
    assert bar.words() == "You named a TPU pod and a machine without a GPU. Which one trains?"
    assert bar.findChildren(QAbstractButton) == []
    click(qtbot, page, "wizard_next")
    assert decision.snapshot.question == "team"


@pytest.mark.parametrize(("width", "height"), [(1184, 820), (804, 600)])
def test_notices_are_whole_and_leave_the_way_on_in_place(qtbot, page, decision, width, height):
    page.resize(width, height)
    qtbot.waitUntil(lambda: (page.width(), page.height()) == (width, height))
    decision.go("musts")
    forward = page.findChild(QAbstractButton, "wizard_next")
    before = forward.mapTo(page, forward.rect().bottomRight())
    decision.choose("existing", "tf_must")
    decision.choose("musts", "rule_pt")
    bar = page.findChild(NoticeBar)

    def cut():
        shown = [label for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]
        return [
            label.text()
            for label in shown
            if label.height() < label.heightForWidth(label.width())
            or not bar.rect().contains(label.mapTo(bar, label.rect().bottomRight()))
        ]

    qtbot.waitUntil(lambda: bar.height() > 40 and not cut())
    assert forward.mapTo(page, forward.rect().bottomRight()) == before


def test_the_gist_stands_where_the_outcome_says_the_rest(qtbot, page, decision):
    decision.choose("task", "tabular")
    (label,) = [
        found
        for found in page.findChild(NoticeBar).findChildren(QLabel)
        if "scikit-learn" in found.text()
    ]
    assert "fraction" not in label.text()
    assert "fraction" in label.toolTip()
    assert "fraction" in label.accessibleName()
    page.resize(804, 820)
    qtbot.waitUntil(lambda: "fraction" in label.text())
