"""What the last change did to the verdict, in one sentence."""

from __future__ import annotations

from core.decide.phrases import quoted
from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge
from core.records.plurals import count
from core.records.shares import counted, whole_shares
from core.records.standing import Shares
from core.records.verdict import Contribution, Verdict

WORTH_NAMING = 0.5  # points a criterion has to move to be named as the cause


def what_moved(
    before: Verdict | None,
    after: Verdict,
    knowledge: Knowledge,
    question: str | None,
    change: str = "The change",
) -> str:
    """Return one sentence on what changed between two verdicts.

    Args:
        before: the verdict before the change; None at the start.
        after: the verdict now.
        knowledge: for the name of the question.
        question: the question whose answer changed; None when something else did.
        change: what changed, to begin the sentence with, where it was no answer.

    Returns:
        The sentence; empty when there is nothing to compare with.
    """
    if before is None:
        return ""
    asked = knowledge.question(question) if question else None
    subject = quoted(asked.step) if asked else change
    core = len(knowledge.meta.core_questions)
    for text in (_rule(before, after, subject), _title(before, after, subject, core)):
        if text:
            return text
    return _share(before, after, subject)


def _rule(before: Verdict, after: Verdict, subject: str) -> str:
    """Return what a rule that came or went says, where one did."""
    was = {rule.id: rule for rule in before.fired_rules if _decides(rule.kind, rule.strength)}
    now = {rule.id: rule for rule in after.fired_rules if _decides(rule.kind, rule.strength)}
    for rule in now.values():
        old = was.get(rule.id)
        if rule.share >= 1.0 and (old is None or old.share < 1.0):
            return f"{subject} brought in a rule: {quoted(rule.title)}."
    for rule in was.values():
        if rule.share >= 1.0 and (rule.id not in now or now[rule.id].share < 1.0):
            return f"{subject} lifted a rule: {quoted(rule.title)}."
    return ""


def _decides(kind: str, strength: str) -> bool:
    return kind == "knockout" or (kind == "route" and strength in ("instead", "bridge"))


def _title(before: Verdict, after: Verdict, subject: str, core: int) -> str:
    """Return the change of state where shares may not be shown on one of the sides."""
    if before.show_shares and after.show_shares:
        return ""
    if before.title == after.title:
        if after.verdict == "insufficient" and after.core_answered > before.core_answered:
            return f"{subject} counts: {after.core_answered} of the {core} that matter most done."
        if after.verdict == "insufficient" and after.core_answered < before.core_answered:
            return f"{subject} leaves {after.core_answered} of the {core} that matter most done."
        return f"{subject} changed nothing in the verdict."
    return f"{subject} turned “{before.title}” into “{after.title}”."


def _share(before: Verdict, after: Verdict, subject: str) -> str:
    old, new = counted(_pytorch(before.shares)), counted(_pytorch(after.shares))
    cause = _cause(before, after)
    if old == new:
        return f"{subject} left PyTorch at {new}{cause}."
    return f"{subject} moved PyTorch from {old.removesuffix(' of 100')} to {new}{cause}."


def _pytorch(shares: Shares) -> int:
    """Return PyTorch's share in whole readings of 100, as it is drawn."""
    return whole_shares(shares.pytorch, shares.tensorflow, shares.none)[0]


def _cause(before: Verdict, after: Verdict) -> str:
    """Return the criterion that moved most, as the end of a sentence; empty if none did."""
    was = {row.criterion: row for row in before.contributions}
    now = {row.criterion: row for row in after.contributions}
    shifts: list[tuple[float, Contribution]] = []
    for id_ in dict.fromkeys([*now, *was]):
        row = now.get(id_) or was[id_]
        change = (now[id_].value if id_ in now else 0.0) - (was[id_].value if id_ in was else 0.0)
        shifts.append((change, row))
    if not shifts:
        return ""
    change, row = max(shifts, key=lambda s: abs(s[0]))
    if abs(change) < WORTH_NAMING:
        return ""
    side = SIDE_NAMES["pytorch" if change > 0 else "tensorflow"]
    points = max(1, round(abs(change)))
    return f": {quoted(row.label)} now says {count(points, 'point')} more for {side}"
