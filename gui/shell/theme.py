"""The colours and fonts of the window: the only place that names a colour."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

THEME_VARIABLE = "FORKWISE_THEME"

Role = Literal["caption", "body", "heading", "title", "code"]
Token = Literal["text", "text2", "accent", "alert", "pt", "tf", "onaccent", "edge"]

# Sizes relative to the system's own font size.
_SCALE: dict[str, float] = {
    "caption": 0.9,
    "body": 1.0,
    "heading": 1.25,
    "title": 1.8,
    "code": 0.95,
}
_STRONG_ROLES = ("heading", "title")


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one theme.

    Attributes:
        window: page ground; surface: panels, rows, fields, rail; sunken: headers, hover.
        line: hairlines (decoration only); edge: borders of what one can click or type in.
        text: text; text2: captions, units, dates.
        accent: primary button, focus ring, links; accent2: the same under the pointer;
            onaccent: text on it; accentsoft: chosen row, card, chip, page.
        pt, ptsoft: PyTorch; tf, tfsoft: TensorFlow.
        alert, alertsoft: failed, lost, needs you.
        band: practical-difference band, empty part of a bar.
    """

    name: Literal["light", "dark"]
    window: QColor
    surface: QColor
    sunken: QColor
    line: QColor
    edge: QColor
    text: QColor
    text2: QColor
    accent: QColor
    accent2: QColor
    onaccent: QColor
    accentsoft: QColor
    pt: QColor
    ptsoft: QColor
    tf: QColor
    tfsoft: QColor
    alert: QColor
    alertsoft: QColor
    band: QColor

    def side(self, side: str | None) -> QColor:
        """Return the colour of a side; `text2` for neither."""
        return {"pytorch": self.pt, "tensorflow": self.tf}.get(side or "", self.text2)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token by its name."""
        return getattr(self, token)


LIGHT = Theme(
    name="light",
    window=QColor("#F4F6F7"),
    surface=QColor("#FFFFFF"),
    sunken=QColor("#E9EDEF"),
    line=QColor("#D3D9DD"),
    edge=QColor("#727D86"),
    text=QColor("#1A1F24"),
    text2=QColor("#545E67"),
    accent=QColor("#006C67"),
    accent2=QColor("#00544F"),
    onaccent=QColor("#FFFFFF"),
    accentsoft=QColor("#DDEFED"),
    pt=QColor("#5459AC"),
    ptsoft=QColor("#E4E5F5"),
    tf=QColor("#855A0B"),
    tfsoft=QColor("#F3E8D6"),
    alert=QColor("#A8204F"),
    alertsoft=QColor("#FAE6EC"),
    band=QColor("#DCE2E6"),
)

DARK = Theme(
    name="dark",
    window=QColor("#15181B"),
    surface=QColor("#1D2125"),
    sunken=QColor("#272C31"),
    line=QColor("#363D44"),
    edge=QColor("#858F99"),
    text=QColor("#E8EBED"),
    text2=QColor("#A6AFB7"),
    accent=QColor("#71C6BF"),
    accent2=QColor("#92D6D0"),
    onaccent=QColor("#0C2422"),
    accentsoft=QColor("#1F3A39"),
    pt=QColor("#A9B3F4"),
    ptsoft=QColor("#2C3050"),
    tf=QColor("#D9AA69"),
    tfsoft=QColor("#40331F"),
    alert=QColor("#F58CA8"),
    alertsoft=QColor("#472430"),
    band=QColor("#343C43"),
)

# Below this lightness of the window colour (0..255) a palette counts as dark.
_DARK_BELOW = 128
_USUAL_PIXELS = 40 / 3  # 10 pt at 96 dpi


def palette_of(theme: Theme) -> QPalette:
    """Return the palette that shows a theme on every widget that Qt paints itself."""
    roles = QPalette.ColorRole
    palette = QPalette(theme.surface, theme.window)
    for role, colour in (
        (roles.Window, theme.window),
        (roles.Base, theme.surface),
        (roles.Button, theme.surface),
        (roles.AlternateBase, theme.sunken),
        (roles.ToolTipBase, theme.surface),
        (roles.ToolTipText, theme.text),
        (roles.Light, theme.surface),
        (roles.Mid, theme.line),
        (roles.Midlight, theme.line),
        (roles.Dark, theme.edge),
        (roles.Shadow, theme.edge),
        (roles.WindowText, theme.text),
        (roles.Text, theme.text),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.onaccent),
        (roles.PlaceholderText, theme.text2),
        (roles.Accent, theme.accent),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Highlight, theme.accentsoft),
        (roles.HighlightedText, theme.text),
    ):
        palette.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.text2)
    return palette


def theme_of(widget: QWidget) -> Theme:
    """Return the theme a widget is shown in: painters ask this each time they paint."""
    return DARK if widget.palette().window().color().lightness() < _DARK_BELOW else LIGHT


def chosen(choice: str, scheme: Qt.ColorScheme) -> Theme:
    """Return the theme for a choice (system, light, dark) and the system's colour scheme.

    The environment variable FORKWISE_THEME wins over both; an unknown word counts as "system".
    """
    word = os.environ.get(THEME_VARIABLE, "") or choice
    if word == "dark":
        return DARK
    if word == "light":
        return LIGHT
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, choice: str = "system") -> Theme:
    """Give the whole application the chosen theme, and return it."""
    theme = chosen(choice, app.styleHints().colorScheme())
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette_of(theme))
    return theme


def type_scale(widget: QWidget) -> float:
    """Return how much larger than usual the type is, at least 1.

    Layouts divide their width by it before they compare it with a breakpoint: at 200 % a window
    has room for half as many words.
    """
    return max(QFontInfo(widget.font()).pixelSize() / _USUAL_PIXELS, 1.0)


def font_for(role: str = "body", weight: int | None = None) -> QFont:
    """Return the font of a role, in the size that follows from the application's font.

    Args:
        role: caption, body, heading, title or code.
        weight: 400, 500 or 600; None: 600 for headings and titles, else 400.
    """
    base = QApplication.font()
    size = base.pointSizeF() if base.pointSizeF() > 0 else QFontInfo(base).pointSizeF()
    if role == "code":
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # Ligatures would draw `==` as one sign in text that people copy.
        font.setFeature(QFont.Tag("liga"), 0)
        font.setFeature(QFont.Tag("calt"), 0)
    else:
        font = QFont(base)
        font.setFeature(QFont.Tag("tnum"), 1)
    font.setPointSizeF(size * _SCALE[role])
    if weight is None:
        weight = 600 if role in _STRONG_ROLES else 400
    font.setWeight(QFont.Weight(weight))
    return font


def font_of(widget: QWidget, role: str = "body", *, weight: int | None = None) -> QFont:
    """Return the font of a role for painting on a widget; see `font_for`."""
    font = font_for(role, weight)
    # Carry the device of the widget over, so that sizes are right on every screen.
    return QFont(font, widget)
