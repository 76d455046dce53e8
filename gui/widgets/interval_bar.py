"""The interval bar: who is faster and by how much, on a log axis mirrored around "even"."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from gui.shell.theme import Theme
from gui.widgets.marks import draw_marker, pen_of

SCALES = (1.5, 2.0, 3.0, 5.0, 10.0)
_TICKS = {
    1.5: (1.5,),
    2.0: (1.5, 2.0),
    3.0: (1.5, 2.0, 3.0),
    5.0: (2.0, 3.0, 5.0),
    10.0: (2.0, 5.0, 10.0),
}
_CAP = 5.0
_MARK = 11.0
# Room at both ends for caps, marks and the words of the outermost tick.
_MARGIN = 14.0


def scale_for(intervals: Iterable[tuple[float, float]]) -> float:
    """Return the smallest scale that holds all (low, high) ratios; 1.5 when there are none."""
    reach = 1.0
    for low, high in intervals:
        for ratio in (low, high):
            if ratio > 0 and math.isfinite(ratio):
                reach = max(reach, ratio, 1 / ratio)
    return next((scale for scale in SCALES if reach <= scale), SCALES[-1])


def x_of(rect: QRect | QRectF, scale: float, ratio: float) -> float:
    """Return the place of a ratio (TensorFlow's time / PyTorch's): left is PyTorch faster."""
    area = QRectF(rect)
    half = area.width() / 2 - _MARGIN
    return area.center().x() - math.log(ratio) / math.log(scale) * half


def side_of(verdict: str | None, ratio: float, low: float, high: float) -> str | None:
    """Return whose mark an interval carries; None: the hollow diamond.

    Args:
        verdict: a case's verdict, or leaning_pytorch, leaning_tensorflow, or None.
        ratio: the estimate.
        low: lower end of the interval.
        high: upper end.
    """
    if verdict in ("pytorch_faster", "leaning_pytorch"):
        return "pytorch"
    if verdict in ("tensorflow_faster", "leaning_tensorflow"):
        return "tensorflow"
    if verdict == "no_practical_difference" and (low > 1 or high < 1):
        return "pytorch" if ratio > 1 else "tensorflow"
    return None


def draw_ground(
    painter: QPainter, rect: QRect | QRectF, scale: float, margin: float, theme: Theme
) -> None:
    """Draw what every row of a table shares: ticks, the band, the "even" line."""
    area = QRectF(rect)
    painter.save()
    painter.setPen(QPen(theme.line, 1))
    for tick in _TICKS[scale]:
        for ratio in (tick, 1 / tick):
            x = math.floor(x_of(area, scale, ratio)) + 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    left = math.floor(x_of(area, scale, 1 + margin)) + 0.5
    right = math.floor(x_of(area, scale, 1 / (1 + margin))) + 0.5
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), theme.band)
    dotted = QPen(theme.edge, 1)
    dotted.setDashPattern([1, 2])
    painter.setPen(dotted)
    for x in (left, right):
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    painter.setPen(QPen(theme.edge, 1.4))
    middle = math.floor(area.center().x()) + 0.5
    painter.drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()))
    painter.restore()


def draw_axis(painter: QPainter, rect: QRect | QRectF, scale: float, theme: Theme) -> None:
    """Draw the axis labels into a table header, in the painter's font.

    "even" always stands there; of the ticks the outermost go first, and those that would touch
    another are left to their lines.
    """
    area = QRectF(rect)
    painter.save()
    painter.setPen(theme.text2)
    places = [(1.0, "even")]
    for tick in reversed(_TICKS[scale]):
        places += [(tick, f"{tick:g}×"), (1 / tick, f"{tick:g}×")]
    taken: list[tuple[float, float]] = []
    for ratio, words in places:
        x = x_of(area, scale, ratio)
        half = painter.fontMetrics().horizontalAdvance(words) / 2 + 2
        if any(x - half < right and left < x + half for left, right in taken):
            continue
        taken.append((x - half, x + half))
        spot = QRectF(x - 60, area.top(), 120, area.height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


def draw_interval(
    painter: QPainter,
    rect: QRect | QRectF,
    scale: float,
    ratio: float | None,
    low: float | None,
    high: float | None,
    verdict: str | None,
    margin: float,
    theme: Theme,
) -> None:
    """Draw one interval over the ground it shares with its neighbours.

    Args:
        painter: draws.
        rect: the cell.
        scale: the largest ratio the axis shows; see `scale_for`.
        ratio: the estimate, TensorFlow's time / PyTorch's time; None: ground only.
        low: lower end of the interval.
        high: upper end.
        verdict: the case's verdict, or leaning_pytorch, leaning_tensorflow; None: cannot tell.
        margin: the practical difference, 0.05 = 5 %.
        theme: gives the colours.
    """
    draw_ground(painter, rect, scale, margin, theme)
    if ratio is None or low is None or high is None or min(ratio, low, high) <= 0:
        return
    area = QRectF(rect)
    y = area.center().y()
    side = side_of(verdict, ratio, low, high)
    clamp = _Clamp(area, scale)
    left, right = clamp.x(high), clamp.x(low)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen_of(side, theme))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    ink = theme.side(side)
    for x, end, out in ((left, high, -1), (right, low, 1)):
        if clamp.is_beyond(end):
            _draw_arrow(painter, x, y, out, ink)
        else:
            painter.setPen(QPen(ink, 1.8))
            painter.drawLine(QPointF(x, y - _CAP), QPointF(x, y + _CAP))
    hollow = bool(verdict and verdict.startswith("leaning"))
    centre = clamp.x(ratio)
    mark = QRectF(centre - _MARK / 2, y - _MARK / 2, _MARK, _MARK)
    draw_marker(painter, mark, side, theme, hollow=hollow)
    painter.restore()


class _Clamp:
    """Keeps ratios on the axis."""

    def __init__(self, area: QRectF, scale: float) -> None:
        self._area = area
        self._scale = scale

    def is_beyond(self, ratio: float) -> bool:
        return max(ratio, 1 / ratio) > self._scale * 1.000001

    def x(self, ratio: float) -> float:
        kept = min(max(ratio, 1 / self._scale), self._scale)
        return x_of(self._area, self._scale, kept)


def _draw_arrow(painter: QPainter, x: float, y: float, out: int, ink: object) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ink))  # type: ignore[arg-type]
    tip = x + out * 7
    painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(x, y - 5), QPointF(x, y + 5)]))
