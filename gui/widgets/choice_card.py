"""A card for one answer: tick box or round, name, effect, key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.shell.theme import Theme, font_of, theme_of, type_scale
from gui.widgets.checks import INDICATOR, draw_indicator
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.paint import draw_box

_PAD = 12
_TEXT_LEFT = 42
_KEY_WIDTH = 20
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ChoiceCard(KeyboardFocus, QAbstractButton):
    """One option of a question. Checkable; names wrap and never elide."""

    def __init__(
        self,
        name: str,
        effect: str = "",
        *,
        key: str = "",
        multi: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a card.

        Args:
            name: the answer, as the person reads it.
            effect: what choosing it does, one caption.
            key: the digit that chooses it, shown at the right.
            multi: several cards may be chosen: a tick box instead of a round one.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setText(name.replace("&", "&&"))
        self._name = name
        self._effect = effect
        self._key = key
        self._multi = multi
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(effect)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def is_multi(self) -> bool:
        """Return True for a tick box, False for a round one."""
        return self._multi

    def set_effect(self, effect: str) -> None:
        """Show another effect."""
        if effect == self._effect:
            return
        self._effect = effect
        self.setAccessibleDescription(effect)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that shows name and effect whole."""
        name, effect = self._text_rects(width)
        return max(effect.bottom() + 1 if self._effect else name.bottom() + 1, 32) + _PAD

    def sizeHint(self) -> QSize:
        """Return a size for two columns in a page of 1280 px."""
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest card that still reads well."""
        return QSize(160, self.heightForWidth(280))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, indicator, key, name and effect."""
        theme = theme_of(self)
        painter = QPainter(self)
        self._draw_ground(painter, theme)
        name, effect = self._text_rects(self.width())
        # Short cards that stand beside tall ones keep their text in the middle.
        bottom = effect.bottom() if self._effect else name.bottom()
        shift = max(0, (self.height() - bottom - _PAD) // 2)
        line = name.top() + shift + QFontMetrics(self._name_font()).height() / 2
        size = INDICATOR * type_scale(self)
        spot = QRectF(14, line - size / 2, size, size)
        draw_indicator(
            painter,
            spot,
            theme,
            checked=self.isChecked(),
            round_=not self._multi,
            enabled=self.isEnabled(),
        )
        painter.setPen(theme.text if self.isEnabled() else theme.text2)
        painter.setFont(self._name_font())
        painter.drawText(name.translated(0, shift), int(_WRAP), self._name)
        painter.setPen(theme.text2)
        painter.setFont(font_of(self, "caption"))
        painter.drawText(effect.translated(0, shift), int(_WRAP), self._effect)
        if self._key:
            high = QFontMetrics(self._name_font()).height()
            where = QRect(0, name.top() + shift, self.width() - _PAD, high)
            painter.drawText(
                where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key
            )

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        if self.isChecked():
            draw_box(painter, self.rect(), theme.accentsoft, theme.accent, width=1.6)
        else:
            fill = theme.sunken if self.underMouse() and self.isEnabled() else theme.surface
            draw_box(painter, self.rect(), fill, theme.edge if self.isEnabled() else theme.line)

    def _name_font(self) -> QFont:
        return font_of(self, "body", weight=600)

    def _text_rects(self, width: int) -> tuple[QRect, QRect]:
        grown = type_scale(self) - 1.0
        left = _TEXT_LEFT + round(INDICATOR * grown)
        key = _KEY_WIDTH + round(_KEY_WIDTH * grown / 2)
        room = QRect(0, 0, max(40, width - left - _PAD - key), 10_000)
        name = QFontMetrics(self._name_font()).boundingRect(room, int(_WRAP), self._name)
        name = QRect(left, _PAD, room.width(), name.height())
        effect = QRect(left, name.bottom() + 3, room.width(), 0)
        if self._effect:
            metrics = QFontMetrics(font_of(self, "caption"))
            effect.setHeight(metrics.boundingRect(room, int(_WRAP), self._effect).height())
        return name, effect
