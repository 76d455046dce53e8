"""Rules on the verdict page: what is ruled out and why, what may yet be, what is good to know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.verdict import FiredRule
from gui.decide.sources import SourceLine
from gui.decide.verdict_rows import calling, full_stop, two_lines
from gui.decide.words import of_100, open_rule_words
from gui.widgets.buttons import StandardButton
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel
from gui.widgets.tips import tip

translate = QCoreApplication.translate

YOUR_ANSWER = "your answer"  # the knowledge's word for a rule that the person laid down
HARDWARE = "hardware"  # the question that says whether the facts of this machine count
OPEN_RULES = 4
MOST_BUTTONS = 2


def is_hint(rule: FiredRule) -> bool:
    """Return True for a rule that decides nothing and is only good to know."""
    return rule.kind == "route" and rule.strength == "also"


def rule_panel(
    rule: FiredRule, knowledge: Knowledge, answers: Answers, ask: Callable[[str], None]
) -> Panel:
    """Return one knock-out, route or conflict, with its source, date and way out."""
    panel = Panel(dense=True)
    panel.setObjectName(f"rule_{rule.id}")
    panel.body.setSpacing(6)
    icon = {"knockout": "triangle", "route": "arrow-right"}.get(rule.kind, "info")
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconMark(icon, 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(plain_label(rule.title, weight=600, wrap=True), 1)
    panel.add(head)
    panel.add(plain_label(rule.text, wrap=True))
    held = translate("words", "Your answers make this hold.")
    state = held if rule.kind != "conflict" else ""
    found = found_words(rule, knowledge, answers)
    relax = ""
    if rule.relax:
        relax = translate("verdict", "Way out: {0}").format(full_stop(rule.relax))
    more = " ".join(part for part in (found or state, relax) if part)
    if more:
        panel.add(plain_label(more, colour="text2", wrap=True))
    panel.add(_rule_foot(rule, knowledge, ask))
    return panel


def found_words(rule: FiredRule, knowledge: Knowledge, answers: Answers) -> str:
    """Return what was read of this machine that makes the rule hold; empty where nothing does."""
    terms = _terms(rule, knowledge)
    seen = []
    for fact in knowledge.facts:
        values = set(answers.found.get(fact.id, ())) & terms.get(fact.id, set())
        names = [value.text for value in fact.value if value.id in values]
        if names:
            seen.append(", ".join(names))
    return (
        translate("verdict", "Found on this machine: {0}.").format("; ".join(seen)) if seen else ""
    )


def _terms(rule: FiredRule, knowledge: Knowledge) -> dict[str, set[str]]:
    """Return fact or question -> what of it makes the rule hold; what must not be is left out."""
    found: dict[str, set[str]] = {}
    for known in (*knowledge.knockouts, *knowledge.routes, *knowledge.conflicts):
        if known.id == rule.id:
            for term in (*known.when.all, *known.when.any):
                found.setdefault(term.q, set()).update(term.is_)
    return found


def questions_of(rule: FiredRule, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the questions a rule hangs on.

    A fact of this machine is no question; that one trains on this machine is.
    """
    facts = {fact.id for fact in knowledge.facts}
    ids = (HARDWARE if id_ in facts else id_ for id_ in rule.questions)
    return tuple(id_ for id_ in dict.fromkeys(ids) if knowledge.question(id_) is not None)


def _rule_foot(rule: FiredRule, knowledge: Knowledge, ask: Callable[[str], None]) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setSpacing(8)
    if rule.source == YOUR_ANSWER:
        foot.addStretch(1)
    else:
        foot.addWidget(SourceLine(rule.source, rule.date), 1)
    for id_ in questions_of(rule, knowledge)[:MOST_BUTTONS]:
        question = knowledge.question(id_)
        if question is not None:
            step = question.step.replace("&", "&&")
            button = StandardButton(translate("verdict", "Change “{0}”").format(step))
            button.setObjectName(f"change_{rule.id}_{id_}")
            button.clicked.connect(calling(ask, id_))
            foot.addWidget(button)
    return foot


def hints_panel(rules: tuple[FiredRule, ...], knowledge: Knowledge, answers: Answers) -> Panel:
    """Return what decides nothing and is good to know for these answers."""
    panel = Panel(translate("verdict", "Good to know for your answers"), dense=True)
    panel.setObjectName("verdict_hints")
    panel.body.setSpacing(6)
    for index, rule in enumerate(rules):
        if index:
            panel.add(Hairline())
        found = found_words(rule, knowledge, answers)
        panel.add(two_lines(rule.title, " ".join(part for part in (rule.text, found) if part)))
        panel.add(SourceLine(rule.source, rule.date))
    return panel


def open_rules_panel(rules: tuple[FiredRule, ...], knowledge: Knowledge) -> Panel:
    """Return the rules that hold only if open answers turn out so, the most likely first."""
    title = translate("verdict", "What open answers could rule in or out")
    panel = Panel(title, dense=True)
    panel.setObjectName("verdict_open_rules")
    panel.body.setSpacing(6)
    ordered = sorted(rules, key=lambda rule: (-rule.share, rule.id))
    for index, rule in enumerate(ordered[:OPEN_RULES]):
        if index:
            panel.add(Hairline())
        lines = two_lines(rule.title, open_rule_words(rule, knowledge))
        if rule.source != YOUR_ANSWER:
            lines.setToolTip(tip(rule.text))
        panel.add(lines)
        if rule.source != YOUR_ANSWER:
            panel.add(SourceLine(rule.source, rule.date))
    more = len(ordered) - OPEN_RULES
    if more > 0:
        words = translate("verdict", "{0} more, each in {1} readings or fewer.")
        words = words.format(more, of_100(ordered[OPEN_RULES].share))
        panel.add(plain_label(words, "caption", colour="text2", wrap=True))
    return panel
