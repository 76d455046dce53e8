"""What is told of undoing and redoing."""

from __future__ import annotations

import pytest

from core.records.answers import Answers


def wait_idle(qtbot, decision):
    qtbot.waitUntil(decision.is_idle, timeout=20_000)


@pytest.fixture
def warm(qtbot, decision):
    decision.warm_up()
    wait_idle(qtbot, decision)
    return decision


def said(decision):
    return decision.snapshot.answers


def test_undo_names_what_came_back_and_what_it_moved(qtbot, warm):
    warm.set_answers(
        Answers(answers={q: ("llm",) if q == "task" else ("paper",) for q in ("task", "outcome")})
    )
    wait_idle(qtbot, warm)
    warm.choose("task", "audio")
    warm.choose("task", "vision")
    warm.undo()
    assert warm.snapshot.moved.startswith("“What you build” back at “Sound or signals”")
    assert warm.snapshot.preview
    wait_idle(qtbot, warm)
    assert warm.snapshot.moved.startswith("“What you build” back at “Sound or signals”")
    warm.undo()
    warm.undo()
    assert warm.snapshot.moved.startswith("Undoing 2 answers")
    warm.redo()
    assert warm.snapshot.moved.startswith("Redoing 2 answers")
    warm.answer("task", ())
    assert warm.snapshot.moved.startswith("Clearing “What you build”")
    warm.undo()
    assert warm.snapshot.moved.startswith("“What you build” back at “Language models”")
    warm.undo()
    warm.redo()
    warm.clear_all()
    assert warm.snapshot.moved.startswith("Clearing all answers")
    warm.undo()
    assert warm.snapshot.moved.startswith("Bringing 2 answers back")
    wait_idle(qtbot, warm)


def test_a_note_that_comes_back_moves_no_verdict(qtbot, warm):
    warm.note("task", "signs")
    before = warm.verdict
    warm.undo()
    assert warm.is_idle()
    assert warm.verdict is before
    assert warm.snapshot.moved == "Undoing the note on “What you build”: no verdict hangs on it."


def test_an_undone_open_question_is_told_as_open_again(qtbot, warm):
    warm.choose("task", "vision")
    warm.undo()
    assert warm.snapshot.moved.startswith("“What you build” open again")
    wait_idle(qtbot, warm)


def test_previews_are_compared_with_previews_and_full_results_with_full_ones(qtbot, warm):
    """An answer given back at once leaves the figures exactly where they were."""
    warm.set_answers(
        Answers(
            answers={
                "task": ("vision",), "outcome": ("product",), "existing": ("none",),
                "target": ("server",), "hardware": ("cpu",), "team": ("both",),
            }
        )
    )  # fmt: skip
    wait_idle(qtbot, warm)
    full = warm.verdict
    warm.choose("speed", "train")
    moved = warm.snapshot.moved
    warm.undo()
    back = warm.snapshot.moved
    assert "“Speed here” open again moved PyTorch from" in back or "left PyTorch at" in back
    first = [word for word in moved.split() if word.isdigit()][:2]
    second = [word for word in back.split() if word.isdigit()][:2]
    assert first == second[::-1]
    wait_idle(qtbot, warm)
    assert warm.verdict == full


def test_each_change_is_counted_once(qtbot, warm):
    counts = []
    warm.snapshotChanged.connect(lambda snapshot: counts.append(snapshot.change))
    warm.choose("task", "vision")
    wait_idle(qtbot, warm)
    warm.go("style")
    warm.mark_saved()
    warm.undo()
    wait_idle(qtbot, warm)
    assert sorted(set(counts)) == [counts[0], counts[0] + 1]
