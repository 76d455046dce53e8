"""What is pressed, ticked and typed into: by pointer, by key, by everyone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.checks import CheckBox, RadioButton
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.empty_state import EmptyState
from gui.widgets.fields import ChoiceField, SearchField
from gui.widgets.focus_ring import FocusRing
from gui.widgets.panel import Panel
from gui.widgets.segments import Segments


@pytest.mark.parametrize("kind", [PrimaryButton, StandardButton, QuietButton])
def test_buttons_are_clicked_by_key_and_pointer(show, qtbot, kind):
    button = kind("&Run 13 cases", icon="play")
    show(button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 2


@pytest.mark.parametrize("kind", [PrimaryButton, StandardButton, QuietButton])
def test_words_of_buttons_are_never_cut(show, kind, large_font):
    button = kind("Measure the 4 that fit your answers", icon="play")
    show(button)
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.width() >= words
    assert button.height() >= button.fontMetrics().height()


def test_the_ring_is_there_for_the_keyboard_alone(show, qtbot, host):
    first, second = StandardButton("One"), StandardButton("Two")
    show(first, second)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert host.findChildren(FocusRing) == []
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    (ring,) = [r for r in host.findChildren(FocusRing) if r.isVisible()]
    assert second.hasFocus()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    host.resize(900, 700)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))
    second.hide()
    assert not ring.isVisible()


def test_a_card_shows_all_of_a_long_name(show):
    card = ChoiceCard("A name of many words that goes on and on " * 3, "effect", key="1")
    show(card)
    narrow, wide = card.heightForWidth(180), card.heightForWidth(600)
    assert narrow > wide
    assert card.height() >= card.heightForWidth(card.width())


def test_a_card_is_ticked_by_space_and_says_what_it_is(show, qtbot):
    card = ChoiceCard("Android phones", "Sets “phones and edge” to strong", key="5", multi=True)
    show(card)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert card.isChecked()
    assert card.accessibleName() == "Android phones"
    assert card.accessibleDescription() == "Sets “phones and edge” to strong"


def test_segments_exclude_each_other_and_tell_only_of_people(show, qtbot):
    segments = Segments([("q", "Quick"), ("s", "Standard"), ("t", "Thorough")], "Preset")
    show(segments)
    told = []
    segments.changed.connect(told.append)
    segments.set_current("t")
    assert (segments.current(), told) == ("t", [])
    qtbot.mouseClick(segments.button("s"), Qt.MouseButton.LeftButton)
    assert (segments.current(), told) == ("s", ["s"])
    segments.button("s").setFocus()
    qtbot.keyClick(segments.button("s"), Qt.Key.Key_Left)
    assert segments.current() == "q"


def test_a_cross_clears_a_search_and_is_there_only_with_words(show, qtbot):
    field = SearchField("Search")
    show(field)
    (cross,) = field.findChildren(QAbstractButton)
    assert not cross.isVisible()
    qtbot.keyClicks(field, "keras")
    assert cross.isVisible()
    assert cross.accessibleName() == "Clear the search"
    assert field.rect().contains(cross.geometry())
    # What is typed ends before it.
    assert field.textMargins().right() >= field.width() - cross.geometry().left()
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not cross.isVisible()


def test_escape_clears_a_search_and_goes_on_when_it_is_empty(show, qtbot):
    field = SearchField("Search")
    show(field)
    field.setText("keras")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_everyone_can_use_every_control(show, host, table, each_theme, walk):
    choice = ChoiceField("Interpreter")
    choice.addItems(["one", "two"])
    panel = Panel("Panel")
    row = QHBoxLayout()
    for widget in (CheckBox("&Ticked"), RadioButton("&One of")):
        row.addWidget(widget)
    panel.add(row)
    show(
        PrimaryButton("&Run", icon="play"),
        QuietButton("&Clear filters"),
        SearchField("Search", "words"),
        choice,
        panel,
        Segments([("a", "A"), ("b", "B")], "Letters"),
        ChoiceCard("Not sure", "Nothing is ruled out", key="0"),
        EmptyState("measure", "No runs yet", "text", StandardButton("&Measure")),
        table,
    )
    assert walk(host) == []
    assert not host.grab().isNull()
