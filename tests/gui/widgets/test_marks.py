"""What is painted: marks, shares, intervals; in both themes."""

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.records.levels import level_word
from core.records.shares import count_words, whole_shares
from gui.shell.theme import DARK, LIGHT
from gui.widgets.interval_bar import draw_interval, scale_for, side_of, x_of
from gui.widgets.marks import draw_favour, draw_marker, draw_weight, fill_bar
from gui.widgets.readings import Readings
from gui.widgets.share_bar import ShareBar


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


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.84, 0.16, 0.0), (84, 16, 0)),
        ((1.0, 0.0, 0.0), (100, 0, 0)),
        ((0.003, 0.927, 0.07), (0, 93, 7)),
        ((0.994, 0.006, 0.0), (99, 1, 0)),
        ((1 / 3, 1 / 3, 1 / 3), (33, 33, 34)),  # neither side is given more
        ((0.0, 0.0, 1.0), (0, 0, 100)),
    ],
)
def test_shares_add_up(shares, expected):
    assert whole_shares(*shares) == expected
    assert sum(whole_shares(*shares)) == 100


@pytest.mark.parametrize(("count", "words"), [(0, "<1"), (1, "1"), (84, "84"), (100, ">99")])
def test_a_share_never_claims_certainty(count, words):
    assert count_words(count) == words


def test_one_sided_readings_draw(show):
    readings = Readings()
    show(readings)
    readings.set_shares(1.0, 0.0)
    assert "In >99 of 100 readings PyTorch" in readings.accessibleName()
    assert not readings.grab().isNull()


def test_readings_and_bar_say_their_figures(show):
    readings, bar = Readings(), ShareBar()
    show(readings, bar)
    readings.set_shares(0.71, 0.2, 0.09)
    bar.set_shares(0.71, 0.29)
    assert readings.accessibleName() == (
        "In 71 of 100 readings PyTorch comes first, in 20 TensorFlow, in 9 neither"
    )
    assert bar.accessibleName() == "PyTorch 71 of 100, TensorFlow 29 of 100"
    bar.clear()
    assert bar.accessibleName() == "No share to show"


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
