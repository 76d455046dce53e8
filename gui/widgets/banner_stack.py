"""The place of the banners of a page: two at most, more are counted."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.banner import Banner
from gui.widgets.buttons import QuietButton

SHOWN = 2


class BannerStack(QWidget):
    """Newest first; the rest waits behind a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: list[Banner] = []
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._more = QuietButton("", self)
        self._more.clicked.connect(self._on_more)
        self._column.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._arrange()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep room around the banners; an empty stack takes none."""
        self._column.setContentsMargins(left, top, right, bottom)

    def banners(self) -> tuple[Banner, ...]:
        """Return the banners, newest first, shown or not."""
        return tuple(self._banners)

    def add(self, banner: Banner) -> None:
        """Put a banner on top."""
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        self._arrange()

    def remove(self, banner: Banner) -> None:
        """Take a banner away; one that is not here is ignored."""
        if banner not in self._banners:
            return
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._arrange()

    def clear(self) -> None:
        """Take all banners away."""
        for banner in self.banners():
            self.remove(banner)

    def _arrange(self) -> None:
        hidden = 0 if self._all else max(0, len(self._banners) - SHOWN)
        for place, banner in enumerate(self._banners):
            banner.setVisible(self._all or place < SHOWN)
        self._more.setText(self.tr("%n more", "", hidden))
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(self._banners))

    def _on_more(self) -> None:
        self._all = True
        self._arrange()
