"""A window to show widgets in, and a small table."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.table_view import SECOND_LINE_ROLE, DataTable


@pytest.fixture
def host(qtbot):
    window = QWidget()
    window.resize(800, 600)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(qtbot, host) -> Callable[..., None]:
    """Return a function that puts widgets into the window, one below the other, and shows it."""

    def put(*widgets: QWidget) -> None:
        for widget in widgets:
            host.layout().addWidget(widget)
        with qtbot.waitActive(host):
            host.show()
            host.activateWindow()

    return put


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
def table(qtbot):
    """A table of three rows, not shown yet."""
    table = DataTable("Rows")
    qtbot.addWidget(table)
    table.setModel(Rows(table))
    return table
