"""Contrast of every pair of colours that is used together, after WCAG 2.2."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from gui.shell.theme import DARK, LIGHT, chosen, font_for, palette_of, theme_of

TEXT, PART = 4.5, 3.0
GROUNDS = ("window", "surface", "sunken")
PAIRS = [
    *[("text", ground, TEXT) for ground in (*GROUNDS, "accentsoft", "alertsoft")],
    *[("text2", ground, TEXT) for ground in (*GROUNDS, "accentsoft", "alertsoft")],
    *[("accent", ground, TEXT) for ground in ("window", "surface")],
    ("onaccent", "accent", TEXT),
    ("onaccent", "accent2", TEXT),
    *[("alert", ground, TEXT) for ground in ("surface", "alertsoft")],
    *[("edge", ground, PART) for ground in (*GROUNDS, "accentsoft", "band")],
    *[("accent", ground, PART) for ground in ("sunken", "accentsoft")],
    *[("pt", ground, PART) for ground in ("window", "surface", "accentsoft", "band")],
    *[("tf", ground, PART) for ground in ("window", "surface", "accentsoft", "band", "tfsoft")],
]


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_has_the_contrast_it_needs(theme, ink, ground, least):
    assert contrast(theme.colour(ink), theme.colour(ground)) >= least


@pytest.mark.parametrize(
    ("theme", "ink", "ground", "expected"),
    [
        (LIGHT, "text", "surface", 16.6),
        (LIGHT, "text2", "sunken", 5.6),
        (LIGHT, "tf", "tfsoft", 5.0),
        (DARK, "text", "window", 14.9),
        (DARK, "accent", "surface", 8.1),
        (DARK, "edge", "band", 3.4),
    ],
)
def test_contrast_is_the_one_that_was_drawn(theme, ink, ground, expected):
    assert contrast(theme.colour(ink), theme.colour(ground)) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_both_sides_weigh_the_same(theme):
    assert contrast(theme.pt, theme.tf) < 1.1


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_a_painter_finds_the_theme_from_its_widget(qtbot, theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(palette_of(theme))
    assert theme_of(widget) is theme


@pytest.mark.parametrize(
    ("variable", "choice", "scheme", "expected"),
    [
        ("", "system", Qt.ColorScheme.Dark, DARK),
        ("", "system", Qt.ColorScheme.Unknown, LIGHT),
        ("", "light", Qt.ColorScheme.Dark, LIGHT),
        ("", "dark", Qt.ColorScheme.Light, DARK),
        ("dark", "light", Qt.ColorScheme.Light, DARK),
        ("nonsense", "system", Qt.ColorScheme.Light, LIGHT),
    ],
)
def test_which_theme_is_chosen(monkeypatch, variable, choice, scheme, expected):
    monkeypatch.setenv("FORKWISE_THEME", variable)
    assert chosen(choice, scheme) is expected


def test_code_has_no_ligatures_and_figures_line_up(qapp):
    code, body = font_for("code"), font_for("body")
    assert code.featureValue(QFont.Tag("liga")) == 0
    assert body.featureValue(QFont.Tag("tnum")) == 1
    assert font_for("title").pointSizeF() == pytest.approx(1.8 * body.pointSizeF())


def test_fonts_follow_the_applications_font(qapp, large_font):
    assert font_for("heading").pointSizeF() == pytest.approx(1.25 * qapp.font().pointSizeF())
