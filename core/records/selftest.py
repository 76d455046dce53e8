"""What a self-test of the measuring protocol found on this machine."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Record, Side
from .machine import Machine

SelfTestName = Literal["aa", "injected", "silence", "overhead"]
SelfTestState = Literal["passed", "failed", "cannot_tell"]


class SelfTest(Record, frozen=True):
    """The outcome of one self-test.

    Attributes:
        framework: what was tested; None where both were.
        sentence: what was found and whether it is as it should be, in plain words.
        figures: name -> number behind the sentence; its unit stands in the name.
        run: id of the run whose log holds the rounds; empty for a test without rounds.
    """

    test: SelfTestName
    framework: Side | None
    state: SelfTestState
    sentence: str
    started_utc: str
    seconds: float
    figures: dict[str, float] = msgspec.field(default_factory=dict)
    run: str = ""
    machine: Machine | None = None
