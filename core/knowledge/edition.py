"""A person's own edition of the knowledge, marked as such wherever it is named."""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.knowledge.load import load
from core.records.knowledge import Knowledge

MARK_LENGTH = 8  # signs of the hash that tell editions apart
NAME_LENGTH = 40


def load_own(folder: Path) -> Knowledge:
    """Read and check an edition; its version says whose it is.

    The version is what every verdict, report and document names, so the mark reaches them all.

    Raises:
        AppError: as for `load`.
    """
    knowledge = load(folder)
    name = "".join(sign if sign.isprintable() else "?" for sign in folder.name)[:NAME_LENGTH]
    version = f"{knowledge.meta.version}, own edition “{name}”, {knowledge.hash[:MARK_LENGTH]}"
    return msgspec.structs.replace(
        knowledge, meta=msgspec.structs.replace(knowledge.meta, version=version), own=name or "?"
    )
