"""Answers as a TOML file that a person can read, edit and send."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.records.answers import Answers
from core.store import atomic

HEAD = "# Answers for Forkwise. `forkwise questions` lists every question and option.\n"


def write_answers(path: Path, answers: Answers) -> None:
    """Write an answer file where a person asked for it.

    Raises:
        AppError: it cannot be written; a file from before is whole.
    """
    atomic.write_out(path, as_toml(answers).encode("utf-8"))


def as_toml(answers: Answers) -> str:
    """Return answers as TOML; `core.store.answerfile` reads the same answers from it."""
    lines = [HEAD]
    if answers.name:
        lines.append(f"name = {_quote(answers.name)}")
    if answers.ranking:
        lines.append(f"ranking = {_list(answers.ranking)}")
    if answers.runs:
        lines.append(f"runs = {_list(answers.runs)}")
    if answers.trade_offs:
        pairs = (
            f"{{ prefer = {_quote(pair.prefer)}, over = {_quote(pair.over)} }}"
            for pair in answers.trade_offs
        )
        lines.append(f"trade_offs = [{', '.join(pairs)}]")
    if answers.no_preference:
        lines.append(f"no_preference = [{', '.join(map(_list, answers.no_preference))}]")
    lines += _table("answers", {key: _options(given) for key, given in answers.answers.items()})
    lines += _table("overrides", {key: repr(float(v)) for key, v in answers.overrides.items()})
    lines += _table("found", {key: _list(seen) for key, seen in answers.found.items()})
    lines += _table("notes", {key: _quote(text) for key, text in answers.notes.items()})
    return "\n".join(lines) + "\n"


def _table(name: str, rows: Mapping[str, str]) -> list[str]:
    if not rows:
        return []
    return ["", f"[{name}]", *(f"{_quote_key(key)} = {value}" for key, value in rows.items())]


def _options(given: Sequence[str]) -> str:
    return _quote(given[0]) if len(given) == 1 else _list(given)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"


def _quote_key(key: str) -> str:
    plain = key and all(c.isascii() and (c.isalnum() or c in "_-") for c in key)
    return key if plain else _quote(key)


def _quote(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped, and for halves
    # of a pair, which are no text at all.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
