"""The shared widgets: words, keys, sizes, states; painted in both themes."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.records.errors import AppError
from core.records.levels import level_word
from core.records.shares import count_words, whole_shares
from gui.shell.theme import DARK, LIGHT
from gui.widgets.banner import Banner
from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.checks import CheckBox, RadioButton
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.empty_state import EmptyState
from gui.widgets.fields import ChoiceField, SearchField
from gui.widgets.focus_ring import FocusRing
from gui.widgets.icons import icon, pixmap
from gui.widgets.interval_bar import draw_interval, scale_for, side_of, x_of
from gui.widgets.labels import plain_label
from gui.widgets.links import safe_url
from gui.widgets.marks import draw_favour, draw_marker, draw_weight, fill_bar
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel
from gui.widgets.readings import Readings
from gui.widgets.segments import Segments
from gui.widgets.share_bar import ShareBar
from gui.widgets.table_view import SECOND_LINE_ROLE, DataTable


@pytest.fixture
def host(qtbot):
    window = QWidget()
    window.resize(800, 600)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    return window


def show(qtbot, host, *widgets):
    for widget in widgets:
        host.layout().addWidget(widget)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()


def canvas(theme):
    image = QImage(200, 40, QImage.Format.Format_ARGB32)
    image.fill(theme.surface)
    return image


def colours(image):
    return {
        QColor.fromRgba(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


# --- words ----------------------------------------------------------------------------------


def test_labels_show_markup_as_text(qtbot, host):
    label = plain_label("<b>bold</b> & <img src='file:///etc/passwd'>")
    show(qtbot, host, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().startswith("<b>bold</b>")


def test_a_wrapped_label_is_as_high_as_its_words(qtbot, host):
    label = plain_label("many words " * 60, wrap=True)
    show(qtbot, host, label)
    host.resize(300, 600)
    assert label.heightForWidth(label.width()) <= label.height()


def test_labels_follow_a_change_of_theme(qtbot, host, each_theme):
    label = plain_label("lost", colour="alert")
    show(qtbot, host, label)
    assert label.palette().windowText().color() == each_theme.alert


def test_a_banner_has_its_three_parts(qtbot, host):
    banner = Banner.of_error(AppError("It does not start", "It was built for 3.12", "choose one"))
    show(qtbot, host, banner)
    assert banner.accessibleName() == "It does not start"
    assert banner.accessibleDescription() == "It was built for 3.12. Do this: choose one."
    assert banner.kind() == "alert"


def test_an_empty_context_takes_no_room(qtbot, host):
    head = PageHead("Compare")
    show(qtbot, host, head)
    assert head.context.isHidden()
    head.set_context("9 of 23 shown")
    assert not head.context.isHidden()


# --- buttons, cards, segments ------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PrimaryButton, StandardButton, QuietButton])
def test_buttons_are_clicked_by_key_and_pointer(qtbot, host, kind):
    button = kind("&Run 13 cases", icon="play")
    show(qtbot, host, button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 2


@pytest.mark.parametrize("kind", [PrimaryButton, StandardButton, QuietButton])
def test_words_of_buttons_are_never_cut(qtbot, host, kind, large_font):
    button = kind("Measure the 4 that fit your answers", icon="play")
    show(qtbot, host, button)
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.width() >= words
    assert button.height() >= button.fontMetrics().height()


def test_the_ring_is_there_for_the_keyboard_alone(qtbot, host):
    first, second = StandardButton("One"), StandardButton("Two")
    show(qtbot, host, first, second)
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


def test_a_card_shows_all_of_a_long_name(qtbot, host):
    card = ChoiceCard("A name of many words that goes on and on " * 3, "effect", key="1")
    show(qtbot, host, card)
    narrow, wide = card.heightForWidth(180), card.heightForWidth(600)
    assert narrow > wide
    assert card.height() >= card.heightForWidth(card.width())


def test_a_card_is_ticked_by_space_and_says_what_it_is(qtbot, host):
    card = ChoiceCard("Android phones", "Sets “phones and edge” to strong", key="5", multi=True)
    show(qtbot, host, card)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert card.isChecked()
    assert card.accessibleName() == "Android phones"
    assert card.accessibleDescription() == "Sets “phones and edge” to strong"


def test_segments_exclude_each_other_and_tell_only_of_people(qtbot, host):
    segments = Segments([("q", "Quick"), ("s", "Standard"), ("t", "Thorough")], "Preset")
    show(qtbot, host, segments)
    told = []
    segments.changed.connect(told.append)
    segments.set_current("t")
    assert (segments.current(), told) == ("t", [])
    qtbot.mouseClick(segments.button("s"), Qt.MouseButton.LeftButton)
    assert (segments.current(), told) == ("s", ["s"])
    segments.button("s").setFocus()
    qtbot.keyClick(segments.button("s"), Qt.Key.Key_Left)
    assert segments.current() == "q"


def test_escape_clears_a_search_and_goes_on_when_it_is_empty(qtbot, host):
    field = SearchField("Search")
    show(qtbot, host, field)
    field.setText("keras")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


# --- marks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_both_sides_have_their_own_shape(theme):
    """A circle leaves the corners free, a square does not reach the edges, a diamond is hollow."""
    shapes = {}
    for side in ("pytorch", "tensorflow", None):
        image = canvas(theme)
        painter = QPainter(image)
        draw_marker(painter, QRectF(0, 0, 40, 40), side, theme)
        painter.end()
        shapes[side] = image
    middle, corner = QPoint(20, 20), QPoint(6, 6)
    assert shapes["pytorch"].pixelColor(middle) == theme.pt
    assert shapes["tensorflow"].pixelColor(middle) == theme.tf
    assert shapes[None].pixelColor(middle) == theme.surface
    assert shapes["tensorflow"].pixelColor(corner + QPoint(2, 2)) == theme.tf
    assert shapes["pytorch"].pixelColor(QPoint(3, 3)) == theme.surface


def test_leaning_is_hollow():
    image = canvas(LIGHT)
    painter = QPainter(image)
    draw_marker(painter, QRectF(0, 0, 40, 40), "pytorch", LIGHT, hollow=True)
    painter.end()
    assert image.pixelColor(20, 20) == LIGHT.surface


def test_areas_are_solid_and_hatched():
    seen = {}
    for side in ("pytorch", "tensorflow"):
        image = canvas(LIGHT)
        painter = QPainter(image)
        fill_bar(painter, QRectF(0, 0, 200, 40), side, LIGHT)
        painter.end()
        seen[side] = colours(image)
    assert seen["pytorch"] == {LIGHT.pt.name()}
    assert {LIGHT.tf.name(), LIGHT.tfsoft.name()} <= seen["tensorflow"]


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4, 2.4])
def test_weights_and_favours_draw_at_every_level(level):
    image = canvas(LIGHT)
    painter = QPainter(image)
    draw_weight(painter, QRectF(0, 0, 60, 20), level, LIGHT)
    for strength in range(4):
        draw_favour(painter, QRectF(80, 0, 90, 20), "tensorflow", strength, LIGHT)
    draw_favour(painter, QRectF(80, 20, 90, 20), None, 0, LIGHT)
    painter.end()
    assert level_word(level) in ("none", "little", "some", "strong", "decisive")


# --- shares ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.84, 0.16, 0.0), (84, 16, 0)),
        ((1.0, 0.0, 0.0), (100, 0, 0)),
        ((0.003, 0.927, 0.07), (0, 93, 7)),
        ((0.994, 0.006, 0.0), (99, 1, 0)),
        ((1 / 3, 1 / 3, 1 / 3), (34, 33, 33)),
        ((0.0, 0.0, 1.0), (0, 0, 100)),
    ],
)
def test_shares_add_up(shares, expected):
    assert whole_shares(*shares) == expected
    assert sum(whole_shares(*shares)) == 100


@pytest.mark.parametrize(("count", "words"), [(0, "<1"), (1, "1"), (84, "84"), (100, ">99")])
def test_a_share_never_claims_certainty(count, words):
    assert count_words(count) == words


def test_one_sided_readings_draw(qtbot, host):
    readings = Readings()
    show(qtbot, host, readings)
    readings.set_shares(1.0, 0.0)
    assert "In >99 of 100 readings PyTorch" in readings.accessibleName()
    assert not readings.grab().isNull()


def test_readings_and_bar_say_their_figures(qtbot, host):
    readings, bar = Readings(), ShareBar()
    show(qtbot, host, readings, bar)
    readings.set_shares(0.71, 0.2, 0.09)
    bar.set_shares(0.71, 0.29)
    assert readings.accessibleName() == (
        "In 71 of 100 readings PyTorch comes first, in 20 TensorFlow, in 9 neither"
    )
    assert bar.accessibleName() == "PyTorch 71 of 100, TensorFlow 29 of 100"
    bar.clear()
    assert bar.accessibleName() == "No share to show"


# --- intervals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intervals", "scale"),
    [([], 1.5), ([(0.9, 1.1)], 1.5), ([(1.2, 1.9)], 2), ([(0.3, 0.5)], 5), ([(0.01, 50)], 10)],
)
def test_one_scale_holds_all_intervals(intervals, scale):
    assert scale_for(intervals) == scale


def test_the_axis_is_mirrored_around_even():
    rect = QRectF(0, 0, 300, 20)
    assert x_of(rect, 2, 1) == 150
    assert x_of(rect, 2, 1.5) < 150 < x_of(rect, 2, 1 / 1.5)
    assert 150 - x_of(rect, 2, 1.5) == pytest.approx(x_of(rect, 2, 1 / 1.5) - 150)


@pytest.mark.parametrize(
    ("verdict", "interval", "side"),
    [
        ("pytorch_faster", (1.4, 1.2, 1.6), "pytorch"),
        ("tensorflow_faster", (0.8, 0.7, 0.9), "tensorflow"),
        ("leaning_tensorflow", (0.8, 0.7, 0.9), "tensorflow"),
        ("no_practical_difference", (1.02, 1.01, 1.04), "pytorch"),
        ("no_practical_difference", (0.98, 0.96, 0.99), "tensorflow"),
        ("no_practical_difference", (1.0, 0.97, 1.03), None),
        ("cannot_tell", (1.2, 0.9, 1.5), None),
        (None, (1.2, 1.1, 1.5), None),
    ],
)
def test_whose_mark_an_interval_carries(verdict, interval, side):
    assert side_of(verdict, *interval) == side


@pytest.mark.parametrize("values", [(None, None, None), (1.2, 0.0, 3.0), (1.5, 1.2, 40.0)])
def test_intervals_that_are_missing_or_beyond_the_scale_draw(values):
    image = canvas(LIGHT)
    painter = QPainter(image)
    ratio, low, high = values
    draw_interval(
        painter, QRectF(0, 0, 200, 40), 2.0, ratio, low, high, "pytorch_faster", 0.05, LIGHT
    )
    painter.end()
    assert (LIGHT.pt.name() in colours(image)) is (values == (1.5, 1.2, 40.0))


# --- tables -----------------------------------------------------------------------------------


class Rows(QAbstractTableModel):
    def rowCount(self, parent=None):
        return 3

    def columnCount(self, parent=None):
        return 2

    def data(self, index, role: int = Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row()}{index.column()}"
        if role == SECOND_LINE_ROLE and index.column() == 0:
            return "two\nlines"
        return None

    def headerData(self, section, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        return f"H{section}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def table(qtbot, host):
    table = DataTable("Rows")
    table.setModel(Rows(table))
    show(qtbot, host, table)
    return table


def test_rows_are_copied_as_shown(qtbot, table):
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "H0\tH1\n10 two lines\t11"
    table.horizontalHeader().moveSection(0, 1)
    table.copy_rows()
    assert QGuiApplication.clipboard().text() == "H1\tH0\n11\t10 two lines"


def test_rows_are_opened_by_enter(qtbot, table):
    table.selectRow(2)
    with qtbot.waitSignal(table.rowActivated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_tab_leaves_the_table_and_the_keyboard_finds_a_row(qtbot, host):
    before, after = StandardButton("Before"), StandardButton("After")
    table = DataTable("Rows")
    table.setModel(Rows(table))
    show(qtbot, host, before, table, after)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert table.hasFocus()
    assert table.selected_rows() == (0,)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


# --- everything at once -----------------------------------------------------------------------


def test_everyone_can_use_every_control(qtbot, host, each_theme, walk):
    choice = ChoiceField("Interpreter")
    choice.addItems(["one", "two"])
    panel = Panel("Panel")
    row = QHBoxLayout()
    for widget in (CheckBox("&Ticked"), RadioButton("&One of")):
        row.addWidget(widget)
    panel.add(row)
    table = DataTable("Rows")
    table.setModel(Rows(table))
    show(
        qtbot,
        host,
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


def test_every_label_of_the_widgets_is_plain_text(qtbot, host):
    show(qtbot, host, EmptyState("search", "<i>", "<b>", hint="<u>"), Banner("<i>", "<b>", "<u>"))
    labels = host.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


# --- icons, links -----------------------------------------------------------------------------


def test_icons_take_the_colour_asked_for(qapp):
    image = pixmap("check", QColor("#ff0000"), 64).toImage()
    reds = [c for c in colours(image) if c == "#ff0000"]
    assert reds
    assert not icon("search", QColor("black")).isNull()


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "A", "x.svg"])
def test_names_of_icons_lead_nowhere_else(qapp, name):
    with pytest.raises(ValueError, match="not the name"):
        icon(name, QColor("black"))


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://pytorch.org/docs", True),
        ("http://pytorch.org", False),
        ("file:///etc/passwd", False),
        ("https://user@pytorch.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("//host/share", False),
        ("", False),
    ],
)
def test_only_plain_https_is_opened(address, fine):
    assert (safe_url(address) is not None) is fine
