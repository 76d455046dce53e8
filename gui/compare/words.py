"""What the Compare page says: verdicts on old claims, dates, kinds of support."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from core.records.knowledge import Claim, ClaimVerdict, Knowledge, Support

VERDICTS: dict[ClaimVerdict, str] = {
    "holds": "still holds",
    "partly": "partly true",
    "outdated": "outdated",
    "wrong": "wrong",
    "opinion": "opinion",
    "new": "new",
}
# A sign for each word: never colour alone, and no two the same.
VERDICT_ICONS: dict[ClaimVerdict, str] = {
    "holds": "check",
    "partly": "dash",
    "outdated": "clock",
    "wrong": "cross",
    "opinion": "person",
    "new": "plus",
}
SUPPORTS: dict[Support, str] = {
    "sourced": "documented",
    "run_here": "found by running it",
    "none": "no source found",
}
_OLD_AFTER_DAYS = 365


def date_text(value: str) -> str:
    """Return an ISO date or month as people write it; "no date" when there is none."""
    if not value:
        return "no date"
    try:
        if len(value) == 7:
            return f"{dt.date.fromisoformat(value + '-01'):%b %Y}"
        return f"{dt.date.fromisoformat(value):%-d %b %Y}"
    except ValueError:
        return value


def is_old(value: str, today: dt.date) -> bool:
    """Return True for a date more than a year ago."""
    try:
        day = dt.date.fromisoformat(value if len(value) != 7 else value + "-28")
    except ValueError:
        return False
    return (today - day).days > _OLD_AFTER_DAYS


def host(url: str) -> str:
    """Return the host of a link, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_safe_link(url: str) -> bool:
    """Return True for a link that may be opened: https with a host, nothing else."""
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname)


def side_text(claim: Claim, side: str) -> str:
    """Return what holds now for a side, in short; empty when the claim is not about it."""
    return (claim.short or claim.now) if claim.framework in (side, "both") else ""


def criterion_text(knowledge: Knowledge, claim: Claim) -> str:
    """Return where the claim enters the verdict, in words."""
    criterion = knowledge.criterion(claim.criterion)
    if criterion is None:
        return "Shown only: it enters no verdict."
    return f"It informs “{criterion.label}”."
