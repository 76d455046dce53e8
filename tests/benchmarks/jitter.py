"""The jitter audit: how many verdicts hang on the second decimal of the knowledge.

Each round moves every value by up to 0.05 and scales every base level by 0.5 to 1.5, both
uniformly (with --corners by the full 0.05, and by exactly 0.5 or 1.5), and asks for the verdict
on each persona again. A verdict counts as changed when it is another one than the unshaken
knowledge gives with the same draws. The share over all verdicts comes with Wilson's interval.
Since constraints, routes and missing answers hang on no value, the share over the weighed
personas alone is told beside it; and since one shaken knowledge serves all personas of a round,
so is the number of rounds with any change.

Resumable: finished rounds are kept beside the results until the audit is whole. Prints a table
and appends one JSON line:

    python tests/benchmarks/jitter.py [--rounds 200] [--draws 2000] [--seed 7] [--corners]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from persona_score import DAY, SETS, answers_of, code_hash, expectations, wilson

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict

VALUE_STEP = 0.05
BASE_SCALE = (0.5, 1.5)
GOAL = 0.03  # most of the verdicts that may change


def shaken(known: Knowledge, random: np.random.Generator, *, corners: bool = False) -> Knowledge:
    """Return the knowledge with every value and every base level moved a little.

    Values stay in 0..1. With `corners` each is moved as far as it may.
    """
    replace = msgspec.structs.replace

    def between(low: float, high: float) -> float:
        share = float(random.random())
        return low + (high - low) * (round(share) if corners else share)

    evidence = tuple(
        replace(
            item,
            value={
                side: min(max(value + between(-VALUE_STEP, VALUE_STEP), 0.0), 1.0)
                for side, value in item.value.items()
            },
        )
        for item in known.evidence
    )
    criteria = tuple(
        replace(c, base_level=c.base_level * between(*BASE_SCALE)) for c in known.criteria
    )
    return replace(known, evidence=evidence, criteria=criteria)


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: the same knowledge, seed, draws and way of shaking in all of its rounds."""

    knowledge: Knowledge
    seed: int
    draws: int
    corners: bool = False

    def key(self) -> list[Any]:
        """Return what a round must share with another to belong to the same audit."""
        return [self.knowledge.hash, code_hash(), self.seed, self.draws, self.corners]

    def verdicts(self, knowledge: Knowledge) -> dict[str, Verdict]:
        """Return the verdict on each persona."""
        return {
            case: resolve(knowledge, answers_of(self.knowledge, case), as_of=DAY, draws=self.draws)
            for case in expectations()
        }

    def round(self, number: int, before: dict[str, Verdict]) -> dict[str, str]:
        """Return the personas whose verdict changes in one round, with what it becomes.

        Each round has a random stream of its own, so that rounds can be done in any order.
        """
        random = np.random.default_rng([self.seed, number])
        after = self.verdicts(shaken(self.knowledge, random, corners=self.corners))
        return {
            case: found.verdict
            for case, found in after.items()
            if found.verdict != before[case].verdict
        }


def finished(part: Path, key: list[Any]) -> dict[int, dict[str, str]]:
    """Return the rounds of this audit that an earlier, interrupted run left."""
    done: dict[int, dict[str, str]] = {}
    if part.exists():
        for line in part.read_text(encoding="utf-8").splitlines():
            try:
                kept = json.loads(line)
            except json.JSONDecodeError:  # the line that was being written when it was ended
                continue
            if kept["key"] == key:
                done[kept["round"]] = kept["changed"]
    return done


def share(changed: int, trials: int) -> dict[str, Any]:
    """Return a share of verdicts with its interval."""
    low, high = wilson(changed, trials)
    return {
        "verdicts": trials,
        "changed": changed,
        "share": round(changed / trials, 4),
        "interval": [round(low, 4), round(high, 4)],
    }


def summary(audit: Audit, before: dict[str, Verdict], done: list[dict[str, str]]) -> dict[str, Any]:
    """Return the share that changes, its interval and the counts a persona."""
    counts: Counter[str] = Counter(case for changed in done for case in changed)
    became: Counter[tuple[str, str]] = Counter(pair for changed in done for pair in changed.items())
    weighed = [case for case, verdict in before.items() if verdict.show_shares]
    return {
        "date": dt.date.today().isoformat(),
        "as_of": DAY.isoformat(),
        "knowledge": {"version": audit.knowledge.meta.version, "hash": audit.knowledge.hash},
        "engine": code_hash(),
        "seed": audit.seed,
        "draws": audit.draws,
        "corners": audit.corners,
        "rounds": len(done),
        **share(sum(counts.values()), len(done) * len(before)),
        "weighed": {
            "personas": weighed,
            **share(sum(counts[case] for case in weighed), len(done) * len(weighed)),
        },
        "rounds_with_a_change": sum(bool(changed) for changed in done),
        "sets": {
            name: sum(n for case, n in counts.items() if case.startswith(first))
            for name, first in SETS.items()
        },
        "personas": {
            case: {
                "from": before[case].verdict,
                "changed": counts[case],
                "to": {then: n for (c, then), n in sorted(became.items()) if c == case},
            }
            for case in sorted(before)
            if counts[case]
        },
    }


def main() -> int:
    """Audit, append and report; exit status 1 when more verdicts change than the goal allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--corners", action="store_true", help="move all as far as they may")
    default = Path(__file__).parent / "results/jitter.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    audit = Audit(load(), options.seed, options.draws, options.corners)
    key, before = audit.key(), audit.verdicts(audit.knowledge)
    part = options.out.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    done = finished(part, key)
    with part.open("a", encoding="utf-8") as file:
        for number in range(options.rounds):
            if number not in done:
                done[number] = audit.round(number, before)
                line = {"key": key, "round": number, "changed": done[number]}
                file.write(json.dumps(line) + "\n")
                file.flush()
    result = summary(audit, before, [done[number] for number in range(options.rounds)])
    with options.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    part.unlink()
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0 if result["share"] <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
