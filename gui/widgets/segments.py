"""Segments: two to four settings that exclude each other, all visible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui.shell.theme import font_of, theme_of
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.paint import CORNER, inner

_PAD = 14
_HEIGHT = 32


class SegmentButton(KeyboardFocus, QAbstractButton):
    """One setting; round corners only at the ends of the row."""

    def __init__(
        self, text: str, *, before: SegmentButton | None, last: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._before = before
        self._last = last
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words in their boldest form, so that nothing moves."""
        metrics = QFontMetrics(font_of(self, "body", weight=600))
        width = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text()).width()
        return QSize(width + 2 * _PAD, max(_HEIGHT, metrics.height() + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        pen = QPen(theme.accent, 1.6) if on else QPen(theme.edge, 1)
        if not self.isEnabled():
            pen = QPen(theme.line, 1)
        path = self._shape(pen.widthF(), on=on)
        hover = self.underMouse() and self.isEnabled()
        painter.fillPath(path, theme.accentsoft if on else theme.sunken if hover else theme.surface)
        painter.setPen(pen)
        painter.drawPath(path)
        painter.setPen(theme.text if self.isEnabled() else theme.text2)
        painter.setFont(font_of(self, "body", weight=600 if on else 500))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(self.rect(), int(flags), self.text())

    def _shape(self, width: float, *, on: bool) -> QPainterPath:
        """Return the outline; neighbours share one line, the chosen one's if one is chosen."""
        box = inner(self.rect(), width)
        if not on:
            hidden = CORNER + 2
            covers_left = self._before is not None and self._before.isChecked()
            box.adjust(-hidden if covers_left else 0, 0, 0 if self._last else hidden, 0)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, CORNER, CORNER)
        if self._before is not None:
            path.addRect(box.adjusted(0, 0, -CORNER, 0))
        if not self._last:
            path.addRect(box.adjusted(CORNER, 0, 0, 0))
        return path.simplified()


class Segments(QWidget):
    """A row of segments.

    Signals:
        changed: the key of the segment that a person has just chosen.
    """

    changed = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a row.

        Args:
            options: (key, words) of each segment, left to right.
            name: what is being set, for screen readers.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, SegmentButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        before: SegmentButton | None = None
        for place, (key, words) in enumerate(options):
            last = place == len(options) - 1
            before = button = SegmentButton(words, before=before, last=last, parent=self)
            button.setProperty("key", key)
            self._buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonToggled.connect(self._on_toggled)
        self._silent = False
        if options:
            self.set_current(options[0][0])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def current(self) -> str:
        """Return the key of the chosen segment."""
        button = self._group.checkedButton()
        return str(button.property("key")) if button is not None else ""

    def set_current(self, key: str) -> None:
        """Choose a segment without telling anyone."""
        self._silent = True
        self._buttons[key].setChecked(True)
        self._silent = False

    def button(self, key: str) -> SegmentButton:
        """Return the button of a segment: for names, tool tips, disabling."""
        return self._buttons[key]

    def set_words(self, key: str, words: str) -> None:
        """Show other words on a segment."""
        self._buttons[key].setText(words)
        self._buttons[key].setAccessibleName(words.replace("&", ""))

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.update()
            if not self._silent:
                self.changed.emit(str(button.property("key")))
