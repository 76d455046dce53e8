"""The table of everything that has a key: it makes the shortcuts and the list of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from gui.shell.noop import QT_TRANSLATE_NOOP

_CONTEXT = "actions"

PAGES = ("decide", "compare", "measure", "history", "report")


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do by key.

    Attributes:
        id: name of the action; ids of the window's own actions are handled by the window.
        text: what it does, untranslated.
        keys: key sequences, portable text, the first one is shown first.
        group: heading in the list, untranslated.
        own: the window makes the shortcut; else the page that is shown handles the key.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    own: bool = False

    def words(self) -> str:
        """Return what it does, translated."""
        return QCoreApplication.translate(_CONTEXT, self.text)

    def group_words(self) -> str:
        """Return the heading, translated."""
        return QCoreApplication.translate(_CONTEXT, self.group)

    def keys_words(self) -> str:
        """Return the keys as this system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(
            QKeySequence(key).toString(native) if "…" not in key else key for key in self.keys
        )


_ANYWHERE = QT_TRANSLATE_NOOP("actions", "Anywhere")
_DECIDE = QT_TRANSLATE_NOOP("actions", "In Decide")
_WHAT_IF = QT_TRANSLATE_NOOP("actions", "In What if…")
_RANKING = QT_TRANSLATE_NOOP("actions", "In Rank what matters")
_TABLES = QT_TRANSLATE_NOOP("actions", "In tables")

ACTIONS: tuple[Action, ...] = (
    Action("decide", QT_TRANSLATE_NOOP("actions", "Decide"), ("Ctrl+1",), _ANYWHERE, own=True),
    Action("compare", QT_TRANSLATE_NOOP("actions", "Compare"), ("Ctrl+2",), _ANYWHERE, own=True),
    Action("measure", QT_TRANSLATE_NOOP("actions", "Measure"), ("Ctrl+3",), _ANYWHERE, own=True),
    Action("history", QT_TRANSLATE_NOOP("actions", "History"), ("Ctrl+4",), _ANYWHERE, own=True),
    Action("report", QT_TRANSLATE_NOOP("actions", "Report"), ("Ctrl+5",), _ANYWHERE, own=True),
    Action("verdict", QT_TRANSLATE_NOOP("actions", "Verdict"), ("Ctrl+0",), _ANYWHERE, own=True),
    Action("help", QT_TRANSLATE_NOOP("actions", "This list"), ("F1", "?"), _ANYWHERE, own=True),
    Action(
        "glossary", QT_TRANSLATE_NOOP("actions", "Glossary"), ("Shift+F1",), _ANYWHERE, own=True
    ),
    Action("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",), _ANYWHERE, own=True),
    Action("choose", QT_TRANSLATE_NOOP("actions", "Choose an answer"), ("1 … 9",), _DECIDE),
    Action("not_sure", QT_TRANSLATE_NOOP("actions", "Not sure"), ("0",), _DECIDE),
    Action("next", QT_TRANSLATE_NOOP("actions", "Next question"), ("Return",), _DECIDE),
    Action("back", QT_TRANSLATE_NOOP("actions", "Question before"), ("Alt+Left",), _DECIDE),
    Action("steps", QT_TRANSLATE_NOOP("actions", "Along the steps"), ("Up", "Down"), _DECIDE),
    Action(
        "so_far",
        QT_TRANSLATE_NOOP("actions", "Show what you have so far"),
        ("Ctrl+Return",),
        _DECIDE,
    ),
    Action("undo", QT_TRANSLATE_NOOP("actions", "Undo an answer"), ("Ctrl+Z",), _DECIDE),
    Action(
        "redo",
        QT_TRANSLATE_NOOP("actions", "Redo an answer"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        _DECIDE,
    ),
    Action(
        "weight_word",
        QT_TRANSLATE_NOOP("actions", "A weight to the next word"),
        ("Right", "Left"),
        _WHAT_IF,
    ),
    Action(
        "weight_end",
        QT_TRANSLATE_NOOP("actions", "A weight to decisive, to none"),
        ("End", "Home"),
        _WHAT_IF,
    ),
    Action(
        "rank",
        QT_TRANSLATE_NOOP("actions", "Move a criterion up, down"),
        ("Alt+Up", "Alt+Down"),
        _RANKING,
    ),
    Action("unrank", QT_TRANSLATE_NOOP("actions", "Take it out"), ("Delete",), _RANKING),
    Action("search", QT_TRANSLATE_NOOP("actions", "Search"), ("Ctrl+F",), _TABLES),
    Action(
        "clear",
        QT_TRANSLATE_NOOP("actions", "Clear the search, then the filters"),
        ("Esc",),
        _TABLES,
    ),
    Action("copy", QT_TRANSLATE_NOOP("actions", "Copy rows"), ("Ctrl+C",), _TABLES),
    Action(
        "copy_markdown",
        QT_TRANSLATE_NOOP("actions", "Copy rows as Markdown"),
        ("Ctrl+Shift+C",),
        _TABLES,
    ),
    Action("view", QT_TRANSLATE_NOOP("actions", "By aspect, or by claim"), ("Ctrl+T",), _TABLES),
    Action(
        "filter",
        QT_TRANSLATE_NOOP("actions", "Open a filter; take it away"),
        ("Alt+Down", "Del"),
        _TABLES,
    ),
    Action(
        "table_menu",
        QT_TRANSLATE_NOOP("actions", "Columns, sorting and copying"),
        ("Menu",),
        _TABLES,
    ),
    Action("open", QT_TRANSLATE_NOOP("actions", "Open the row"), ("Return",), _TABLES),
)
