"""The answers that a command is to weigh: of one person, or of several."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.cli.run_files import read_runs
from core.knowledge.validate import check_answers
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from core.store.answerfile import read_answers
from core.store.people import distinct, name_of


def read_people(
    knowledge: Knowledge, files: Sequence[Path], runs: Sequence[str], *, here: bool = False
) -> tuple[tuple[Answers, ...], tuple[RunSummary, ...]]:
    """Return what everyone said, with names that differ, and the runs that count.

    Args:
        knowledge: the questions that exist.
        files: one answer file a person.
        runs: what `--runs` named; the runs that the files ask for count too.
        here: add what this machine says to the answers of the one person.

    Raises:
        AppError: a file is named twice, holds no answers beside others, or cannot be read.
    """
    _all_different(files)
    if here and len(files) > 1:
        raise AppError(
            "--here stands beside several --answers",
            "this machine is that of one person at most",
            "leave it out, or save what was found in that person's file",
        )
    people = [check_answers(knowledge, read_answers(file), str(file)) for file in files]
    measured: dict[str, RunSummary] = {}
    for file, person in zip(files, people, strict=True):
        measured |= {run.run: run for run in read_runs(runs, person.runs, where=str(file))}
    if len(people) == 1:
        return (_here(knowledge, people[0]) if here else people[0],), tuple(measured.values())
    for file, person in zip(files, people, strict=True):
        if not person.answers and not person.overrides:
            raise AppError(
                f"{file} holds no answers",
                "with several files, each is one person who answered something",
                "answer a question in it, or leave it out",
            )
    names = distinct(name_of(p, file) for p, file in zip(people, files, strict=True))
    named = (msgspec.structs.replace(p, name=name) for p, name in zip(people, names, strict=True))
    return tuple(named), tuple(measured.values())


def _here(knowledge: Knowledge, person: Answers) -> Answers:
    # The machine is read by those commands alone that ask for it.
    from core.cli.here import add_machine

    return add_machine(knowledge, person)


def _all_different(files: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        # As text: the path may be a loop of links, or no path at all.
        real = os.path.realpath(file)
        if real in seen:
            also = f", also as {seen[real]}" if seen[real] != file else ""
            raise AppError(
                f"--answers names {file} twice{also}",
                "each person counts once",
                "leave one of the two out",
            )
        seen[real] = file


def verdict_on(
    knowledge: Knowledge,
    people: tuple[Answers, ...],
    measured: tuple[RunSummary, ...],
    *,
    seed: int,
    as_of: dt.date,
) -> Verdict:
    """Return the verdict on one person's answers, or on those of several."""
    if len(people) == 1:
        from core.decide.resolve import resolve

        return resolve(knowledge, people[0], measured, seed=seed, as_of=as_of)
    from core.decide.group import resolve_group

    return resolve_group(knowledge, people, measured, seed=seed, as_of=as_of)
