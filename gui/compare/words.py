"""What the Compare page says beside the words of the ledger."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.records.knowledge import Support

# A sign for each word: never colour alone, and no two the same.
VERDICT_ICONS: dict[str, str] = {
    "holds": "check",
    "partly": "dash",
    "outdated": "clock",
    "wrong": "cross",
    "opinion": "person",
    "new": "plus",
}
KIND_ICONS: dict[str, str] = {
    "documented": "document",
    "measured": "gauge",
    "run_here": "play",
    "survey": "people",
    "answer": "check",
    "opinion": "person",
    "none": "question",
}
SUPPORTS: dict[Support, str] = {
    "sourced": "documented",
    "run_here": "found by running it",
    "none": "no source found",
}


def host(url: str) -> str:
    """Return the host of a link, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_safe_link(url: str) -> bool:
    """Return True for a link that may be opened: https with a host, nothing else."""
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname)
