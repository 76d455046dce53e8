"""The people of a team: who they are, where their answers come from, what is wrong with a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import msgspec

from core.records.answers import Answers
from core.records.document import TeamFile
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.people import Person
from core.records.run import RunSummary
from core.records.verdict import Verdict


class TeamStore(Protocol):
    """What the team needs of the document: keep who belongs to it, give it back."""

    def team(self) -> tuple[TeamFile, ...]:
        """Return who was kept last."""
        ...

    def keep_team(self, team: tuple[TeamFile, ...]) -> None:
        """Keep who belongs to the team; returns at once, writes soon after."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a team.

    Attributes:
        id: stays the same while the person's name changes.
        path: their answer file; None for the present answers.
        given: what they are called here, by hand; empty: as the file says.
        name: what is shown; differs from everyone else's.
        answers: None before the file was read.
        runs: the runs their file asks for that are on this machine.
        error: why they cannot be weighed; their row stays.
        note: what else is worth knowing about the file, a sentence; they are weighed all the same.
        twin: name of somebody earlier in the list with the very same answers.
        folder: where the file lies, where somebody else's has the same name; else empty.
    """

    id: int
    path: Path | None
    given: str = ""
    name: str = ""
    answers: Answers | None = None
    runs: tuple[RunSummary, ...] = ()
    error: AppError | None = None
    note: str = ""
    twin: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class TeamSnapshot:
    """Everything the team's page paints.

    Attributes:
        members: in the order they were added.
        verdict: on everyone whose answers could be read; None when there is nobody.
        preview: True while the full result is awaited.
        removed: who was taken out and can be put back, the last one last.
    """

    members: tuple[Member, ...] = ()
    verdict: Verdict | None = None
    preview: bool = False
    removed: tuple[Member, ...] = ()

    def has_mine(self) -> bool:
        """Return True when the present answers are one of the people."""
        return any(member.path is None for member in self.members)

    def is_waiting(self) -> bool:
        """Return True while a file is being read or a verdict computed."""
        return self.preview or any(m.answers is None and m.error is None for m in self.members)

    def person(self, member: Member) -> Person | None:
        """Return a member's own outcome; None before it is known."""
        if member.error is not None or self.verdict is None:
            return None
        return next((p for p in self.verdict.people if p.name == member.name), None)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave."""

    answers: Answers | None = None
    runs: tuple[RunSummary, ...] = ()
    error: AppError | None = None
    note: str = ""


def place_of(member: Member) -> str:
    """Return where a person's answers come from; empty for the present ones."""
    return os.path.realpath(member.path) if member.path else ""


def said_something(answers: Answers) -> bool:
    """Return True when there is anything to weigh."""
    return bool(answers.answers or answers.overrides)


def as_files(members: Iterable[Member]) -> tuple[TeamFile, ...]:
    """Return who belongs to the team as it is kept; paths that are no text cannot be."""
    found = []
    for member in members:
        path = str(member.path) if member.path else ""
        if path.encode("utf-8", "replace").decode("utf-8") == path:
            found.append(TeamFile(path=path, name=member.given))
    return tuple(found)


def read_member(knowledge: Knowledge, path: Path) -> Read:
    """Return what an answer file holds; what is wrong with it is part of the result."""
    from core.cli.run_files import read_runs
    from core.knowledge.validate import check_answers
    from core.store.answerfile import read_answers

    try:
        answers = check_answers(knowledge, read_answers(path), str(path))
    except AppError as error:
        # The row has little room; the whole path stands in the tool tip of the name.
        what = error.what.replace(str(path), path.name)
        return Read(error=AppError(what, error.why, error.remedy))
    if not said_something(answers):
        error = AppError(
            f"{path.name} holds no answers",
            "there is nothing to weigh",
            "answer a question in it, or remove it here",
        )
        return Read(answers, error=error)
    try:
        return Read(answers, read_runs((), answers.runs, where=path.name))
    except AppError as problem:
        # Runs stay on the machine they were made on: no reason to leave the person out.
        return Read(answers, note=f"{problem.what}; it is left out.")


def write_answers_for_team(path: Path, answers: Answers, name: str) -> None:
    """Write answers as a file to send; runs stay on the machine they were made on.

    Raises:
        AppError: the file cannot be written.
    """
    from core.store.answerfile_out import write_answers

    write_answers(path, msgspec.structs.replace(answers, name=name or answers.name, runs=()))


def named(members: Iterable[Member], mine: str) -> tuple[Member, ...]:
    """Return the members with names that differ, with who says the very same, and from where.

    Args:
        members: everyone, in order.
        mine: what the present answers are called while nobody named them.
    """
    from core.store.people import distinct, name_of, tidy

    everyone = tuple(members)
    wanted = []
    for member in everyone:
        own = member.answers or Answers()
        file = name_of(own, member.path) if member.path else tidy(own.name) or mine
        wanted.append(tidy(member.given) or file)
    found: list[Member] = []
    for member, name in zip(everyone, distinct(wanted), strict=True):
        twin = next((m.name for m in found if _same(m, member)), "")
        clash = member.path is not None and _same_file_names(member, everyone)
        folder = _folder(member.path) if member.path and clash else ""
        found.append(replace(member, name=name, twin=twin, folder=folder))
    return tuple(found)


def _same_file_names(member: Member, others: Iterable[Member]) -> bool:
    paths = [other.path for other in others if other.id != member.id]
    return member.path is not None and any(p and p.stem == member.path.stem for p in paths)


def _folder(path: Path) -> str:
    """Return the folder of a file as a person would say it."""
    folder, home = path.parent, Path.home()
    if folder.is_relative_to(home) and folder != home:
        return str(Path("~") / folder.relative_to(home))
    return str(folder)


def _same(a: Member, b: Member) -> bool:
    if a.answers is None or b.answers is None or a.error or b.error:
        return False
    parts = ("answers", "overrides", "ranking", "trade_offs")
    return all(getattr(a.answers, part) == getattr(b.answers, part) for part in parts)
