"""What the checker says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        rule: number of the rule.
        level: an error makes verdicts wrong or impossible; a warning weakens them.
        text: one sentence that names the file, the entry's id and what to do.
    """

    rule: int
    level: Level
    text: str
