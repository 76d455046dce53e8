"""The verdict in words: natural frequencies, both sides named, never 0 or 100."""

from __future__ import annotations

from collections.abc import Sequence

from core.decide.aggregate import Outcome
from core.decide.judge import FEWEST_CORE, Judgement
from core.decide.rules import Fired, relaxations
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knockout, Knowledge
from core.records.verdict import Contribution, FiredRule

LEVEL_WORDS = ("none", "little", "some", "strong", "decisive")


def level_word(level: float) -> str:
    """Return the word of the nearest importance level."""
    return LEVEL_WORDS[min(max(round(level), 0), 4)]


def quoted(text: str) -> str:
    """Return a name as it stands on the screen, in quotation marks."""
    return f"“{text}”"


def of_100(share: float) -> str:
    """Return a share as a natural frequency that is never 0 or 100."""
    count = round(100.0 * share)
    if count >= 100:
        return "more than 99 of 100"
    if count <= 0:
        return "fewer than 1 of 100"
    return f"{count} of 100"


def title(judgement: Judgement) -> str:
    """Return the verdict as a headline."""
    name = SIDE_NAMES.get(judgement.side or "", "")
    route = judgement.route.title if judgement.route else ""
    match judgement.ground:
        case "route":
            return f"Neither: {_uncapital(route)}"
        case "both_out":
            return "Neither, as it stands"
        case "constraint":
            one = len(judgement.knockouts) == 1
            return f"{name}, because of one answer" if one else f"{name}, because of your answers"
        case "too_few":
            return "Not enough answers yet"
        case "bridge":
            return f"Either: {_uncapital(route)}"
        case "nothing_matters":
            return "Either: nothing was left to weigh"
        case "equal":
            return "Either is fine"
        case "open":
            return "Cannot tell yet"
        case "lead":
            if judgement.label == "leaning":
                return f"Leaning to {name}"
            return f"{judgement.label.capitalize()}: {name} comes first"


def sentence(
    judgement: Judgement, outcome: Outcome, fired: Fired, knowledge: Knowledge, answered: int
) -> str:
    """Return the verdict as one or two sentences.

    Args:
        judgement: the verdict.
        outcome: shares over the draws.
        fired: rules that hold.
        knowledge: for the number of core questions.
        answered: how many core questions are answered.
    """
    match judgement.ground:
        case "route" | "bridge":
            return judgement.route.say if judgement.route else ""
        case "both_out":
            return _both_out(fired)
        case "constraint":
            said = "; ".join(_uncapital(k.title) for k in judgement.knockouts)
            other = next(SIDE_NAMES[s] for s in SIDES if s != judgement.side)
            return (
                f"{other} is ruled out: {said}. No share is shown, since nothing else was weighed."
            )
        case "too_few":
            return (
                f"{answered} of the {len(knowledge.meta.core_questions)} questions that matter "
                f"most are answered; {FEWEST_CORE} are needed. No name is shown before that."
            )
        case "nothing_matters":
            return (
                "You switched everything off, so there is nothing to tell PyTorch and "
                "TensorFlow apart by."
            )
        case "equal":
            return _equal(outcome)
        case "open":
            return f"{frequencies(outcome)} That is too close to name one."
        case "lead":
            return frequencies(outcome)


def frequencies(outcome: Outcome) -> str:
    """Return in how many readings each side comes first, the larger one first."""
    first, second = sorted(SIDES, key=lambda s: -outcome.shares[s])
    text = (
        f"In {of_100(outcome.shares[first])} plausible readings of your answers and the evidence, "
        f"{SIDE_NAMES[first]} comes first; in {of_100(outcome.shares[second])}, "
        f"{SIDE_NAMES[second]}"
    )
    if outcome.shares["none"] > 0.0:
        text += f"; in {of_100(outcome.shares['none'])}, neither can be used"
    return f"{text}."


def _equal(outcome: Outcome) -> str:
    if outcome.p_equal >= 0.5:
        return (
            f"In {of_100(outcome.p_equal)} plausible readings PyTorch and TensorFlow are "
            "practically equal. Take the one that your people like better."
        )
    return (
        f"{frequencies(outcome)} Nothing you could still find out here would settle it, so take "
        "the one that your people like better."
    )


def _both_out(fired: Fired) -> str:
    certain = fired.certain()
    ruled = "; ".join(
        f"“{k.title}” rules out {' and '.join(SIDE_NAMES[s] for s in k.out)}" for k in certain
    )
    ways = [
        f"{' and '.join(_relax(k) for k in given_up)}, and {SIDE_NAMES[side]} is left"
        for given_up, side in relaxations(fired)
    ]
    if not certain:
        return "In most readings of your answers, both are ruled out."
    if not ways:
        return f"{ruled}."
    return f"{ruled}. Give up one of them: {'; or '.join(ways)}."


def _relax(knockout: Knockout) -> str:
    return _uncapital(knockout.relax)


def reasons(
    headline: str, said: str, rows: Sequence[Contribution], rules: Sequence[FiredRule]
) -> tuple[str, ...]:
    """Return why, as sentences for a report: the verdict, the rules, the largest contributions."""
    lines = [f"{headline}. {said}"]
    for rule in rules:
        if rule.kind == "knockout":
            sides = " and ".join(SIDE_NAMES[s] for s in rule.out)
            if rule.share < 1.0:
                head = f"If this holds ({of_100(rule.share)} readings), {sides} is ruled out"
            else:
                head = f"{sides} is ruled out"
            lines.append(f"{head}. {rule.title}. {rule.text} To lift it: {_uncapital(rule.relax)}.")
        elif rule.kind == "route":
            lines.append(f"{rule.title}. {rule.text}")
        else:
            lines.append(f"{rule.title}. {rule.text} What they touch is weighed less surely.")
    strongest = sorted((r for r in rows if r.points), key=lambda r: -abs(r.value))[:6]
    for row in strongest:
        side = SIDE_NAMES["pytorch" if row.value > 0 else "tensorflow"]
        unit = "point" if abs(row.points) == 1 else "points"
        here = ", measured here" if row.measured else ""
        lines.append(f"{row.label}: {abs(row.points)} {unit} for {side}{here}.")
    return tuple(lines)


def _uncapital(text: str) -> str:
    """Lower the first letter unless the word is a name or an abbreviation."""
    word = text.split(" ", 1)[0].rstrip(",:;")
    is_name = word in NAMES or any(letter.isupper() for letter in word[1:])
    return text if is_name or not text else text[0].lower() + text[1:]


NAMES = frozenset(
    {"Python", "Keras", "Transformers", "Google", "Windows", "Linux", "Apple", "Intel", "Mac",
     "Coral", "LiteRT", "Swift", "Java"}
)  # fmt: skip
