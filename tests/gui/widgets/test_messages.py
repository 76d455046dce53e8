"""Words that are shown: labels, banners, heads of pages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.records.errors import AppError
from gui.widgets.banner import Banner
from gui.widgets.empty_state import EmptyState
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead


def test_labels_show_markup_as_text(show):
    label = plain_label("<b>bold</b> & <img src='file:///etc/passwd'>")
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().startswith("<b>bold</b>")


def test_a_wrapped_label_is_as_high_as_its_words(show, host):
    label = plain_label("many words " * 60, wrap=True)
    show(label)
    host.resize(300, 600)
    assert label.heightForWidth(label.width()) <= label.height()


def test_labels_follow_a_change_of_theme(show, each_theme):
    label = plain_label("lost", colour="alert")
    show(label)
    assert label.palette().windowText().color() == each_theme.alert


def test_a_banner_has_its_three_parts(show):
    banner = Banner.of_error(AppError("It does not start", "It was built for 3.12", "choose one"))
    show(banner)
    assert banner.accessibleName() == "It does not start"
    assert banner.accessibleDescription() == "It was built for 3.12. Do this: choose one."
    assert banner.kind() == "alert"


def test_an_empty_context_takes_no_room(show):
    head = PageHead("Compare")
    show(head)
    assert head.context.isHidden()
    head.set_context("9 of 23 shown")
    assert not head.context.isHidden()


def test_every_label_of_the_widgets_is_plain_text(show, host):
    show(EmptyState("search", "<i>", "<b>", hint="<u>"), Banner("<i>", "<b>", "<u>"))
    labels = host.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
