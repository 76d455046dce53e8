"""What the comparison says in words, in the window, on the command line and in what is exported."""

from __future__ import annotations

from core.knowledge.sources import OWN_ANSWER
from core.records.knowledge import Claim, Evidence, EvidenceKind, Support

VERDICTS: dict[str, str] = {
    "holds": "still holds",
    "partly": "partly true",
    "outdated": "outdated",
    "wrong": "wrong",
    "opinion": "opinion",
    "new": "new",
}
MEASURED = "measured"
ANSWERED = "answer"
KINDS: dict[str, str] = {
    "documented": "documented",
    MEASURED: "measured here",
    "run_here": "found by running it",
    "survey": "survey",
    ANSWERED: "your answer",
    "opinion": "opinion",
    "none": "no source found",
}
FAVOURS: dict[str, str] = {
    "pytorch": "PyTorch",
    "tensorflow": "TensorFlow",
    "even": "even",
    "unknown": "not compared",
}
FRAMEWORKS: dict[str, str] = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "both": "both"}
YES = "yes"

_OF_SUPPORT: dict[Support, str] = {"sourced": "documented", "run_here": "run_here", "none": "none"}
_OF_EVIDENCE: dict[EvidenceKind, str] = {
    "documented": "documented", "survey": "survey", "judgement": "opinion", "seed": "opinion",
}  # fmt: skip
# From how large a difference of values (0 to 1) on there is said to be one.
_STEPS = (0.05, 0.15, 0.30)
_HOW_STRONGLY = ("even", "{side}, a little", "{side}", "{side}, strongly")


def kind_of_claim(claim: Claim) -> str:
    """Return the kind of evidence a claim is."""
    return "opinion" if claim.verdict == "opinion" else _OF_SUPPORT[claim.support]


def kind_of_evidence(kind: EvidenceKind) -> str:
    """Return the kind of evidence as the comparison names it."""
    return _OF_EVIDENCE[kind]


def kind_of_item(item: Evidence) -> str:
    """Return the kind of an item of evidence; one that rests on what the person said is theirs."""
    return ANSWERED if item.source == OWN_ANSWER else kind_of_evidence(item.kind)


def strength(lead: float) -> int:
    """Return how strongly a difference of values favours a side: 0 (even) to 3 (strongly)."""
    return sum(abs(lead) >= step - 1e-9 for step in _STEPS)


def favoured(lead: float) -> str:
    """Return the side that PyTorch's lead on a criterion favours, or "even"."""
    if not strength(lead):
        return "even"
    return "pytorch" if lead > 0.0 else "tensorflow"


def favour_text(lead: float) -> str:
    """Return which side a lead favours, and how strongly."""
    return _HOW_STRONGLY[strength(lead)].format(side=FAVOURS[favoured(lead)])


def points_text(points: int) -> str:
    """Return a contribution in whole points of 100."""
    if not points:
        return "0"
    return f"{abs(points)} for {FAVOURS['pytorch' if points > 0 else 'tensorflow']}"
