from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from core.records.answers import Answers
from core.records.errors import AppError
from gui.controllers.decision import SUMMARY, VERDICT, DecisionController

FRESH = """
import sys
from PySide6.QtCore import QCoreApplication
from core.knowledge.load import load
from gui.controllers.decision import DecisionController
app = QCoreApplication([])
decision = DecisionController(load)
decision.open()
decision.choose("task", "vision")
bad = {"numpy", "pandas", "scipy", "pyqtgraph", "torch", "tensorflow"} & set(sys.modules)
sys.exit(", ".join(sorted(bad)) if bad or decision.verdict else 0)
"""


def wait_idle(qtbot, decision):
    qtbot.waitUntil(decision.is_idle, timeout=20_000)


def test_opening_needs_no_numpy():
    done = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_first_snapshot_has_no_verdict_and_the_first_result_is_full(qtbot, decision):
    assert decision.snapshot.verdict is None
    assert decision.is_idle()
    decision.warm_up()
    assert not decision.is_idle()
    wait_idle(qtbot, decision)
    assert decision.verdict is not None
    assert not decision.snapshot.preview
    assert decision.verdict.draws == decision.snapshot.knowledge.meta.draws


def test_an_answer_gives_a_preview_at_once_and_then_the_full_result(qtbot, decision):
    decision.warm_up()
    wait_idle(qtbot, decision)
    seen = []
    decision.snapshotChanged.connect(seen.append)
    decision.choose("task", "vision")
    assert [s.preview for s in seen] == [True]
    assert seen[0].verdict.draws == 2_000
    wait_idle(qtbot, decision)
    assert [s.preview for s in seen] == [True, False]
    assert seen[-1].moved


def test_a_result_that_was_overtaken_is_dropped(qtbot, decision):
    decision.warm_up()
    wait_idle(qtbot, decision)
    full = []
    decision.snapshotChanged.connect(lambda s: full.append(s) if not s.preview else None)
    for option in ("vision", "audio", "rl", "tabular_nn"):
        decision.choose("task", option)
    wait_idle(qtbot, decision)
    assert len(full) == 1
    assert full[0].answers.answers["task"] == ("tabular_nn",)


def test_closing_while_computing_leaves_nothing_behind(qtbot, decision):
    before = threading.active_count()
    decision.warm_up()
    decision.close()
    assert decision.is_idle()
    assert threading.active_count() <= before + 1
    arrived = []
    decision.snapshotChanged.connect(arrived.append)
    qtbot.wait(50)
    assert arrived == []


def test_a_snapshot_is_frozen(decision):
    with pytest.raises(AttributeError):
        decision.snapshot.question = "task"


def test_every_change_is_handed_to_the_document(decision, documents):
    decision.choose("task", "vision")
    assert not decision.snapshot.saved
    decision.next()
    answers, page = documents.saved[-1]
    assert answers.answers == {"task": ("vision",)}
    assert page == decision.snapshot.question != "task"
    decision.mark_saved()
    assert decision.snapshot.saved


def test_a_second_start_stands_where_the_first_ended(decision, documents, knowledge):
    decision.choose("task", "vision")
    decision.next()
    decision.choose("outcome", "product")
    again = DecisionController(lambda: knowledge, documents)
    again.open()
    restored = again.snapshot
    assert restored is not None
    assert restored.answers == decision.snapshot.answers
    assert restored.question == "outcome"
    assert restored.saved


def test_forward_and_back_keep_every_answer(decision, knowledge):
    walked = []
    while decision.snapshot.question != SUMMARY:
        question = knowledge.question(decision.snapshot.question)
        walked.append(question.id)
        decision.choose(question.id, question.option[0].id)
        decision.next()
    given = decision.snapshot.answers
    for question in reversed(walked):
        decision.back()
        assert decision.snapshot.question == question
    assert decision.snapshot.answers == given
    decision.back()
    assert decision.snapshot.question == walked[0]


def test_the_verdict_comes_after_the_summary(decision):
    decision.go(SUMMARY)
    decision.next()
    assert decision.snapshot.question == VERDICT
    decision.back()
    assert decision.snapshot.question == SUMMARY


def test_going_nowhere_changes_nothing(decision):
    before = decision.snapshot
    decision.go("no_such_question")
    assert decision.snapshot is before


def test_notes_are_kept_and_emptied(decision):
    decision.note("project", " Road signs ")
    assert decision.snapshot.answers.notes == {"project": "Road signs"}
    decision.note("project", "")
    assert decision.snapshot.answers.notes == {}


def test_runs_are_named_in_the_answers(decision):
    decision.set_measured(())
    assert decision.snapshot.answers.runs == ()


def test_answers_from_a_file_replace_all(decision):
    decision.choose("task", "vision")
    decision.set_answers(Answers(answers={"outcome": ("paper",)}))
    assert decision.snapshot.answers.answers == {"outcome": ("paper",)}


def test_unreadable_knowledge_is_told_and_can_be_tried_again(qtbot, knowledge):
    trouble = [AppError("rules.toml cannot be read", "line 3", "mend line 3")]

    def load():
        if trouble:
            raise trouble[0]
        return knowledge

    decision = DecisionController(load)
    told = []
    decision.failed.connect(told.append)
    decision.open()
    assert told == trouble
    assert decision.error is trouble[0]
    assert decision.snapshot is None
    assert decision.verdict is None
    with pytest.raises(AppError, match="no knowledge"):
        decision.choose("task", "vision")
    trouble.clear()
    decision.open()
    assert decision.error is None
    assert decision.snapshot is not None
    decision.close()


def test_an_unreadable_document_does_not_stop_the_start(qtbot, knowledge):
    class Broken:
        def save(self, answers, page):
            raise AssertionError("nothing was changed")

        def load(self):
            raise AppError("The document cannot be read", "it is empty", "open another one")

    decision = DecisionController(lambda: knowledge, Broken())
    told = []
    decision.failed.connect(told.append)
    decision.open()
    assert [error.what for error in told] == ["The document cannot be read"]
    assert decision.snapshot is not None
    assert decision.snapshot.answers == Answers()
