"""The report as Markdown: for a repository, a ticket, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.records.shares import count_words
from core.report.outlook import ALONE_NOTE, CENTRAL_NOTE, EFFECTS_NOTE, FIND_OUT_NOTE
from core.report.people import APART_NOTE
from core.report.record import Report, Team
from core.report.values import HEAD as VALUE_HEAD
from core.report.values import TITLE as VALUES

# Characters that Markdown would read as its own, wherever they stand in a line of data.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
# Signs that make a list, a heading or a table only at the start of a line.
_LEADING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=:>])")


def render(report: Report) -> str:
    """Return the report as Markdown text, one blank line between blocks."""
    blocks = [
        f"# {escape(report.title)}",
        escape(report.sentence),
        *_shares(report),
        *_team(report.team),
        *_list("Why", report.reasons),
        *_rules(report),
        *_rows(report),
        *_sides(report),
        *_around(report),
        *_measured(report),
        *_table("Answers", report.asked, report.answers),
        *_table("Notes", ("On", "Note"), report.notes),
        *_table("What this rests on", ("Item", "Value"), report.facts),
        *_values(report),
        *_sources(report),
    ]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return data as text that Markdown shows as it is, on one line."""
    line = " ".join(text.split())
    line = _SPECIAL.sub(r"\\\1", line)
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _shares(report: Report) -> Iterator[str]:
    if report.shares is not None:
        pytorch, tensorflow, none = map(count_words, report.shares)
        words = f"PyTorch **{pytorch}** | TensorFlow **{tensorflow}**"
        if report.shares[2]:
            words += f" | neither **{none}**"
        yield words.replace(" | ", " · ") + " of 100 plausible readings"


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    text = _bullets(items)
    if text:
        yield f"## {title}"
        yield text


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {escape(item)}" for item in items)


def _table(
    title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]], right: tuple[int, ...] = ()
) -> Iterator[str]:
    lines = [f"| {' | '.join(map(escape, row))} |" for row in rows]
    if lines:
        yield f"## {title}"
        rule = ("---:" if place in right else "---" for place in range(len(head)))
        yield "\n".join([f"| {' | '.join(map(escape, head))} |", f"| {' | '.join(rule)} |", *lines])


def _rules(report: Report) -> Iterator[str]:
    lines = [
        f"- **{escape(title)}.** {escape(text)}{_link(address)}"
        for title, text, address in report.rules
    ]
    if lines:
        yield "## What is ruled out or hinted at"
        yield "\n".join(lines)


def _rows(report: Report) -> Iterator[str]:
    rows = [
        (row.label, _points(row.points), row.weight, row.because, row.origin) for row in report.rows
    ]
    head = ("Criterion", "Points", "Weight", "Because of", "Known by")
    yield from _table("What adds up to it", head, rows)
    if rows:
        yield escape(report.margin) + ". Points of 100."
    for text in report.stakes:
        yield escape(text)
    if report.not_counted:
        counted = ", ".join(escape(name) for name in report.not_counted)
        yield f"Counted as 0 because of your answers: {counted}."
    if report.equal:
        yield "Equal for both: " + " ".join(escape(text) for text in report.equal)


def _points(points: int) -> str:
    if points == 0:
        return "0"
    return f"{abs(points)} for {'PyTorch' if points > 0 else 'TensorFlow'}"


def _sides(report: Report) -> Iterator[str]:
    for side in report.sides:
        lines = [
            f"- {sign} {escape(text)}" + (f" ({escape(known)})" if known else "")
            for sign, text, known in side.points
        ]
        if lines:
            yield f"## {side.name}, for and against"
            yield "\n".join(lines)


def _team(team: Team | None) -> Iterator[str]:
    if team is None:
        return
    rows = [(p.name, p.title, p.shares, p.lead, p.answered) for p in team.people]
    head = ("Name", "Verdict", "Readings", "Lead, and 90 of 100 readings", "Answered")
    yield from _table("Each person", head, rows)
    vetoes = [f"- **{escape(who)}.** {escape(why)}" for who, why in team.vetoes]
    if vetoes:
        yield "## Vetoes"
        yield "\n".join(vetoes)
    apart = [(criterion, *levels) for criterion, levels in team.apart]
    yield from _table("Where people lie apart", ("Criterion", *team.names), apart)
    if apart:
        yield escape(APART_NOTE)


def _around(report: Report) -> Iterator[str]:
    around = report.around
    head = ("Change", "As it stands", "Then")
    yield from _table("What would change this", head, around.flips)
    if around.stability_note:
        yield "## How far one weight may move"
        if around.stability:
            yield _bullets(around.stability)
        yield escape(around.stability_note)
    yield from _table(
        "What each answer does", ("Question", "Answer", "Moves the lead by"), around.effects
    )
    if around.effects:
        yield escape(EFFECTS_NOTE)
    yield from _table("Each choice alone", ("Choice", "It alone"), around.alone)
    if around.alone:
        yield escape(ALONE_NOTE)
    yield from _table("What kind of project each suits", ("Side", "Weights"), around.central)
    if around.central:
        yield escape(CENTRAL_NOTE)
    yield from _list("Said more than once", around.said_twice)
    yield from _list("Not known", around.missing)
    yield from _table("Find out next", ("What", "Worth"), around.find_out)
    if around.find_out:
        yield escape(FIND_OUT_NOTE)


def _measured(report: Report) -> Iterator[str]:
    rows = [
        (m.case, m.outcome, m.interval, m.pytorch_ms, m.tensorflow_ms, m.remark)
        for m in report.measured
    ]
    head = ("Case", "Outcome", "95 % interval", "PyTorch, ms", "TensorFlow, ms", "Remark")
    yield from _table("Measured on this machine", head, rows, right=(2, 3, 4))
    if rows:
        yield (
            "The interval is of TensorFlow's time divided by PyTorch's: above 1, PyTorch is faster."
        )


def _values(report: Report) -> Iterator[str]:
    rows = [
        (v.criterion, *v.values, v.kind, v.because, f"{v.source} ({v.date})") for v in report.values
    ]
    yield from _table(VALUES, VALUE_HEAD, rows, right=(1, 2))


def _sources(report: Report) -> Iterator[str]:
    lines = [
        f"- {escape(source.subject)}:{_link(source.address) or ' ' + escape(source.address)}"
        + (f" (as of {escape(source.as_of)})" if source.as_of else "")
        for source in report.sources
    ]
    if lines:
        yield "## Sources"
        yield "\n".join(lines)


def _link(address: str) -> str:
    """Return an address as a link; only https, and nothing that could end the brackets."""
    if re.fullmatch(r"https://[^\s<>\"]+", address):
        return f" <{address}>"
    return ""
