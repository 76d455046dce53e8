"""What the foot of the rail says of a verdict."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.records.base import SIDE_NAMES
from core.records.shares import count_words, whole_shares
from core.records.verdict import Verdict
from gui.shell.noop import QT_TRANSLATE_NOOP
from gui.shell.rail import FootState

_CONTEXT = "foot"

# Two lines for a verdict that names no framework.
_WORDS = {
    "either": (QT_TRANSLATE_NOOP("foot", "Either"), QT_TRANSLATE_NOOP("foot", "is fine")),
    "undecided": (QT_TRANSLATE_NOOP("foot", "Cannot"), QT_TRANSLATE_NOOP("foot", "tell yet")),
    "neither": (QT_TRANSLATE_NOOP("foot", "Neither"), ""),
    "insufficient": (QT_TRANSLATE_NOOP("foot", "No verdict"), QT_TRANSLATE_NOOP("foot", "yet")),
    "split": (QT_TRANSLATE_NOOP("foot", "Opinions"), QT_TRANSLATE_NOOP("foot", "differ")),
}
# The rail is narrow: labels that are longer than a word or two.
_LABELS = {
    "ruled by a constraint": QT_TRANSLATE_NOOP("foot", "one answer"),
    "instead": QT_TRANSLATE_NOOP("foot", "something else"),
}


def foot_of(verdict: Verdict | None) -> FootState:
    """Return name, label, bar and count for a verdict; None: not computed yet."""
    if verdict is None:
        first, second = _WORDS["insufficient"]
        return FootState(_tr(first), _tr(second))
    if verdict.verdict in ("pytorch", "tensorflow"):
        return _of_side(verdict)
    first, second = _WORDS[verdict.verdict]
    label = second or _LABELS.get(verdict.label, verdict.label)
    if not verdict.show_shares:
        return FootState(_tr(first), _tr(label))
    shares = _shares(verdict)
    return FootState(_tr(first), _tr(label), shares, " | ".join(map(count_words, shares[:2])))


def _of_side(verdict: Verdict) -> FootState:
    name = SIDE_NAMES[verdict.verdict]
    label = _tr(_LABELS.get(verdict.label, verdict.label))
    if not verdict.show_shares:
        return FootState(name, label)
    shares = _shares(verdict)
    own = shares[0] if verdict.verdict == "pytorch" else shares[1]
    return FootState(name, label, shares, _tr("{0} of 100").format(count_words(own)))


def _shares(verdict: Verdict) -> tuple[int, int, int]:
    shares = verdict.shares
    return whole_shares(shares.pytorch, shares.tensorflow, shares.none)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text) if text else ""
