"""The checker's rules that need the decision engine: 13, the state of the evidence; 15, cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from core.knowledge import cases as case_files
from core.knowledge.check import check_folder, usable
from core.knowledge.finding import Finding
from core.knowledge.validate import check_answers
from core.records.answers import Answers
from core.records.cases import Case
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict

DRAWS = 4000  # enough for two digits; a full verdict takes five times as many
OUTVOTES = 8.0  # points of 100 by which one criterion may move the margin before any answer


def check_all(folder: Path | None, as_of: dt.date) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    """Return the knowledge of a folder and the findings of all rules, by rule.

    Args:
        folder: a folder with the knowledge's files; None: those that come with Forkwise.
        as_of: the day against which evidence ages.
    """
    knowledge, found = check_folder(folder, as_of)
    if knowledge is None or not usable(found):
        return knowledge, found
    cases, broken = case_files.read_cases(folder)
    all_ = [*found, *broken, *rule_13_swings(knowledge), *rule_15_cases(knowledge, cases)]
    return knowledge, tuple(sorted(all_, key=lambda finding: finding.rule))


def _resolve(knowledge: Knowledge, answers: Answers) -> Verdict:
    from core.decide.resolve import resolve  # NumPy, only when something is weighed

    return resolve(knowledge, answers, as_of=knowledge.meta.date, draws=DRAWS)


def rule_13_swings(knowledge: Knowledge) -> Iterator[Finding]:
    """Say what the evidence alone leads to, and how far each criterion moves it."""
    bare = _resolve(knowledge, Answers())
    shares = ", ".join(
        f"{side} {round(100 * getattr(bare.shares, side))}" for side in knowledge.meta.alternatives
    )
    yield Finding(
        13, "note", "evidence.toml", "", "value",
        f"without any answer, of 100 readings come first: {shares}; the margin is "
        f"{bare.margin.mean:+.1f} points",
        "",
    )  # fmt: skip
    for criterion in knowledge.criteria:
        without = _resolve(knowledge, Answers(overrides={criterion.id: 0.0}))
        moved = bare.margin.mean - without.margin.mean
        much = abs(moved) > OUTVOTES
        yield Finding(
            13, "warning" if much else "note", "criteria.toml", f'criterion "{criterion.id}"',
            "base_level", f"it moves the margin without any answer by {moved:+.1f} points",
            f"lower its base_level: over {OUTVOTES:.0f} points, what nobody asked about outvotes "
            "what was asked" if much else "",
        )  # fmt: skip


def rule_15_cases(knowledge: Knowledge, cases: tuple[Case, ...]) -> Iterator[Finding]:
    """Every case leads to a verdict that its expert accepts."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            yield _case(case, "id", "the id is used twice", "give one of the two another id")
        seen.add(case.id)
        try:
            answers = check_answers(knowledge, Answers(answers=case.answers), case_files.NAME)
        except AppError as problem:
            yield _case(case, "answers", problem.what, problem.remedy)
            continue
        verdict = _resolve(knowledge, answers).verdict
        accepted = (case.expected, *(() if case.constraint else case.also_acceptable))
        if verdict not in accepted:
            yield _case(
                case, "expected", f"the verdict is {verdict}, not {' or '.join(accepted)}",
                "look at what was changed last; if the expert was wrong, or your edition means it "
                "otherwise, change the case in cases.toml of this folder and say why, never a "
                "value to fit it",
            )  # fmt: skip


def _case(case: Case, field: str, what: str, mend: str) -> Finding:
    return Finding(15, "error", case_files.NAME, f'case "{case.id}"', field, what, mend)
