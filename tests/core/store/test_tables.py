"""How tables are set up survives a round trip, and never keeps the app from starting."""

import pytest

from core.records.tables import TableChoices, TableLayout
from core.store.tables import read_tables, tables_path, write_tables


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path))


def test_round_trip():
    assert read_tables() == TableChoices()
    layout = TableLayout(order=("date", "id"), shown=("date",), widths={"date": 120})
    choices = TableChoices(view="claim", tables={"compare_claim": layout})
    write_tables(choices)
    assert read_tables() == choices


@pytest.mark.parametrize(
    "text", ["", "{", '{"view": 3}', '{"forkwise": 99}', '{"new": 1}', "[" * 999, '{"a":1,"a":2}']
)
def test_what_cannot_be_used_sets_nothing_up(text):
    tables_path().write_text(text)
    assert read_tables() == TableChoices()
