"""What stands below the title of the verdict page, made anew with each verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.records.verdict import Verdict
from gui.controllers.snapshot import Snapshot
from gui.decide.ranking_words import rests_on_ranking
from gui.decide.verdict_change import Ways, flips_panel
from gui.decide.verdict_details import DetailsPanel, sections_of
from gui.decide.verdict_next import NextWays, next_panel
from gui.decide.verdict_parts import SidesPanel, in_other_words, measured_panel, sum_panel
from gui.decide.verdict_rules import hints_panel, is_hint, open_rules_panel, rule_panel
from gui.decide.verdict_said import SaidWays, said_panel
from gui.decide.verdict_sentence import SentencePanel
from gui.decide.ways_out import WayOut, ways_out
from gui.decide.words import day
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel

LEFT, RIGHT = 15, 8  # how the two columns share the width


@dataclass(frozen=True, slots=True)
class Handlers:
    """Where the buttons of the page lead.

    Attributes:
        ask: to a question.
        measure: to a benchmark, by its phase.
        attempt: to weights on trial, with a criterion at a level.
        prefer: one criterion of a card over the other.
        take_back: such a choice.
        put_aside: a card without a preference, by its two criteria.
        ask_again: takes that back.
        what_if: to weights on trial.
        rank: to the ranking.
        table: to all that is compared.
        go: on a way out.
    """

    ask: Callable[[str], None]
    measure: Callable[[str], None]
    attempt: Callable[[str, float], None]
    prefer: Callable[[str, str], None]
    take_back: Callable[[str, str], None]
    put_aside: Callable[[str, str], None]
    ask_again: Callable[[str, str], None]
    what_if: Callable[[], None]
    rank: Callable[[], None]
    table: Callable[[], None]
    go: Callable[[WayOut], None]


class VerdictBody(QWidget):
    """The panels of one verdict.

    Attributes:
        next_panel: what to find out next; None where nothing is to be found out.
    """

    def __init__(
        self,
        verdict: Verdict,
        snapshot: Snapshot,
        handlers: Handlers,
        *,
        moved: str,
        opened: set[str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the panels.

        Args:
            verdict: the verdict.
            snapshot: the answers and the knowledge it rests on.
            handlers: where the buttons lead.
            moved: what just moved, one sentence; may be empty.
            opened: ids of the sections that are open; kept up to date.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._verdict, self._snapshot, self._do = verdict, snapshot, handlers
        self._narrow: bool | None = None
        self.next_panel: Panel | None = None
        if verdict.next_best or verdict.show_shares:
            ways = NextWays(handlers.ask, handlers.measure, handlers.prefer, handlers.put_aside)
            self.next_panel = next_panel(verdict.next_best, ways, snapshot.answers)
        outs = ways_out(verdict, snapshot.knowledge, snapshot.answers)
        rests_on = rests_on_ranking(snapshot.answers) if verdict.show_shares else ""
        self._sentence = SentencePanel(verdict, moved, outs, handlers.go, rests_on=rests_on)
        self._sides: SidesPanel | None = None
        if any(verdict.points.values()):
            self._sides = SidesPanel(verdict, handlers.table)
        self._beside = _boxed(self._more())
        self._columns = self._in_columns()
        self._lay_out(opened)

    def _in_columns(self) -> QBoxLayout:
        """Return why on the left, and what next on the right."""
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(12)
        right = self._right()
        self._left_column = _column(self._left())
        columns.addLayout(self._left_column, LEFT)
        if right:
            right_column = _column(right)
            right_column.addStretch(1)
            columns.addLayout(right_column, RIGHT)
        self._left_column.addWidget(self._beside)
        self._left_column.addStretch(1)
        return columns

    def _lay_out(self, opened: set[str]) -> None:
        """Put the panels under one another, the sections that open at the end."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._sentence)
        rows.addLayout(self._columns)
        if self._sides is not None:
            rows.addWidget(self._sides)
        sections = sections_of(self._verdict, self._snapshot.knowledge)
        if sections:
            rows.addWidget(DetailsPanel(sections, opened))
        rows.addWidget(plain_label(footnote(self._verdict), "caption", colour="text2", wrap=True))
        rows.addStretch(1)

    def _left(self) -> list[Panel]:
        """Return why: what adds up to it, and the rules that hold."""
        verdict, knowledge = self._verdict, self._snapshot.knowledge
        certain = tuple(rule for rule in verdict.fired_rules if rule.share >= 1)
        panels: list[Panel] = []
        if verdict.contributions and (verdict.show_shares or in_other_words(verdict)):
            panels.append(sum_panel(verdict, knowledge, self._do.rank))
        answers, ask = self._snapshot.answers, self._do.ask
        panels.extend(
            rule_panel(rule, knowledge, answers, ask) for rule in certain if not is_hint(rule)
        )
        return panels

    def _more(self) -> list[Panel]:
        """Return what may yet be ruled out, and what decides nothing but is good to know."""
        rules, knowledge = self._verdict.fired_rules, self._snapshot.knowledge
        panels: list[Panel] = []
        open_ = tuple(rule for rule in rules if rule.share < 1)
        if open_:
            panels.append(open_rules_panel(open_, knowledge))
        hints = tuple(rule for rule in rules if rule.share >= 1 and is_hint(rule))
        if hints:
            panels.append(hints_panel(hints, knowledge, self._snapshot.answers))
        return panels

    def _right(self) -> list[Panel]:
        """Return what can be done about it."""
        verdict, knowledge, do = self._verdict, self._snapshot.knowledge, self._do
        panels: list[Panel] = []
        if verdict.flips or verdict.show_shares:
            panels.append(flips_panel(verdict, knowledge, Ways(do.ask, do.measure, do.attempt)))
        if self.next_panel is not None:
            panels.append(self.next_panel)
        ways = SaidWays(do.take_back, do.ask_again, do.what_if, do.rank)
        said = said_panel(self._snapshot.answers, knowledge, ways)
        if said is not None:
            panels.append(said)
        if verdict.measured:
            panels.append(measured_panel(verdict))
        return panels

    def set_narrow(self, narrow: bool) -> None:
        """Go to one column where two would be cramped; what can be done then comes before more."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        kind = QBoxLayout.Direction
        self._columns.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        if narrow:
            self._columns.addWidget(self._beside)
        else:
            # Out first: a widget that is already there would shift the place it goes to.
            self._left_column.removeWidget(self._beside)
            self._left_column.insertWidget(self._left_column.count() - 1, self._beside)
        self._sentence.set_narrow(narrow)
        if self._sides is not None:
            self._sides.set_narrow(narrow)


def _column(panels: list[Panel]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for panel in panels:
        column.addWidget(panel)
    return column


def _boxed(panels: list[Panel]) -> QWidget:
    """Return panels below each other as one widget, which can change columns."""
    box = QWidget()
    column = _column(panels)
    column.setContentsMargins(0, 0, 0, 0)
    box.setLayout(column)
    if not panels:
        box.hide()
    return box


def footnote(verdict: Verdict) -> str:
    """Return what the counts rest on, for whoever wants to repeat them."""
    text = QCoreApplication.translate(
        "verdict",
        "Counted over {0} readings with seed {1}; evidence as of {2}; knowledge {3}.",
    )
    counted = text.format(
        f"{verdict.draws:,}", verdict.seed, day(verdict.as_of), verdict.knowledge.version
    )
    if not verdict.show_shares:
        return counted
    error = QCoreApplication.translate("verdict", "The error of a share is about {0} of 100.")
    return f"{counted} {error.format(f'{max(100 * verdict.monte_carlo_error, 0.1):.1f}')}"
