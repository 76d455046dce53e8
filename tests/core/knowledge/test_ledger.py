"""The ledger: one search, one filter, one sort, for any rows."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.knowledge.ledger import Cell, Column, Facet, Ledger, Row, arrange, counts
from core.knowledge.matching import fold, spans, words_of
from core.knowledge.sort_keys import natural

COLUMNS = (Column("name", "Name"), Column("size", "Size"), Column("day", "Day"))
KINDS = {"a": "Alpha", "b": "Beta"}
FACETS = (Facet("kind", "Kind", KINDS),)


def row(id_, name="", size=None, day="", kind=()):
    cells = {"name": Cell(name, natural(name)) if name else Cell()}
    if size is not None:
        cells["size"] = Cell(f"{size} MB", float(size))
    if day:
        cells["day"] = Cell(day, day)
    return Row(id=str(id_), cells=cells, tags={"kind": tuple(kind)})


some_rows = st.lists(
    st.builds(
        row,
        id_=st.integers(0, 99),
        name=st.sampled_from(["", "torch 2.9", "torch 2.10", "Éclair", "eclair", "keras"]),
        size=st.none() | st.sampled_from([3, 7]) | st.integers(-2, 200),
        day=st.sampled_from(["", "2026-01", "2026-01-05", "2025-12-31"]),
        kind=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    ),
    max_size=25,
)
some_sort = st.lists(st.tuples(st.sampled_from(["name", "size", "day"]), st.booleans()), max_size=3)


def ledger(rows):
    return Ledger(rows, COLUMNS, FACETS)


@given(some_rows, some_sort)
@settings(max_examples=150, deadline=None)
def test_sorting_is_a_permutation_and_repeats(rows, sort):
    book = ledger(rows)
    order = arrange(book, "", {}, sort)
    assert sorted(order) == list(range(len(rows)))
    assert arrange(book, "", {}, sort) == order


@given(some_rows, st.sampled_from(["name", "size", "day"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_ties_keep_their_order_and_missing_comes_last(rows, column, descending):
    order = arrange(ledger(rows), "", {}, ((column, descending),))
    keys = [rows[i].cell(column).key for i in order]
    for at in range(len(order) - 1):
        here, after = keys[at], keys[at + 1]
        assert here is not None or after is None
        if here == after:
            assert order[at] < order[at + 1]
        elif here is not None and after is not None:
            assert (here > after) is descending


@given(some_rows)
@settings(max_examples=100, deadline=None)
def test_the_second_key_decides_ties_of_the_first(rows):
    order = arrange(ledger(rows), "", {}, (("name", False), ("size", True)))
    for i, j in pairwise(order):
        first, second = rows[i].cell("size").key, rows[j].cell("size").key
        if rows[i].cell("name").key == rows[j].cell("name").key and None not in (first, second):
            assert first >= second


@given(some_rows, st.sampled_from(["", "torch", "2.9 TORCH", "eclair", "none such"]), some_sort)
@settings(max_examples=100, deadline=None)
def test_filtering_gives_a_subset_in_order(rows, query, sort):
    book = ledger(rows)
    every = arrange(book, "", {}, sort)
    some = arrange(book, query, {"kind": ("a",)}, sort)
    assert list(some) == [i for i in every if i in set(some)]
    assert all("a" in rows[i].tags["kind"] for i in some)


@given(some_rows, st.sampled_from(["", "torch"]), st.sampled_from([(), ("a",), ("b",)]))
@settings(max_examples=100, deadline=None)
def test_counts_say_what_choosing_a_value_gives(rows, query, chosen):
    book = ledger(rows)
    told = counts(book, query, {"kind": chosen})
    for value in KINDS:
        assert told["kind"][value] == len(arrange(book, query, {"kind": (value,)}, ()))
    sized = {"size": ("3 MB", "7 MB")}
    told = counts(book, query, {"kind": chosen, **sized})
    for value in KINDS:
        assert told["kind"][value] == len(arrange(book, query, {"kind": (value,), **sized}, ()))


def test_numbers_in_text_sort_as_numbers():
    names = ["torch 2.10", "torch 2.9", "torch 2.9.1", "Torch 2.1", "torch 10", "torch 010a", ""]
    book = ledger([row(i, name) for i, name in enumerate(names)])
    order = [names[i] for i in arrange(book, "", {}, (("name", False),))]
    assert order == [
        "Torch 2.1", "torch 2.9", "torch 2.9.1", "torch 2.10", "torch 10", "torch 010a", ""
    ]  # fmt: skip


def test_units_are_no_part_of_the_order():
    book = ledger([row(0, size=100), row(1, size=9), row(2)])
    assert arrange(book, "", {}, (("size", False),)) == (1, 0, 2)
    assert arrange(book, "", {}, (("size", True),)) == (0, 1, 2)


def test_a_facet_is_named_by_id_or_label_and_a_column_by_its_text():
    book = ledger([row(0, "keras", kind=("a",)), row(1, "torch", kind=("b",))])
    assert arrange(book, "", {"kind": ("a",)}, ()) == (0,)
    assert arrange(book, "", {"kind": ("ALPHA",)}, ()) == (0,)
    assert arrange(book, "", {"kind": ("a", "beta")}, ()) == (0, 1)
    assert arrange(book, "", {"name": ("Torch",)}, ()) == (1,)
    assert arrange(book, "", {"kind": ()}, ()) == (0, 1)


def test_unknown_names():
    book = ledger([row(0, "x")])
    with pytest.raises(KeyError):
        arrange(book, "", {"colour": ("red",)}, ())
    with pytest.raises(KeyError):
        arrange(book, "", {}, (("colour", False),))


def test_words_of_two_cells_do_not_run_together():
    book = Ledger([Row("1", {"a": Cell("tensor"), "b": Cell("flow")})], COLUMNS)
    assert arrange(book, "tensorflow", {}, ()) == ()
    assert arrange(book, "flow tensor", {}, ()) == (0,)


@given(st.text(max_size=40), st.text(string.ascii_letters + " ", max_size=6))
@settings(max_examples=200, deadline=None)
def test_marks_stand_where_words_are_found(text, query):
    words = words_of(query)
    found = spans(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    if text.isascii():
        assert bool(found) is any(word in fold(text) for word in words)


def test_marks_span_accents_and_ligatures():
    assert spans("Éclair eclair", words_of("ecl")) == ((0, 3), (7, 10))
    assert spans("eﬃcient", words_of("ffi")) == ((1, 2),)
    assert spans("Straße", words_of("STRASSE")) == ((0, 6),)
    assert spans("anything", ()) == ()
