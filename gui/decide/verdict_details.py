"""What lies below the fold of the verdict page: sections that open in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from core.report.values import values
from gui.decide import verdict_known as known
from gui.decide import verdict_sections as sections
from gui.widgets.fold import Fold
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        id: names it, so that it stays open when the page is made anew.
        make: returns its content.
    """

    id: str
    title: str
    summary: str
    make: Callable[[], QWidget]


class DetailsPanel(Panel):
    """All sections of a verdict; those without content are left out."""

    def __init__(
        self, found: tuple[Section, ...], opened: set[str], parent: QWidget | None = None
    ) -> None:
        """Make the panel.

        Args:
            found: the sections, from `sections_of`.
            opened: ids of those that are open; kept up to date as people open and close them.
            parent: the parent widget.
        """
        super().__init__(translate("verdict", "Look closer"), parent, dense=True)
        self.setObjectName("verdict_details")
        self.body.setSpacing(4)
        self._opened = opened
        for index, section in enumerate(found):
            if index:
                self.add(Hairline())
            fold = Fold(section.title, section.summary, section.make)
            fold.setObjectName(f"details_{section.id}")
            fold.button.setObjectName(f"details_button_{section.id}")
            fold.set_open(section.id in opened)
            fold.toggled.connect(self._keeping(section.id))
            self.add(fold)

    def _keeping(self, id_: str) -> Callable[[bool], None]:
        def keep(is_open: bool) -> None:
            if is_open:
                self._opened.add(id_)
            else:
                self._opened.discard(id_)

        return keep


def sections_of(verdict: Verdict, knowledge: Knowledge) -> tuple[Section, ...]:
    """Return the sections that have something to show for this verdict."""
    found: list[Section] = []

    def add(id_: str, title: str, summary: str, make: Callable[[], QWidget]) -> None:
        found.append(Section(id_, title, summary, make))

    if verdict.show_shares and verdict.if_wrong:
        add(
            "stakes",
            translate("verdict", "If it were the other one"),
            translate("verdict", "How often the two are alike, and what the wrong one costs."),
            lambda: known.stakes(verdict, knowledge),
        )
    if verdict.answer_effects:
        add(
            "answers",
            translate("verdict", "Without this answer"),
            translate("verdict", "What each answer does alone. These do not add up."),
            lambda: sections.answers(verdict),
        )
    if verdict.stability:
        add(
            "weights",
            translate("verdict", "How far each weight may move"),
            translate("verdict", "The range in which the same side stays ahead."),
            lambda: sections.stability(verdict),
        )
    if verdict.alone:
        add(
            "alone",
            translate("verdict", "Each target alone"),
            translate("verdict", "You ticked several; each judged as if it were the only one."),
            lambda: sections.alone(verdict, knowledge),
        )
    if verdict.central_weights:
        add(
            "kinds",
            translate("verdict", "The kind of project for which each comes first"),
            translate("verdict", "Mean weights in the readings that each side wins."),
            lambda: sections.kinds_of_project(verdict, knowledge),
        )
    if verdict.direct:
        add(
            "twice",
            translate("verdict", "Said twice"),
            translate("verdict", "What more than one answer sets outright; the higher counts."),
            lambda: sections.said_twice(verdict, knowledge),
        )
    if values(knowledge, verdict):
        add(
            "values",
            translate("verdict", "Where the values come from"),
            translate("verdict", "Each value, how it is known, why it is not another, its source."),
            lambda: known.values(verdict, knowledge),
        )
    if verdict.missing:
        add(
            "missing",
            translate("verdict", "No evidence yet"),
            translate("verdict", "Where nothing is known, any value is taken to be possible."),
            lambda: sections.missing(verdict, knowledge),
        )
    return tuple(found)
