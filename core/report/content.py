"""What a report says: a verdict, the answers and the runs turned into one plain record."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.levels import level_word
from core.records.people import Disagreement, Person
from core.records.rule_words import if_words
from core.records.run import RunSummary
from core.records.shares import of_100, whole_shares
from core.records.verdict import FiredRule, Verdict
from core.report import outlook, people, said, values
from core.report.cases import CaseWords, measured
from core.report.record import Around, PersonRow, Report, Row, Side, Source, Team
from core.report.stakes import stakes
from core.report.words import early, label, lead_with_range, margin_words, stop

YOUR_ANSWER = "your answer"  # the knowledge's word for a rule that the person laid down


def build(
    knowledge: Knowledge,
    everyone: Sequence[Answers],
    verdict: Verdict,
    runs: tuple[RunSummary, ...] = (),
    *,
    words: CaseWords,
    app: str,
) -> Report:
    """Return the report on a verdict.

    Args:
        knowledge: what the verdict rests on.
        everyone: what was said, by one person or by several.
        verdict: the result of `core.decide` for these.
        runs: the runs that count.
        words: names cases and says their outcome.
        app: version of Forkwise.
    """
    return Report(
        title=verdict.title,
        sentence=verdict.sentence,
        shares=_shares(verdict) if verdict.show_shares else None,
        team=_team(knowledge, verdict) if verdict.people else None,
        facts=_facts(knowledge, verdict, runs, app),
        reasons=_reasons(verdict),
        rows=_rows(knowledge, verdict) if verdict.show_shares else (),
        margin=margin_words(verdict.margin),
        stakes=stakes(knowledge, verdict),
        sides=tuple(_side(verdict, side) for side in SIDES),
        rules=tuple(_rule(rule, several=bool(verdict.people)) for rule in verdict.fired_rules),
        around=_around(knowledge, verdict),
        asked=said.heads(everyone),
        answers=said.answers(knowledge, everyone),
        notes=said.notes(knowledge, everyone),
        measured=measured(runs, words),
        not_counted=tuple(label(knowledge, id_) for id_ in verdict.zeroed),
        equal=_equal(knowledge, verdict),
        values=values.values(knowledge, verdict),
        sources=_sources(knowledge, verdict),
    )


def _around(knowledge: Knowledge, verdict: Verdict) -> Around:
    return Around(
        flips=tuple((flip.what, flip.now, flip.then) for flip in verdict.flips),
        find_out=tuple(
            (" ".join(part for part in (item.text, outlook.card_answer(item)) if part),
             outlook.find_out(item))
            for item in verdict.next_best
        ),
        stability=outlook.stability(verdict),
        stability_note=outlook.stability_note(verdict),
        effects=tuple(
            (row.step, row.answer, outlook.effect(row)) for row in verdict.answer_effects
        ),
        alone=tuple(outlook.alone(knowledge, row) for row in verdict.alone),
        central=outlook.central(knowledge, verdict),
        said_twice=outlook.said_twice(verdict),
        missing=outlook.missing(knowledge, verdict),
    )  # fmt: skip


def _team(knowledge: Knowledge, verdict: Verdict) -> Team:
    names = tuple(person.name for person in verdict.people)
    return Team(
        names=names,
        people=tuple(_person(person, len(knowledge.questions)) for person in verdict.people),
        vetoes=tuple(people.veto(row) for row in verdict.vetoes),
        apart=tuple(
            (row.label, tuple(_level(row, name) for name in names)) for row in verdict.disagreements
        ),
    )


def _level(row: Disagreement, name: str) -> str:
    return people.level(row.levels[name], row.pulls.get(name, 0.0))


def _person(person: Person, asked: int) -> PersonRow:
    counts, words, ahead = None, "", ""
    if person.show_shares:
        shares = person.shares
        counts = whole_shares(shares.pytorch, shares.tensorflow, shares.none)
        words = outlook.shares_words(shares)
        ahead = lead_with_range(person.margin)
    return PersonRow(
        name=person.name,
        title=person.title,
        counts=counts,
        shares=words,
        lead=ahead,
        answered=people.answered(person, asked),
    )


def _facts(
    knowledge: Knowledge, verdict: Verdict, runs: tuple[RunSummary, ...], app: str
) -> tuple[tuple[str, str], ...]:
    meta = knowledge.meta
    machine = next((run.machine for run in runs if run.machine is not None), None)
    answered = ("Answered", f"{verdict.answered} of {len(knowledge.questions)} questions")
    if verdict.people:
        answered = ("People", f"{len(verdict.people)}, with an equal say")
    facts = [
        answered,
        ("As of", f"{verdict.as_of} {early(knowledge, verdict.as_of)}".rstrip()),
        ("Knowledge", f"{meta.id}, version {meta.version} of {meta.date.isoformat()}"),
        ("Kept by", meta.maintainer),
        ("Paid by", meta.funding),
        ("Readings", f"{verdict.draws:,}, seed {verdict.seed}"),
        ("Forkwise", app),
    ]
    if machine is not None:
        cpu = machine.cpu.model or machine.cpu.architecture
        facts.insert(2, ("Measured on", f"{cpu}, {machine.os}"))
    return tuple(facts)


def _rows(knowledge: Knowledge, verdict: Verdict) -> tuple[Row, ...]:
    ordered = sorted(verdict.contributions, key=lambda c: (-c.value, c.criterion))
    return tuple(
        Row(
            label=c.label,
            points=c.points,
            weight=level_word(c.level),
            origin=values.origin(knowledge, c),
            because=", ".join(c.because),
        )
        for c in ordered
        if c.level > 0
    )


def _side(verdict: Verdict, side: str) -> Side:
    points = verdict.points.get(side, ())
    return Side(
        SIDE_NAMES[side],
        tuple(
            (
                "+" if p.sign == "+" else "−",
                p.text,
                ", ".join(word for word in (values.kind_words(p.kind), p.date) if word),
            )
            for p in points
        ),
    )


def _reasons(verdict: Verdict) -> tuple[str, ...]:
    """Return the reasons below the headline, which stands above them already.

    What holds in some readings only stands among the rules; people have a table of their own.
    """
    maybe = [rule.title for rule in verdict.fired_rules if rule.share < 1]
    own = tuple(f"{p.name}{start}" for p in verdict.people for start in (": ", " rules out "))
    return tuple(
        text
        for text in verdict.reasons[1:]
        if not any(title in text for title in maybe) and not text.startswith(own)
    )


def _rule(rule: FiredRule, *, several: bool) -> tuple[str, str, str]:
    if rule.share >= 1:
        lift = f" To lift it: {rule.relax.rstrip('.')}." if rule.relax else ""
        return rule.title, f"{rule.text}{lift}", rule.source
    why = "people differ or an answer is open" if several else "an answer is open"
    # What a person would have said is no fact while they did not; what was read is one.
    fact = "" if rule.source == YOUR_ANSWER else f"{rule.text} "
    holds = f"{fact}This holds in {of_100(rule.share)} readings, since {why}."
    return rule.title, f"{stop(if_words(rule, titled=False))} {holds}", rule.source


def _equal(knowledge: Knowledge, verdict: Verdict) -> tuple[str, ...]:
    texts = {fact.id: fact.text for fact in knowledge.equal}
    return tuple(texts.get(fact, fact) for fact in verdict.equal_facts)


def _sources(knowledge: Knowledge, verdict: Verdict) -> tuple[Source, ...]:
    """Return each source once for what it is about, with every date it was read on."""
    dates: dict[tuple[str, str], set[str]] = {}
    for row in verdict.contributions:
        for item in values.evidence_of(knowledge, row):
            dates.setdefault((row.label, item.source), set()).add(item.date.isoformat())
    for rule in verdict.fired_rules:
        if rule.source:
            dates.setdefault((rule.title, rule.source), set()).add(rule.date)
    return tuple(Source(*key, ", ".join(sorted(dates[key]))) for key in sorted(dates))


def _shares(verdict: Verdict) -> tuple[int, int, int]:
    shares = verdict.shares
    return whole_shares(shares.pytorch, shares.tensorflow, shares.none)
