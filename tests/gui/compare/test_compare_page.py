"""The Compare page: search, sort, details, copying, in both layouts."""

import json
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from core.knowledge.dates import date_text
from core.knowledge.ledger_words import VERDICTS
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.knowledge import Claim, Source
from gui.compare import words
from gui.compare.detail import SourceLabel
from gui.compare.model import BESIDE_ROLE, KEYS, ClaimModel, Column
from gui.compare.page import ComparePage

# The offscreen plugin says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KNOWLEDGE = load()


class Told(QObject):
    """What the page needs of the decision: a snapshot and news of others."""

    snapshotChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.verdict = None
        self.snapshot = SimpleNamespace(
            knowledge=KNOWLEDGE, answers=Answers(), verdict=None, preview=False
        )


@pytest.fixture
def page(qtbot) -> ComparePage:
    return _shown(qtbot)


def _shown(qtbot) -> ComparePage:
    page = ComparePage(Told())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1184, 820)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def model(qtmodeltester) -> ClaimModel:
    model = ClaimModel()
    qtmodeltester.check(model)
    model.set_knowledge(KNOWLEDGE)
    return model


def ids(model: ClaimModel) -> list[str]:
    return [claim.id for claim in model.shown]


def test_model_keeps_the_contract_of_qt(qtmodeltester, model) -> None:
    model.set_query("keras")
    model.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_the_other_side_of_a_row_stands_beside_it_in_quiet_ink(model) -> None:
    row = model.row_of("t05-custom-pt")
    own, other = (model.index(row, column) for column in (Column.PYTORCH, Column.TENSORFLOW))
    tensorflow = KNOWLEDGE.claim("t05-custom-tf")
    assert tensorflow is not None
    assert (other.data(), other.data(BESIDE_ROLE)) == (tensorflow.short, True)
    assert own.data() != other.data()
    assert own.data(BESIDE_ROLE) is False


@pytest.mark.parametrize("claim", ["a01-tf-features", "b04-pt-pdb"])
def test_a_claim_without_its_like_leaves_the_other_side_empty(model, claim) -> None:
    cells = [
        model.index(model.row_of(claim), c).data() for c in (Column.PYTORCH, Column.TENSORFLOW)
    ]
    assert "" in cells


@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_every_column_sorts_with_missing_values_last(model, column, order) -> None:
    model.sort(column, order)
    texts = [model.index(row, column).data() for row in range(model.rowCount())]
    empty = [at for at, text in enumerate(texts) if text in ("", "no date")]
    assert empty == list(range(len(texts) - len(empty), len(texts)))
    assert sorted(ids(model)) == sorted(c.id for c in KNOWLEDGE.claims)


@pytest.mark.parametrize("key", ["aspect", "date", "verdict"])
def test_rows_and_order_are_those_of_the_command_line(model, key) -> None:
    column = next(c for c, name in KEYS.items() if name == key)
    model.set_query("keras")
    model.sort(column, Qt.SortOrder.DescendingOrder)
    command = [sys.executable, "-P", "-s", "-m", "core.cli", "claims", "--find", "keras"]
    done = subprocess.run(
        [*command, "--sort", f"{key}:desc", "--format", "json"],
        capture_output=True,
        check=True,
    )
    assert ids(model) == [claim["id"] for claim in json.loads(done.stdout)]


def test_third_click_on_a_heading_restores_the_order(page, qtbot) -> None:
    natural = ids(page.model)
    header = page.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(Column.DATE) + 20, header.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        orders.append(ids(page.model))
    assert orders[0] != natural
    assert orders[1] != orders[0]
    assert orders[2] == natural


def test_search_as_you_type_and_escape(page, qtbot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.search.hasFocus)
    qtbot.keyClicks(page.search, "keras jax")
    shown = page.model.rowCount()
    assert 0 < shown < page.model.total
    assert page.findChild(QLabel, "compare_count").text() == f"{shown} of {page.model.total} shown"
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.model.rowCount() == page.model.total


def test_empty_search_offers_the_nearest_word(page, qtbot) -> None:
    qtbot.keyClicks(page.search, "kerass")
    assert page.model.rowCount() == 0
    assert page._empty.heading.text() == "No row has “kerass”"
    assert "keras" in page._empty.text.text()
    qtbot.mouseClick(page._clear, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == page.model.total


def test_chosen_row_stays_chosen_when_it_is_still_shown(page) -> None:
    page.table.selectRow(7)
    chosen = page.table.current_claim()
    assert chosen is not None
    page.model.sort(Column.ASPECT, Qt.SortOrder.DescendingOrder)
    assert page.table.current_claim() == chosen


def test_pane_shows_old_claim_and_sources(page) -> None:
    row = next(i for i, c in enumerate(page.model.shown) if c.verdict == "outdated" and c.sources)
    page.table.selectRow(row)
    claim = page.table.current_claim()
    assert claim is not None
    labels = {label.text(): label for label in page.pane.findChildren(QLabel)}
    assert labels[claim.old_claim].font().strikeOut()
    assert claim.now in labels
    assert len(page.pane.findChildren(SourceLabel)) >= len(claim.sources)


def test_only_https_links_open(qtbot, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for url in ("https://pytorch.org/a?b=1&c=<x>", "http://x.org", "file:///etc/passwd", "java:x"):
        label = SourceLabel(Source(title="<b>T</b>", url=url))
        qtbot.addWidget(label)
        label._on_link(url)
        assert "<b>" not in label.text()
    assert len(opened) == 1


def test_copy_is_tab_separated(page, qtbot) -> None:
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[:3] == ["Aspect", "PyTorch", "TensorFlow"]


def test_narrow_window_has_a_drawer(page, qtbot) -> None:
    page.resize(804, 600)
    qtbot.waitUntil(lambda: page.drawer.isVisible())
    assert not page.pane.isVisible()
    page.drawer.open(True)
    assert page.pane.isVisible()
    page.resize(1184, 820)
    qtbot.waitUntil(lambda: not page.drawer.isVisible())
    assert page.pane.isVisible()


def test_page_paints_in_both_themes_and_at_double_font(each_theme, large_font, qtbot) -> None:
    page = _shown(qtbot)
    assert not page.grab().isNull()


def test_ten_thousand_rows_are_searched_and_sorted_quickly(qapp) -> None:
    model = ClaimModel()
    many = tuple(_numbered(KNOWLEDGE.claims[i % len(KNOWLEDGE.claims)], i) for i in range(10_000))
    import msgspec

    model.set_knowledge(msgspec.structs.replace(KNOWLEDGE, claims=many))
    model.sort(Column.DATE)
    begun = time.thread_time()
    model.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
    assert time.thread_time() - begun < 0.05
    begun = time.thread_time()
    model.set_query("keras jax")
    assert time.thread_time() - begun < 0.05


def _numbered(claim: Claim, number: int) -> Claim:
    import msgspec

    return msgspec.structs.replace(claim, id=f"{claim.id}-{number}")


def test_every_verdict_has_a_word_and_a_sign_of_its_own() -> None:
    assert len(set(VERDICTS.values())) == len(VERDICTS)
    assert set(words.VERDICT_ICONS) == set(VERDICTS)
    assert len(set(words.VERDICT_ICONS.values())) == len(VERDICTS)
    assert date_text("2026-08") == "Aug 2026"
    assert date_text("") == "no date"
