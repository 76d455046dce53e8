"""The ledger: the same rows in the same order everywhere."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cli import claims as claims_cli
from core.knowledge.ledger import COLUMNS, Ledger, arrange, cell
from core.knowledge.load import load
from core.records.errors import AppError
from core.records.knowledge import Claim

WORDS = ("onnx", "Windows GPU", "gpu windows", "keras", "", "no such word at all", "2026-11")

some_claims = st.lists(
    st.builds(
        Claim,
        id=st.text("abc", min_size=1, max_size=3),
        aspect=st.sampled_from(["errors", "speed"]),
        framework=st.sampled_from(["pytorch", "tensorflow", "both"]),
        old_claim=st.sampled_from(["", "Fast", "slow"]),
        verdict=st.sampled_from(["holds", "wrong", "new"]),
        support=st.sampled_from(["sourced", "none"]),
        now=st.text("xyz ", max_size=8),
        sources=st.just(()),
        criterion=st.just("shown_only"),
        short=st.sampled_from(["", "b", "A"]),
    ),
    max_size=25,
).map(tuple)
some_sort = st.lists(st.tuples(st.sampled_from(COLUMNS), st.booleans()), max_size=3).map(tuple)


@given(some_claims, some_sort)
@settings(max_examples=150, deadline=None)
def test_sorting_is_a_permutation_and_repeats(rows, sort):
    order = arrange(rows, "", {}, sort)
    assert sorted(order) == list(range(len(rows)))
    assert arrange(rows, "", {}, sort) == order


@given(some_claims, st.sampled_from(COLUMNS), st.booleans())
@settings(max_examples=150, deadline=None)
def test_ties_keep_their_order_and_missing_comes_last(rows, column, descending):
    order = arrange(rows, "", {}, ((column, descending),))
    texts = [cell(rows[i], column).casefold() for i in order]
    for (i, text), (j, following) in zip(
        zip(order, texts, strict=True), list(zip(order, texts, strict=True))[1:], strict=False
    ):
        if text == following:
            assert i < j
        assert text or not following  # nothing follows a missing value but missing ones


@given(some_claims, st.text("xyzab ", max_size=4), st.sampled_from(["holds", "wrong,new", "HOLDS"]))
@settings(max_examples=150, deadline=None)
def test_filtering_gives_a_subset_in_order(rows, query, verdicts):
    every = arrange(rows, "", {}, (("short", True),))
    some = arrange(rows, query, {"verdict": verdicts}, (("short", True),))
    assert list(some) == [i for i in every if i in set(some)]
    wanted = verdicts.casefold().split(",")
    assert all(rows[i].verdict in wanted for i in some)


@given(st.permutations(["keras", "windows", "gpu"]))
def test_words_match_in_any_order_and_case(words):
    known = load()
    straight = arrange(known.claims, "keras windows gpu", {}, ())
    assert straight
    assert arrange(known.claims, " ".join(words).upper(), {}, ()) == straight


def test_second_key_decides_ties(known):
    order = arrange(known.claims, "", {}, (("verdict", False), ("date", True)), known.aspects)
    rows = [known.claims[i] for i in order]
    kinds = ["holds", "partly", "outdated", "wrong", "opinion", "new"]
    places = [kinds.index(row.verdict) for row in rows]
    assert places == sorted(places)
    for kind in kinds:
        dates = [d for row in rows if row.verdict == kind and (d := cell(row, "date"))]
        assert dates == sorted(dates, reverse=True)


def test_an_aspect_is_found_by_its_label_and_by_its_id(known):
    book = Ledger(known.claims, known.aspects)
    by_id = book.arrange("", {"aspect": "cloud_tpu"}, ())
    assert by_id
    assert by_id == book.arrange("", {"aspect": "Cloud and TPU"}, ())
    assert set(by_id) <= set(book.arrange("cloud and tpu", {}, ()))


def test_sources_are_searched(known):
    found = arrange(known.claims, "pull/8068", {}, ())
    assert found
    assert all("pull/8068" in str(known.claims[i].sources) for i in found)


def test_unknown_column(known):
    with pytest.raises(KeyError):
        arrange(known.claims, "", {"colour": "red"}, ())
    with pytest.raises(KeyError):
        arrange(known.claims, "", {}, (("colour", False),))


@pytest.mark.parametrize("query", WORDS)
@pytest.mark.parametrize("sort", [(), (("date", True),), (("framework", False), ("date", False))])
def test_the_command_line_shows_the_same_rows_in_the_same_order(known, forkwise, query, sort):
    expected = [known.claims[i].id for i in arrange(known.claims, query, {}, sort, known.aspects)]
    asked = [f"--sort={column}{':desc' if down else ''}" for column, down in sort]
    shown = forkwise("claims", "--find", query, "--format", "json", *asked).stdout
    assert [row["id"] for row in json.loads(shown)] == expected
    table = forkwise("claims", "--find", query, "--format", "csv", *asked).stdout
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == expected


def test_json_is_the_schema_of_the_ledger(known, forkwise):
    rows = json.loads(forkwise("claims", "--format", "json").stdout)
    assert len(rows) == len(known.claims)
    for key in ("id", "aspect", "framework", "old_claim", "verdict", "support", "now", "sources",
                "criterion", "check"):  # fmt: skip
        assert all(key in row for row in rows)


def test_csv_runs_no_formula(known):
    evil = Claim(
        id="=1+1", aspect="@x", framework="both", old_claim="-2", verdict="new", support="none",
        now="\t=cmd", sources=(), criterion="shown_only", short="+3",
    )  # fmt: skip
    book = Ledger((evil,), ())
    row = list(csv.reader(io.StringIO(claims_cli.as_csv(book.rows, book))))[1]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in row)
    assert "'=1+1" in row


def test_markdown_keeps_its_columns(known):
    evil = Claim(
        id="x", aspect="a|b", framework="both", old_claim="c\nd", verdict="new", support="none",
        now="*|*", sources=(), criterion="shown_only",
    )  # fmt: skip
    book = Ledger((evil,), ())
    lines = claims_cli.as_markdown(book.rows, book).splitlines()
    assert len(lines) == 3
    assert lines[2].replace("\\|", "").count("|") == lines[0].count("|")


def test_the_table_fits_its_width(known):
    book = Ledger(known.claims, known.aspects)
    lines = claims_cli.as_table(book.rows, book, 100).splitlines()
    assert max(map(len, lines)) <= 100
    assert len(claims_cli.as_table((), book, 100).splitlines()) == 2


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--where=verdit=wrong", ["verdit", '"verdict"']),
        ("--where=wrong", ["wrong", "--where"]),
        ("--sort=date:up", ["up", "date:desc"]),
        ("--sort=dates", ["dates", '"date"']),
    ],
)
def test_bad_options(forkwise, option, words):
    with pytest.raises(AppError) as caught:
        forkwise("claims", option)
    assert all(word in str(caught.value) for word in words)
