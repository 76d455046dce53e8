"""Words of the weights on trial: both outcomes in one sentence, and what moved in points."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from core.records.answers import Answers
from core.records.base import SIDE_NAMES
from core.records.shares import whole_shares
from core.records.verdict import Contribution, Verdict
from gui.controllers.trial_state import OnTrial
from gui.decide.ladder import build_ladder
from gui.decide.words import of_100

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Move:
    """One criterion whose points changed, old -> new."""

    label: str
    side: str
    change: str


def counting() -> str:
    """Return what stands in a trial's place before there is a verdict to try it on."""
    return translate("what_if", "The readings are being counted.")


def outcome_words(verdict: Verdict) -> tuple[str, str]:
    """Return a verdict in a few words, and its share; the share is empty where none is shown."""
    named = verdict.verdict in SIDE_NAMES
    side = verdict.verdict if named else "pytorch"
    name = SIDE_NAMES[side]
    shares = verdict.shares
    whole = whole_shares(shares.pytorch, shares.tensorflow, shares.none)
    if not verdict.show_shares:
        return f"“{verdict.title}”", ""
    # The count that is drawn beside it, so that the two agree.
    count = of_100((whole[0] if side == "pytorch" else whole[1]) / 100)
    if not named:
        words = verdict.title[:1].lower() + verdict.title[1:]
        return words, translate("what_if", "{0} for {1}").format(count, name)
    if verdict.label == "leaning":
        return translate("what_if", "leaning to {0}").format(name), count
    return translate("what_if", "{0} for {1}").format(verdict.label or "clear", name), count


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What is said of one kind of trial.

    Attributes:
        invite: what to do, while nothing differs.
        condition: begins the sentence with the outcome on trial.
        note: what the page is.
    """

    invite: str
    condition: str
    note: str


def weight_words() -> TrialWords:
    """Return what is said of weights on trial."""
    return TrialWords(
        translate("what_if", "Move a weight and watch what happens."),
        translate("what_if", "If these mattered as you set them: {0}."),
        translate(
            "what_if", "This is a trial. Your answers stay as they are until you choose “Keep”."
        ),
    )


def ranking_words() -> TrialWords:
    """Return what is said of a ranking on trial."""
    return TrialWords(
        translate("what_if", "Put in order what matters and watch what happens."),
        translate("what_if", "If they mattered in this order: {0}."),
        translate(
            "what_if", "This is a trial. Your answers stay as they are until you choose “Apply”."
        ),
    )


def is_set(answers: Answers) -> bool:
    """Return True when a trial was kept before: more counts than the answers."""
    return bool(answers.overrides or answers.ranking)


def trial_sentence(trial: OnTrial, words: TrialWords) -> str:
    """Return both outcomes as rich text: the one on trial in bold, then the one that is kept."""
    now, share = outcome_words(trial.verdict)
    now = f"<b>{escape(now)}</b>" + (f", <b>{escape(share)}</b>" if share else "")
    if not trial.differs:
        text = escape(translate("what_if", "As it stands: {0}.")).format(now)
        invite = words.invite
        return f"{text} {escape(invite)}" if trial.before.show_shares else text
    was, share = outcome_words(trial.before)
    before = escape(f"{was}, {share}" if share else was)
    text = escape(words.condition).format(now)
    compared = translate("what_if", "By your answers: {0}.")
    if is_set(trial.answers):
        compared = translate("what_if", "As kept: {0}.")
    return f"{text} {escape(compared).format(before)}"


def trial_note(trial: OnTrial, words: TrialWords) -> str:
    """Return what the page is, or why no weight can change the verdict."""
    if trial.verdict.verdict == "insufficient":
        return translate(
            "what_if", "No name is shown before enough is answered. The bars are a first look."
        )
    decided = trial.verdict.label in ("ruled by a constraint", "ruled out", "instead")
    if decided:
        return translate(
            "what_if",
            "A rule decides here, not the weights. The bars show what they would say without it.",
        )
    return words.note


def moves(before: Verdict, verdict: Verdict) -> tuple[Move, ...]:
    """Return the criteria whose whole points changed, the largest change first.

    The changes add up to the change of the total.
    """
    was = {row.criterion: row for row in before.contributions}
    now = {row.criterion: row for row in verdict.contributions}
    found: list[tuple[int, Move]] = []
    for id_ in dict.fromkeys([*now, *was]):
        old, new = _points(was.get(id_)), _points(now.get(id_))
        if old != new:
            label = (now.get(id_) or was[id_]).label
            found.append((abs(new - old), _move(label, old, new)))
    return tuple(move for _, move in sorted(found, key=lambda f: (-f[0], f[1].label)))


def total_move(before: Verdict, verdict: Verdict) -> Move:
    """Return the total, old -> new."""
    old, new = build_ladder(before).total, build_ladder(verdict).total
    return _move(translate("what_if", "Total"), old, new)


def _points(row: Contribution | None) -> int:
    return row.points if row is not None else 0


def _move(label: str, old: int, new: int) -> Move:
    """Return a change; where it crosses over, both sides are named."""
    if old * new < 0:
        change = f"{SIDE_NAMES[_side(old)]} {abs(old)} → {SIDE_NAMES[_side(new)]} {abs(new)}"
        return Move(label, "", change)
    side = SIDE_NAMES[_side(new or old)]
    return Move(label, translate("what_if", "for {0}").format(side), f"{abs(old)} → {abs(new)}")


def _side(points: int) -> str:
    return "pytorch" if points > 0 else "tensorflow"
