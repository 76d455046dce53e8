"""What stands in the page's place when there is no knowledge to ask by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records.errors import AppError
from gui.widgets.buttons import PrimaryButton, QuietButton
from gui.widgets.empty_state import EmptyState

translate = QCoreApplication.translate


def trouble_page(
    error: AppError, again: Callable[[], None], measure: Callable[[], None]
) -> QWidget:
    """Return a page that says what is wrong and what to do.

    Args:
        error: what went wrong.
        again: tries once more.
        measure: goes to the page that needs no knowledge.
    """
    retry = PrimaryButton(translate("decide", "Try again"))
    retry.setObjectName("decide_retry")
    retry.clicked.connect(lambda _checked=False: again())
    instead = QuietButton(translate("decide", "Measure instead"))
    instead.clicked.connect(lambda _checked=False: measure())
    remedy = translate("decide", "Do this: {0}").format(error.remedy) if error.remedy else ""
    text = " ".join(_full_stop(part) for part in (error.why, remedy) if part)
    trouble = EmptyState("triangle", error.what, text, retry, instead)
    trouble.setObjectName("decide_trouble")
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.addWidget(trouble)
    return page


def _full_stop(part: str) -> str:
    return part if part.endswith((".", "?")) else f"{part}."
