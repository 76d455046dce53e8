"""Says a sentence through the screen reader."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from core.records.verdict import Verdict
from gui.controllers.snapshot import VERDICT, Snapshot


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` when it next pauses; does nothing without one."""
    if not text or not QAccessible.isActive():
        return
    # Qt has the event since 6.8, PySide6 since a later release of the same line.
    kind = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if kind is not None:
        QAccessible.updateAccessibility(kind(widget, text))
        return
    widget.setAccessibleName(text)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))


class MovedAnnouncer:
    """Says what moved: once for each change, when its full result is there, on every page.

    Where the verdict itself is being read, its page says both in one sentence.
    """

    def __init__(self) -> None:
        self._told = 0
        self._full: Verdict | None = None

    def take(self, snapshot: Snapshot, widget: QWidget, *, reading: bool) -> None:
        """Take in a snapshot and say what it tells anew.

        Args:
            snapshot: the newest one.
            widget: what is on the screen, for the screen reader to go by.
            reading: the page of Decide is shown.
        """
        if snapshot.preview:
            return
        before, self._full = self._full, snapshot.verdict
        if snapshot.change == self._told or not snapshot.moved:
            return
        self._told = snapshot.change
        if reading and snapshot.question == VERDICT and before != snapshot.verdict:
            return
        announce(widget, snapshot.moved)
