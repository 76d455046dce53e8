"""ISO dates and months as people read them."""

from __future__ import annotations

import datetime as dt

OLD_AFTER_DAYS = 365


def date_text(value: str) -> str:
    """Return an ISO date or month as people write it; "no date" when there is none."""
    if not value:
        return "no date"
    try:
        if len(value) == 7:
            return f"{dt.date.fromisoformat(value + '-01'):%b %Y}"
        return day_text(dt.date.fromisoformat(value))
    except ValueError:
        return value


def source_date_text(as_of: str, read: str) -> str:
    """Return the date of a page; of one that shows none, the day on which it was read."""
    return f"undated, read {date_text(read)}" if read and not as_of else date_text(as_of)


def day_text(day: dt.date) -> str:
    """Return a day as people write it: 3 Nov 2026."""
    return f"{day.day} {day:%b %Y}"


def is_old(value: str, today: dt.date) -> bool:
    """Return True for an ISO date or month more than a year before a day."""
    try:
        day = dt.date.fromisoformat(value if len(value) != 7 else value + "-28")
    except ValueError:
        return False
    return (today - day).days > OLD_AFTER_DAYS
