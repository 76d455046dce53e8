"""Text that stays text: labels never read markup out of data."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.shell.theme import font_for, theme_of

_ROLES = {
    "text": QPalette.ColorRole.WindowText,
    "text2": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Accent,
}


class PlainLabel(QLabel):
    """A label in one of the app's type roles and colours; follows theme and font changes."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        weight: int | None = None,
        colour: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._weight = weight
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font_for(role, weight))
        self.set_colour(colour)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_colour(self, colour: str) -> None:
        """Show the text in a token of the theme: text, text2, accent, alert, pt, tf..."""
        self._colour = colour
        role = _ROLES.get(colour)
        if role is not None:
            self.setForegroundRole(role)
        else:
            self._tint()

    def set_weight(self, weight: int | None) -> None:
        """Show the text in another weight: 400, 500, 600; None: the role's own."""
        self._weight = weight
        self.setFont(font_for(self._role, weight))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font and palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font_for(self._role, self._weight))
        elif event.type() == QEvent.Type.ApplicationPaletteChange and self._colour not in _ROLES:
            self._tint()

    def _tint(self) -> None:
        """Colours without a palette role are written into the label's own palette."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, theme_of(self).colour(self._colour))
        self.setPalette(palette)
        self.setForegroundRole(QPalette.ColorRole.WindowText)


def plain_label(
    text: str = "",
    role: str = "body",
    *,
    weight: int | None = None,
    colour: str = "text",
    wrap: bool = False,
    parent: QWidget | None = None,
) -> PlainLabel:
    """Return a label of plain text.

    Args:
        text: shown as it is, never read as markup.
        role: caption, body, heading, title or code.
        weight: 400, 500, 600; None: 600 for headings and titles, else 400.
        colour: a token of the theme.
        wrap: break lines, and grow in height.
        parent: the parent widget.
    """
    return PlainLabel(text, role, weight=weight, colour=colour, wrap=wrap, parent=parent)
