"""What must hold between the knowledge files for them to be used at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from core.knowledge import identity, ranges, references, sources
from core.knowledge.finding import Finding, Rule
from core.records.knowledge import Knowledge

# The checker's rules that loading enforces.
FIRST: tuple[Rule, ...] = (
    identity.rule_1_ids,
    references.rule_2_references,
    ranges.rule_3_ranges,
    sources.rule_7_sources,
    references.rule_8_skips,
    references.rule_14_relax,
)


MOST_FOUND = 100  # findings of one rule; whoever mends so many asks again


def ask(rules: Iterable[Rule], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what rules find, by rule, of each the first `MOST_FOUND`."""
    return tuple(finding for rule in rules for finding in islice(rule(knowledge), MOST_FOUND))


def problems(knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return everything that forbids using this knowledge, by rule."""
    return ask(FIRST, knowledge)
