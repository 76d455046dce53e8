"""Tick boxes and round buttons, flat and from the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from gui.shell.theme import Theme, font_for, font_of, theme_of
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.paint import draw_box

INDICATOR = 16
_TEXT_LEFT = 26
_LEAST_HEIGHT = 28


def draw_indicator(
    painter: QPainter,
    spot: QRectF,
    theme: Theme,
    *,
    checked: bool,
    round_: bool,
    enabled: bool = True,
) -> None:
    """Draw a tick box or a round button into a square, 16 px at the usual type size."""
    edge = theme.edge if enabled else theme.line
    if not round_:
        if not checked:
            draw_box(painter, spot, theme.surface, edge, radius=3, width=1.4)
            return
        draw_box(painter, spot, theme.accent if enabled else theme.edge, None, radius=3)
        _draw_tick(painter, spot, theme)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = (theme.accent if enabled else theme.edge) if checked else edge
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(QBrush(theme.surface))
    painter.drawEllipse(spot.adjusted(0.8, 0.8, -0.8, -0.8))
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(ink))
        painter.drawEllipse(spot.center(), spot.width() / 4, spot.width() / 4)
    painter.restore()


def _draw_tick(painter: QPainter, spot: QRectF, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.onaccent, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    unit = spot.width() / 16
    points = [(3.8, 8.3), (6.8, 11.2), (12.2, 5.0)]
    painter.drawPolyline(
        QPolygonF([QPointF(spot.left() + x * unit, spot.top() + y * unit) for x, y in points])
    )
    painter.restore()


def _hint(widget: QCheckBox | QRadioButton) -> QSize:
    metrics = QFontMetrics(font_of(widget, "body"))
    size = metrics.size(Qt.TextFlag.TextShowMnemonic.value, widget.text())
    return QSize(_TEXT_LEFT + size.width() + 4, max(_LEAST_HEIGHT, size.height() + 8))


def _paint(widget: QCheckBox | QRadioButton, *, round_: bool) -> None:
    theme = theme_of(widget)
    painter = QPainter(widget)
    spot = QRectF(1, (widget.height() - INDICATOR) / 2, INDICATOR, INDICATOR)
    draw_indicator(
        painter,
        spot,
        theme,
        checked=widget.isChecked(),
        round_=round_,
        enabled=widget.isEnabled(),
    )
    painter.setFont(font_of(widget, "body"))
    painter.setPen(theme.text if widget.isEnabled() else theme.text2)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(widget.rect().adjusted(_TEXT_LEFT, 0, 0, 0), int(flags), widget.text())


class CheckBox(KeyboardFocus, QCheckBox):
    """A tick box: one of several that may all be on."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font_for("body"))

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole, never under 24 px high."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return _hint(self)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere on the widget."""
        return self.rect().contains(pos)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words."""
        _paint(self, round_=False)


class RadioButton(KeyboardFocus, QRadioButton):
    """A round button: one of several that exclude each other."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font_for("body"))

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole, never under 24 px high."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return _hint(self)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere on the widget."""
        return self.rect().contains(pos)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the round and the words."""
        _paint(self, round_=True)
