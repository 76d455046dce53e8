"""What a report says, as plain data: every format is a painter of this one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.run import Case, CaseResult, RunSummary
from core.records.shares import whole_shares
from core.records.verdict import FiredRule, Verdict

LEVELS = ("none", "little", "some", "strong", "decisive")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """How measured cases are named: the measuring room's words, handed in by the caller.

    Attributes:
        label: name of a case, "Image CNN, training step".
        outcome: its outcome in one short sentence.
    """

    label: Callable[[Case], str]
    outcome: Callable[[CaseResult], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: its points (positive = PyTorch), its weight, and where it comes from."""

    label: str
    points: int
    weight: str
    origin: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read."""

    subject: str
    address: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured case in words and figures; times in milliseconds a step, or empty."""

    run: str
    case: str
    outcome: str
    interval: str
    pytorch_ms: str
    tensorflow_ms: str
    remark: str


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks for and against one side: (sign, text, kind and date)."""

    name: str
    points: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A decision as a document.

    Attributes:
        shares: readings of 100 for PyTorch, TensorFlow and neither; None where none is shown.
        facts: (name, words) of what the verdict rests on.
        rules: constraints and hints that hold: (title, text, address).
        flips: (change, as it stands, what would follow).
        find_out: (what, what it costs and how often it matters).
        answers: (question, answer).
    """

    title: str
    sentence: str
    shares: tuple[int, int, int] | None
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    rows: tuple[Row, ...]
    margin: str
    sides: tuple[Side, ...]
    rules: tuple[tuple[str, str, str], ...]
    flips: tuple[tuple[str, str, str], ...]
    find_out: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    measured: tuple[Measured, ...]
    not_counted: tuple[str, ...]
    equal: tuple[str, ...]
    sources: tuple[Source, ...]


def build(
    knowledge: Knowledge,
    answers: Answers,
    verdict: Verdict,
    runs: tuple[RunSummary, ...] = (),
    *,
    words: CaseWords,
    app: str,
) -> Report:
    """Return the report on a verdict.

    Args:
        knowledge: what the verdict rests on.
        answers: what the person said.
        verdict: the result of `core.decide.resolve.resolve` for these.
        runs: the runs that count.
        words: names cases and says their outcome.
        app: version of Forkwise.
    """
    return Report(
        title=verdict.title,
        sentence=verdict.sentence,
        shares=_shares(verdict) if verdict.show_shares else None,
        facts=_facts(knowledge, verdict, runs, app),
        reasons=_reasons(verdict),
        rows=_rows(verdict) if verdict.show_shares else (),
        margin=_margin(verdict),
        sides=tuple(_side(verdict, side) for side in SIDES),
        rules=tuple(_rule(rule) for rule in verdict.fired_rules),
        flips=tuple((flip.what, flip.now, flip.then) for flip in verdict.flips),
        find_out=tuple(
            (item.text, f"{_cost(item.cost_s)}, could change the verdict in {_of_100(item.chance)}")
            for item in verdict.next_best
        ),
        answers=_answers(knowledge, answers),
        notes=_notes(knowledge, answers),
        measured=tuple(_measured(run, case, words) for run in runs for case in run.cases),
        not_counted=tuple(_criterion_label(knowledge, id_) for id_ in verdict.zeroed),
        equal=_equal(knowledge, verdict),
        sources=_sources(knowledge, verdict),
    )


def _facts(
    knowledge: Knowledge, verdict: Verdict, runs: tuple[RunSummary, ...], app: str
) -> tuple[tuple[str, str], ...]:
    meta = knowledge.meta
    machine = next((run.machine for run in runs if run.machine is not None), None)
    facts = [
        ("Answered", f"{verdict.answered} of {len(knowledge.questions)} questions"),
        ("As of", verdict.as_of),
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


def _rows(verdict: Verdict) -> tuple[Row, ...]:
    ordered = sorted(verdict.contributions, key=lambda c: (-c.value, c.criterion))
    return tuple(
        Row(c.label, c.points, _level(c.level), "measured here" if c.measured else "documented")
        for c in ordered
        if c.level > 0
    )


def _margin(verdict: Verdict) -> str:
    margin = verdict.margin
    ahead = round(margin.mean)
    if ahead == 0:
        lead = "Neither is ahead"
    else:
        lead = f"{SIDE_NAMES['pytorch' if ahead > 0 else 'tensorflow']} is ahead by {abs(ahead)}"
    return f"{lead} (90 of 100 readings: {_lead(margin.low)} to {_lead(margin.high)})"


def _lead(points: float) -> str:
    whole = round(points)
    if whole == 0:
        return "even"
    return f"{SIDE_NAMES['pytorch' if whole > 0 else 'tensorflow']} by {abs(whole)}"


def _side(verdict: Verdict, side: str) -> Side:
    points = verdict.points.get(side, ())
    return Side(
        SIDE_NAMES[side],
        tuple(
            ("+" if p.sign == "+" else "−", p.text, ", ".join(w for w in (p.kind, p.date) if w))
            for p in points
        ),
    )


def _reasons(verdict: Verdict) -> tuple[str, ...]:
    """Return the reasons below the headline, which stands above them already.

    What holds in some readings only stands among the rules.
    """
    maybe = [rule.title for rule in verdict.fired_rules if rule.share < 1]
    return tuple(text for text in verdict.reasons[1:] if not any(title in text for title in maybe))


def _rule(rule: FiredRule) -> tuple[str, str, str]:
    text = rule.text
    if rule.share < 1:
        text = f"{text} This holds in {_of_100(rule.share)} readings, since an answer is open."
    if rule.relax:
        text = f"{text} To lift it: {rule.relax.rstrip('.')}."
    return rule.title, text, rule.source


def _answers(knowledge: Knowledge, answers: Answers) -> tuple[tuple[str, str], ...]:
    rows = []
    for question in knowledge.questions:
        given = answers.answers.get(question.id, ())
        if NOT_SURE in given:
            words = "Not sure"
        else:
            found = (question.find(option) for option in given)
            words = ", ".join(option.text for option in found if option is not None)
        if words:
            rows.append((question.text, words))
    for criterion, level in sorted(answers.overrides.items()):
        label = _criterion_label(knowledge, criterion)
        rows.append((f"Weight of “{label}”, set by hand", _level(level)))
    return tuple(rows)


def _notes(knowledge: Knowledge, answers: Answers) -> tuple[tuple[str, str], ...]:
    rows = []
    for subject, text in sorted(answers.notes.items()):
        question = knowledge.question(subject)
        rows.append((question.step if question else "Project", text))
    return tuple(rows)


def _measured(run: RunSummary, case: CaseResult, words: CaseWords) -> Measured:
    interval = ""
    if case.low is not None and case.high is not None:
        interval = f"{case.low:.2f} to {case.high:.2f}"
    remark = case.reason
    if case.remedy:
        remark = f"{remark.rstrip('.')}. Do this: {case.remedy}".removeprefix(". ")
    return Measured(
        run=run.run,
        case=words.label(case.case),
        outcome=words.outcome(case),
        interval=interval,
        pytorch_ms=_milliseconds(case.pytorch.step_ns),
        tensorflow_ms=_milliseconds(case.tensorflow.step_ns),
        remark=remark,
    )


def _milliseconds(ns: float | None) -> str:
    return "" if ns is None else f"{ns / 1e6:.3g}"


def _equal(knowledge: Knowledge, verdict: Verdict) -> tuple[str, ...]:
    texts = {fact.id: fact.text for fact in knowledge.equal}
    return tuple(texts.get(fact, fact) for fact in verdict.equal_facts)


def _sources(knowledge: Knowledge, verdict: Verdict) -> tuple[Source, ...]:
    evidence = {item.id: item for item in knowledge.evidence}
    found: dict[tuple[str, str], Source] = {}
    for contribution in verdict.contributions:
        for id_ in contribution.evidence:
            item = evidence.get(id_)
            if item is not None:
                key = (contribution.label, item.source)
                found[key] = Source(contribution.label, item.source, item.date.isoformat())
    for rule in verdict.fired_rules:
        if rule.source:
            found[(rule.title, rule.source)] = Source(rule.title, rule.source, rule.date)
    return tuple(found[key] for key in sorted(found))


def _criterion_label(knowledge: Knowledge, id_: str) -> str:
    criterion = knowledge.criterion(id_)
    return criterion.label if criterion else id_


def _level(level: float) -> str:
    return LEVELS[max(0, min(4, int(level + 0.5)))]


def _of_100(share: float) -> str:
    """Return a share in natural frequency; never 0 or 100, which would claim certainty."""
    return f"{max(1, min(99, round(100 * share)))} of 100"


def _cost(seconds: float) -> str:
    if seconds < 120:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"


def _shares(verdict: Verdict) -> tuple[int, int, int]:
    shares = verdict.shares
    return whole_shares(shares.pytorch, shares.tensorflow, shares.none)
