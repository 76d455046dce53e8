"""The checker: reads the knowledge as an editor would and says in plain words what to mend.

Its rules are named functions with their number. Those of `FIRST` are also what loading enforces;
16, unknown keys and damaged files, and 20, what cannot be shown, are `load.parse`; 13 and 15 need
the decision engine and stand in `core.cli.knowledge_rules`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from core.knowledge import balance, coverage, guide_rules, load, sources
from core.knowledge.finding import Finding
from core.knowledge.integrity import FIRST, ask
from core.records.knowledge import Knowledge

SECOND = (
    coverage.rule_4_decorative,
    coverage.rule_5_unreachable,
    coverage.rule_6_evidence,
    balance.rule_10_detail,
    coverage.rule_11_alike,
    balance.rule_12_groups,
    balance.rule_17_old_comparison,
    guide_rules.rule_18_portraits,
    guide_rules.rule_19_terms,
)


def check(knowledge: Knowledge, as_of: dt.date | None = None) -> tuple[Finding, ...]:
    """Return what there is to mend, by rule; of a rule that finds very much, the first of it.

    Args:
        knowledge: what was read.
        as_of: the day against which evidence ages; None: the knowledge's own date.
    """
    day = as_of or knowledge.meta.date
    found = [*ask((*FIRST, *SECOND), knowledge)]
    found += sources.rule_7_clock(knowledge, day)
    found += sources.rule_9_age(knowledge, day)
    return tuple(sorted(found, key=lambda finding: finding.rule))


def check_folder(
    folder: Path | None, as_of: dt.date | None = None
) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    """Return the knowledge of a folder and every finding.

    Files that cannot be read at all (rule 16) leave no knowledge to check further.

    Args:
        folder: a folder with the knowledge's files; None: those that come with Forkwise.
        as_of: as for `check`.
    """
    knowledge, broken = load.parse(folder)
    if knowledge is None:
        return None, broken
    return knowledge, check(knowledge, as_of)


def usable(found: tuple[Finding, ...]) -> bool:
    """Return True when the rules that need the decision engine can be asked."""
    first = {int(rule.__name__.split("_")[1]) for rule in FIRST}
    return not any(f.level == "error" and f.rule in first for f in found)
