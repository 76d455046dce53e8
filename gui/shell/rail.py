"""The rail: five pages, icon over word, and the verdict at its foot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from gui.shell.actions import ACTIONS, PAGES
from gui.shell.theme import font_of, theme_of
from gui.widgets.buttons import QuietButton
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.icons import draw_icon
from gui.widgets.labels import plain_label
from gui.widgets.marks import fill_bar
from gui.widgets.paint import draw_box
from gui.widgets.panel import Hairline
from gui.widgets.tips import tip

WIDTH = 96
_BAR = 3
_ICON = 24
_SMALLEST = 6.0  # points
_SIDE = 8


@dataclass(frozen=True, slots=True)
class FootState:
    """What the foot of the rail says.

    Attributes:
        name: first line, 600: a framework, "Either", "Neither"...
        label: second line: leaning, clear, "one answer", "is fine".
        shares: readings of 100 for PyTorch, TensorFlow and neither; None: no bar.
        count: "84 of 100"; empty: none.
    """

    name: str
    label: str = ""
    shares: tuple[int, int, int] | None = None
    count: str = ""


class NavButton(KeyboardFocus, QAbstractButton):
    """One page of the rail."""

    def __init__(self, page: str, words: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.setObjectName(f"nav_{page}")
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)
        self.setToolTip(tip(f"{words} ({keys})"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the room for an icon over a word."""
        metrics = QFontMetrics(font_of(self, "caption", weight=600))
        width = max(WIDTH - 1, metrics.horizontalAdvance(self.text()) + 2 * _SIDE + 8)
        return QSize(width, self._icon_size() + metrics.height() + 24)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the word alone: in a low window with a large font icons go."""
        least = QFontMetrics(font_of(self, "caption", weight=600)).height() + 12
        return QSize(self.sizeHint().width(), max(24, least))

    def _icon_size(self) -> int:
        return max(_ICON, round(1.5 * QFontMetrics(font_of(self, "caption")).height()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, bar, icon and word."""
        theme = theme_of(self)
        painter = QPainter(self)
        chosen = self.isChecked()
        box = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        if chosen:
            draw_box(painter, box, theme.accentsoft, None)
            painter.fillRect(QRectF(0, 8, _BAR, self.height() - 16), theme.accent)
        elif self.underMouse():
            draw_box(painter, box, theme.sunken, None)
        ink = theme.text if chosen else theme.text2
        font = font_of(self, "caption", weight=600 if chosen else 500)
        painter.setFont(font)
        word_height = painter.fontMetrics().height()
        icon = self._icon_size()
        room = icon + 4 + word_height
        where = self.rect()
        if room <= self.height():
            top = (self.height() - room) // 2
            spot = QRectF((self.width() - icon) / 2, top, icon, icon)
            draw_icon(painter, spot, self._page, ink)
            where = QRect(0, top + icon + 4, self.width(), word_height)
        painter.setPen(ink)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), self.text())


class VerdictFoot(KeyboardFocus, QAbstractButton):
    """The verdict in four lines; a button to the verdict page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = FootState(self.tr("No verdict"), self.tr("yet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_large_shown(False)
        self.set_state(self._state)

    def set_large_shown(self, shown: bool) -> None:
        """Hand the name `verdict_panel` to the page while it shows the verdict in large."""
        self.setObjectName("verdict_foot" if shown else "verdict_panel")

    def state(self) -> FootState:
        """Return what is shown."""
        return self._state

    def set_state(self, state: FootState) -> None:
        """Show another verdict."""
        self._state = state
        words = [self.tr("Verdict:"), state.name, state.label]
        text = " ".join(word for word in words if word)
        if state.count:
            text = self.tr("{0}, {1} readings").format(text, state.count)
        self.setAccessibleName(text)
        self.setText(text)
        self.setToolTip(tip(self.tr("{0} (Ctrl+0)").format(text)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all four lines, shown or not, so that nothing moves."""
        caption = QFontMetrics(font_of(self, "caption")).height()
        body = QFontMetrics(font_of(self, "body", weight=600)).height()
        return QSize(WIDTH - 1, 3 * caption + body + 38)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines and the bar."""
        theme = theme_of(self)
        painter = QPainter(self)
        state = self._state
        if self.underMouse():
            box = QRectF(self.rect()).adjusted(_SIDE, 2, -_SIDE, -2)
            draw_box(painter, box, theme.sunken, None)
        lines = (
            (self.tr("Verdict"), font_of(self, "caption"), theme.text2),
            (state.name, font_of(self, "body", weight=600), theme.text),
            (state.label, font_of(self, "caption"), theme.text2),
        )
        y = 8
        for words, font, ink in lines:
            y = self._draw_line(painter, words, font, ink, y)
        if state.shares is not None:
            self._draw_bar(painter, QRectF(16, y + 5, self.width() - 32, 8))
        if state.count:
            font = font_of(self, "caption")
            self._draw_line(painter, state.count, font, theme.text2, y + 17)

    def _draw_line(self, painter, words, font, ink, y: int) -> int:  # noqa: ANN001
        height = QFontMetrics(font).height()
        room = QRect(4, y, self.width() - 8, height)
        painter.setFont(fitting(font, words, room.width()))
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), shown)
        return y + height + 1

    def _draw_bar(self, painter: QPainter, area: QRectF) -> None:
        theme = theme_of(self)
        first, second, _ = self._state.shares or (0, 0, 0)
        room = area.width() - 2
        left, right = round(room * first / 100), round(room * second / 100)
        fill_bar(painter, QRectF(area.left(), area.top(), left, area.height()), "pytorch", theme)
        where = QRectF(area.right() - right, area.top(), right, area.height())
        fill_bar(painter, where, "tensorflow", theme)


def fitting(font: QFont, words: str, width: int) -> QFont:
    """Return the font, smaller where the words would be cut; the rail does not grow with them."""
    fitted = font
    # Step by step, since hinted glyphs do not shrink in proportion.
    while QFontMetrics(fitted).horizontalAdvance(words) > width and fitted.pointSizeF() > _SMALLEST:
        fitted = QFont(fitted)
        fitted.setPointSizeF(fitted.pointSizeF() - 0.5)
    return fitted


class Rail(QWidget):
    """Always there, never collapses, so that nothing is learnt twice.

    Signals:
        pageChosen: name of the page a person asked for.
        verdictAsked: the foot was pressed.
        helpAsked: the help button was pressed.
    """

    pageChosen = Signal(str)
    verdictAsked = Signal()
    helpAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 1, 8)
        column.setSpacing(10)
        brand = plain_label("Forkwise", "caption", weight=600)
        brand.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(brand)
        column.addSpacing(2)
        actions = {action.id: action for action in ACTIONS}
        for page in PAGES:
            action = actions[page]
            button = NavButton(page, action.words(), action.keys_words(), self)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self._buttons[page] = button
            column.addWidget(button)
        column.addStretch(1)
        self._add_help(column)
        self.foot = VerdictFoot(self)
        self.foot.clicked.connect(self.verdictAsked)
        column.addWidget(self.foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _add_help(self, column: QVBoxLayout) -> None:
        self.help = QuietButton(self.tr("Help"), self, "question")
        self.help.setObjectName("help")
        self.help.setToolTip(self.tr("Keys, appearance, about Forkwise (F1)"))
        self.help.clicked.connect(self.helpAsked)
        column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QWidget(self)
        inside = QVBoxLayout(line)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(Hairline(line))
        column.addWidget(line)

    def set_page(self, page: str) -> None:
        """Mark a page as the one shown."""
        self._buttons[page].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and the line at its right."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.line)

    def _on_clicked(self) -> None:
        button = self.sender()
        for page, known in self._buttons.items():
            if known is button:
                self.pageChosen.emit(page)
