"""A verdict as plain text: what, why, what is ruled out, what would change it, sources."""

from __future__ import annotations

import textwrap

from core.measure.catalog import label_of
from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge
from core.records.verdict import Contribution, FiredRule, Verdict

WIDTH = 90


def as_text(knowledge: Knowledge, verdict: Verdict) -> str:
    """Return the verdict for a terminal; no line depends on its width."""
    blocks = [
        [verdict.title, "", *_wrap(verdict.sentence)],
        _contributions(verdict),
        _rules(knowledge, verdict),
        _section(
            "What would change this", [f"{f.what}. {f.now}. Then: {f.then}." for f in verdict.flips]
        ),
        _section("Find out next", [_next(verdict, i) for i in range(len(verdict.next_best))]),
        _measured(verdict),
        _section("Sources", _sources(knowledge, verdict)),
        _footer(verdict),
    ]
    return "\n".join("\n".join([*block, ""]) for block in blocks if block).rstrip("\n")


def _contributions(verdict: Verdict) -> list[str]:
    if not verdict.show_shares:
        return []
    shown = [row for row in verdict.contributions if row.points]
    margin = verdict.margin
    ahead = SIDE_NAMES["pytorch" if margin.mean >= 0 else "tensorflow"]
    size = max([len(row.label) for row in shown] + [len(f"{ahead} ahead by")])
    lines = ["What adds up to it, in points of 100", "-" * 36]
    lines += [f"{row.label.ljust(size)}  {_points(row)}" for row in shown]
    total = abs(sum(row.points for row in verdict.contributions))
    lines.append(f"{f'{ahead} ahead by'.ljust(size)}  {total:>3}")
    lines += ["", *_wrap(
        f"90 of 100 readings lie between {_lead(margin.low)} and {_lead(margin.high)}; criteria "
        "that round to 0 points are left out."
    )]  # fmt: skip
    return lines


def _lead(points: float) -> str:
    whole = round(points)
    if whole == 0:
        return "even"
    return f"{SIDE_NAMES['pytorch' if whole > 0 else 'tensorflow']} ahead by {abs(whole)}"


def _points(row: Contribution) -> str:
    here = "  measured here" if row.measured else ""
    side = SIDE_NAMES["pytorch" if row.points > 0 else "tensorflow"]
    return f"{abs(row.points):>3} for {side}{here}"


def _rules(knowledge: Knowledge, verdict: Verdict) -> list[str]:
    out = [rule for rule in verdict.fired_rules if rule.kind == "knockout"]
    other = [
        f"{rule.title}. {rule.text}" for rule in verdict.fired_rules if rule.kind != "knockout"
    ]
    sections = [
        _section("Ruled out", [_certain(rule) for rule in out if rule.share >= 1]),
        _section(
            "Hangs on open questions", [_open(knowledge, rule) for rule in out if rule.share < 1]
        ),
        _section("Worth knowing", other),
    ]
    lines: list[str] = []
    for section in sections:
        lines += [*([""] if lines and section else []), *section]
    return lines


def _certain(rule: FiredRule) -> str:
    lift = f" Way out: {rule.relax}." if rule.relax else ""
    return f"{_sides(rule)}. {rule.title}. {rule.text}{lift}"


def _open(knowledge: Knowledge, rule: FiredRule) -> str:
    asked = [knowledge.question(question) for question in rule.questions]
    steps = ", ".join(f"“{question.step}”" for question in asked if question)
    return f"{_sides(rule)} out in {_of_100(rule.share)} readings, by {steps}: {rule.title}."


def _sides(rule: FiredRule) -> str:
    return " and ".join(SIDE_NAMES[side] for side in rule.out)


def _of_100(share: float) -> str:
    return f"{min(max(round(100 * share), 1), 99)} of 100"


def _next(verdict: Verdict, place: int) -> str:
    offer = verdict.next_best[place]
    minutes = offer.cost_s / 60
    cost = f"{offer.cost_s:.0f} s" if offer.cost_s < 120 else f"{minutes:.0f} min"
    return f"{offer.text} (about {cost}; could matter in {_of_100(offer.chance)})"


def _measured(verdict: Verdict) -> list[str]:
    return _section(
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
    return [f"{source} ({date})" for source, date in dict.fromkeys(found) if "://" in source]


def _footer(verdict: Verdict) -> list[str]:
    known = verdict.knowledge
    return _wrap(
        f"{verdict.answered} questions answered. Knowledge {known.version}, read as of "
        f"{verdict.as_of}; {verdict.draws:,} readings, seed {verdict.seed}. This counts ways to "
        "weigh answers and evidence, not the chance that a project succeeds. Nobody pays for a "
        "verdict."
    )


def _section(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    lines = [title, "-" * len(title)]
    for entry in entries:
        lines += _wrap(entry, bullet=True)
    return lines


def _wrap(text: str, *, bullet: bool = False) -> list[str]:
    first, rest = ("- ", "  ") if bullet else ("", "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
