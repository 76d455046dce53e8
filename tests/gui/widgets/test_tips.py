"""Tool tips: what they are given is what they show."""

import pytest
from PySide6.QtGui import QTextDocument

from gui.widgets.tips import tip


@pytest.mark.parametrize(
    "text",
    ["<img src=file:///etc/passwd>", "<b>x</b> & y", "a < b", "R&D", "two\nlines", "<qt>&lt;"],
)
def test_a_tool_tip_shows_its_text_and_loads_nothing(qapp, text):
    shown = tip(text)
    if "<span>" in shown:
        document = QTextDocument()
        document.setHtml(shown)
        assert document.toPlainText() == text
        assert "<img" not in shown
    else:
        assert shown == text


def test_signs_that_hide_are_spelt_out(qapp):
    assert "\u202e" not in tip("safe \u202egnp.exe")
