"""The head of a page: title, one line of context, actions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.labels import plain_label


class PageHead(QWidget):
    """Title and context at the left; actions at the right, the most used last."""

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = plain_label(title, "title")
        self.context = plain_label(context, colour="text2", wrap=True)
        # Long titles (a verdict) break into lines rather than push the actions out.
        self.title.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.context)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self.context.setVisible(bool(context))
        self._row.addLayout(self._actions)
        self._row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)

    def set_context(self, context: str) -> None:
        """Show another line of context; an empty one takes no room."""
        self.context.setText(context)
        self.context.setVisible(bool(context))

    def set_stacked(self, stacked: bool) -> None:
        """Put the actions below the words where there is no room beside them."""
        kind, align = QBoxLayout.Direction, Qt.AlignmentFlag
        self._row.setDirection(kind.TopToBottom if stacked else kind.LeftToRight)
        self._row.setSpacing(10 if stacked else 16)
        self._row.setAlignment(self._actions, align.AlignLeft if stacked else align.AlignVCenter)

    def add_action(self, widget: QWidget, *, first: bool = False) -> None:
        """Add a button at the right, as the last one or as the first."""
        self._actions.insertWidget(0 if first else -1, widget)
