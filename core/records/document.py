"""A .forkwise document, and the settings of the app."""

from __future__ import annotations

import msgspec

from .answers import Answers
from .base import Record, Side

DOCUMENT_SCHEMA = 1


class TeamFile(Record, frozen=True):
    """One person of a team: a file of answers, or the answers of the document itself.

    Attributes:
        path: the answer file; empty for the document's own answers.
        name: what the person is called here; empty: as the file says.
    """

    path: str
    name: str = ""


class Document(Record, frozen=True):
    """A decision as it is kept: what the person said and which runs count.

    Attributes:
        page: where the wizard stood: a question id, "summary" or "verdict".
        team: whose answers are weighed together on the team's page.
    """

    forkwise: int
    saved_utc: str
    title: str
    answers: Answers
    page: str = ""
    knowledge_version: str = ""
    knowledge_hash: str = ""
    team: tuple[TeamFile, ...] = ()


class Settings(Record, frozen=True):
    """Choices that outlive a decision; window geometry is Qt's and lies elsewhere.

    Attributes:
        theme: system, light or dark.
        margin: practical difference; smaller differences count as none (0.05 = 5 %).
        interpreters: side -> path of the Python that runs it; missing: Forkwise's own.
        knowledge: folder of the person's own edition of the knowledge; empty: Forkwise's own.
    """

    theme: str = "system"
    margin: float = 0.05
    interpreters: dict[Side, str] = msgspec.field(default_factory=dict)
    knowledge: str = ""
