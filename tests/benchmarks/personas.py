"""The score of the twenty personas: strict, lenient, opposite and what the reasons mention.

Prints a table and appends one JSON line a run:

    python tests/benchmarks/personas.py [--seed 1] [--note TEXT] [--out FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from persona_score import DAY, SETS, Expectation, Score, code_hash, expectations, score, verdict_of

from core.knowledge.load import load
from core.records.verdict import Verdict

ROW = "{:<5}{:<36}{:<14}{:<14}{:<22}{:<8}{:<9}{:<10}{}"


def row(case: str, said: Expectation, verdict: Verdict, found: Score) -> str:
    """Return one line of the table."""
    met = len(said.mention) - len(found.unmet)
    yes = {True: "yes", False: "no"}
    return ROW.format(
        case, said.title, said.expected, verdict.verdict, verdict.label or "-",
        yes[found.strict], yes[found.lenient], yes[found.opposite or found.misnamed],
        f"{met}/{len(said.mention)}",
    )  # fmt: skip


def total(cases: dict[str, tuple[Expectation, Verdict, Score]]) -> dict[str, Any]:
    """Return the counts over a set of personas."""
    scores = [found for _, _, found in cases.values()]
    constraint = [found for said, _, found in cases.values() if said.decided_by_constraint]
    return {
        "cases": len(scores),
        "strict": sum(s.strict for s in scores),
        "lenient": sum(s.lenient for s in scores),
        "opposite": sum(s.opposite for s in scores),
        "misnamed": sum(s.misnamed for s in scores),
        "constraint": f"{sum(s.strict for s in constraint)}/{len(constraint)}",
        "mention": sum(not s.unmet for s in scores),
    }


def as_json(verdict: Verdict, found: Score) -> dict[str, Any]:
    """Return what the results file keeps of one persona."""
    shares = verdict.shares
    return {
        "verdict": verdict.verdict,
        "label": verdict.label,
        "strict": found.strict,
        "lenient": found.lenient,
        "shares": [shares.pytorch, shares.tensorflow, shares.none],
        "margin": verdict.margin.mean,
        "unmet": found.unmet,
    }


def main() -> int:
    """Score, append and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--note", default="", help="what changed since the line before")
    default = Path(__file__).parent / "results/personas.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    knowledge = load()
    scored: dict[str, tuple[Expectation, Verdict, Score]] = {}
    for case, said in sorted(expectations().items(), key=lambda item: (item[0][0] != "o", item[0])):
        verdict = verdict_of(knowledge, case, seed=options.seed)
        scored[case] = (said, verdict, score(said, verdict))
    lines = [ROW.format("", "persona", "expected", "verdict", "label", "strict", "lenient",
                        "wrong way", "mention")]  # fmt: skip
    lines += [row(case, *found) for case, found in scored.items()]
    sets = {
        name: total({case: found for case, found in scored.items() if case.startswith(first)})
        for name, first in SETS.items()
    }
    lines += [f"{name}: {json.dumps(counts)}" for name, counts in sets.items()]
    result = {
        "date": dt.date.today().isoformat(),
        "as_of": DAY.isoformat(),
        "knowledge": {"version": knowledge.meta.version, "hash": knowledge.hash},
        "engine": code_hash(),
        "seed": options.seed,
        "draws": knowledge.meta.draws,
        "note": options.note,
        **sets,
        "personas": {case: as_json(verdict, found) for case, (_, verdict, found) in scored.items()},
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
