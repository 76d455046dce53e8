"""What stands beside the people: vetoes by name, what would change it, what to find out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from core.records.outlook import Flip
from core.records.people import Veto
from core.records.verdict import FiredRule, Verdict
from gui.decide.sources import SourceLine
from gui.decide.words import next_words, side_names
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate

YOUR_ANSWER = "your answer"  # the knowledge's word for a rule that a person laid down


def veto_panel(vetoes: Sequence[Veto], rules: Sequence[FiredRule]) -> Panel:
    """Return who rules what out, by which rule, and what they would have to give up."""
    panel = Panel(translate("team", "Vetoes"), dense=True)
    panel.setObjectName("team_vetoes")
    panel.body.setSpacing(6)
    found = {rule.id: rule for rule in rules}
    for index, veto in enumerate(vetoes):
        if index:
            panel.add(Hairline())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconMark("triangle", 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
        who = translate("team", "{0} rules out {1}").format(veto.name, side_names(veto.out))
        head.addWidget(plain_label(who, weight=600, wrap=True), 1)
        panel.add(head)
        panel.add(plain_label(f"{_stop(veto.title)} {_stop(veto.text)}", wrap=True))
        if veto.relax:
            way = translate("team", "Way out: {0}").format(_stop(veto.relax))
            panel.add(plain_label(way, colour="text2", wrap=True))
        rule = found.get(veto.rule)
        if rule is not None and rule.source and rule.source != YOUR_ANSWER:
            panel.add(SourceLine(rule.source, rule.date))
    return panel


def change_panel(flips: Sequence[Flip]) -> Panel:
    """Return what would change the group's verdict, the nearest of each kind."""
    panel = Panel(translate("team", "What would change this"), dense=True)
    panel.setObjectName("team_flips")
    panel.body.setSpacing(6)
    nearest = {flip.kind: flip for flip in reversed(flips)}
    for index, flip in enumerate(flip for flip in flips if nearest[flip.kind] is flip):
        if index:
            panel.add(Hairline())
        then = translate("team", "{0} Then: {1}.").format(_stop(flip.now), flip.then)
        panel.add(plain_label(flip.what, wrap=True))
        panel.add(plain_label(then, "caption", colour="text2", wrap=True))
    return panel


def find_panel(verdict: Verdict) -> Panel:
    """Return which open answer of whom could change the verdict."""
    panel = Panel(translate("team", "Find out next"), dense=True)
    panel.setObjectName("team_next")
    panel.body.setSpacing(6)
    for index, item in enumerate(verdict.next_best):
        if index:
            panel.add(Hairline())
        panel.add(plain_label(item.text, wrap=True))
        panel.add(plain_label(next_words(item), "caption", colour="text2", wrap=True))
    return panel


def _stop(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
