"""What lies around a verdict, as plain text: people, what would change it, how firm it is."""

from __future__ import annotations

from core.cli.text import section
from core.records.knowledge import Knowledge
from core.records.plurals import either
from core.records.verdict import Verdict
from core.report import outlook, people
from core.report.words import stop

MOST = 8  # of each kind; --json and the report have them all


def team(knowledge: Knowledge, verdict: Verdict) -> list[list[str]]:
    """Return each person's outcome, vetoes by name, and where people lie apart."""
    asked = len(knowledge.questions)
    own = [f"{p.name}: {people.outcome(p, asked)}" for p in verdict.people]
    vetoes = [f"{who}. {why}" for who, why in map(people.veto, verdict.vetoes)]
    apart = [
        f"{row.label}: {', '.join(f'{name} {level}' for name, level in people.levels(row))}"
        for row in verdict.disagreements[:MOST]
    ]
    rest = _rest(len(verdict.disagreements), "lies less far apart", "lie less far apart")
    return [
        section("Each person", own),
        section("Vetoes", vetoes),
        section("Where people lie apart", apart, f"{rest}{people.APART_NOTE}"),
    ]


def changes(verdict: Verdict) -> list[list[str]]:
    """Return what would change the verdict, and how far one weight may move."""
    flips = [f"{f.what}. {stop(f.now)} Then: {stop(f.then)}" for f in verdict.flips]
    stable, note = outlook.stability(verdict), outlook.stability_note(verdict)
    title = "How far one weight may move"
    rest = _rest(len(stable), "has further to go", "have further to go")
    return [
        section("What would change this", flips),
        section(title, stable[:MOST] or [note], f"{rest}{note}" if stable else "") if note else [],
    ]


def effects(knowledge: Knowledge, verdict: Verdict) -> list[list[str]]:
    """Return what each answer does, each ticked option alone, and what each side suits."""
    felt = [
        f"{row.step}, “{row.answer}”: {outlook.effect(row)}"
        for row in verdict.answer_effects[:MOST]
        if round(abs(row.effect))
    ]
    rest = len(verdict.answer_effects) - len(felt)
    more = f"{rest} more {either(rest, 'does', 'do')} less. " if rest else ""
    alone = [f"{what}: {stop(gives)}" for what, gives in _alone(knowledge, verdict)]
    central = [f"{side}: {weights}" for side, weights in outlook.central(knowledge, verdict)]
    return [
        section("What each answer does", felt, f"{more}{outlook.EFFECTS_NOTE}"),
        section("Each choice alone", alone, outlook.ALONE_NOTE),
        section("What kind of project each suits", central, outlook.CENTRAL_NOTE),
    ]


def _rest(count: int, one: str, many: str) -> str:
    rest = count - MOST
    return f"{rest} more {either(rest, one, many)}. " if rest > 0 else ""


def _alone(knowledge: Knowledge, verdict: Verdict) -> list[tuple[str, str]]:
    return [outlook.alone(knowledge, row) for row in verdict.alone]


def notes(knowledge: Knowledge, verdict: Verdict) -> list[list[str]]:
    """Return what was said more than once and what is not known."""
    return [
        section("Said more than once", outlook.said_twice(verdict)),
        section("Not known", outlook.missing(knowledge, verdict)),
    ]


def find_out(verdict: Verdict) -> list[str]:
    """Return what to find out next, and how a card is answered in a file."""
    lines = []
    for item in verdict.next_best:
        how = outlook.card_answer(item)
        line = f"{item.text} ({outlook.find_out(item)})"
        lines.append(f"{line}. {how}" if how else line)
    return section("Find out next", lines, outlook.FIND_OUT_NOTE)
