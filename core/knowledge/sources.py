"""Rules 7 and 9: what is known has a source, a reason and an age."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from core.knowledge.finding import Finding
from core.records.knowledge import Claim, Evidence, Knowledge

OWN_ANSWER = "your answer"  # the source of a rule or a value that rests on what the person said
NOTHING_CARRIED = ("wrong", "outdated")  # claims with these verdicts carry no value
# Half-range of a value by how it is known; core.decide.values has the same table.
KIND_WIDTH = {"documented": 0.05, "survey": 0.10, "judgement": 0.20, "seed": 0.25}
NARROWER = "narrower"  # the word with which `because` owns up to a width below its kind's
MONTH_DAYS = 365.25 / 12
OLD_MONTHS, TOO_OLD_MONTHS = 12, 24

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_CALL = re.compile(r"`[^`\n]*\w[^`\n]*`")  # what was run, as Markdown marks code
_UNDATED = re.compile(r"\bundated\b|\bno date\b")
_AS_OF = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


def is_link(text: str) -> bool:
    """Return True for a plain https link: what is read as its host is where it leads.

    A host in other letters can look like a known one, and what stands before an "@" is no host.
    """
    if not text.isascii() or any(sign.isspace() or sign == "\\" for sign in text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "@" not in parts.netloc and bool(_HOST.fullmatch(host or ""))


def _is_date(text: str) -> bool:
    if not _AS_OF.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text if len(text) > len("2026-11") else f"{text}-01")
    except ValueError:
        return False
    return True


def _bare(file: str, place: str, field: str, what: str, mend: str) -> Finding:
    return Finding(7, "error", file, place, field, what, mend)


def rule_7_sources(knowledge: Knowledge) -> Iterator[Finding]:
    """Evidence, knock-outs, routes and claims have a source, a date and, if a value, a reason."""
    newest = knowledge.meta.date
    for rule in (*knowledge.knockouts, *knowledge.routes):
        place = f'{type(rule).__name__.lower()} "{rule.id}"'
        yield from _sourced("rules.toml", place, rule.source, rule.date, newest, link=True)
    verdicts = {claim.id: claim.verdict for claim in knowledge.claims}
    for item in knowledge.evidence:
        place = f'evidence "{item.id}"'
        # A judgement may name a person or a role instead of a page.
        link = item.kind != "judgement"
        yield from _sourced("evidence.toml", place, item.source, item.date, newest, link=link)
        yield from _reasoned(item, place, verdicts)
    for claim in knowledge.claims:
        yield from _claim(claim, newest)


def _sourced(
    file: str, place: str, source: str, date: dt.date, newest: dt.date, *, link: bool
) -> Iterator[Finding]:
    if not source.strip():
        who = "a link" if link else "a link, or the person or role that judged"
        yield _bare(file, place, "source", "it is empty", f"name {who}")
    elif link and source != OWN_ANSWER and not is_link(source):
        yield _bare(
            file, place, "source", f'neither an https link nor "{OWN_ANSWER}"',
            "name the page it was read on",
        )  # fmt: skip
    if date > newest:
        yield _bare(
            file, place, "date",
            f"{date} lies after the date of the knowledge, {newest} in meta.toml",
            "correct one of the two",
        )  # fmt: skip


def _reasoned(item: Evidence, place: str, verdicts: dict[str, str]) -> Iterator[Finding]:
    because = item.because.strip()
    if not because or "\n" in because:
        yield _bare(
            "evidence.toml", place, "because", "it is empty or has several lines",
            "say in one line why this value on the worded scale and not another",
        )  # fmt: skip
    own = KIND_WIDTH[item.kind]
    if item.width is not None and item.width < own and NARROWER not in because:
        yield _bare(
            "evidence.toml", place, "width",
            f"{item.width:g} is surer than its kind, {item.kind} ({own:g})",
            f'remove it, or say in because why it may be "{NARROWER}"',
        )  # fmt: skip
    if not item.claims and item.kind != "judgement":
        yield _bare(
            "evidence.toml", place, "claims", "no claim carries it",
            'name the claims it rests on, or make it kind = "judgement"',
        )  # fmt: skip
    known = [verdicts[id_] for id_ in item.claims if id_ in verdicts]
    if known and all(verdict in NOTHING_CARRIED for verdict in known):
        yield _bare(
            "evidence.toml", place, "claims",
            f"every claim it names was judged {' or '.join(sorted(set(known)))}",
            "name one that holds beside them, or retire the item",
        )  # fmt: skip


def _claim(claim: Claim, newest: dt.date) -> Iterator[Finding]:
    yield from _support(claim, newest)
    yield from _sources(claim, newest.isoformat())


def _support(claim: Claim, newest: dt.date) -> Iterator[Finding]:
    """A claim rests on a dated source, on a run with its call and day, or says why on neither."""
    file, place = "claims.toml", f'claim "{claim.id}"'
    reason = claim.support_reason.strip()
    if claim.support == "sourced" and not any(s.as_of or s.read for s in claim.sources):
        yield _bare(
            file, place, "sources", "a sourced claim needs a source with a date",
            'name one with its as_of or the day it was read, or set support = "none" and say why',
        )  # fmt: skip
    if claim.support == "none" and not reason:
        yield _bare(
            file, place, "support_reason", "it does not say why nothing supports it",
            "say why there is no source",
        )  # fmt: skip
    if claim.support != "run_here":
        return
    if not _CALL.search(f"{claim.support_reason}\n{claim.now}"):
        yield _bare(
            file, place, "support_reason", "it does not say what was run",
            "name the command or the call between backquotes, and what it was run with",
        )  # fmt: skip
    if claim.ran is None:
        yield _bare(
            file, place, "ran", "it does not say when it was run", "give the day, like 2026-11-22"
        )
    elif claim.ran > newest:
        yield _bare(
            file, place, "ran",
            f"{claim.ran} lies after the date of the knowledge, {newest} in meta.toml",
            "correct one of the two",
        )  # fmt: skip


def _sources(claim: Claim, newest: str) -> Iterator[Finding]:
    file, place = "claims.toml", f'claim "{claim.id}"'
    for source in claim.sources:
        if not source.as_of and not source.read:
            yield _bare(
                file, place, "sources", f'"{source.title}" has no date',
                "give as_of, the date that the page shows, or if it shows none, read: the day on "
                "which it was read",
            )  # fmt: skip
        if source.as_of and (source.read or _UNDATED.search(source.as_of_note)):
            yield _bare(
                file, place, "sources",
                f'"{source.title}" has a date, as_of, and is said to be undated as well',
                "give the day on which it was read as read, and no as_of",
            )  # fmt: skip
        if not is_link(source.url):
            yield _bare(
                file, place, "sources", f'"{source.url}" is no https link', "name the page's link"
            )
        yield from _day(place, "as_of", source.as_of, newest)
        yield from _day(place, "read", source.read, newest)


def _day(place: str, field: str, text: str, newest: str) -> Iterator[Finding]:
    """A date is one, and no later than the knowledge's own."""
    if text and not _is_date(text):
        yield _bare(
            "claims.toml", place, "sources", f'{field} "{text}" is no date',
            "write it like 2026-11 or 2026-11-22, or leave it out",
        )  # fmt: skip
    elif text > newest:
        yield _bare(
            "claims.toml", place, "sources",
            f"{field} {text} lies after the date of the knowledge, {newest}",
            "correct one of the two",
        )  # fmt: skip


def rule_7_clock(knowledge: Knowledge, day: dt.date) -> Iterator[Finding]:
    """The knowledge is not from the future."""
    if knowledge.meta.date > day:
        yield Finding(
            7, "warning", "meta.toml", "", "date", f"{knowledge.meta.date} lies in the future",
            "correct it, or this computer's clock",
        )  # fmt: skip


def rule_9_age(knowledge: Knowledge, day: dt.date) -> Iterator[Finding]:
    """No criterion rests on old evidence alone."""
    for criterion in knowledge.criteria:
        items = [
            item
            for item in knowledge.evidence
            if item.criterion == criterion.id and item.status == "in_use"
        ]
        if not items:
            continue
        newest = max(items, key=lambda item: item.date)
        months = int((day - newest.date).days / MONTH_DAYS)
        if months >= OLD_MONTHS:
            yield Finding(
                9, "error" if months >= TOO_OLD_MONTHS else "warning", "evidence.toml",
                f'evidence "{newest.id}"', "date",
                f'the newest evidence for criterion "{criterion.id}" is {months} months old',
                "check it again and date it",
            )  # fmt: skip
