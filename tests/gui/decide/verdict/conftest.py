"""The verdict page over any verdict."""

from __future__ import annotations

import pytest
from verdict_parts import snapshot

from gui.decide.verdict_view import VerdictView


@pytest.fixture
def show(qtbot, themed, knowledge):
    def build(verdict, answers=None, width=1184):
        view = VerdictView()
        qtbot.addWidget(view)
        view.resize(width, 820)
        view.show_snapshot(snapshot(verdict, knowledge, answers))
        view.show()
        qtbot.waitExposed(view)
        return view

    return build
