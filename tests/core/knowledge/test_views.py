"""The two views of the comparison: rows by claim and by aspect, with and without answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import msgspec
import pytest

from core.decide.resolve import resolve
from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import PAIRED, by_claim, date_of
from core.knowledge.ledger import arrange
from core.knowledge.ledger_words import KINDS, VERDICTS, favour_text, favoured
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.errors import AppError

DAY = dt.date(2026, 11, 23)
ANSWERS = Answers(
    answers={
        "task": ("vision",), "outcome": ("product",), "existing": ("none",), "musts": ("none",),
        "target": ("server",), "scale": ("none",), "hardware": ("nv_linux",), "team": ("none",),
        "debugging": ("step",), "speed": ("train",),
    }
)  # fmt: skip
WORDS = ("onnx", "Windows GPU", "keras", "", "no such word at all", "2026-11")


@pytest.fixture(scope="module")
def verdict(known):
    return resolve(known, ANSWERS, as_of=DAY, draws=1000)


@pytest.fixture(scope="module")
def unanswered(known):
    return resolve(known, Answers(), as_of=DAY, draws=1000)


# --- by claim ----------------------------------------------------------------------------------


def test_every_claim_is_a_row_in_the_order_of_the_knowledge(known):
    book = by_claim(known, None, DAY)
    assert [row.id for row in book.rows] == [claim.id for claim in known.claims]
    assert not any(row.cell("weight").text for row in book.rows)


def test_what_matters_comes_first_once_something_is_answered(known, verdict):
    book = by_claim(known, verdict, DAY)
    levels = [row.cell("weight").key for row in book.rows]
    weighed = [level for level in levels if level is not None]
    assert weighed == sorted(weighed, reverse=True)
    assert levels[: len(weighed)] == weighed
    assert {row.id for row in book.rows} == {claim.id for claim in known.claims}


def test_answers_without_an_answer_weigh_nothing(known, unanswered):
    assert [r.id for r in by_claim(known, unanswered, DAY).rows] == [c.id for c in known.claims]


def test_every_column_sorts_with_missing_last_both_ways(known, verdict):
    for book in (by_claim(known, verdict, DAY), by_aspect(known, verdict, DAY)):
        for column in book.columns:
            for down in (False, True):
                order = arrange(book, "", {}, ((column.id, down),))
                keys = [book.rows[i].cell(column.id).key for i in order]
                present = [key for key in keys if key is not None]
                assert keys[: len(present)] == present
                assert present == sorted(present, reverse=down)


def test_verdicts_sort_from_holding_to_new(known):
    book = by_claim(known, None, DAY)
    order = arrange(book, "", {}, (("verdict", False), ("date", True)))
    by_id = {claim.id: claim for claim in known.claims}
    rows = [by_id[book.rows[i].id] for i in order]
    places = [list(VERDICTS).index(row.verdict) for row in rows]
    assert places == sorted(places)
    for kind in VERDICTS:
        dates = [date_of(row) for row in rows if row.verdict == kind and date_of(row)]
        assert dates == sorted(dates, reverse=True)


def test_sources_and_labels_are_searched(known):
    book = by_claim(known, None, DAY)
    by_id = {claim.id: claim for claim in known.claims}
    found = arrange(book, "pull/8068", {}, ())
    assert found
    assert all("pull/8068" in str(by_id[book.rows[i].id].sources) for i in found)
    by_aspect_id = arrange(book, "", {"aspect": ("cloud_tpu",)}, ())
    assert by_aspect_id
    assert by_aspect_id == arrange(book, "", {"aspect": ("Cloud and TPU",)}, ())


# --- by aspect ---------------------------------------------------------------------------------


def test_every_criterion_equal_fact_and_shown_heading_is_an_aspect(known, verdict):
    book = by_aspect(known, verdict, DAY)
    ids = [row.id for row in book.rows]
    assert {criterion.id for criterion in known.criteria} <= set(ids)
    assert {f"equal:{fact.id}" for fact in known.equal} <= set(ids)
    told = {claim for row in book.rows for claim in row.claims}
    assert told == {claim.id for claim in known.claims}


def test_both_sides_say_something_about_every_criterion_that_is_known(known, verdict):
    rows = {row.id: row for row in by_aspect(known, verdict, DAY).rows}
    for one in verdict.known:
        cells = rows[one.criterion]
        assert cells.cell("pytorch").text
        assert cells.cell("tensorflow").text
        lead = one.value["pytorch"] - one.value["tensorflow"]
        assert cells.cell("favours").text == favour_text(lead)


def test_points_are_those_of_the_verdict(known, verdict):
    rows = {row.id: row for row in by_aspect(known, verdict, DAY).rows}
    for row in verdict.contributions:
        text = rows[row.criterion].cell("contribution").text
        assert text.split(" ")[0] == str(abs(row.points))
        assert ("PyTorch" in text) is (row.points > 0)


def test_what_the_developers_ran_is_no_survey(known, verdict):
    rows = {row.id: row for row in by_aspect(known, verdict, DAY).rows}
    assert rows["export"].cell("kind").text == KINDS["run_here"]
    assert rows["ready"].cell("kind").text == KINDS["documented"]


def test_nothing_is_compared_without_a_verdict(known):
    rows = by_aspect(known, None, DAY).rows
    assert not any(row.cell("favours").text for row in rows if row.criterion)


def test_favours_mirror():
    for lead in (0.0, 0.04, 0.05, 0.1, 0.15, 0.2, 0.3, 0.9):
        mine, theirs = favour_text(lead), favour_text(-lead)
        assert mine.replace("PyTorch", "TensorFlow") == theirs.replace("PyTorch", "TensorFlow")
        assert (favoured(lead) == "even") is (lead < 0.05)


def test_a_row_is_read_aloud_with_both_values(known, verdict):
    for row in by_aspect(known, verdict, DAY).rows:
        assert row.cell("aspect").text in row.spoken
        assert "PyTorch: " in row.spoken
        assert "TensorFlow: " in row.spoken


def test_old_evidence_is_named_old(known, verdict):
    later = dt.date(2028, 6, 1)
    book = by_aspect(known, verdict, later)
    dated = [row for row in book.rows if row.cell("date").key is not None]
    assert dated
    assert all("yes" in row.tags["old"] for row in dated)


# --- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("query", WORDS)
@pytest.mark.parametrize("sort", [(), (("date", True),), (("framework", False), ("date", False))])
def test_the_command_line_shows_the_same_rows_in_the_same_order(known, forkwise, query, sort):
    book = by_claim(known, None, dt.date.today())
    expected = [book.rows[i].id for i in arrange(book, query, {}, sort)]
    asked = [f"--sort={column}{':desc' if down else ''}" for column, down in sort]
    told = forkwise("claims", "--find", query, "--format", "json", *asked).stdout
    assert [row["id"] for row in json.loads(told)] == expected
    table = forkwise("claims", "--find", query, "--format", "csv", *asked).stdout
    assert [row["Id"] for row in csv.DictReader(io.StringIO(table))] == expected


def test_aspects_by_answers_on_the_command_line(known, forkwise, tmp_path):
    file = tmp_path / "mine.json"
    file.write_bytes(msgspec.json.encode({"answers": dict(ANSWERS.answers)}))
    told = json.loads(
        forkwise("claims", "--by", "aspect", "--answers", str(file), "--format", "json").stdout
    )
    today = dt.date.today()
    book = by_aspect(known, resolve(known, ANSWERS, as_of=today), today)
    assert [row["id"] for row in told] == [row.id for row in book.rows]
    assert [row["favours"] for row in told] == [row.cell("favours").text for row in book.rows]
    assert [row["weight"] for row in told] == [row.cell("weight").text for row in book.rows]


def test_json_is_the_schema_of_the_ledger(known, forkwise):
    rows = json.loads(forkwise("claims", "--format", "json").stdout)
    assert len(rows) == len(known.claims)
    for key in ("id", "aspect", "framework", "old_claim", "verdict", "support", "now", "sources",
                "criterion", "check"):  # fmt: skip
        assert all(key in row for row in rows)


def test_columns_can_be_chosen(forkwise):
    table = forkwise("claims", "--columns", "id,date", "--format", "csv").stdout
    assert table.splitlines()[0] == "Id,Date"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--where=verdit=wrong", ["verdit", '"verdict"']),
        ("--where=wrong", ["wrong", "--where"]),
        ("--sort=date:up", ["up", "date:desc"]),
        ("--sort=dates", ["dates", '"date"']),
        ("--columns=id,colour", ["colour", "columns are"]),
    ],
)
def test_bad_options(forkwise, option, words):
    with pytest.raises(AppError) as caught:
        forkwise("claims", option)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "json", "html"])
@pytest.mark.parametrize("by", ["claim", "aspect"])
def test_what_is_printed_can_be_written(forkwise, tmp_path, form, by):
    asked = ("claims", "--by", by, "--format", form, "--find", "keras")
    file = tmp_path / f"table.{form}"
    done = forkwise(*asked, "-o", str(file))
    assert done.stdout == ""
    marked = file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert marked == (form in ("csv", "tsv"))  # Excel needs it; a pipe must not have it
    assert file.read_text(encoding="utf-8-sig").rstrip() == forkwise(*asked).stdout.rstrip()


def test_a_folder_is_not_written_over(forkwise, tmp_path):
    with pytest.raises(AppError):
        forkwise("claims", "-o", str(tmp_path))


def test_a_key_of_where_may_be_named_twice_and_a_label_may_have_commas(forkwise):
    def ids(*where: str) -> set[str]:
        asked = [f"--where={text}" for text in where]
        rows = json.loads(forkwise("claims", "--format", "json", *asked).stdout)
        return {row["id"] for row in rows}

    both = ids("verdict=wrong", "verdict=outdated")
    assert both == ids("verdict=wrong,outdated") == ids("verdict=wrong") | ids("verdict=outdated")
    assert ids("aspect=Phones, chips and browsers") == ids("aspect=devices") != set()


def test_a_value_that_no_row_has_is_named(forkwise):
    with pytest.raises(AppError) as caught:
        forkwise("claims", "--where", "verdict=nope")
    assert "outdated" in str(caught.value)


def test_a_file_is_written_in_the_form_of_its_ending(forkwise, tmp_path):
    for ending, sign in ((".csv", ","), (".md", "| "), (".json", "["), (".html", "<!doctype")):
        file = tmp_path / f"table{ending}"
        forkwise("claims", "--find", "keras", "-o", str(file))
        assert sign in file.read_text(encoding="utf-8").splitlines()[0]


def test_a_row_that_is_not_weighed_sets_no_strangers_side_by_side(known, verdict):
    claims = {claim.id: claim for claim in known.claims}
    for row in by_aspect(known, verdict, DAY).rows:
        if row.id.startswith("aspect:"):
            told = {row.cell(side).text for side in ("pytorch", "tensorflow")} - {""}
            behind = [c for c in map(claims.get, row.claims) if c and (c.short or c.now) in told]
            pair = len({claim.id.rpartition("-")[0] for claim in behind}) == 1
            assert pair or len(told) == 1 or not any(c.framework == "both" for c in behind), row.id


def test_labels_of_aspects_differ(known, verdict):
    labels = [row.cell("aspect").text for row in by_aspect(known, verdict, DAY).rows]
    assert len(set(labels)) == len(labels)


def test_no_column_and_a_folder_are_refused(forkwise, tmp_path):
    refused = ((("--columns", ""), "names no column"), (("-o", str(tmp_path)), "is a folder"))
    for asked, told in refused:
        with pytest.raises(AppError, match=told):
            forkwise("claims", *asked)


def test_what_only_the_other_of_a_pair_says_is_told_so_in_words(known):
    book = by_claim(known, None, dt.date(2026, 11, 23))
    quiet = [row.cell(side) for row in book.rows for side in SIDES if row.cell(side).quiet]
    assert quiet
    assert all(cell.text.startswith(PAIRED) for cell in quiet)


def test_a_page_without_a_date_has_none_and_says_when_it_was_read(known):
    claims = {claim.id: claim for claim in known.claims}
    undated = [c for c in claims.values() if c.support == "sourced" and not date_of(c)]
    assert undated
    rows = {row.id: row for row in by_claim(known, None, DAY).rows}
    for claim in undated:
        cell = rows[claim.id].cell("date")
        assert cell.text == "undated, read Nov 2026", claim.id
        assert cell.key is None  # it comes last either way, as what is missing does
        assert cell.text in rows[claim.id].spoken


def test_a_row_says_of_nobody_what_they_have_not_said(known):
    def sides(answers: Answers) -> set[str]:
        verdict = resolve(known, answers, as_of=DAY, draws=1000)
        rows = {row.id: row for row in by_aspect(known, verdict, DAY).rows}
        return {rows["device"].cell(side).text for side in SIDES}

    assert sides(Answers()) == {"depends on your answer to “Where it will run”"}
    told = sides(Answers(answers={"target": ("mcu",)}))
    assert "depends" not in " ".join(told)


def test_what_rests_on_an_answer_is_called_so(known):
    verdict = resolve(known, Answers(answers={"team": ("pt",)}), as_of=DAY, draws=1000)
    row = next(row for row in by_aspect(known, verdict, DAY).rows if row.id == "team")
    assert row.cell("kind").text == "your answer"
    assert row.cell("pytorch").text == "It is what your people work with"
