"""Names of icons and addresses: what may be asked for."""

import pytest
from PySide6.QtGui import QColor

from gui.widgets.icons import icon, pixmap
from gui.widgets.links import safe_url


def test_icons_take_the_colour_asked_for(qapp):
    image = pixmap("check", QColor("#ff0000"), 64).toImage()
    pixels = [(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(image.pixelColor(x, y).name() == "#ff0000" for x, y in pixels)
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
