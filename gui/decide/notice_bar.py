"""The lines between the cards and the way on: what an answer has brought about."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.decide.notices import Change, Notice
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel

MOST = 2
BESIDE = 560  # least width at the usual type size for buttons beside the words
ROOMY = 460  # least height of the page there for more than the gist
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
        self._shown: tuple[tuple[Notice, ...], bool] = ((), False)
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 16, 0)
        self._layout.setSpacing(8)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...], *, locked: bool) -> None:
        """Show these lines; the first ones where there are many.

        Args:
            notices: the weightiest first.
            locked: the question is passed over and its cards wait for "Answer it anyway".
        """
        if (notices, locked) == self._shown:
            return
        self._shown = (notices, locked)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        result = True
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
        scale = type_scale(self)
        low = parent is not None and parent.height() / scale < ROOMY
        for row in self._rows:
            row.fit(brief=low, beside=self.width() / scale >= BESIDE)


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
        said = QHBoxLayout()
        said.setSpacing(10)
        mark = IconMark(ICONS[notice.kind], 18, "text2")
        said.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._label, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8)
        self._box.addLayout(said, 1)
        self._box.addLayout(self._buttons)
        self.body.setContentsMargins(12, 8, 8, 8)
        self.add(self._box)

    def offer(self, text: str, name: str, act: Callable[[], None]) -> None:
        """Append a button."""
        button = QuietButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)

    def fit(self, *, brief: bool, beside: bool) -> None:
        """Show title and text, or one of them; the buttons beside them or below."""
        notice = self._notice
        parts = [f"<b>{escape(notice.title)}</b>"] if notice.title else []
        if not (brief and notice.title and notice.kind == "route"):
            parts.append(escape(notice.text))
        self._label.setText(" ".join(parts))
        self._label.setToolTip(escape(notice.text) if brief else "")
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        align = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self._box.setAlignment(self._buttons, align)


def _calling(ask: Callable[[str, object], None], change: Change) -> Callable[[], None]:
    def call() -> None:
        ask(change.question, change.options)

    return call
