"""`forkwise glossary`: all terms, one term, a search, and a word nobody knows."""

import json

import pytest

from core.cli.main import main
from core.knowledge.load import load


@pytest.fixture
def ask(capsys, tmp_path, monkeypatch):
    """Return a function that runs one command line: exit code, stdout, stderr."""
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path))

    def run(*args: str) -> tuple[int, str, str]:
        code = main(["glossary", *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_all_terms_stand_in_order_with_their_lines(ask) -> None:
    code, out, err = ask()
    terms = load().guide.terms
    assert (code, err) == (0, "")
    starts = [line.split("  ")[0] for line in out.splitlines() if not line.startswith(" ")]
    assert sorted(starts, key=str.casefold) == starts
    assert set(starts) == {term.term for term in terms}


def test_one_term_by_any_of_its_forms(ask) -> None:
    assert ask("tf lite") == ask("LITERT")
    code, out, _ = ask("epochs")
    assert (code, out) == (0, "epoch  One pass through all training examples.\n")


def test_words_that_are_no_term_are_looked_for_in_the_lines(ask) -> None:
    code, out, _ = ask("google cloud")
    assert code == 0
    assert out.startswith("TPU  ")


def test_json_is_a_list_in_the_schema_of_the_file(ask) -> None:
    code, out, _ = ask("--json", "epoch")
    assert code == 0
    assert json.loads(out) == [
        {
            "id": "epoch",
            "term": "epoch",
            "text": "One pass through all training examples.",
            "aliases": ["epochs"],
            "common": False,
        }
    ]
    assert len(json.loads(ask("--json")[1])) == len(load().guide.terms)


def test_a_word_nobody_knows_is_refused_with_the_nearest(ask) -> None:
    code, out, err = ask("epohc xyz")
    assert (code, out) == (2, "")
    assert 'no term says anything of "epohc xyz"' in err
    assert "nearest is" in err
