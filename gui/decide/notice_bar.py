"""The lines between the cards and the way on: what an answer has brought about."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.decide.notices import Change, Notice
from gui.shell.theme import font_of, type_scale
from gui.widgets.buttons import QuietButton
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.tips import tip

MOST = 2
LINES_BESIDE = 2  # longer words stand above their buttons
ROOMY = 460  # least height of the page at the usual type size for more than the gist
AROUND = 56  # pixels of a row that neither words nor buttons take
ICONS = {"passed_over": "dash", "route": "arrow-right", "knockout": "triangle", "conflict": "info"}


class NoticeBar(QWidget):
    """Shows notices one below the other; takes no room while there are none.

    It stands outside what scrolls, so that nothing moves and nothing is missed.

    Signals:
        changeAsked: question and options, from the button that goes past a route.
        resultAsked: the verdict is wanted now.
        anywayAsked: the question that is passed over is to be answered.
    """

    changeAsked = Signal(str, object)
    resultAsked = Signal()
    anywayAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard_notices")
        self._shown: tuple[tuple[Notice, ...], bool, bool] = ((), False, False)
        self._brief = False
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 16, 0)
        self._layout.setSpacing(8)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...], *, locked: bool, ends: bool) -> None:
        """Show these lines; the first ones where there are many.

        Args:
            notices: the weightiest first.
            locked: the question is passed over and its cards wait for "Answer it anyway".
            ends: the way on leads to the result by itself.
        """
        if (notices, locked, ends) == self._shown:
            return
        self._shown = (notices, locked, ends)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        result = not ends
        for notice in notices[:MOST]:
            row = _Row(notice)
            if notice.kind == "passed_over" and locked:
                row.offer(self.tr("Answer it anyway"), "notice_anyway", self.anywayAsked.emit)
            if notice.change is not None:
                name = f"notice_past_{notice.id}"
                row.offer(notice.change.text, name, _calling(self.changeAsked.emit, notice.change))
            if notice.decides and result:
                row.offer(self.tr("Show me the result now"), "notice_result", self.resultAsked.emit)
                result = False
            self._rows.append(row)
            self._layout.addWidget(row)
        self.setVisible(bool(self._rows))
        self.fit()

    def set_brief(self, brief: bool) -> None:
        """Leave out what stands beside the question anyway."""
        self._brief = brief
        self.fit()

    def words(self) -> str:
        """Return all that is shown, as one text."""
        return " ".join(row.words for row in self._rows)

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard on the first button."""
        for row in self._rows:
            button = row.findChild(QAbstractButton)
            if button is not None:
                button.setFocus(reason)
                return

    def fit(self) -> None:
        """Follow the room that the page has: the gist alone where it is low."""
        parent = self.parentWidget()
        low = parent is not None and parent.height() / type_scale(self) < ROOMY
        margins = self._layout.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        for row in self._rows:
            row.fit(width, brief=low or self._brief)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the rows anew."""
        super().resizeEvent(event)
        self.fit()


class _Row(Panel):
    """One notice: sign, words, and what can be done about it."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(dense=True)
        self.setObjectName(f"notice_{notice.id or notice.kind}")
        self._notice = notice
        self.words = " ".join(part for part in (notice.title, notice.text) if part)
        self._label = plain_label("", wrap=True)
        # For the bold title alone; whatever comes from files is escaped.
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setAccessibleName(self.words)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._mark = IconMark(ICONS[notice.kind], 18, "text2")
        self._said = QHBoxLayout()
        self._said.setSpacing(10)
        self._said.addWidget(self._mark)
        self._said.addWidget(self._label, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addLayout(self._said, 1)
        self._box.addLayout(self._buttons)
        self.body.setContentsMargins(12, 6, 8, 6)
        self.add(self._box)

    def offer(self, text: str, name: str, act: Callable[[], None]) -> None:
        """Append a button."""
        button = QuietButton(text.replace("&", "&&"))
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)

    def fit(self, width: int, *, brief: bool) -> None:
        """Show title and text, or one of them; the buttons beside them or below."""
        notice = self._notice
        gist = brief and notice.title and notice.kind == "route"
        text = "" if gist else notice.text
        bold = f"<b>{escape(notice.title)}</b>" if notice.title else ""
        self._label.setText(" ".join(part for part in (bold, escape(text)) if part))
        self._label.setToolTip(tip(notice.text) if gist else "")
        metrics = QFontMetrics(font_of(self, "body", weight=600))
        needed = metrics.horizontalAdvance(f"{notice.title} {text}")
        room = width - self._buttons.sizeHint().width() - AROUND
        beside = needed <= LINES_BESIDE * room
        direction, align = QBoxLayout.Direction, Qt.AlignmentFlag
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._box.setSpacing(8 if beside else 2)
        self._box.setAlignment(self._buttons, align.AlignVCenter if beside else align.AlignRight)
        self._said.setAlignment(self._mark, align.AlignVCenter if beside else align.AlignTop)


def _calling(ask: Callable[[str, object], None], change: Change) -> Callable[[], None]:
    def call() -> None:
        ask(change.question, change.options)

    return call
