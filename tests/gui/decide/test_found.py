"""What this machine says, beside what the person says."""

from __future__ import annotations

import msgspec
from machines import LINUX, WINDOWS, a_device, a_machine, a_python

from core.records.answers import Answers
from gui.controllers.decision import DecisionController
from gui.controllers.found import as_here, filled, is_as_here, look

PYTHONS = (a_python("3.11.2"), a_python("3.13.0"))
PLAIN = a_machine()
NVIDIA = a_machine(LINUX, "x86_64", a_device("NVIDIA RTX 4090", "cuda", "8.9"))
ARM = a_machine(WINDOWS, "ARM64")


def said(decision):
    return decision.snapshot.answers


def test_the_machine_fills_what_is_open(decision):
    decision.take_machine(NVIDIA, PYTHONS)
    assert said(decision).answers == {"hardware": ("nv_linux",)}
    assert said(decision).found == {
        "hardware": ("nv_linux",),
        "system": ("linux_x86_64",),
        "python": ("3.11", "3.13"),
        "gpu": ("nvidia_upto_9",),
    }
    assert decision.snapshot.here.hardware == "NVIDIA RTX 4090"


def test_who_was_quicker_than_the_machine_check_keeps_their_answer(decision):
    decision.choose("hardware", "nv_win")
    decision.take_machine(PLAIN, PYTHONS)
    assert said(decision).answers["hardware"] == ("nv_win",)
    assert said(decision).found["hardware"] == ("cpu",)


def test_an_answer_that_was_cleared_is_not_filled_again(decision):
    decision.choose("hardware", "nv_win")
    decision.answer("hardware", ())
    decision.take_machine(PLAIN, PYTHONS)
    assert "hardware" not in said(decision).answers
    decision.take_machine(PLAIN, PYTHONS)
    assert "hardware" not in said(decision).answers


def test_an_answer_that_was_cleared_is_not_filled_at_the_next_start(decision, documents, knowledge):
    decision.take_machine(PLAIN, PYTHONS)
    decision.answer("hardware", ())
    again = DecisionController(lambda: knowledge, documents)
    again.open()
    again.take_machine(PLAIN, PYTHONS)
    assert "hardware" not in said(again).answers
    assert said(again).found["system"] == ("linux_x86_64",)


def test_a_correction_can_be_taken_back_to_what_the_machine_says(decision):
    decision.take_machine(NVIDIA, PYTHONS)
    decision.choose("hardware", "apple")
    assert not is_as_here(said(decision), decision.snapshot.here)
    decision.use_machine()
    assert is_as_here(said(decision), decision.snapshot.here)
    assert said(decision).answers["hardware"] == ("nv_linux",)
    assert decision.snapshot.undo == "using what this machine says"
    decision.undo()
    assert said(decision).answers["hardware"] == ("apple",)


def test_before_the_machine_is_read_there_is_nothing_to_go_back_to(decision):
    before = said(decision)
    decision.use_machine()
    assert said(decision) == before


def test_a_new_python_on_the_same_machine_is_taken_in(decision, documents, knowledge):
    decision.take_machine(PLAIN, PYTHONS[:1])
    again = DecisionController(lambda: knowledge, documents)
    again.open()
    again.take_machine(PLAIN, PYTHONS)
    assert again.snapshot is not None
    assert again.snapshot.answers.found["python"] == ("3.11", "3.13")
    assert again.snapshot.undo == ""


def test_answers_from_another_machine_keep_what_was_found_there(knowledge):
    theirs = Answers(
        answers={"hardware": ("cpu",)},
        found={"hardware": ("cpu",), "system": ("windows_arm64",), "python": ("3.12",)},
    )
    here = look(knowledge, NVIDIA, PYTHONS)
    assert filled(theirs, here, fill=True) == theirs
    mine = as_here(theirs, here)
    assert mine.answers["hardware"] == ("nv_linux",)
    assert mine.found == here.facts


def test_a_file_without_findings_takes_over_those_of_this_machine(decision):
    decision.take_machine(NVIDIA, PYTHONS)
    decision.set_answers(Answers(answers={"task": ("llm",)}))
    assert said(decision).answers == {"task": ("llm",), "hardware": ("nv_linux",)}
    assert said(decision).found == decision.snapshot.here.facts


def test_what_cannot_be_told_fills_nothing(decision):
    decision.take_machine(a_machine(note="not readable here: the driver hangs"), ())
    assert "hardware" not in said(decision).answers
    assert said(decision).found == {"system": ("linux_x86_64",)}


def test_what_the_knowledge_has_no_word_for_is_left_out(knowledge):
    pythons = (a_python("3.11.2"), a_python("3.99.0"))
    assert look(knowledge, PLAIN, pythons).facts["python"] == ("3.11",)
    fewer = msgspec.structs.replace(
        knowledge, facts=(), questions=tuple(q for q in knowledge.questions if q.id != "hardware")
    )
    assert look(fewer, PLAIN, pythons).facts == {}


def test_a_fact_decides_what_no_question_asks(qtbot, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.take_machine(ARM, (a_python("3.11.2", "ARM64"),))
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    rules = {rule.id: rule.share for rule in decision.verdict.fired_rules}
    assert rules["k_winarm"] == 1
    assert decision.snapshot.moved.startswith("What was found on this machine brought in a rule")
    decision.choose("hardware", "nv_linux")
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    assert all(rule.id != "k_winarm" for rule in decision.verdict.fired_rules)
