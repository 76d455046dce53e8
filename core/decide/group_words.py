"""The verdict of several people in words: who leans where, who rules what out."""

from __future__ import annotations

from collections.abc import Sequence

from core.decide import words
from core.decide.aggregate import Outcome
from core.decide.constraint_words import Behind
from core.decide.judge import EQUAL, Judgement
from core.decide.phrases import quoted, uncapital
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.people import Person, Veto
from core.records.plurals import either, listed
from core.records.shares import counted, of_100, whole_shares
from core.records.verdict import Contribution


def title(judgement: Judgement, vetoes: Sequence[Veto]) -> str:
    """Return the group's verdict as a headline."""
    if judgement.ground == "split":
        return "Split: your people lean to different sides"
    if judgement.ground == "constraint" and judgement.side is not None:
        name = SIDE_NAMES[judgement.side]
        return f"{name}, because of {_owners(_against(judgement.side, vetoes))}"
    return words.title(judgement, Behind())


def sentence(
    judgement: Judgement, outcome: Outcome, people: Sequence[Person], vetoes: Sequence[Veto]
) -> str:
    """Return the group's verdict in a few sentences, each person's part with their name."""
    match judgement.ground:
        case "split":
            text = f"{_leanings(people)} An average would hide that, so none is named."
        case "both_out":
            text = f"{_vetoed(vetoes)} So neither is left, unless one of these is given up."
        case "constraint":
            text = f"{_vetoed(vetoes)} No share is shown, since nothing else was weighed."
        case "too_few":
            text = "Nobody has answered enough of the questions that matter most yet."
        case "route" | "bridge":
            text = judgement.route.say if judgement.route else ""
        case "nothing_matters":
            text = "Every criterion is switched off, so there is nothing to tell the two apart by."
        case "equal" if outcome.p_equal >= EQUAL:
            text = (
                f"In {of_100(outcome.p_equal)} plausible readings of all answers PyTorch "
                "and TensorFlow are practically equal."
            )
        case _:
            text = words.frequencies(outcome).replace("your answers", "all answers")
    return f"{text}{words.cautions(judgement, outcome)}{_not_counted(people)}"


def reasons(
    headline: str,
    said: str,
    people: Sequence[Person],
    vetoes: Sequence[Veto],
    rows: Sequence[Contribution],
) -> tuple[str, ...]:
    """Return why, as sentences: the group, each person, each veto, the largest contributions."""
    lines = [f"{headline}. {said}"]
    lines += [f"{person.name}: {person.title}. {person.sentence}" for person in people]
    lines += [
        f"{veto.name} rules out {_both(veto.out)}: {veto.title}. {veto.text}" for veto in vetoes
    ]
    return (*lines, *words.largest(rows))


def _against(side: Side, vetoes: Sequence[Veto]) -> list[Veto]:
    """Return the vetoes that leave a side by ruling the other out."""
    return [veto for veto in vetoes if side not in veto.out]


def _owners(vetoes: Sequence[Veto]) -> str:
    names = list(dict.fromkeys(veto.name for veto in vetoes))
    return listed([f"{name}’s answers" for name in names])


def _vetoed(vetoes: Sequence[Veto]) -> str:
    by_name: dict[str, list[Veto]] = {}
    for veto in vetoes:
        by_name.setdefault(veto.name, []).append(veto)
    parts = [
        f"{name} rules out {_both([s for v in own for s in v.out])} "
        f"({listed([quoted(v.title) for v in own])})"
        for name, own in by_name.items()
    ]
    return f"{'; '.join(parts)}."


def _both(sides: Sequence[str]) -> str:
    return listed([SIDE_NAMES[side] for side in dict.fromkeys(sides)])


def _leanings(people: Sequence[Person]) -> str:
    """Return who leans where, in natural frequencies; a constraint shows none."""
    parts = []
    for side in SIDES:
        named = []
        for person in people:
            if person.share == 0.0 or person.verdict != side:
                continue
            whole = dict(zip(SIDES, whole_shares(*_three(person))[:2], strict=True))[side]
            how = f"in {counted(whole)} readings" if person.show_shares else "by constraint"
            named.append(f"{person.name} ({how})")
        parts.append(f"{SIDE_NAMES[side]} comes first for {listed(named)}")
    return f"{'; '.join(parts)}."


def _three(person: Person) -> tuple[float, float, float]:
    return person.shares.pytorch, person.shares.tensorflow, person.shares.none


def _not_counted(people: Sequence[Person]) -> str:
    """Return who is shown but not counted, and why, as further sentences; may be empty."""
    if not any(person.share for person in people):
        return ""
    few = [p.name for p in people if p.share == 0.0 and p.verdict == "insufficient"]
    past = [p for p in people if p.share == 0.0 and p.verdict != "insufficient"]
    text = ""
    if few:
        text += (
            f" {listed(few)} {either(len(few), 'has', 'have')} answered too little to be counted."
        )
    for person in past:
        text += f" {person.name} is not counted: {uncapital(person.title)}."
    return text
