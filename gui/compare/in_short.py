"""The two in short: the same headings for both, side by side; every sentence names its claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.knowledge.guide import glossary_of, portrait, sides_of
from core.records.base import SIDE_NAMES, SIDES
from core.records.guide import HEADINGS, Portrait
from core.records.knowledge import Knowledge
from gui.compare.detail_pieces import Beside, Line, Piece, Run, Section, line
from gui.compare.detail_view import PieceView
from gui.shell.theme import type_scale
from gui.widgets.panel import Panel

Short = Literal["short"]
SHORT: Short = "short"
_CLAIM = "claim:"
_TWO_COLUMNS = 620


class InShortView(Panel):
    """Both portraits, in two columns where there is room.

    Signals:
        claimAsked: id of a claim that the person wants to see.
    """

    claimAsked = Signal(str)

    def __init__(self, knowledge: Knowledge | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._knowledge: Knowledge | None = None
        self._wide = True
        self.view = PieceView()
        self.view.setObjectName("compare_in_short_text")
        self.view.setAccessibleName(self.tr("The two in short"))
        self.view.asked.connect(self._on_asked)
        self.setObjectName("compare_in_short_page")
        self.body.setContentsMargins(0, 4, 4, 4)
        self.add(self.view, 1)
        if knowledge is not None:
            self.show_knowledge(knowledge)

    def show_knowledge(self, knowledge: Knowledge) -> None:
        """Show the portraits of an edition of the knowledge."""
        if knowledge is not self._knowledge:
            self._knowledge = knowledge
            self.view.set_glossary(glossary_of(knowledge.guide))
            self._show(keep=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the portraits below each other where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() / type_scale(self) >= _TWO_COLUMNS
        if wide != self._wide:
            self._wide = wide
            self._show(keep=True)

    def _show(self, *, keep: bool) -> None:
        if self._knowledge is not None:
            pieces = self._pieces(self._knowledge)
            self.view.show_pieces(pieces, keep=keep)

    def _pieces(self, knowledge: Knowledge) -> list[Piece]:
        guide = knowledge.guide
        if not sides_of(guide):
            text = self.tr("This edition of the knowledge does not tell the two in short.")
            return [line(text, quiet=True, above=0)]
        parts = {side: portrait(guide, side) for side in SIDES}
        pieces: list[Piece] = []
        if self._wide:
            names = [(_name(side, above=0),) for side in SIDES]
            pieces.append(line(self.tr("The two in short"), role="heading", above=0))
            pieces.append(Section())
            pieces.append(Beside(*names))
            for heading, words in HEADINGS.items():
                told = [tuple(_told(parts[side][heading], knowledge)) for side in SIDES]
                pieces += [Section(self.tr(words)), Beside(*told)]
            return pieces
        for heading, words in HEADINGS.items():
            pieces.append(Section(self.tr(words)))
            for side in SIDES:
                pieces += [_name(side, above=6), *_told(parts[side][heading], knowledge)]
        return pieces

    @Slot(str)
    def _on_asked(self, link: str) -> None:
        if link.startswith(_CLAIM):
            self.claimAsked.emit(link.removeprefix(_CLAIM))


def _name(side: str, *, above: int) -> Line:
    return line(SIDE_NAMES[side], weight=600, side=side, above=above)


def _told(sentences: Sequence[Portrait], knowledge: Knowledge) -> list[Line]:
    """Return sentences, each followed by the claims it rests on."""
    return [
        Line((Run(one.text, terms=True), *_claims(one, knowledge)), above=6) for one in sentences
    ]


def _claims(sentence: Portrait, knowledge: Knowledge) -> list[Run]:
    runs: list[Run] = []
    for id_ in sentence.claims:
        claim = knowledge.claim(id_)
        text = claim.short if claim is not None and claim.short else id_
        runs += [
            Run(" · " if runs else "  ", small=True, quiet=True),
            Run(text, link=f"{_CLAIM}{id_}", small=True),
        ]
    return runs
