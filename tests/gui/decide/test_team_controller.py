"""The team without widgets: files in, people named, two verdicts, nothing lost."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest

from core.cli.main import main
from core.records.answers import Answers
from core.records.document import TeamFile
from core.store.answerfile import read_answers
from gui.controllers.snapshot import TEAM, VERDICT
from gui.controllers.team import MOST, TeamController

AS_OF = dt.date(2026, 11, 23)
VISION = '[answers]\ntask = "vision"\noutcome = "product"\ntarget = "android"\nteam = "tf"\n'
LLM = '[answers]\ntask = "llm"\noutcome = "paper"\nteam = "pt"\nexperience = "expert"\n'


class Store:
    """Stands where the document stands."""

    def __init__(self, team=()):
        self.kept = team

    def team(self):
        return self.kept

    def keep_team(self, team):
        self.kept = team


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def team(decision, store):
    controller = TeamController(decision, store, as_of=AS_OF)
    controller.set_shown(True)
    yield controller
    controller.close()


@pytest.fixture
def files(tmp_path):
    """Write answer files; return their paths."""

    def write(**texts):
        paths = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.toml"
            path.write_text(text, "utf-8")
            paths.append(path)
        return paths

    return write


@pytest.fixture
def settle(qtbot, team):
    """Wait until everything is read and computed; return the snapshot."""

    def wait():
        qtbot.waitUntil(team.is_idle, timeout=20_000)
        return team.snapshot

    return wait


def names(snapshot):
    return [member.name for member in snapshot.members]


def test_two_files_give_a_preview_and_then_the_full_result(qtbot, team, files, settle):
    seen = []
    team.changed.connect(lambda now: seen.append(now.verdict))
    team.add_files(files(ana=VISION, ben=LLM))
    now = settle()
    previews = [verdict.preview for verdict in seen if verdict is not None]
    assert previews == sorted(previews, reverse=True)
    assert previews[0] is True
    assert now.verdict is not None
    assert not now.preview
    assert [p.name for p in now.verdict.people] == ["ana", "ben"] == names(now)
    assert now.person(now.members[1]) == now.verdict.people[1]


def test_nothing_is_computed_while_nobody_looks(team, files, settle):
    team.set_shown(False)
    team.add_files(files(ana=VISION, ben=LLM))
    assert settle().verdict is None
    assert all(member.answers for member in team.snapshot.members)
    team.set_shown(True)
    assert settle().verdict is not None


def test_the_same_file_is_one_person_and_is_read_again(team, files, settle):
    (path,) = files(ana=VISION)
    team.add_files([path, path])
    settle()
    path.write_text(LLM, "utf-8")
    team.add_files([path])
    (member,) = settle().members
    assert member.answers.chosen("task") == ("llm",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ('[answers]\ntask = "visoin"\n', "visoin"),
        ("[answers]\n", "holds no answers"),
        ("\x00", "TOML"),
    ],
)
def test_a_file_at_fault_keeps_its_row_and_its_remedy(team, files, settle, text, words):
    good, bad = files(ana=VISION, ben=text)
    team.add_files([good, bad])
    now = settle()
    error = now.members[1].error
    assert words in str(error)
    assert error.remedy
    assert str(bad) not in error.what
    assert [p.name for p in now.verdict.people] == ["ana"]
    bad.write_text(LLM, "utf-8")
    team.read_again(now.members[1].id)
    assert [p.name for p in settle().verdict.people] == ["ana", "ben"]


def test_a_file_that_is_gone_says_so_when_the_page_is_shown_again(team, files, settle):
    (path,) = files(ana=VISION)
    team.add_files([path])
    settle()
    path.unlink()
    team.set_shown(False)
    team.set_shown(True)
    (member,) = settle().members
    assert "cannot be read" in member.error.what
    assert team.snapshot.verdict is None


def test_names_differ_and_can_be_given(team, files, settle, store):
    team.add_files(files(a='name = "Ana"\n' + VISION, b='name = "Ana"\n' + LLM))
    now = settle()
    assert names(now) == ["Ana", "Ana (2)"]
    team.rename(now.members[0].id, "  Cem ")
    assert names(settle()) == ["Cem", "Ana"]
    assert [p.name for p in team.snapshot.verdict.people] == ["Cem", "Ana"]
    assert [file.name for file in store.kept] == ["  Cem ", ""]
    team.rename(now.members[0].id, "")
    assert names(settle()) == ["Ana", "Ana (2)"]


def test_the_present_answers_follow_what_is_answered(team, decision, files, settle):
    team.add_mine()
    team.add_mine()
    (mine,) = settle().members
    assert mine.error.remedy
    for question, option in (("task", "llm"), ("team", "pt"), ("outcome", "paper")):
        decision.answer(question, (option,))
    team.add_files(files(ben=VISION))
    now = settle()
    assert names(now) == ["Person here", "ben"]
    assert now.person(now.members[0]).answered == 3
    decision.answer("experience", ("expert",))
    assert settle().person(now.members[0]).answered == 4


def removed(team):
    return [member.name for member in team.snapshot.removed]


def test_a_removed_person_can_be_put_back_in_place(team, files, settle, store):
    team.add_files(files(ana=VISION, ben=LLM, cem=LLM))
    now = settle()
    team.remove(now.members[1].id)
    assert names(settle()) == ["ana", "cem"]
    assert removed(team) == ["ben"]
    team.put_back(now.members[1].id)
    assert names(settle()) == ["ana", "ben", "cem"]
    assert removed(team) == []
    assert len(store.kept) == 3
    assert len(team.snapshot.verdict.people) == 3


def test_everyone_removed_can_be_put_back_one_by_one_or_together(team, files, settle):
    team.add_files(files(ana=VISION, ben=LLM, cem=LLM))
    for member in settle().members:
        team.remove(member.id)
    now = settle()
    assert (names(now), removed(team)) == ([], ["ana", "ben", "cem"])
    team.put_back(now.removed[1].id)
    assert (names(settle()), removed(team)) == (["ben"], ["ana", "cem"])
    team.put_all_back()
    assert (names(settle()), removed(team)) == (["ana", "ben", "cem"], [])
    assert len(team.snapshot.verdict.people) == 3


def test_nobody_is_put_back_who_was_added_again(team, files, settle):
    paths = files(ana=VISION, ben=LLM)
    team.add_files(paths)
    team.remove(settle().members[0].id)
    team.add_files(paths[:1])
    assert (names(settle()), removed(team)) == (["ben", "ana"], [])
    team.put_all_back()
    assert names(settle()) == ["ben", "ana"]


def test_files_of_one_name_say_where_they_lie(team, settle, tmp_path):
    paths = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "x.toml")
        paths[-1].write_text(VISION, encoding="utf-8")
    paths.append(tmp_path / "y.toml")
    paths[-1].write_text(LLM, encoding="utf-8")
    team.add_files(paths)
    now = settle()
    assert names(now) == ["x", "x (2)", "y"]
    assert [member.folder for member in now.members] == [str(p.parent) for p in paths[:2]] + [""]
    for member in now.members[:2]:
        team.remove(member.id)
    now = settle()
    assert [member.folder for member in now.members] == [""]
    # In the list of those who can be put back, too.
    assert removed(team) == ["x", "x (2)"]
    assert [member.folder for member in now.removed] == [str(p.parent) for p in paths[:2]]


def test_the_very_same_answers_are_pointed_out(team, files, settle):
    team.add_files(files(ana=VISION, ben=VISION, cem=LLM))
    assert [member.twin for member in settle().members] == ["", "ana", ""]


def test_runs_that_are_elsewhere_leave_the_person_in(team, files, settle):
    team.add_files(files(ana='runs = ["20200101T000000Z-no"]\n' + VISION))
    (member,) = settle().members
    assert member.error is None
    assert "20200101T000000Z-no" in member.note
    assert team.snapshot.verdict is not None


def test_the_team_comes_back_with_the_document(team, decision, store, files, settle):
    team.add_files(files(ana=VISION))
    team.add_mine()
    settle()
    again = TeamController(decision, Store(store.kept), as_of=AS_OF)
    again.restore()
    assert [member.path for member in again.snapshot.members] == [
        member.path for member in team.snapshot.members
    ]
    again.close()


def test_another_document_brings_another_team(team, decision, store, files, settle):
    ana, ben = files(ana=VISION, ben=LLM)
    team.add_files([ana])
    settle()
    store.kept = (TeamFile(path=str(ben), name="B."),)
    decision.set_answers(Answers(answers={"task": ("rl",)}))
    assert names(settle()) == ["B."]


def test_a_team_has_a_limit_that_is_told(team, tmp_path, settle):
    told = []
    team.failed.connect(told.append)
    paths = [tmp_path / f"{number}.toml" for number in range(MOST + 2)]
    team.add_files(paths)
    assert len(settle().members) == MOST
    assert len(told) == 1
    assert "forkwise decide" in told[0].remedy


def test_my_answers_are_written_for_others(qtbot, team, decision, tmp_path):
    out = tmp_path / "mine.toml"
    told = []
    team.failed.connect(told.append)
    team.export_mine(out)
    assert "no answers" in told[0].what
    decision.set_answers(
        Answers(answers={"task": ("llm",)}, notes={"task": "chat"}, runs=("20260101T000000Z-a",))
    )
    team.add_mine()
    team.rename(team.snapshot.members[0].id, "Ana")
    with qtbot.waitSignal(team.written, timeout=5000):
        team.export_mine(out)
    said = read_answers(out)
    assert (said.name, said.runs) == ("Ana", ())
    assert said.answers == {"task": ("llm",)}
    assert said.notes == {"task": "chat"}


def test_the_report_is_on_everyone(qtbot, team, files, settle, tmp_path):
    told = []
    team.failed.connect(told.append)
    team.write_report(tmp_path / "no.json")
    assert "nobody" in told[0].what
    team.add_files(files(ana=VISION, ben=LLM))
    settle()
    out = tmp_path / "team.json"
    with qtbot.waitSignal(team.written, timeout=20_000):
        team.write_report(out)
    data = json.loads(out.read_text("utf-8"))
    assert [person["name"] for person in data["verdict"]["people"]] == ["ana", "ben"]
    assert not data["verdict"]["preview"]
    team.write_report(tmp_path / "team.pdf")
    settle()
    assert ".html" in told[-1].remedy


def test_the_command_line_says_the_same(team, files, settle, capsys):
    paths = files(ana=VISION, ben=LLM)
    team.add_files(paths)
    shown = settle().verdict
    named = [part for path in paths for part in ("--answers", str(path))]
    assert main(["decide", *named, "--as-of", AS_OF.isoformat(), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(msgspec.json.encode(shown))


def test_the_team_is_a_page_one_comes_back_from(decision, documents):
    decision.go("outcome")
    decision.go(TEAM)
    decision.next()
    assert decision.snapshot.question == TEAM
    decision.back()
    assert decision.snapshot.question == "outcome"
    decision.go(TEAM)
    again = type(decision)(lambda: decision.snapshot.knowledge, documents, as_of=AS_OF)
    again.open()
    assert again.snapshot.question == VERDICT
    again.close()
