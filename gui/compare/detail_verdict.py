"""How a row enters the person's verdict: points, weight, answers, values, and what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from core.knowledge.dates import day_text, is_old
from core.knowledge.ledger import Row
from core.knowledge.ledger_words import KINDS, kind_of_item
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Criterion, Evidence, Knowledge
from core.records.levels import level_word
from core.records.verdict import Contribution, KnownValue, MeasuredUse, Verdict
from gui.compare.detail_pieces import Line, More, Piece, Run, Section, line
from gui.compare.tr import tr
from gui.compare.words import KIND_ICONS

_AT = 0.025
"""A value this near to a worded value is that value."""


def in_your_verdict(knowledge: Knowledge, row: Row, verdict: Verdict | None) -> list[Piece]:
    """Return the section on what the row does to the verdict."""
    pieces: list[Piece] = [Section(tr("In your verdict"))]
    criterion = knowledge.criterion(row.criterion)
    if criterion is None:
        same = row.id.startswith("equal:")
        pieces.append(line(
            tr("The same for both, so it cannot separate them.") if same
            else tr("Shown only: it enters no verdict.")
        ))  # fmt: skip
        return pieces
    if row.cell("aspect").text != criterion.label:
        pieces.append(line(tr("It informs “{0}”.").format(criterion.label)))
    pieces += _effect(criterion, verdict)
    if criterion.measured and _known(criterion.id, verdict) is None:
        text = tr("It was not measured here. Do this: run it on the page Measure.")
        pieces.append(line(text, quiet=True))
    if verdict is not None:
        pieces += _values(knowledge, criterion, verdict)
    return pieces


def evidence_used(knowledge: Knowledge, row: Row, verdict: Verdict | None) -> tuple[Evidence, ...]:
    """Return the evidence behind the values of a row's criterion."""
    known = _known(row.criterion, verdict)
    items = {item.id: item for item in knowledge.evidence}
    return tuple(items[id_] for id_ in known.evidence if id_ in items) if known else ()


# --- points and weight -------------------------------------------------------------------------


def _effect(criterion: Criterion, verdict: Verdict | None) -> Iterator[Piece]:
    if verdict is None:
        yield line(tr("The verdict is being worked out."))
        return
    if not verdict.answered:
        yield line(tr("You have answered nothing yet, so it has no weight."))
        yield line(tr("Do this: answer the questions on the page Decide."), quiet=True)
        return
    if not verdict.show_shares:
        yield line(_not_weighed(verdict))
        if verdict.verdict == "insufficient":
            yield line(tr("Do this: answer more questions on the page Decide."), quiet=True)
        return
    part = next((c for c in verdict.contributions if c.criterion == criterion.id), None)
    if criterion.id in verdict.zeroed:
        yield line(tr("Nothing: by your answers it does not matter here."))
    elif part is None:
        level = level_word(verdict.levels.get(criterion.id, 0.0))
        yield line(tr("Nothing is known about it, so it adds no points. Weight “{0}”.")
                   .format(level))  # fmt: skip
    else:
        yield Line((Run(points_words(part), weight=600), Run(" " + _weight(part))))


def _not_weighed(verdict: Verdict) -> str:
    if verdict.verdict == "insufficient":
        return tr("Too few answers to weigh it.")
    return tr("Nothing was weighed: {0}.").format(verdict.title.rstrip("."))


def points_words(part: Contribution) -> str:
    """Return what a criterion adds, in whole points as on the verdict page."""
    if part.points:
        side = SIDE_NAMES["pytorch" if part.points > 0 else "tensorflow"]
        count = abs(part.points)
        unit = tr("{0} point for {1}.") if count == 1 else tr("{0} points for {1}.")
        return unit.format(count, side)
    if abs(part.value) < 0.05:
        return tr("0 points: it does not separate them.")
    side = SIDE_NAMES["pytorch" if part.value > 0 else "tensorflow"]
    return tr("Less than half a point, for {0}.").format(side)


def _weight(part: Contribution) -> str:
    word = level_word(part.level)
    if not part.because:
        return tr("Weight “{0}”; none of your answers names it.").format(word)
    behind = ", ".join(f"“{answer}”" for answer in part.because)
    return tr("Weight “{0}”. Behind it, your answers: {1}.").format(word, behind)


# --- values ------------------------------------------------------------------------------------


def _values(knowledge: Knowledge, criterion: Criterion, verdict: Verdict) -> Iterator[Piece]:
    known = _known(criterion.id, verdict)
    if known is None:
        return
    yield line(tr("From 0 to 1 on its scale:"), role="caption", quiet=True, above=8)
    for side in SIDES:
        if side in known.value:
            value = known.value[side]
            yield Line((
                Run(f"{SIDE_NAMES[side]} {value:.2f}", weight=600, side=side),
                Run(f" {on_scale(value, criterion.anchors)}"),
            ))  # fmt: skip
    uses = [use for use in verdict.measured if use.criterion == criterion.id]
    pieces = [*_measured(uses), *_evidence(knowledge, known, verdict)]
    if pieces:
        count = len(uses) + len(known.evidence)
        text = (
            tr("What these values rest on") if count == 1
            else tr("What these values rest on, {0}").format(count)
        )  # fmt: skip
        yield More("values", text, tuple(pieces))


def on_scale(value: float, anchors: dict[str, str]) -> str:
    """Return where a value lies among the worded values of its scale."""
    worded = sorted((float(at), text) for at, text in anchors.items())
    for at, text in worded:
        if abs(value - at) <= _AT:
            return f"“{text}”"
    below = [one for one in worded if one[0] < value]
    above = [one for one in worded if one[0] > value]
    if not below or not above:
        return ""
    low, high = below[-1], above[0]
    near = (value - low[0]) / (high[0] - low[0])
    if abs(near - 0.5) < 0.1:
        return tr("half-way from “{0}” to “{1}”").format(low[1], high[1])
    if near < 0.5:
        return tr("near “{0}”, towards “{1}”").format(low[1], high[1])
    return tr("near “{0}”, from “{1}”").format(high[1], low[1])


def _evidence(knowledge: Knowledge, known: KnownValue, verdict: Verdict) -> Iterator[Piece]:
    # NumPy is loaded by then: a verdict has been worked out.
    from core.decide.values import half_width

    day = dt.date.fromisoformat(verdict.as_of)
    items = {item.id: item for item in knowledge.evidence}
    for id_ in known.evidence:
        item = items.get(id_)
        if item is None:
            continue
        kind = kind_of_item(item)
        runs = [Run(KINDS[kind], weight=600, quiet=True, icon=KIND_ICONS[kind])]
        date = day_text(item.date)
        if is_old(item.date.isoformat(), day):
            runs += [Run(" · ", quiet=True), Run(tr("{0}: old").format(date), 600, icon="clock")]
        else:
            runs.append(Run(f" · {date}", quiet=True))
        if id_ in known.sometimes:
            runs.append(Run(tr(" · in some readings, as your answers leave it open"), quiet=True))
        yield Line(tuple(runs), "caption", 10)
        for side in SIDES:
            if side in item.value:
                text = item.text.get(side, "")
                said = f"{SIDE_NAMES[side]} {item.value[side]:.2f}"
                yield Line((Run(said, weight=600, side=side), Run(f" {text}", terms=True)), above=2)
        half = half_width(item, day)
        yield line(tr("Each give or take {0}.").format(f"{half:.2f}"), quiet=True, above=2)
        if item.because:
            yield line(item.because, quiet=True, terms=True, above=2)


def _measured(uses: Sequence[MeasuredUse]) -> Iterator[Piece]:
    for use in uses:
        case = use.case.replace("/", " ").replace("_", " ")
        yield Line((
            Run(tr("measured here"), weight=600, quiet=True, icon="gauge"),
            Run(f" · {case}", quiet=True),
        ), "caption", 10)  # fmt: skip
        text = tr("TensorFlow's time is {0}× PyTorch's ({1} to {2}).")
        numbers = (f"{use.ratio:.2f}", f"{use.low:.2f}", f"{use.high:.2f}")
        yield line(text.format(*numbers), above=2)


def _known(criterion: str, verdict: Verdict | None) -> KnownValue | None:
    known = verdict.known if verdict is not None else ()
    return next((one for one in known if one.criterion == criterion), None)
