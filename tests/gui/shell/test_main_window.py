"""The frame: pages on their first visit, the rail, keys, closing, geometry."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from gui.shell.actions import ACTIONS, PAGES
from gui.shell.main_window import LEAST_SIZE, MainWindow
from gui.shell.rail import FootState


class Page(QWidget):
    navigate = Signal(str)


@pytest.fixture
def built():
    return []


@pytest.fixture
def window(qtbot, tmp_path, built):
    def factory(name):
        def make():
            built.append(name)
            return Page()

        return make

    window = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(window)
    for page in PAGES:
        window.add_page(page, factory(page))
    window.pageAsked.connect(lambda name: window.show_page(name if name in PAGES else "decide"))
    return window


def shown(window, qtbot):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_nothing_is_built_before_it_is_visited(window, qtbot, built):
    with qtbot.waitSignal(window.firstPainted):
        window.show()
    assert built == []
    window.show_page("decide")
    window.show_page("compare")
    window.show_page("decide")
    assert built == ["decide", "compare"]
    assert window.built_pages() == ("decide", "compare")


def test_first_paint_is_told_once(window, qtbot):
    told = []
    window.firstPainted.connect(lambda: told.append(True))
    with qtbot.waitSignal(window.firstPainted):
        window.show()
    window.centralWidget().repaint()
    window.centralWidget().repaint()
    assert told == [True]


@pytest.mark.parametrize("page", PAGES)
def test_rail_buttons_have_stable_names_and_show_their_page(window, qtbot, page):
    shown(window, qtbot)
    button = window.findChild(QAbstractButton, f"nav_{page}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.page() == page
    assert button.isChecked()


@pytest.mark.parametrize(("number", "page"), list(enumerate(PAGES, 1)))
def test_digits_with_control_show_pages(window, qtbot, number, page):
    shown(window, qtbot)
    qtbot.keyClick(window, str(number), Qt.KeyboardModifier.ControlModifier)
    assert window.page() == page


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_two_keys_ask_for_the_help(window, qtbot, key):
    shown(window, qtbot)
    with qtbot.waitSignal(window.helpAsked, timeout=1000):
        qtbot.keyClick(window, key)


def test_a_page_can_send_the_person_elsewhere(window, qtbot):
    page = window.show_page("history")
    page.navigate.emit("measure")
    assert window.page() == "measure"


def test_the_foot_says_the_verdict_and_leads_to_it(window, qtbot):
    shown(window, qtbot)
    window.show_page("compare")
    foot = window.rail.foot
    foot.set_state(FootState("PyTorch", "leaning", (71, 29, 0), "71 of 100"))
    assert foot.accessibleName() == "Verdict: PyTorch leaning, 71 of 100 readings"
    with qtbot.waitSignal(window.pageAsked) as asked:
        qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)
    assert asked.args == ["verdict"]


def test_the_foot_has_the_name_of_the_panel_where_no_page_has_it(window):
    window.show_page("compare")
    assert window.rail.foot.objectName() == "verdict_panel"
    window.show_page("decide")
    assert window.rail.foot.objectName() != "verdict_panel"


def test_closing_is_refused_while_a_run_goes_on(window, qtbot):
    shown(window, qtbot)
    running = [True]
    window.set_close_guard(lambda: not running[0])
    with qtbot.waitSignal(window.closeRefused):
        assert not window.close()
    assert window.isVisible()
    running[0] = False
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_size_is_kept(window, qtbot, tmp_path):
    shown(window, qtbot)
    window.resize(1000, 700)
    window.close()
    again = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(again)
    # The width is bound by the screen of the offscreen platform.
    assert again.height() == 700


def test_a_damaged_geometry_file_is_no_trouble(qtbot, tmp_path):
    (tmp_path / "window.ini").write_text("[window]\ngeometry=@ByteArray(\\0\\1nonsense)\n")
    window = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(window)
    assert window.width() >= LEAST_SIZE[0]


@pytest.mark.parametrize(
    ("path", "taken"), [("/tmp/a.forkwise", True), ("/tmp/a.txt", False), ("", False)]
)
def test_only_documents_can_be_dropped(window, path, taken):
    data = QMimeData()
    if path:
        data.setUrls([QUrl.fromLocalFile(path)])
    got = []
    window.fileDropped.connect(got.append)
    window.dropEvent(
        QDropEvent(
            QPoint(400, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert got == ([path] if taken else [])


def test_no_key_means_two_things(window):
    keys = [key for action in ACTIONS if action.own for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("size", [LEAST_SIZE, (1280, 820)])
def test_words_of_the_rail_are_not_cut_with_a_large_font(qtbot, large_font, size):
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(*size)
    shown(window, qtbot)
    for button in window.rail.findChildren(QAbstractButton):
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.minimumSizeHint().height()
    assert all(label.width() >= label.sizeHint().width() for label in _labels(window.rail))


def _labels(widget):
    return [label for label in widget.findChildren(QLabel) if label.isVisible()]
