"""How the engine's verdicts on the twenty personas compare with an expert's expectations.

Shared by the tests of the personas and by the scripts of this folder.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.decide.resolve import resolve
from core.knowledge.validate import check_answers
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.standing import VerdictName
from core.records.verdict import Verdict
from core.store.answerfile import read_answers

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests/core/personas"
DAY = dt.date(2026, 11, 22)  # the day the expectations were judged for
SETS = {"open": "o", "new": "n"}  # the ten given ones, and the ten written to cover more kinds
NAMED = ("pytorch", "tensorflow")
Z95 = 1.959963984540054  # 97.5 % quantile of the normal distribution


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an expert expects of one persona.

    Attributes:
        also_acceptable: verdicts that an expert would tolerate.
        decided_by_constraint: must be right exactly; it hangs on no weight.
        mention: groups of words; every group needs one of its alternatives in the reasons.
        source: where the deciding fact stands, with the date it stood for.
    """

    title: str
    expected: VerdictName
    also_acceptable: tuple[VerdictName, ...]
    decided_by_constraint: bool
    mention: tuple[tuple[str, ...], ...]
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Score:
    """How one verdict compares.

    Attributes:
        strict: it is the expected one.
        lenient: it is the expected one or one that is tolerated.
        opposite: it names a framework where the other one was expected and this one not tolerated.
        misnamed: it names a framework where none was expected and this one not tolerated.
        unmet: the groups of words that the reasons do not hold.
    """

    strict: bool
    lenient: bool
    opposite: bool
    misnamed: bool
    unmet: tuple[tuple[str, ...], ...]


def expectations() -> dict[str, Expectation]:
    """Return what is expected, by the persona's id."""
    read = tomllib.loads((FOLDER / "expectations.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, dict[str, Expectation])


def answers_of(knowledge: Knowledge, case: str) -> Answers:
    """Return a persona's answers, checked against the questions."""
    file = FOLDER / f"{case}.toml"
    return check_answers(knowledge, read_answers(file), str(file))


def verdict_of(
    knowledge: Knowledge, case: str, *, seed: int = 1, draws: int | None = None
) -> Verdict:
    """Return the engine's verdict on a persona."""
    answers = answers_of(knowledge, case)
    return resolve(knowledge, answers, seed=seed, as_of=DAY, draws=draws)


def score(expected: Expectation, verdict: Verdict) -> Score:
    """Compare one verdict with what an expert expects."""
    allowed = (expected.expected, *expected.also_acceptable)
    named = verdict.verdict in NAMED and verdict.verdict not in allowed
    return Score(
        strict=verdict.verdict == expected.expected,
        lenient=verdict.verdict in allowed,
        opposite=named and expected.expected in NAMED,
        misnamed=named and expected.expected not in NAMED,
        unmet=unmet(expected.mention, verdict.reasons),
    )


def unmet(mention: Sequence[Sequence[str]], reasons: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of which no alternative occurs in the reasons, in whatever case."""
    said = "\n".join(reasons).casefold()
    return tuple(
        tuple(group) for group in mention if not any(word.casefold() in said for word in group)
    )


def code_hash() -> str:
    """Return a short hash over the engine's sources, to tell states of it apart."""
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted((ROOT / "core/decide").glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score (1927)."""
    share, z2 = hits / trials, Z95**2
    centre = share + z2 / (2 * trials)
    spread = Z95 * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    scale = 1 + z2 / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
