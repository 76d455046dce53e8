"""Flat push buttons: primary, standard and quiet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.shell.theme import Theme, font_for, font_of, theme_of, type_scale
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.icons import draw_icon
from gui.widgets.paint import draw_box

_ICON = 18
_GAP = 6


class FlatButton(KeyboardFocus, QPushButton):
    """What the three kinds share: size, text, icon, focus. Subclasses say the colours."""

    padding = 16
    weight = 500

    def __init__(self, text: str = "", parent: QWidget | None = None, icon: str = "") -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._trailing = False
        self._height = 32
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(font_for("body", self.weight))

    def set_icon_name(self, name: str, *, trailing: bool = False) -> None:
        """Show an icon of resources/icons before the text, or after it."""
        self._icon_name = name
        self._trailing = trailing
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """Set the height at the normal font size: 32, 36 for a page's leading button, 44 Run."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that shows text and icon whole."""
        metrics = QFontMetrics(font_of(self, "body", weight=self.weight))
        width = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text()).width()
        if self._icon_name:
            width += self._icon_size() + (_GAP if self.text() else 0)
        padding = self.padding if self.text() else 7
        return QSize(
            max(width + 2 * padding, 24),
            max(self._height, metrics.height() + self._height - 18),
        )

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a button's words are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font_for("body", self.weight))
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then icon and text in its middle."""
        painter = QPainter(self)
        theme = theme_of(self)
        fill, edge, ink = self.colours(theme)
        if fill is not None or edge is not None:
            draw_box(painter, self.rect(), fill, edge)
        painter.setFont(font_of(self, "body", weight=self.weight))
        painter.setPen(ink)
        self._draw_content(painter, ink)

    def colours(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Return fill, edge and ink for the state the button is in."""
        raise NotImplementedError

    def _icon_size(self) -> int:
        return round(_ICON * type_scale(self))

    def _draw_content(self, painter: QPainter, ink: QColor) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        metrics = painter.fontMetrics()
        text_width = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text()).width()
        has_icon = bool(self._icon_name)
        size = self._icon_size()
        total = text_width + (size + (_GAP if self.text() else 0) if has_icon else 0)
        left = (self.width() - total) // 2
        icon_left = left + text_width + _GAP if self._trailing else left
        text_left = left if self._trailing or not has_icon else left + size + _GAP
        if has_icon:
            spot = QRect(icon_left, (self.height() - size) // 2, size, size)
            draw_icon(painter, spot, self._icon_name, ink)
        where = QRect(text_left, 0, text_width + 1, self.height())
        painter.drawText(where, int(flags), self.text())


class PrimaryButton(FlatButton):
    """The one action a page is for. At most one a page."""

    weight = 600

    def colours(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Return accent, darker under the pointer; grey when not available."""
        if not self.isEnabled():
            return theme.sunken, theme.line, theme.text2
        if self.isDown():
            return theme.accent2, theme.text, theme.onaccent
        return (theme.accent2 if self.underMouse() else theme.accent), None, theme.onaccent


class StandardButton(FlatButton):
    """Any other action."""

    def colours(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Return surface with an edge."""
        if not self.isEnabled():
            return theme.sunken, theme.line, theme.text2
        if self.isDown():
            return theme.band, theme.edge, theme.text
        if self.isChecked():
            return theme.accentsoft, theme.accent, theme.text
        return (theme.sunken if self.underMouse() else theme.surface), theme.edge, theme.text


class QuietButton(FlatButton):
    """Accent text without a box: navigation and undoing."""

    padding = 8

    def colours(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Return accent text, with a tint under the pointer."""
        if not self.isEnabled():
            return None, None, theme.text2
        if self.isDown():
            return theme.band, None, theme.accent
        return (theme.sunken if self.underMouse() else None), None, theme.accent
