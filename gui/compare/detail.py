"""The detail pane: the old claim, what holds now, its sources, and what it does."""

from __future__ import annotations

import datetime as dt
import html

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.knowledge.by_claim import date_of
from core.knowledge.dates import date_text, is_old
from core.knowledge.ledger_words import VERDICTS
from core.records.base import SIDE_NAMES
from core.records.knowledge import Claim, Knowledge, Source
from core.records.levels import level_word
from core.records.verdict import Verdict
from gui.compare import words
from gui.shell.theme import font_for, theme_of
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.marks import draw_marker
from gui.widgets.panel import Hairline, Panel
from gui.widgets.scroll import ScrollColumn


class SourceLabel(QLabel):
    """A source as a link that only ever opens https, with host and date below.

    Signals:
        opened: the address that was opened.
    """

    opened = Signal(str)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = source.url
        safe = words.is_safe_link(source.url)
        title = html.escape(source.title)
        if safe:
            title = f'<a href="{html.escape(source.url, quote=True)}">{title}</a>'
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(title)
        self.setWordWrap(True)
        self.setFont(font_for("body"))
        self.setToolTip(source.url)
        self.setAccessibleName(source.title)
        self.setOpenExternalLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._on_link)

    @Slot(str)
    def _on_link(self, _link: str) -> None:
        if words.is_safe_link(self._url):
            QDesktopServices.openUrl(QUrl(self._url))
            self.opened.emit(self._url)


class DetailPane(Panel):
    """Everything about one claim; scrolls by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Details of the chosen claim"))
        self.body.setContentsMargins(0, 4, 4, 4)
        self._scroll: ScrollColumn | None = None
        self._claim: Claim | None = None

    def show_claim(
        self, knowledge: Knowledge, claim: Claim | None, label: str, verdict: Verdict | None
    ) -> None:
        """Show a claim; None leaves the pane empty with a hint."""
        self._claim = claim
        if self._scroll is not None:
            self.body.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(6)
        if claim is None:
            hint = self.tr("Choose a row to see its sources.")
            column.addWidget(plain_label(hint, colour="text2", wrap=True))
        else:
            self._fill(column, knowledge, claim, label, verdict)
        column.addStretch(1)
        self._scroll = ScrollColumn(content)
        self.body.addWidget(self._scroll, 1)

    def _fill(
        self,
        column: QVBoxLayout,
        knowledge: Knowledge,
        claim: Claim,
        label: str,
        verdict: Verdict | None,
    ) -> None:
        column.addWidget(plain_label(label, "heading", wrap=True))
        column.addLayout(_who(claim, self.tr("Both sides")))
        if claim.old_claim:
            old = _text(claim.old_claim, colour="text2")
            font = old.font()
            font.setStrikeOut(claim.verdict in ("outdated", "wrong"))
            old.setFont(font)
            old.setAccessibleName(self.tr("Old claim: {0}").format(claim.old_claim))
            column.addWidget(old)
        column.addWidget(_text(claim.now))
        self._head(column, self.tr("In your verdict"))
        column.addWidget(_text(_effect(knowledge, claim, verdict)))
        count = len(claim.sources)
        self._head(column, self.tr("Sources, {0}").format(count) if count else self.tr("Sources"))
        for source in claim.sources:
            parts = [words.host(source.url), date_text(source.as_of), source.as_of_note]
            where = " · ".join(part for part in parts if part)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(SourceLabel(source))
            pair.addWidget(plain_label(where, "caption", colour="text2", wrap=True))
            column.addLayout(pair)
        if not claim.sources:
            reason = claim.support_reason or words.SUPPORTS[claim.support]
            column.addWidget(_text(reason, colour="text2"))
        if is_old(date_of(claim), dt.date.today()):
            text = self.tr("Its newest source is more than a year old.")
            column.addWidget(plain_label(text, weight=600, wrap=True))

    def _head(self, column: QVBoxLayout, text: str) -> None:
        column.addSpacing(6)
        column.addWidget(Hairline())
        column.addSpacing(2)
        column.addWidget(plain_label(text, "caption", weight=600, colour="text2"))


class _Side(QWidget):
    """The mark of a side, or of neither."""

    def __init__(self, side: str | None) -> None:
        super().__init__()
        self._side = side
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        spot = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_marker(QPainter(self), spot, self._side, theme_of(self))


def _who(claim: Claim, both: str) -> QHBoxLayout:
    """Return the line that says whom the claim is about, and how it stands today."""
    row = QHBoxLayout()
    row.setSpacing(6)
    sides = ("pytorch", "tensorflow") if claim.framework == "both" else (claim.framework,)
    for side in sides:
        row.addWidget(_Side(side))
    row.addWidget(plain_label(SIDE_NAMES.get(claim.framework, both), weight=600))
    row.addStretch(1)
    row.addWidget(IconMark(words.VERDICT_ICONS[claim.verdict], 15))
    row.addWidget(plain_label(VERDICTS[claim.verdict], "caption", weight=600, colour="text2"))
    return row


def _effect(knowledge: Knowledge, claim: Claim, verdict: Verdict | None) -> str:
    """Return what the claim's criterion adds to the verdict, in points and weight."""
    text = words.criterion_text(knowledge, claim)
    if verdict is None:
        return text
    for one in verdict.contributions:
        if one.criterion != claim.criterion:
            continue
        side = "pytorch" if one.value >= 0 else "tensorflow"
        points = abs(one.points)
        unit = "point" if points == 1 else "points"
        share = f"{points} {unit} for {SIDE_NAMES[side]}" if points else "It separates no one"
        return f"{text} {share}. Weight “{level_word(one.level)}”."
    return text


def _text(text: str, *, colour: str = "text") -> PlainLabel:
    label = plain_label(text, colour=colour, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
