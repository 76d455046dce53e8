"""A verdict as plain text: what, why, what is ruled out, what would change it, sources."""

from __future__ import annotations

from core.cli import decide_outlook as around
from core.cli.text import heading, joined, section, wrap
from core.measure.catalog import label_of
from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge
from core.records.plurals import count
from core.records.rule_words import if_words
from core.records.shares import of_100
from core.records.verdict import Contribution, FiredRule, Verdict
from core.report.stakes import stakes
from core.report.values import origin
from core.report.words import early, lead

SIDE = max(len(name) for name in SIDE_NAMES.values())


def as_text(knowledge: Knowledge, verdict: Verdict) -> str:
    """Return the verdict for a terminal; no line depends on its width."""
    return joined(
        [
            [verdict.title, "", *wrap(verdict.sentence)],
            *around.team(knowledge, verdict),
            _contributions(knowledge, verdict),
            [line for text in stakes(knowledge, verdict) for line in wrap(text)],
            *_rules(verdict),
            *around.changes(verdict),
            *around.effects(knowledge, verdict),
            *around.notes(knowledge, verdict),
            around.find_out(verdict),
            _measured(verdict),
            section("Sources", _sources(knowledge, verdict)),
            _footer(knowledge, verdict),
        ]
    )


def _contributions(knowledge: Knowledge, verdict: Verdict) -> list[str]:
    if not verdict.show_shares:
        return []
    shown = [row for row in verdict.contributions if row.points]
    margin = verdict.margin
    ahead = SIDE_NAMES["pytorch" if margin.mean >= 0 else "tensorflow"]
    size = max([len(row.label) for row in shown] + [len(f"{ahead} ahead by")])
    of_all = ", averaged over all" if verdict.people else ""
    lines = heading(f"What adds up to it{of_all}, in points of 100")
    lines += [f"{row.label.ljust(size)}  {_points(knowledge, row)}" for row in shown]
    total = abs(sum(row.points for row in verdict.contributions))
    whole = f"{ahead} ahead by" if total else "Neither is ahead"
    lines.append(f"{whole.ljust(size)}  {total:>3}")
    lines += ["", *wrap(
        f"90 of 100 readings lie between {_ahead(margin.low)} and {_ahead(margin.high)}; criteria "
        "that round to 0 points are left out."
    )]  # fmt: skip
    return lines


def _ahead(points: float) -> str:
    return lead(points).replace(" by ", " ahead by ")


def _points(knowledge: Knowledge, row: Contribution) -> str:
    side = SIDE_NAMES["pytorch" if row.points > 0 else "tensorflow"]
    return f"{abs(row.points):>3} for {side.ljust(SIDE)}  {origin(knowledge, row)}"


def _rules(verdict: Verdict) -> list[list[str]]:
    out = [rule for rule in verdict.fired_rules if rule.kind == "knockout"]
    vetoed = {veto.rule for veto in verdict.vetoes}
    open_ = [_open(rule) for rule in out if rule.share < 1 and rule.id not in vetoed]
    other = [
        f"{rule.title}. {rule.text}" for rule in verdict.fired_rules if rule.kind != "knockout"
    ]
    hangs = "Holds for some, or hangs on open questions"
    return [
        section("Ruled out", [_certain(rule) for rule in out if rule.share >= 1]),
        section(hangs if verdict.people else "Hangs on open questions", open_),
        section("Worth knowing", other),
    ]


def _certain(rule: FiredRule) -> str:
    lift = f" Way out: {rule.relax}." if rule.relax else ""
    return f"{_sides(rule)}. {rule.title}. {rule.text}{lift}"


def _open(rule: FiredRule) -> str:
    return f"{if_words(rule)}: {of_100(rule.share)} readings."


def _sides(rule: FiredRule) -> str:
    return " and ".join(SIDE_NAMES[side] for side in rule.out)


def _measured(verdict: Verdict) -> list[str]:
    return section(
        "Measured here",
        [
            f"{label_of(use.case)}: TensorFlow's time / PyTorch's time {use.ratio:.3g} "
            f"({use.low:.3g} to {use.high:.3g}), run {use.run}"
            for use in verdict.measured
        ],
    )


def _sources(knowledge: Knowledge, verdict: Verdict) -> list[str]:
    """Return the sources behind the rules and the points that are shown, each once."""
    items = {item.id: item for item in knowledge.evidence}
    rows = [row for row in verdict.contributions if row.points] if verdict.show_shares else []
    found = [(rule.source, rule.date) for rule in verdict.fired_rules if rule.source]
    found += [
        (items[id_].source, items[id_].date.isoformat())
        for row in rows
        for id_ in row.evidence
        if id_ in items
    ]
    dates: dict[str, set[str]] = {}
    for source, date in found:
        if "://" in source:
            dates.setdefault(source, set()).add(date)
    return [f"{source} ({', '.join(sorted(of))})" for source, of in dates.items()]


def _footer(knowledge: Knowledge, verdict: Verdict) -> list[str]:
    known = verdict.knowledge
    several = len(verdict.people)
    answered = f"{count(verdict.answered, 'question')} answered"
    if several:
        answered = f"{several} people, with an equal say"
    lines = wrap(
        f"{answered}. Knowledge {known.version}, read as of "
        f"{verdict.as_of}; {verdict.draws:,} readings, seed {verdict.seed}. This counts ways to "
        "weigh answers and evidence, not the chance that a project succeeds. Nobody pays for a "
        "verdict."
    )
    return [*lines, *wrap(early(knowledge, verdict.as_of))]
