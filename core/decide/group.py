"""Several people: each one's outcome, the mixture, vetoes by name, "split"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.decide import flips, group_words, judge, rules, waterfall
from core.decide.aggregate import Outcome, aggregate
from core.decide.assemble import Told, assemble, margin_of, shares_of
from core.decide.by_hand import ByHand
from core.decide.canonical import canonical
from core.decide.group_model import pooled
from core.decide.model import Given, Model
from core.decide.next_best import MOST_NEXT, best_open
from core.decide.resolve import given_of, tell
from core.decide.rounding import four
from core.decide.weigh import Weighed, weigh
from core.records.answers import Answers
from core.records.base import SIDES, Side
from core.records.knowledge import Knowledge
from core.records.outlook import Flip, NextBest
from core.records.people import Disagreement, Person, Veto
from core.records.run import RunSummary
from core.records.verdict import FiredRule, Verdict

SMALLEST_SPREAD = 0.5  # levels; under it people agree on a criterion


@dataclass(frozen=True, slots=True)
class Member:
    """One person with their own outcome."""

    name: str
    answers: Answers
    weighed: Weighed
    told: Told

    @property
    def judgement(self) -> judge.Judgement:
        """Return this person's verdict."""
        return self.weighed.judgement

    @property
    def counts(self) -> bool:
        """Return True when the person's answers say something about the two frameworks.

        Too few answers would bring in what the evidence says for all kinds of projects, and a
        route leads past both.
        """
        return self.judgement.ground not in ("too_few", "route")

    def vetoed(self, side: Side) -> bool:
        """Return True when this person's answers rule a side out for sure."""
        return any(side in knockout.out for knockout in self.weighed.model.fired.certain())

    def leans(self, side: Side) -> bool:
        """Return True when this person alone would be told this side."""
        return self.counts and self.judgement.side == side


def resolve_group(
    knowledge: Knowledge,
    people: tuple[Answers, ...],
    measured: tuple[RunSummary, ...] = (),
    *,
    seed: int = 1,
    as_of: dt.date,
    draws: int | None = None,
) -> Verdict:
    """Return the verdict of several people with equal say, and each one's own.

    A draw picks a person, then draws as for one, so the shares are the mixture over the people.
    People whose answers do not get as far as a comparison are shown but not counted.

    Args:
        knowledge: what is known.
        people: their answers; `name` tells them apart.
        measured: runs whose measurements count, the same for all.
        seed: of the random streams.
        as_of: the day evidence ages against.
        draws: number of readings a person; None for the knowledge's own number.

    Raises:
        ValueError: there is nobody, or two people have one name.
    """
    if not people or len({person.name for person in people}) != len(people):
        raise ValueError("people need names that differ")
    given = given_of(knowledge, measured, seed=seed, as_of=as_of, draws=draws)
    members = [_member(given, answers) for answers in people]
    counted = [member for member in members if member.counts] or members
    model = pooled([member.weighed.model for member in counted])
    outcome = aggregate(model, knowledge.meta.eps, len(counted))
    verdict = _judge(given, members, outcome)
    told = _tell(given, members, counted, Weighed(model, outcome, [], verdict))
    return msgspec.structs.replace(
        assemble(given, model, outcome, told),
        flips=_flips(given, counted, model, outcome, verdict.ground),
        people=tuple(_person(member, counted) for member in members),
        vetoes=_vetoes(members),
        disagreements=_disagreements(knowledge, members),
    )


def _flips(
    given: Given, counted: Sequence[Member], model: Model, outcome: Outcome, ground: judge.Ground
) -> tuple[Flip, ...]:
    """Return the numbers that would change the verdict, set alike by everyone who counts."""
    if ground not in judge.WEIGHED:
        return ()
    hand = ByHand(given, [(member.answers, member.weighed.model) for member in counted])
    return flips.by_numbers(hand, model, outcome, ground)


def _member(given: Given, answers: Answers) -> Member:
    answers = canonical(given.knowledge, answers)
    weighed = weigh(given, answers)
    return Member(answers.name, answers, weighed, tell(given, answers, weighed))


def _judge(given: Given, members: Sequence[Member], outcome: Outcome) -> judge.Judgement:
    """Return the group's verdict: the first test that applies decides.

    A veto comes before any average, and two sides that both have people behind them before any
    name.
    """
    counted = [member for member in members if member.counts]
    if not counted:
        routes = [member.judgement for member in members if member.judgement.ground == "route"]
        if len(routes) == len(members):
            # Where they differ, the first of the rules stands: not who was named first.
            order = [route.id for route in given.knowledge.routes]
            return min(routes, key=lambda one: order.index(one.route.id) if one.route else 0)
        return judge.Judgement("insufficient", "", "too_few")
    out: list[Side] = [side for side in SIDES if any(m.vetoed(side) for m in counted)]
    knockouts = {k.id: k for m in counted for k in m.weighed.model.fired.certain()}
    behind = tuple(knockouts.values())
    if len(out) == len(SIDES) or outcome.shares["none"] > 0.5:
        return judge.Judgement("neither", "ruled out", "both_out", knockouts=behind)
    if all(any(member.leans(side) for member in counted) for side in SIDES):
        return judge.Judgement("split", "", "split")
    if out:
        left: Side = next(side for side in SIDES if side not in out)
        return judge.Judgement(left, "ruled by a constraint", "constraint", left, knockouts=behind)
    bridges = [member.judgement for member in counted if member.judgement.ground == "bridge"]
    if len(bridges) == len(counted):
        return bridges[0]
    return judge.compared(
        outcome,
        best_open=max(best_open(member.weighed.offers) for member in counted),
        stale=judge.is_stale(given.knowledge, given.as_of),
    )


def _tell(
    given: Given, members: Sequence[Member], counted: Sequence[Member], group: Weighed
) -> Told:
    knowledge, verdict = given.knowledge, group.judgement
    vetoes = _vetoes(members)
    title = group_words.title(verdict, vetoes)
    people = [_person(member, counted) for member in members]
    sentence = group_words.sentence(verdict, group.outcome, people, vetoes)
    has_bars = verdict.ground in (*judge.WEIGHED, "split")
    rows = waterfall.as_records(group.model, group.outcome)
    fired = _fired(given, members, group)
    return Told(
        verdict=verdict.verdict,
        label=verdict.label,
        title=title,
        sentence=sentence,
        counted=has_bars,
        borderline=bool(verdict.borderline),
        rows=rows,
        fired=fired,
        next_best=_next_best(members),
        reasons=group_words.reasons(title, sentence, people, vetoes, rows if has_bars else ()),
        answered=min(member.told.answered for member in members),
        core_answered=min(judge.core_answered(knowledge, m.answers) for m in members),
        ratios=tuple(member.weighed.model.ratios for member in counted),
    )


def _fired(given: Given, members: Sequence[Member], group: Weighed) -> tuple[FiredRule, ...]:
    """Return what fired for the group, without what can change nothing any more; vetoes stay."""
    ground, knowledge = group.judgement.ground, given.knowledge
    if ground not in judge.SETTLED:
        return rules.as_records(knowledge, group.model.fired)
    decided = {s for s in SIDES if ground == "route" or any(m.vetoed(s) for m in members)}
    kept = {rule.id for rule in rules.as_records(knowledge, group.model.fired, decided)}
    kept |= {veto.rule for veto in _vetoes(members)}
    return tuple(r for r in rules.as_records(knowledge, group.model.fired) if r.id in kept)


def _person(member: Member, counted: Sequence[Member]) -> Person:
    told, outcome = member.told, member.weighed.outcome
    return Person(
        name=member.name,
        share=four(1.0 / len(counted)) if member.counts else 0.0,
        verdict=told.verdict,
        label=told.label,
        # The headline is to the person; here it is about them.
        title=told.title.replace("your answers", "their answers"),
        sentence=told.sentence,
        show_shares=told.counted,
        shares=shares_of(outcome),
        margin=margin_of(outcome),
        answered=told.answered,
        vetoes=tuple(knockout.id for knockout in member.weighed.model.fired.certain()),
    )


def _vetoes(members: Sequence[Member]) -> tuple[Veto, ...]:
    return tuple(
        Veto(
            name=member.name,
            rule=knockout.id,
            title=knockout.title,
            text=knockout.reason,
            out=knockout.out,
            relax=knockout.relax,
        )
        for member in members
        for knockout in member.weighed.model.fired.certain()
    )


def _disagreements(knowledge: Knowledge, members: Sequence[Member]) -> tuple[Disagreement, ...]:
    """Return the criteria on which people differ.

    Those that pull people to opposite sides come first, then those whose importance they see
    differently, each widest apart first.
    """
    sums = {
        member.name: waterfall.contributions(member.weighed.model, member.weighed.outcome)
        for member in members
    }
    found = []
    for i, criterion in enumerate(knowledge.criteria):
        levels = {
            member.name: four(member.weighed.model.levels[criterion.id]) for member in members
        }
        spread = four(max(levels.values()) - min(levels.values()))
        row = Disagreement(
            criterion=criterion.id,
            label=criterion.label,
            levels=levels,
            spread=spread,
            pulls={name: four(values[i]) for name, values in sums.items()},
        )
        if spread >= SMALLEST_SPREAD or row.is_opposed:
            found.append(row)
    return tuple(sorted(found, key=_how_far))


def _how_far(row: Disagreement) -> tuple[bool, float]:
    apart = max(row.pulls.values()) - min(row.pulls.values()) if row.is_opposed else row.spread
    return not row.is_opposed, -apart


def _next_best(members: Sequence[Member]) -> tuple[NextBest, ...]:
    """Return what one of them could find out, with the name, the most worth a second first."""
    found = [
        msgspec.structs.replace(
            offer,
            text=f"{member.name}: {offer.text}",
            evppi=four(offer.evppi / len(members)),
            chance=four(offer.chance / len(members)),
        )
        for member in members
        for offer in member.told.next_best
        if offer.kind == "question"
    ]
    return tuple(sorted(found, key=lambda offer: -offer.evppi / offer.cost_s)[:MOST_NEXT])
