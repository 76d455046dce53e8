"""What every part of a running measurement needs to know and to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from core.measure.channel import Commands
from core.measure.clock import Clock, Forecast
from core.measure.journal import Journal
from core.measure.plan import Plan
from core.measure.trouble import Words
from core.records.base import Side
from core.records.events import CaseUpdated, Event, Notice, Stage
from core.records.run import Case, FailureLine, Parity
from core.supervise.supervisor import Supervisor

StageName = Literal["spawn", "import", "build", "parity", "warm_up", "timed", "finish"]
Emit = Callable[[Event], None]


@dataclass(slots=True)
class Context:
    """One run in progress.

    Attributes:
        folder: where workers leave the figures that are compared.
        parity: case id -> the comparison made in the first launch of the case.
        launch: number of the launch in hand, from 1.
        launches_left: launches that follow it, as far as known.
        launch_cases: how many cases the launch visits; launch_start_s: when it began.
        breaths: how often the window was let repaint, over the whole run.
    """

    plan: Plan
    emit: Emit
    commands: Commands
    clock: Clock
    forecast: Forecast
    journal: Journal
    supervisor: Supervisor
    folder: Path
    parity: dict[str, Parity] = field(default_factory=dict)
    launch: int = 0
    launches_left: int = 0
    launch_cases: int = 1
    launch_start_s: float = 0.0
    breaths: int = 0

    @property
    def cpus(self) -> float:
        """Return the effective CPUs of this machine."""
        return self.journal.header.machine.cpu.effective

    def begin_launch(self, cases: int, launches_left: int) -> None:
        """Count one more launch and note what it has to do."""
        self.launch += 1
        self.launch_cases = cases
        self.launches_left = launches_left
        self.launch_start_s = self.clock.elapsed_s

    def stage(
        self,
        name: StageName,
        text: str,
        *,
        case: Case | None = None,
        side: Side | None = None,
        quiet: bool = False,
    ) -> None:
        """Say what happens now, with how much is done and how long the rest takes."""
        done, eta = self.clock.progress(self._rest_s())
        launch = max(self.launch, 1)
        self.emit(
            Stage(
                name=name,
                text=text,
                launch=launch,
                launches=max(self.plan.launches, launch),
                done=done,
                eta_s=eta,
                case=case,
                side=side,
                quiet=quiet,
            )
        )

    def notice(self, code: str, what: str, why: str = "", remedy: str = "") -> None:
        """Say something worth knowing that is no failure."""
        self.emit(Notice(code=code, what=what, why=why, remedy=remedy))

    def give_up(self, case: Case, words: Words) -> None:
        """Record that a case cannot be measured in this run, and why."""
        self.journal.add(
            FailureLine(
                case=case,
                state=words.state,
                side=words.side,
                reason=words.reason,
                remedy=words.remedy,
                detail=words.detail,
            )
        )
        self.publish((case,), final=True)

    def publish(self, cases: tuple[Case, ...], *, final: bool) -> None:
        """Show the results so far of some cases."""
        for result in self.journal.summary().cases:
            if result.case in cases:
                self.emit(CaseUpdated(result=result, final=final))

    def _rest_s(self) -> float:
        launch = self.forecast.launch_s(self.launch_cases)
        spent = self.clock.elapsed_s - self.launch_start_s
        return launch * self.launches_left + max(launch - spent, 0.05 * launch)
