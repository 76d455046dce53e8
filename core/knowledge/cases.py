"""Reads the projects that a change of the knowledge is tried on."""

from __future__ import annotations

from pathlib import Path

from core.knowledge.finding import Finding
from core.knowledge.load import BUILT_IN, parse_file
from core.records.cases import Case, CaseFile

NAME = "cases.toml"


def read_cases(folder: Path | None = None) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """Return the cases, or why they cannot be read (rule 16).

    Args:
        folder: an edition of the knowledge; one without cases of its own is tried on none, since
            another edition may have good reason for another verdict. None: the knowledge that
            comes with Forkwise.
    """
    if folder is not None and not (folder / NAME).exists():
        return (), (_none_tried(),)
    content, found = parse_file(NAME, CaseFile, folder)
    return (content.case if content else ()), found


def _none_tried() -> Finding:
    return Finding(
        15, "warning", NAME, "", "", "no expert's case was tried: the folder has no such file",
        f"copy {BUILT_IN.joinpath(NAME)} into the folder, and put projects there whose verdict "
        "you know",
    )  # fmt: skip
