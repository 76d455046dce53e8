"""A column that scrolls within its page, or stands in it at full height where the page scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot

from gui.decide.flowing import FlowColumn


class WholeColumn(FlowColumn):
    """As `FlowColumn`; asks for no height of its own as long as it scrolls by itself."""

    _whole = False  # of the class: events are filtered while the column is being made

    def set_whole(self, whole: bool) -> None:
        """Take all the height that the content needs, or scroll in what is given."""
        if whole == self._whole:
            return
        self._whole = whole
        # A bar that showed for a moment would take width, and so ask for another height.
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if whole else bars.ScrollBarAsNeeded
        )
        self._on_range(0, 0)
        policy = self.sizePolicy()
        policy.setHeightForWidth(whole)
        self.setSizePolicy(policy)
        self.updateGeometry()

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        super()._on_range(low, low if self._whole else high)

    def hasHeightForWidth(self) -> bool:
        """Return True while the whole content is shown."""
        return self._whole

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole content."""
        content = self.widget()
        return content.heightForWidth(width) if content is not None else 0

    def sizeHint(self) -> QSize:
        """Return the least size, or that of the whole content."""
        hint = self.minimumSizeHint()
        if self._whole:
            hint.setHeight(self.heightForWidth(max(self.width(), hint.width())))
        return hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass on that the content needs another height."""
        if self._whole and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
