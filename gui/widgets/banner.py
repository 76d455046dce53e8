"""Banners: what happened, why, and what to do, in the page and never over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.records.errors import AppError, capitalised
from gui.shell.theme import theme_of
from gui.widgets.icons import draw_icon
from gui.widgets.labels import plain_label
from gui.widgets.paint import draw_box

Kind = Literal["info", "alert"]


class Banner(QFrame):
    """One message with at most two actions.

    "alert" only where something was lost or is blocked; everything else is "info".

    Signals:
        dismissed: the person has read it; emitted by whoever puts a "Close" into the actions.
    """

    dismissed = Signal()

    def __init__(
        self,
        what: str,
        why: str = "",
        remedy: str = "",
        kind: Kind = "info",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make a banner.

        Args:
            what: what happened, in one line.
            why: the reason.
            remedy: what the person can do; shown after "Do this:".
            kind: info or alert.
            actions: buttons at the right, at most two.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._kind: Kind = kind
        self._what = plain_label(what, weight=600, wrap=True)
        self._text = plain_label("", "body", colour="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for action in actions:
            row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_message(what, why, remedy)

    @classmethod
    def of_error(
        cls, error: AppError, actions: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> Banner:
        """Return the banner of an error."""
        return cls(error.what, error.why, error.remedy, "alert", actions, parent)

    def set_message(self, what: str, why: str = "", remedy: str = "") -> None:
        """Show another message."""
        self._error = (what, why, remedy)
        self._what.setText(what)
        parts = [capitalised(why), self.tr("Do this: {0}").format(remedy) if remedy else ""]
        text = " ".join(_full_stop(part) for part in parts if part)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(what)
        self.setAccessibleDescription(text)

    def says(self, error: AppError) -> bool:
        """Return True when the banner shows this very error."""
        return self._error == (error.what, error.why, error.remedy)

    def kind(self) -> Kind:
        """Return info or alert."""
        return self._kind

    def message(self) -> str:
        """Return all the words, for copying."""
        return f"{self._what.text()}\n{self._text.text()}".strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the sign."""
        theme = theme_of(self)
        painter = QPainter(self)
        alert = self._kind == "alert"
        fill = theme.alertsoft if alert else theme.surface
        ink = theme.alert if alert else theme.edge
        draw_box(painter, self.rect(), fill, ink)
        sign = QRectF(14, 9, 20, 20)
        name = "triangle" if alert else "info"
        draw_icon(painter, sign, name, theme.alert if alert else theme.text)


def _full_stop(part: str) -> str:
    return part if part.endswith((".", "?", ":")) else f"{part}."
