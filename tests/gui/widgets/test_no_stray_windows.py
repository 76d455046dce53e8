"""Small widgets are made inside others: none may flash up as a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.widgets.banner import Banner
from gui.widgets.empty_state import EmptyState
from gui.widgets.fold import Fold
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel


class WindowWatch(QObject):
    """Notes every widget that is shown without a parent."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.mark.parametrize(
    "make",
    [
        lambda: Panel("A heading"),
        lambda: PageHead("A title", "its context"),
        lambda: EmptyState("people", "A heading", "A text", hint="A hint"),
        lambda: Banner("What happened", "why", "what to do"),
        lambda: Fold("A title", "A summary", QWidget),
    ],
    ids=["panel", "page_head", "empty_state", "banner", "fold"],
)
def test_making_it_shows_no_window(qapp, qtbot, make):
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    try:
        qtbot.addWidget(make())
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []
