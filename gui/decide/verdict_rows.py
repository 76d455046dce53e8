"""Small rows and callbacks that the panels of the verdict page share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.labels import plain_label


def two_lines(first: str, second: str) -> QWidget:
    """Return a text with its caption below."""
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(plain_label(first, wrap=True))
    lines.addWidget(plain_label(second, "caption", colour="text2", wrap=True))
    return box


def full_stop(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "?")) else f"{text}."


def calling(ask: Callable[[str], None], subject: str) -> Callable[..., None]:
    """Return a slot for `clicked` that asks for one subject."""

    def call(_checked: bool = False) -> None:
        ask(subject)

    return call
