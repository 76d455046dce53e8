"""The two in short: both beside each other, sentences with their claims, terms explained."""

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QToolTip

from core.records.base import SIDE_NAMES
from core.records.guide import HEADINGS, Guide
from gui.compare.detail_pieces import Beside, Line, as_text, opened
from gui.compare.in_short import InShortView


@pytest.fixture
def view(qtbot, knowledge) -> InShortView:
    view = InShortView(knowledge)
    qtbot.addWidget(view)
    view.resize(1_000, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_every_heading_and_sentence_is_there_in_one_order(view, knowledge) -> None:
    text = view.view.shown_text()
    places = [text.index(words) for words in HEADINGS.values()]
    assert places == sorted(places)
    for sentence in knowledge.guide.portraits:
        assert sentence.text in text
    assert text.index(SIDE_NAMES["pytorch"]) < text.index(SIDE_NAMES["tensorflow"])


def test_both_stand_beside_each_other_and_below_where_it_is_narrow(qtbot, view) -> None:
    assert sum(isinstance(piece, Beside) for piece in view.view.pieces) == len(HEADINGS) + 1
    before = as_text(view.view.pieces)
    view.resize(500, 600)
    qtbot.waitUntil(lambda: not any(isinstance(piece, Beside) for piece in view.view.pieces))
    words = {line for line in before.splitlines() if len(line) > 30}
    assert words <= set(as_text(view.view.pieces).splitlines())


def test_every_sentence_leads_to_its_claims(qtbot, view, knowledge) -> None:
    links = [run.link for piece in opened(view.view.pieces) if isinstance(piece, Line)
             for run in piece.runs if run.link]  # fmt: skip
    wanted = [f"claim:{id_}" for one in knowledge.guide.portraits for id_ in one.claims]
    assert sorted(links) == sorted(wanted)
    with qtbot.waitSignal(view.claimAsked) as asked:
        view.view.anchorClicked.emit(QUrl("claim:n01-what-pt"))
    assert asked.args == ["n01-what-pt"]


def test_an_edition_without_portraits_says_so(qtbot, knowledge) -> None:
    bare = msgspec.structs.replace(knowledge, guide=Guide(terms=knowledge.guide.terms))
    view = InShortView(bare)
    qtbot.addWidget(view)
    assert "does not tell the two in short" in view.view.shown_text()


def test_the_page_shows_it_as_a_third_view_and_goes_back_with_a_claim(page, qtbot) -> None:
    page.show_view("short")
    assert page.in_short.isVisible()
    assert not page.table.isVisible()
    assert page.tools.views.current() == "short"
    assert not page.actions_of.copy.isVisible()
    page.in_short.claimAsked.emit("n01-what-tf")
    assert page.table.isVisible()
    assert page.tools.views.current() == "claim"
    assert page.table.current_row().id == "n01-what-tf"
    assert "TensorFlow is a library" in page.pane.view.shown_text()


def test_typing_a_search_and_esc_lead_back_to_the_table(page, qtbot) -> None:
    page.show_view("short")
    qtbot.keyClicks(page.search, "mnist")
    assert page.table.isVisible() or page.empty.isVisible()
    page.search.clear()
    page.show_view("short")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.in_short.isVisible()
    page.show_view("short")
    assert page.in_short.isVisible()
    page.show_view("aspect")
    assert not page.in_short.isVisible()


# --- terms -------------------------------------------------------------------------------------

# The offscreen platform says this of every tool tip.
tips = pytest.mark.qt_log_ignore("This plugin does not support raise")


def test_a_term_is_explained_once_with_dots_below(view) -> None:
    found = [part for part in _parts(view.view) if part[0] == "term:cuda"]
    assert [text for _, text, _ in found] == ["CUDA"]
    assert found[0][2] == found[0][2].DotLine


@tips
def test_a_term_shows_its_line_by_hover_and_by_keyboard(qtbot, view, knowledge) -> None:
    wanted = knowledge.guide.term("tensor").text
    view.view.highlighted.emit(QUrl("term:tensor"))
    assert wanted in QToolTip.text()
    assert wanted in view.view.accessibleDescription()
    view.view.highlighted.emit(QUrl())
    assert view.view.accessibleDescription() == ""
    view.view.setFocus(Qt.FocusReason.TabFocusReason)
    view.view.focus_link("term:tensor")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QToolTip.hideText()
        qtbot.keyClick(view.view, key)
        assert wanted in QToolTip.text()
    QToolTip.hideText()


@tips
def test_words_of_a_term_are_never_markup(qtbot, view, knowledge) -> None:
    hostile = msgspec.structs.replace(
        knowledge.guide.term("tensor"), text="<img src='file:///x'><b>bold</b>"
    )
    terms = tuple(hostile if term.id == "tensor" else term for term in knowledge.guide.terms)
    guide = msgspec.structs.replace(knowledge.guide, terms=terms)
    view.show_knowledge(msgspec.structs.replace(knowledge, guide=guide))
    view.view.highlighted.emit(QUrl("term:tensor"))
    assert "&lt;img" in QToolTip.text()
    assert "<img" not in QToolTip.text()
    QToolTip.hideText()


def _parts(view) -> list[tuple]:
    found = []
    block = view.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            look = parts.fragment().charFormat()
            found.append((look.anchorHref(), parts.fragment().text(), look.underlineStyle()))
            parts += 1
        block = block.next()
    return found
