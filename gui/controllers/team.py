"""Several people: their answer files, each one's outcome, and what it comes to for all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.records.document import TeamFile
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.controllers import team_errors as errors
from gui.controllers.background import Background
from gui.controllers.decision import DecisionController, Snapshot
from gui.controllers.team_files import (
    Member,
    TeamSnapshot,
    TeamStore,
    as_files,
    named,
    place_of,
    read_member,
    said_something,
    write_answers_for_team,
)
from gui.controllers.team_verdicts import TeamTask, TeamVerdicts, task_of

MOST = 30


class TeamController(QObject):
    """Holds who belongs to the team and the verdict on all of them; knows no widget.

    Files are read in a thread. Verdicts are computed only while the page is shown: first a
    preview over fewer readings, then the full one. Nothing is lost by what goes wrong: a file that
    cannot be read keeps its row and says why.

    Signals:
        changed: a `TeamSnapshot`.
        written: path of a file that is on disk.
        failed: an `AppError` that belongs to no row.
    """

    changed = Signal(object)
    written = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        decision: DecisionController,
        store: TeamStore | None = None,
        *,
        as_of: dt.date | None = None,
        seed: int = 1,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._decision = decision
        self._store = store
        self._as_of = as_of
        self._seed = seed
        self._files = Background(self)
        self._files.failed.connect(self.failed)
        self._verdicts = TeamVerdicts(self)
        self._verdicts.resolved.connect(self._on_resolved)
        self._verdicts.written.connect(self.written)
        self._verdicts.failed.connect(self.failed)
        self._shown = False
        self._read_by: Knowledge | None = None
        self._snapshot = TeamSnapshot()
        self._removed: tuple[Member, ...] = ()
        self._kept: tuple[TeamFile, ...] = ()
        self._next_id = 1
        decision.snapshotChanged.connect(self._on_decision)

    # --- reading ----------------------------------------------------------------------------

    @property
    def snapshot(self) -> TeamSnapshot:
        """Return the newest snapshot."""
        return self._snapshot

    @property
    def knowledge(self) -> Knowledge | None:
        """Return the knowledge that everyone is weighed by; None before it is read."""
        now = self._decision.snapshot
        return now.knowledge if now else None

    def is_idle(self) -> bool:
        """Return True when nothing is being read, computed or written."""
        return self._files.is_idle() and self._verdicts.is_idle()

    @Slot()
    def close(self) -> None:
        """Forget what was asked and wait for the threads."""
        self._files.close()
        self._verdicts.close()

    def set_shown(self, shown: bool) -> None:
        """Say whether the page is looked at; while it is not, nothing is computed.

        Files may have changed since: they are read again.
        """
        self._shown = shown
        if shown:
            self._read_all()

    # --- who belongs to it ------------------------------------------------------------------

    @Slot()
    def restore(self) -> None:
        """Take the people that the document names; does nothing when they are here already."""
        team = self._store.team() if self._store else ()
        if team == self._kept:
            return
        self._kept = team
        members = tuple(self._member(Path(f.path) if f.path else None, f.name) for f in team)
        self._removed = ()
        self._set(members)
        self._read_all()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add a person for each file; one that is here already is read again."""
        members = list(self._snapshot.members)
        to_read: list[Member] = []
        for path in paths:
            real = os.path.realpath(path)
            known = next((m for m in members if m.path and place_of(m) == real), None)
            if known is None and len(members) < MOST:
                known = self._member(path.absolute())
                members.append(known)
            if known is None:
                self.failed.emit(errors.too_many(MOST))
                break
            to_read.append(known)
        self._set(tuple(members), keep=True)
        for member in to_read:
            self._read(member)

    @Slot()
    def add_mine(self) -> None:
        """Add the present answers as a person; they stay the present ones."""
        if self._snapshot.has_mine():
            return
        if len(self._snapshot.members) >= MOST:
            self.failed.emit(errors.too_many(MOST))
            return
        self._set((*self._snapshot.members, self._mine(self._member(None))), keep=True)

    def rename(self, member: int, name: str) -> None:
        """Call a person something else here; an empty name: as their file says."""
        self._change(member, given=name)

    def read_again(self, member: int) -> None:
        """Read a person's file once more."""
        found = self._find(member)
        if found is not None:
            self._read(found)

    def remove(self, member: int) -> None:
        """Take a person out; `put_back` undoes it."""
        found = self._find(member)
        if found is not None:
            self._removed = (*self._removed, found)
            rest = tuple(m for m in self._snapshot.members if m.id != member)
            self._set(rest, keep=True)

    def put_back(self, member: int) -> None:
        """Put back one who was taken out, in their old place."""
        self._put_back(tuple(m for m in self._removed if m.id == member))

    @Slot()
    def put_all_back(self) -> None:
        """Put back everyone who was taken out."""
        self._put_back(self._removed)

    def _put_back(self, members: tuple[Member, ...]) -> None:
        room = MOST - len(self._snapshot.members)
        if len(members) > room:
            self.failed.emit(errors.too_many(MOST))
        members = members[:room]
        if not members:
            return
        # People come one after the other: ids are in the order of their places.
        everyone = sorted((*self._snapshot.members, *members), key=lambda m: m.id)
        self._set(tuple(everyone), keep=True)
        for member in members:
            self._read(member)

    # --- files ------------------------------------------------------------------------------

    def export_mine(self, path: Path) -> None:
        """Write the present answers as a file for the team; arrives as `written`."""
        now = self._decision.snapshot
        if now is None or not said_something(now.answers):
            self.failed.emit(errors.nothing_to_save())
            return
        answers = now.answers
        name = next((m.given for m in self._snapshot.members if m.path is None), "")
        self._files.start(
            lambda: write_answers_for_team(path, answers, name),
            lambda _: self.written.emit(str(path)),
        )

    def write_report(self, path: Path) -> None:
        """Write a report on the team in the format the name asks for; arrives as `written`."""
        task = self._task()
        if task is None:
            self.failed.emit(errors.nobody())
            return
        self._verdicts.report(task, path)

    # --- inside -----------------------------------------------------------------------------

    def _member(self, path: Path | None, given: str = "") -> Member:
        member = Member(id=self._next_id, path=path, given=given)
        self._next_id += 1
        return member

    def _mine(self, member: Member) -> Member:
        """Return the row of the present answers, as they are now."""
        now = self._decision.snapshot
        if now is None:
            return member
        error = None if said_something(now.answers) else errors.nothing_said()
        return replace(member, answers=now.answers, runs=now.measured, error=error)

    def _find(self, member: int) -> Member | None:
        return next((m for m in self._snapshot.members if m.id == member), None)

    def _read_all(self) -> None:
        self._set(self._snapshot.members)
        for member in self._snapshot.members:
            self._read(member)

    def _read(self, member: Member) -> None:
        if member.path is None:
            return
        knowledge, path = self.knowledge, member.path
        if knowledge is not None:
            self._files.start(
                lambda: read_member(knowledge, path),
                lambda read: self._change(
                    member.id,
                    answers=read.answers, runs=read.runs, error=read.error, note=read.note,
                ),
            )  # fmt: skip

    def _change(self, member: int, **parts: object) -> None:
        changed = tuple(
            replace(m, **parts) if m.id == member else m for m in self._snapshot.members
        )
        self._set(changed, keep="given" in parts)

    def _set(self, members: tuple[Member, ...], *, keep: bool = False) -> None:
        """Take these people; compute anew when what they say has changed."""
        mine = tuple(self._mine(m) if m.path is None else m for m in members)
        # Whoever was added again is not to be put back a second time.
        here = {place_of(m) for m in members}
        self._removed = tuple(m for m in self._removed if place_of(m) not in here)
        self._snapshot = replace(
            self._snapshot,
            members=named(mine, self.tr("Person here")),
            removed=named(self._removed, self.tr("Person here")),
        )
        if keep and self._store is not None:
            self._kept = as_files(members)
            self._store.keep_team(self._kept)
        self._compute()
        self.changed.emit(self._snapshot)

    def _task(self) -> TeamTask | None:
        if self.knowledge is None:
            return None
        day = self._as_of or dt.date.today()
        return task_of(self.knowledge, self._snapshot.members, as_of=day, seed=self._seed)

    def _compute(self) -> None:
        """Ask for a verdict when somebody is looking and what it depends on has changed."""
        task = self._task()
        if not self._shown or task == self._verdicts.task:
            return
        kept = self._snapshot.verdict if task is not None else None
        self._snapshot = replace(self._snapshot, verdict=kept, preview=task is not None)
        self._verdicts.ask(task)

    @Slot(object)
    def _on_resolved(self, verdict: Verdict) -> None:
        self._snapshot = replace(self._snapshot, verdict=verdict, preview=verdict.preview)
        self.changed.emit(self._snapshot)

    @Slot(object)
    def _on_decision(self, snapshot: Snapshot) -> None:
        """Follow the document and the present answers."""
        other = snapshot.knowledge is not self._read_by
        self._read_by = snapshot.knowledge
        if self._store is not None and self._store.team() != self._kept:
            self.restore()
        elif other:
            self._read_all()
        elif self._snapshot.has_mine():
            self._set(self._snapshot.members)
