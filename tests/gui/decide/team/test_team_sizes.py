"""The team’s page at every width and size, by everyone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from team_people import MEMBERS

from gui.controllers.team_files import TeamSnapshot
from gui.decide.team_row import PersonRow
from gui.decide.team_view import TeamView
from gui.widgets.buttons import FlatButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("width", [1184, 1000, 804, 700, 560])
@pytest.mark.usefixtures("each_theme")
def test_nothing_is_cut_sideways(qtbot, full, width):
    full.resize(width, 600)
    qtbot.wait(1)
    for row in full.findChildren(PersonRow):
        assert row.minimumSizeHint().width() <= row.width() <= width
        for child in row.findChildren(FlatButton):
            if child.isVisible():
                right = child.mapTo(full, QPoint(child.width(), 0)).x()
                assert right <= width
    full.grab()


@pytest.mark.usefixtures("large_font")
@pytest.mark.parametrize("width", [1184, 804, 764])
def test_it_can_be_read_at_double_size(qtbot, host, team, split, width):
    shown = TeamView(team, host)
    shown.resize(width, 600)
    shown.show()
    team.show(TeamSnapshot(members=MEMBERS, verdict=split))
    qtbot.waitUntil(lambda: not _cut(shown))
    assert shown.width() == width
    for child in shown.findChildren(QWidget):
        if child.isVisible() and not child.findChildren(QWidget):
            assert child.mapTo(shown, QPoint(child.width(), 0)).x() <= width, child
    shown.grab()


def _cut(shown):
    """Return the texts that are not as high as they need to be."""
    labels = [w for w in shown.findChildren(QLabel) if w.isVisible() and w.wordWrap()]
    return [w.text() for w in labels if w.height() < w.heightForWidth(w.width()) - 1]


def test_everything_has_a_name_and_a_size_to_hit(full, walk):
    assert walk(full) == []
