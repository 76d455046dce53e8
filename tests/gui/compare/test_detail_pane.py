"""The detail pane in the window: plain text, folds, links, copying, keys."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument

from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Row
from gui.compare.detail import MARKDOWN, DetailPane
from gui.compare.detail_pieces import LONGEST, Line, More, Run, as_text, line, opened
from gui.compare.detail_view import PieceView, folds
from gui.compare.drawer import DrawerStrip

TODAY = dt.date.today()


@pytest.fixture
def pane(qtbot) -> DetailPane:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.resize(312, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


@pytest.fixture
def rows(knowledge, weighed) -> dict[str, Row]:
    views = by_aspect(knowledge, weighed, TODAY), by_claim(knowledge, weighed, TODAY)
    return {row.id: row for view in views for row in view.rows}


@pytest.fixture
def followed(monkeypatch) -> list[str]:
    """Return the addresses that were opened, without opening them."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    return opened


def test_no_row_is_a_hint_and_nothing_to_copy(pane, knowledge, weighed, rows) -> None:
    pane.show_row(knowledge, rows["debug"], weighed)
    assert pane.copy.isEnabled()
    pane.show_row(knowledge, None, weighed)
    assert "Choose a row" in pane.view.shown_text()
    assert not pane.copy.isEnabled()


def test_a_fold_opens_by_link_and_stays_open_for_the_same_row(
    pane, knowledge, weighed, rows
) -> None:
    pane.show_row(knowledge, rows["debug"], weighed)
    key = "values"
    assert key in folds(pane.pieces)
    before = pane.view.shown_text()
    pane.view.anchorClicked.emit(QUrl(f"fold:{key}"))
    assert pane.view.is_open(key)
    assert len(pane.view.shown_text()) > len(before)
    pane.show_row(knowledge, rows["debug"], None)
    assert pane.view.is_open(key)
    pane.show_row(knowledge, rows["device"], weighed)
    assert not pane.view.is_open(key)


def test_keys_walk_along_the_links_and_space_follows_them(
    qtbot, pane, knowledge, weighed, rows
) -> None:
    pane.show_row(knowledge, rows["debug"], weighed)
    view = pane.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    links = [view.focused_link()]
    for _ in range(40):
        if links[-1] == "fold:values":
            break
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        links.append(view.focused_link())
    assert links[-1] == "fold:values"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.is_open("values")
    assert view.focused_link() == "fold:values"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.is_open("values")


def test_only_https_opens(pane, followed, knowledge, weighed, rows) -> None:
    pane.show_row(knowledge, rows["debug"], weighed)
    pane.view.anchorClicked.emit(QUrl("https://pytorch.org/docs"))
    for bad in ("http://pytorch.org", "file:///etc/passwd", "javascript:alert(1)"):
        pane.view.anchorClicked.emit(QUrl(bad))
    assert followed == ["https://pytorch.org/docs"]


def test_hostile_text_stays_text_and_loads_nothing(qtbot, monkeypatch) -> None:
    view = PieceView()
    qtbot.addWidget(view)
    asked = []
    monkeypatch.setattr(PieceView, "loadResource", lambda *args: asked.append(args))
    text = '<img src="file:///etc/passwd"><b>x</b> \u202eback'
    bad = Run("elsewhere", link="file:///etc/passwd")
    view.show_pieces(
        [line(text), Line((bad,)), line("w" * 1_000_000), line("a" + "\u0301" * 200_000)]
    )
    view.resize(300, 400)
    view.show()
    # Of the endless word and the endless marks only so much is laid out at all.
    assert len(view.shown_text()) < 2 * LONGEST + 1_000
    assert text.replace("\u202e", " ") in view.shown_text()
    assert "file:///etc/passwd" not in _anchors(view.document())
    assert asked == []


def test_copy_takes_all_of_it_as_text_and_markdown(pane, knowledge, weighed, rows) -> None:
    pane.show_row(knowledge, rows["hw"], weighed)
    hidden = [piece for more in pane.pieces if isinstance(more, More) for piece in opened([more])]
    assert hidden
    pane.copy_all()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == as_text(pane.pieces)
    for piece in hidden:
        if isinstance(piece, Line) and piece.runs[0].text:
            assert piece.runs[0].text in data.text()
    marked = bytes(data.data(MARKDOWN).data()).decode()
    assert marked.startswith("## Works with your machine")


def test_selected_words_are_copied_without_look_or_marks(pane, knowledge, weighed, rows) -> None:
    pane.show_row(knowledge, rows["debug"], weighed)
    pane.view.selectAll()
    data = pane.view.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert "\ufffc" not in data.text()
    assert "Easy debugging" in data.text()


def test_a_command_has_a_copy_of_its_own(pane, knowledge, weighed, rows) -> None:
    pane.show_row(knowledge, rows["i08-size"], weighed)
    pane.view.anchorClicked.emit(QUrl("copy:du -sm tensorflow torch"))
    assert QGuiApplication.clipboard().text() == "du -sm tensorflow torch"


def test_the_strip_names_the_row_and_what_it_does(qtbot, rows) -> None:
    strip = DrawerStrip()
    qtbot.addWidget(strip)
    strip.show_row(rows["device"])
    assert strip.text().startswith("Phones and edge: ")
    assert "points for TensorFlow" in strip.text()
    strip.show_row(rows["t08-errors-tf"])
    assert "outdated" in strip.text()
    strip.show_row(None)
    assert strip.text() == "Choose a row to see both sides and the sources."


def _anchors(document: QTextDocument) -> set[str]:
    found = set()
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            found.add(parts.fragment().charFormat().anchorHref())
            parts += 1
        block = block.next()
    return found - {""}
