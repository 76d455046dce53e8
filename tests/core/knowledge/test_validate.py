"""What a person said is refused with the file, the id, the field and the nearest valid id."""

from __future__ import annotations

import msgspec
import pytest

from core.knowledge.validate import check_answers
from core.records.answers import Answers, TradeOff
from core.records.errors import AppError
from core.records.knowledge import Swing


def choices(*pairs):
    told = (TradeOff(*pair.split()) for pair in pairs)
    return Answers(trade_offs=tuple(told))


WRONG = [
    (Answers(answers={"taks": ("vision",)}), ["answers", "taks", '"task"']),
    (Answers(answers={"task": ("vison",)}), ["answers", "task", "vison", '"vision"']),
    (Answers(answers={"task": ("vision", "llm")}), ["task", "takes one"]),
    (Answers(answers={"musts": ("no_wsl", "no_wsl")}), ["musts", "twice"]),
    (Answers(answers={"musts": ("no_wsl", "not_sure")}), ["musts", "not_sure"]),
    (Answers(answers={"musts": ("none", "py314")}), ["musts", '"none" stands beside py314']),
    (Answers(answers={"target": ("server", "notebook")}), ["target", '"notebook"', "server"]),
    (Answers(answers={"languages": ("python", "cpp", "js")}), ['"python"', "cpp, js", "alone"]),
    (Answers(overrides={"debug": 4.5}), ["overrides", "debug", "4.5"]),
    (Answers(overrides={"debug": float("nan")}), ["overrides", "debug", "nan"]),
    (Answers(overrides={"debugging": 2.0}), ["overrides", "debugging", '"debug"']),
    (Answers(ranking=("debug", "flexx")), ["ranking", "flexx", '"flex"']),
    (Answers(ranking=("debug", "debug")), ["ranking", "debug", "twice"]),
    (Answers(trade_offs=(TradeOff(prefer="debug", over="x"),)), ["trade_offs", '"x"']),
    (Answers(trade_offs=(TradeOff(prefer="debug", over="debug"),)), ["trade_offs", "debug"]),
    (choices("debug flex", "debug flex"), ["trade_offs", "debug", "flex", "twice"]),
    (choices("debug flex", "flex debug"), ["contradict", "debug over flex over debug"]),
    (
        choices("debug flex", "flex ready", "ready serve", "serve flex"),
        ["contradict", "flex over ready over serve over flex"],
    ),
    (Answers(no_preference=(("debug", "flexx"),)), ["no_preference", "flexx", '"flex"']),
    (Answers(no_preference=(("debug", "debug"),)), ["no_preference", "debug", "itself"]),
    (
        Answers(no_preference=(("debug", "flex"), ("flex", "debug"))),
        ["no_preference", "debug", "flex", "twice"],
    ),
    (
        Answers(
            trade_offs=(TradeOff(prefer="flex", over="debug"),),
            no_preference=(("debug", "flex"),),
        ),
        ["no_preference", "trade_offs", "debug", "flex"],
    ),
    (Answers(notes={"tasks": "hello"}), ["notes", "tasks", '"task"']),
    (Answers(found={"gpus": ("amd",)}), ["found", "gpus", '"gpu"']),
]


@pytest.mark.parametrize(("answers", "words"), WRONG)
def test_wrong_answers(known, answers, words):
    with pytest.raises(AppError) as caught:
        check_answers(known, answers, "mine.toml")
    assert caught.value.what.startswith("mine.toml")
    for word in words:
        assert word in str(caught.value)


def test_nothing_is_called_near_that_is_not(known):
    with pytest.raises(AppError) as caught:
        check_answers(known, Answers(answers={"task": ("\x1b[31mred",)}), "mine.toml")
    assert "nearest" not in str(caught.value)
    assert "llm, genmedia" in caught.value.why


def test_right_answers_come_back_without_empty_ones(known):
    said = Answers(
        answers={
            "task": ("vision",),
            "musts": ("no_wsl", "py314"),
            "team": ("not_sure",),
            "scale": (),
        },
        overrides={"debug": 0, "flex": 4},
        ranking=("debug", "flex"),
        trade_offs=(TradeOff(prefer="debug", over="flex"),),
        no_preference=(("debug", "serve"),),
        notes={"task": "road signs", "project": "for the city"},
    )
    kept = check_answers(known, said, "mine.toml")
    assert "scale" not in kept.answers
    assert kept.answers["musts"] == ("no_wsl", "py314")
    assert kept.overrides == said.overrides


def test_choices_that_go_together_are_accepted(known):
    said = choices("debug flex", "flex ready", "debug ready", "debug serve")
    assert check_answers(known, said, "mine.toml") == said


def test_a_choice_needs_criteria_with_a_described_improvement(known):
    only = {"debug": Swing(gain=0.25, text="a"), "flex": Swing(gain=0.25, text="b")}
    criteria = tuple(
        msgspec.structs.replace(criterion, swing=only.get(criterion.id))
        for criterion in known.criteria
    )
    fewer = msgspec.structs.replace(known, criteria=criteria)
    check_answers(fewer, choices("debug flex"), "mine.toml")
    with pytest.raises(AppError) as caught:
        check_answers(fewer, choices("debug ready"), "mine.toml")
    assert '"ready"' in caught.value.what
    assert "debug, flex" in caught.value.remedy or "flex, debug" in caught.value.remedy


def test_every_option_of_every_question_is_accepted(known):
    for question in known.questions:
        for option in question.option:
            check_answers(known, Answers(answers={question.id: (option.id,)}), "x")


def test_what_the_machine_check_saw_and_this_knowledge_has_no_word_for_is_dropped(known):
    seen = {
        "python": ("3.13", "3.99"),
        "gpu": ("voodoo",),
        "hardware": ("nv_linux",),
        "system": ("linux_x86_64",),
    }
    kept = check_answers(known, Answers(found=seen), "mine.toml")
    assert kept.found == {
        "python": ("3.13",),
        "hardware": ("nv_linux",),
        "system": ("linux_x86_64",),
    }
