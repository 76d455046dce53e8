"""One ranked criterion: its place, its name, its share, and the ways to move it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from core.records.knowledge import Criterion
from gui.shell.theme import theme_of
from gui.widgets.buttons import QuietButton
from gui.widgets.empty_state import IconMark
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.labels import plain_label
from gui.widgets.paint import draw_box
from gui.widgets.tips import tip

GRIP = 18


class RankedRow(KeyboardFocus, QWidget):
    """A row that is dragged by the pointer, and moved by its buttons.

    Signals:
        dragged: where the pointer is, in the coordinates of the screen.
        dropped: the pointer let go.
        upAsked, downAsked, outAsked: what the buttons say.
    """

    dragged = Signal(QPoint)
    dropped = Signal()
    upAsked = Signal()
    downAsked = Signal()
    outAsked = Signal()

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id, self._label = criterion.id, criterion.label
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self.setObjectName(f"ranked_{criterion.id}")
        self.setToolTip(tip(criterion.question_to_self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        keys = self.tr("Alt+Up and Alt+Down move it, Delete takes it out of the ranking")
        self.setAccessibleDescription(keys)
        self._place = plain_label("", weight=600)
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._name = plain_label(criterion.label, wrap=True)
        self._share = plain_label("", "caption", colour="text2")
        self.up = self._button("chevron-up", "up", self.tr("Move “{0}” up"))
        self.up.clicked.connect(self.upAsked)
        self.down = self._button("chevron-down", "down", self.tr("Move “{0}” down"))
        self.down.clicked.connect(self.downAsked)
        self.out = self._button("cross", "out", self.tr("Take “{0}” out of the ranking"))
        self.out.clicked.connect(self.outAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(IconMark("grip", GRIP))
        row.addWidget(self._place)
        row.addWidget(self._name, 1)
        row.addWidget(self._share)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.up, self.down, self.out):
            buttons.addWidget(button)
        row.addLayout(buttons)

    def _button(self, icon: str, name: str, words: str) -> QuietButton:
        button = QuietButton("", icon=icon)
        button.setObjectName(f"ranked_{self.id}_{name}")
        button.set_height(28)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setAccessibleName(words.format(self._label))
        button.setToolTip(tip(words.format(self._label)))
        return button

    def show_place(self, place: int, count: int, share: str) -> None:
        """Show which place of how many it has, and its share in words."""
        widest = self._place.fontMetrics().horizontalAdvance(f"{count}.")
        self._place.setMinimumWidth(widest)
        self._place.setText(f"{place}.")
        self._share.setText(share)
        said = self.tr("{0}, place {1} of {2}, {3}").format(self._label, place, count, share)
        if self.accessibleName() != said:
            self.setAccessibleName(said)
        for button, works in ((self.up, place > 1), (self.down, place < count)):
            if not works and button.hasFocus():
                # The keyboard stays in the row when a button has done all it can.
                self.setFocus(Qt.FocusReason.TabFocusReason)
            button.setEnabled(works)

    def focus_chain(self) -> tuple[QWidget, ...]:
        """Return what the tab key goes through, in order."""
        return self, self.up, self.down, self.out

    # --- the pointer ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the row along, once the pointer has gone some way."""
        if self._pressed_at is None:
            return
        at = event.globalPosition().toPoint()
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._is_dragged:
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        if self._is_dragged:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the row go where it is."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed_at = None
        if self._is_dragged:
            self._is_dragged = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.update()
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row as a card that can be taken."""
        theme = theme_of(self)
        edge = theme.accent if self._is_dragged else theme.line
        fill = theme.accentsoft if self._is_dragged else theme.surface
        draw_box(QPainter(self), self.rect(), fill, edge)
