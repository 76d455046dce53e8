"""The report as one HTML file: no script, no network, nothing but itself."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

import jinja2
import msgspec
from markupsafe import Markup

from core.records.shares import count_words
from core.records.verdict import Verdict
from core.report import outlook, people, values
from core.report.record import Report, Team

_TEMPLATE = "report.html.j2"
_STYLE = "report.css"


def render(report: Report, verdict: Verdict) -> str:
    """Return the report as HTML, with the verdict as data inside.

    Every piece of data is escaped by the template. The content security policy forbids
    everything except the one style sheet, by its hash.
    """
    folder = resources.files("resources").joinpath("templates")
    style = folder.joinpath(_STYLE).read_text("utf-8").strip()
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(folder.joinpath(_TEMPLATE).read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(
        report=report,
        style=Markup(style),
        style_hash=digest,
        bars=_bars(report),
        data=Markup(script_json(verdict)),
        is_link=_is_link,
        counted=count_words,
        values_title=values.TITLE,
        values_head=values.HEAD,
        apart_head=("Criterion", *report.team.names) if report.team else (),
        apart_rows=_apart_rows(report.team),
        notes={
            "apart": people.APART_NOTE,
            "effects": outlook.EFFECTS_NOTE,
            "alone": outlook.ALONE_NOTE,
            "central": outlook.CENTRAL_NOTE,
            "find_out": outlook.FIND_OUT_NOTE,
        },
    )


def script_json(verdict: Verdict) -> str:
    """Return the verdict as JSON that cannot end the script element it stands in."""
    text = msgspec.json.encode(verdict).decode()
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _apart_rows(team: Team | None) -> list[tuple[str, ...]]:
    return [(criterion, *levels) for criterion, levels in team.apart] if team else []


def _bars(report: Report) -> list[tuple[float, float]]:
    """Return left edge and width of each row's bar, in percent of a mirrored axis."""
    largest = max((abs(row.points) for row in report.rows), default=0) or 1
    bars = []
    for row in report.rows:
        width = 50 * abs(row.points) / largest
        bars.append((50 - width if row.points > 0 else 50.0, width))
    return bars


def _is_link(address: str) -> bool:
    return address.startswith("https://")
