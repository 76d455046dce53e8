"""The verdict in words: natural frequencies, both sides named, never 0 or 100."""

from __future__ import annotations

from collections.abc import Sequence

from core.decide.aggregate import Outcome
from core.decide.constraint_words import Behind, both_out, cause, constraint
from core.decide.judge import CLEAR, EQUAL, FEWEST_CORE, LEANING, STRONG, Judgement
from core.decide.phrases import quoted, uncapital
from core.decide.rules import Fired
from core.records.base import SIDE_NAMES, SIDES
from core.records.plurals import count, either, listed
from core.records.rule_words import if_words
from core.records.shares import counted, of_100, whole_shares
from core.records.verdict import Contribution, FiredRule

MOST_OPEN = 3  # rules that hang on open questions
MOST_BEHIND = 2  # answers named behind one contribution


def title(judgement: Judgement, behind: Behind) -> str:
    """Return the verdict as a headline.

    Args:
        judgement: the verdict.
        behind: what makes a constraint hold.
    """
    name = SIDE_NAMES.get(judgement.side or "", "")
    route = judgement.route.title if judgement.route else ""
    match judgement.ground:
        case "route":
            return f"Neither: {uncapital(route)}"
        case "both_out":
            return "Neither, as it stands"
        case "constraint":
            return f"{name}, because of {cause(behind)}"
        case "too_few":
            return "Not enough answers yet"
        case "bridge":
            return route if route.startswith("Either") else f"Either: {uncapital(route)}"
        case "nothing_matters":
            return "Either: nothing was left to weigh"
        case "equal":
            return "Either is fine"
        case "open":
            return "Cannot tell yet"
        case "split":
            return "Split"
        case "lead":
            if judgement.label == "leaning":
                return f"Leaning to {name}"
            return f"{judgement.label.capitalize()}: {name} comes first"


def sentence(
    judgement: Judgement,
    outcome: Outcome,
    fired: Fired,
    *,
    behind: Behind,
    core: tuple[int, int],
    find_out: str,
) -> str:
    """Return the verdict in a few sentences.

    Args:
        judgement: the verdict.
        outcome: shares over the draws.
        fired: rules that hold.
        behind: what makes a constraint hold.
        core: how many core questions are answered, and how many there are.
        find_out: what finding out would tell most, as a sentence; may be empty.
    """
    match judgement.ground:
        case "route":
            say = judgement.route.say if judgement.route else ""
            text = f"{say} So neither PyTorch nor TensorFlow is named."
        case "bridge":
            say = judgement.route.say if judgement.route else ""
            text = f"{say} {_backend(outcome)}"
        case "both_out":
            text = both_out(fired)
        case "constraint":
            text = constraint(judgement, outcome, behind)
        case "too_few":
            text = (
                f"{core[0]} of the {core[1]} questions that matter most "
                f"{either(core[0], 'is', 'are')} answered; {FEWEST_CORE} are needed. No name is "
                "shown before that."
            )
        case "nothing_matters":
            text = (
                "Every criterion is switched off, so there is nothing to tell PyTorch and "
                "TensorFlow apart by."
            )
        case "equal":
            text = _equal(outcome)
        case "open":
            text = f"{frequencies(outcome)} That is too close to name one. {find_out}".rstrip()
        case "lead" | "split":
            text = frequencies(outcome)
    return text + cautions(judgement, outcome)


def _backend(outcome: Outcome) -> str:
    ahead, other = sorted(SIDES, key=lambda s: -outcome.shares[s])
    if outcome.shares[ahead] < LEANING:
        return "As its backend, neither PyTorch nor TensorFlow stands out."
    return f"As its backend your answers favour {SIDE_NAMES[ahead]} over {SIDE_NAMES[other]}."


def cautions(judgement: Judgement, outcome: Outcome) -> str:
    """Return what to hold against the verdict's name, as further sentences; may be empty."""
    return _borderline(judgement, outcome) + _stale(judgement)


def _borderline(judgement: Judgement, outcome: Outcome) -> str:
    if not judgement.borderline:
        return ""
    what, near = "in which the two are practically equal ", EQUAL
    if judgement.borderline == "share":
        share = max(outcome.shares[side] for side in SIDES)
        what, near = "", min((LEANING, CLEAR, STRONG), key=lambda place: abs(place - share))
    return (
        f" This is borderline: the share {what}lies so near {round(100 * near)} of 100 that other "
        "draws could have given another verdict."
    )


def _stale(judgement: Judgement) -> str:
    if not judgement.stale:
        return ""
    return " The newest evidence is older than twelve months, so this is not called strong."


def frequencies(outcome: Outcome) -> str:
    """Return in how many readings each side comes first, the larger one first.

    The counts add up to 100, as they do wherever the shares are drawn.
    """
    first, second = sorted(SIDES, key=lambda s: -outcome.shares[s])
    whole = whole_shares(*(outcome.shares[name] for name in (*SIDES, "none")))
    won = dict(zip((*SIDES, "none"), whole, strict=True))
    text = (
        f"In {counted(won[first])} plausible readings of your answers and the evidence, "
        f"{SIDE_NAMES[first]} comes first; in {counted(won[second])}, {SIDE_NAMES[second]}"
    )
    if won["none"] > 0:
        text += f"; in {counted(won['none'])}, neither can be used"
    return f"{text}."


def _equal(outcome: Outcome) -> str:
    if outcome.p_equal >= EQUAL:
        return (
            f"In {of_100(outcome.p_equal)} plausible readings PyTorch and TensorFlow are "
            "practically equal. Take the one that your people like better; Keras 3 keeps the way "
            "back open."
        )
    return (
        f"{frequencies(outcome)} Nothing you could still find out here is worth half a point, so "
        "take the one that your people like better."
    )


def reasons(
    headline: str,
    said: str,
    rows: Sequence[Contribution],
    rules: Sequence[FiredRule],
) -> tuple[str, ...]:
    """Return why, as sentences for a report: the verdict, then what made it, then cautions.

    Args:
        headline: the verdict as a headline.
        said: the verdict as sentences.
        rows: the contributions; none where nothing was weighed.
        rules: what fired, the surest knock-outs first.
    """
    sure = [rule for rule in rules if rule.share >= 1.0]
    if any(rule.kind == "knockout" for rule in sure):
        # What decides is what is ruled out; a bridge over both would say the reverse.
        sure = [rule for rule in sure if rule.strength != "bridge"]
    open_ = [rule for rule in rules if rule.share < 1.0][:MOST_OPEN]
    return (
        f"{headline}. {said}",
        *(_rule(rule) for rule in sure if _decides(rule)),
        *largest(rows),
        *(_rule(rule) for rule in sure if not _decides(rule)),
        *(_open_rule(rule) for rule in open_),
    )


def _decides(rule: FiredRule) -> bool:
    return rule.kind == "knockout" or rule.strength in ("instead", "bridge")


def largest(rows: Sequence[Contribution]) -> tuple[str, ...]:
    """Return every contribution of a whole point or more as a sentence, the largest first."""
    lines = []
    strongest = sorted((r for r in rows if r.points), key=lambda r: -abs(r.value))
    for row in strongest:
        side = SIDE_NAMES["pytorch" if row.value > 0 else "tensorflow"]
        here = ", measured here" if row.measured else ""
        said = listed([quoted(answer) for answer in row.because[:MOST_BEHIND]])
        since = f", since you said {said}" if said else ""
        lines.append(f"{row.label}: {count(abs(row.points), 'point')} for {side}{here}{since}.")
    return tuple(lines)


def _rule(rule: FiredRule) -> str:
    if rule.kind == "knockout":
        out = listed([SIDE_NAMES[side] for side in rule.out])
        lift = f" To lift it: {uncapital(rule.relax)}." if rule.relax else ""
        return f"{out} is ruled out. {rule.title}. {rule.text}{lift}"
    return f"{rule.title}. {rule.text}"


def _open_rule(rule: FiredRule) -> str:
    return f"Still open: {uncapital(if_words(rule))}; so it is in {of_100(rule.share)} readings."
