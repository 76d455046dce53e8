"""What must hold between the knowledge files for them to be used at all."""

from __future__ import annotations

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


def problems(knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return everything that forbids using this knowledge, by rule."""
    return tuple(finding for rule in FIRST for finding in rule(knowledge))
