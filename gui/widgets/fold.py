"""A section that opens below its heading: no dialog, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui.shell.theme import font_of, theme_of
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.icons import draw_icon

_ICON, _GAP, _PAD = 16, 8, 6
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FoldButton(KeyboardFocus, QAbstractButton):
    """The heading: a chevron, a title, and what one finds below in a caption."""

    def __init__(self, title: str, summary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title.replace("&", "&&"))
        self._title, self._summary = title, summary
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._describe)
        self._describe()

    def _describe(self) -> None:
        state = self.tr("open") if self.isChecked() else self.tr("closed")
        parts = (self._summary, state)
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def hasHeightForWidth(self) -> bool:
        """Return True: title and summary wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that shows both whole."""
        return self._rects(width)[1].bottom() + 1 + _PAD

    def sizeHint(self) -> QSize:
        """Return a width for a title on one line."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still reads well."""
        return QSize(120, 28)

    def _rects(self, width: int) -> tuple[QRect, QRect]:
        left = _ICON + _GAP
        room = QRect(0, 0, max(width - left, 40), 10_000)
        bold = QFontMetrics(font_of(self, "body", weight=600))
        title = bold.boundingRect(room, int(_WRAP), self._title)
        title = QRect(left, _PAD, room.width(), title.height())
        summary = QRect(left, title.bottom(), room.width(), 0)
        if self._summary:
            metrics = QFontMetrics(font_of(self, "caption"))
            found = metrics.boundingRect(room, int(_WRAP), self._summary)
            summary = QRect(left, title.bottom() + 2, room.width(), found.height())
        return title, summary

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw chevron, title and summary."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.sunken)
        title, summary = self._rects(self.width())
        middle = title.top() + QFontMetrics(font_of(self, "body", weight=600)).height() / 2
        spot = QRectF(0, middle - _ICON / 2, _ICON, _ICON)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        draw_icon(painter, spot, name, theme.accent)
        painter.setPen(theme.text)
        painter.setFont(font_of(self, "body", weight=600))
        painter.drawText(title, int(_WRAP), self._title)
        painter.setPen(theme.text2)
        painter.setFont(font_of(self, "caption"))
        painter.drawText(summary, int(_WRAP), self._summary)


class Fold(QWidget):
    """A heading and what it opens; the content is made when it is first opened.

    Attributes:
        button: the heading.

    Signals:
        toggled: opened or closed.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        title: str,
        summary: str,
        make: Callable[[], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """Make a closed section.

        Args:
            title: its heading.
            summary: what one finds in it, one caption; may be empty.
            make: returns the content; called once.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._make = make
        self.content: QWidget | None = None
        self.button = FoldButton(title, summary)
        self.button.toggled.connect(self._on_toggled)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._rows.addWidget(self.button)

    def is_open(self) -> bool:
        """Return True while the content is shown."""
        return self.button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.button.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        if self.content is None and is_open:
            self.content = self._make()
            self._rows.addWidget(self.content)
            left = _ICON + _GAP
            self.content.setContentsMargins(left, 0, 0, 6)
        if self.content is not None:
            self.content.setVisible(is_open)
        self.toggled.emit(is_open)
