"""What can go wrong on the team's page beside a file: said once, with what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.records.errors import AppError

translate = QCoreApplication.translate


def too_many(most: int) -> AppError:
    """Return the error for more people than the page has room for."""
    return AppError(
        translate("team", "A team has at most {0} people here").format(most),
        "",
        translate("team", "weigh more with `forkwise decide`, one --answers for each"),
    )


def nothing_said() -> AppError:
    """Return the error for the row of present answers that are not there yet."""
    return AppError(
        translate("team", "You have not answered anything yet"),
        translate("team", "there is nothing to weigh"),
        translate("team", "answer some of the questions"),
    )


def nothing_to_save() -> AppError:
    """Return the error for saving present answers that are not there yet."""
    what = translate("team", "There are no answers to save yet")
    return AppError(what, "", translate("team", "answer a question"))


def nobody() -> AppError:
    """Return the error for a report on nobody."""
    what = translate("team", "There is nobody to report on yet")
    return AppError(what, "", translate("team", "add a file"))
