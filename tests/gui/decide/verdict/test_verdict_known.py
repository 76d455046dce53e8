"""The sections on values and on what a wrong choice costs: what the report says, in the window."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QLabel

from core.knowledge.load import load
from core.report.stakes import stakes
from core.report.values import values
from gui.decide import verdict_known
from gui.decide.verdict_details import sections_of

KNOWN = load()


def rich(make_verdict):
    """Return a verdict whose rows rest on evidence of their own criterion."""
    verdict = make_verdict(if_wrong={"pytorch": 0.031, "tensorflow": 0.094})
    of = {item.criterion: item.id for item in KNOWN.evidence if not item.when.terms()}
    rows = tuple(
        msgspec.structs.replace(row, evidence=(of[row.criterion],))
        for row in verdict.contributions
        if row.criterion in of
    )
    return msgspec.structs.replace(verdict, contributions=rows, show_shares=True)


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_values_say_how_they_are_known_and_why(qtbot, make_verdict):
    verdict = rich(make_verdict)
    box = verdict_known.values(verdict, KNOWN)
    qtbot.addWidget(box)
    shown = texts(box)
    assert values(KNOWN, verdict)
    for value in values(KNOWN, verdict):
        first, second = value.values
        assert f"{value.criterion}: PyTorch {first}, TensorFlow {second} · {value.kind}" in shown
        assert value.because in shown


def test_what_a_wrong_choice_costs_is_said_as_in_the_report(qtbot, make_verdict):
    verdict = rich(make_verdict)
    box = verdict_known.stakes(verdict, KNOWN)
    qtbot.addWidget(box)
    assert texts(box) == list(stakes(KNOWN, verdict))


def test_both_are_sections_where_there_is_something_to_say(make_verdict):
    assert {"stakes", "values"} <= {s.id for s in sections_of(rich(make_verdict), KNOWN)}
    bare = make_verdict(show_shares=False, contributions=())
    assert not {"stakes", "values"} & {s.id for s in sections_of(bare, KNOWN)}
