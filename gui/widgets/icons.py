"""The app's own line icons, read from resources/icons and tinted from the palette."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_NAME = re.compile(r"[a-z][a-z0-9-]*")
SIZE = 20


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of an icon: {name!r}")
    return resources.files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode()))


def draw_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Draw an icon into a square rectangle, in one colour."""
    _renderer(name, colour.name()).render(painter, QRectF(rect))


def pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of `size` logical pixels."""
    # First: an unknown name must not raise while a painter is at work on the pixmap.
    renderer = _renderer(name, colour.name())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def icon(name: str, colour: QColor) -> QIcon:
    """Return an icon in one colour, for widgets that take a QIcon."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, colour, SIZE, ratio))
    return result


def app_icon() -> QIcon:
    """Return the icon of the program, for window frames and task bars."""
    result = QIcon()
    for size in (16, 32, 64, 128):
        result.addPixmap(pixmap("forkwise", QColor("black"), size))
    return result
