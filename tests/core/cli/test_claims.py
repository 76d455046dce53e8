"""`forkwise claims` says what is wrong with a filter or a file, and loses no empty cell."""

from __future__ import annotations

import pytest


@pytest.fixture
def claims(forkwise):
    def run(*words: str, code: int = 0) -> tuple[str, str]:
        return forkwise("claims", *words, code=code)

    return run


def test_cells_that_are_empty_at_the_end_stay_cells(claims, tmp_path):
    file = tmp_path / "claims.tsv"
    columns = ("--columns", "id,check,weight", "--sort", "id")
    claims(*columns, "-o", str(file))
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert {line.count("\t") for line in lines} == {2}
    assert claims(*columns, "--format", "tsv")[0].splitlines() == lines


@pytest.mark.parametrize("name", ["table.xlsx", "table"])
def test_a_file_whose_form_nothing_names_is_refused(claims, tmp_path, name):
    file = tmp_path / name
    err = claims("-o", str(file), code=2)[1]
    assert ".csv, .tsv, .md" in err
    assert "--format" in err
    assert not file.exists()
    claims("-o", str(file), "--format", "csv")
    assert file.read_bytes()


def test_a_folder_that_is_not_there_is_named(claims, tmp_path):
    err = claims("-o", str(tmp_path / "none" / "claims.csv"), code=2)[1]
    assert f"There is no folder {tmp_path / 'none'}. Do this: make that folder first" in err


def test_an_unknown_filter_is_told_all_that_can_be_filtered_by(claims):
    err = claims("--where", "verdikt=wrong", code=2)[1]
    assert 'there is no filter "verdikt"' in err
    assert "matters, verdict, framework" in err
    assert 'nearest is "verdict"' in err


def test_what_matters_needs_answers(claims, tmp_path):
    assert "--answers FILE" in claims("--where", "matters=yes", code=2)[1]
    answers = tmp_path / "mine.toml"
    answers.write_text('[answers]\ntarget = ["mcu"]\n', encoding="utf-8")
    out, _ = claims(
        "--where", "matters=yes", "--answers", str(answers), "--columns", "id,weight",
        "--format", "csv",
    )  # fmt: skip
    assert len(out.splitlines()) > 1
