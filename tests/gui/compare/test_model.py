"""The model: Qt's contract at every change, and the very order of the command line."""

from __future__ import annotations

import json

import pytest
import typer
from PySide6.QtCore import QPersistentModelIndex, Qt
from typer.testing import CliRunner

from core.cli import claims
from core.knowledge.ledger import arrange
from gui.compare.model import FIRST, LedgerModel, SortKeys

ROLES = Qt.ItemDataRole


@pytest.fixture
def model(qtmodeltester, ledger) -> LedgerModel:
    model = LedgerModel()
    qtmodeltester.check(model)  # goes on checking at every signal
    model.set_ledger(ledger)
    return model


def ids(model: LedgerModel) -> list[str]:
    return [row.id for row in model.shown]


def test_every_change_keeps_the_contract_of_qt(qtmodeltester, model, ledgers) -> None:
    for change in (
        {"query": "keras"},
        {"sort": (("date", True), ("aspect", False))},
        {"facets": {"kind": ("documented",)}},
        {"query": "nothing has this"},
        {"query": "", "facets": {}},
        {"sort": ()},
    ):
        model.show(**change)
        qtmodeltester.check(model)
    for ledger in ledgers.values():
        model.set_ledger(ledger)
        qtmodeltester.check(model)


def test_the_same_rows_move_with_their_persistent_indexes(qtbot, model) -> None:
    kept = [QPersistentModelIndex(model.index(row, 1)) for row in range(model.rowCount())]
    texts = [index.data() for index in kept]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.layoutChanged):
        model.show(sort=(("tensorflow", True),))
    assert [index.data() for index in kept] == texts
    assert [index.row() for index in kept] != list(range(len(kept)))


def test_other_rows_are_a_reset(qtbot, model) -> None:
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.waitSignal(model.modelReset):
        model.show(query="keras")
    assert 0 < model.rowCount() < model.total


@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_with_missing_values_last(model, descending) -> None:
    for at, column in enumerate(model.columns):
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        model.sort(at, order)
        keys = [row.cell(column.id).key for row in model.shown]
        present = [key for key in keys if key is not None]
        assert keys[len(present) :] == [None] * (len(keys) - len(present)), column.id
        assert present == sorted(present, reverse=descending), column.id
    model.sort(-1)
    assert ids(model) == [row.id for row in model.ledger.rows]


def test_a_row_is_read_out_by_its_first_cell_and_cells_by_themselves(model) -> None:
    row = model.shown[0]
    assert model.index(0, FIRST).data(ROLES.AccessibleTextRole) == row.spoken
    side = model.column_of("pytorch")
    spoken = model.index(0, side).data(ROLES.AccessibleTextRole)
    assert spoken == f"PyTorch: {row.cell('pytorch').text or 'nothing'}"


def test_the_spoken_row_of_an_aspect_names_both_values_and_whom_they_favour(ledgers) -> None:
    row = next(row for row in ledgers["aspect"].rows if row.id == "device")
    for text in (*(row.cell(c).text.rstrip(".") for c in ("aspect", "pytorch", "tensorflow")),):
        assert text in row.spoken
    assert row.cell("favours").text in row.spoken


def test_headings_say_how_they_sort(model) -> None:
    model.show(sort=(("date", True), ("aspect", False)))
    spoken = {
        column.id: model.headerData(at, Qt.Orientation.Horizontal, ROLES.AccessibleTextRole)
        for at, column in enumerate(model.columns)
    }
    assert spoken["date"] == "Date, sorted descending, key 1"
    assert spoken["aspect"] == "Aspect, sorted ascending, key 2"
    assert spoken["id"] == "Id"


def test_search_stays_and_filters_go_with_their_view(model, ledgers) -> None:
    model.set_ledger(ledgers["claim"])
    model.show(query="keras", facets={"framework": ("both",), "kind": ("documented",)})
    model.set_ledger(ledgers["aspect"])
    assert model.query == "keras"
    assert model.facets == {"kind": ("documented",)}
    found = arrange(ledgers["aspect"], "keras", model.facets, ())
    assert ids(model) == [ledgers["aspect"].rows[i].id for i in found]


SORTS: tuple[SortKeys, ...] = (
    (),
    (("aspect", False),),
    (("weight", True), ("date", False)),
    (("kind", False), ("contribution", True), ("id", True)),
)


@pytest.fixture
def command(answers_file, knowledge, monkeypatch):
    """Return a function that runs `forkwise claims` in this process, on the same knowledge."""
    monkeypatch.setattr(claims, "load", lambda: knowledge)
    app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
    claims.register(app)

    def run(*args: str) -> list[str]:
        done = CliRunner().invoke(
            app, ["--answers", str(answers_file), *args], catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return [row["id"] for row in json.loads(done.stdout)]

    return run


@pytest.mark.parametrize(("sort", "query"), list(zip(SORTS, ("", "keras", "", "x"), strict=True)))
def test_rows_and_order_are_those_of_the_command_line(command, ledgers, sort, query) -> None:
    model = LedgerModel()
    for view, ledger in ledgers.items():
        model.set_ledger(ledger)
        model.show(query=query, sort=sort, facets={"kind": ("documented",)})
        keys = [part for id_, down in sort for part in ("--sort", f"{id_}:desc" if down else id_)]
        asked = ["--by", view, "--find", query, "--where", "kind=documented", *keys]
        assert ids(model) == command(*asked, "--columns", "id", "--format", "json"), asked
