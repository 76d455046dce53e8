"""Reads the projects that a change of the knowledge is tried on."""

from __future__ import annotations

from pathlib import Path

from core.knowledge.finding import Finding
from core.knowledge.load import parse_file
from core.records.cases import Case, CaseFile

NAME = "cases.toml"


def read_cases(folder: Path | None = None) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """Return the cases, or why they cannot be read (rule 16).

    Args:
        folder: an edition of the knowledge; one without cases of its own is tried on those that
            come with Forkwise. None: the knowledge that comes with Forkwise.
    """
    own = folder is not None and (folder / NAME).exists()
    content, found = parse_file(NAME, CaseFile, folder if own else None)
    return (content.case if content else ()), found
