"""All that the detail pane says about one row."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from core.knowledge.ledger import Row
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.compare.detail_pieces import Line, Piece, Run, Section, line
from gui.compare.detail_sides import sides
from gui.compare.detail_sources import sources
from gui.compare.detail_verdict import evidence_used, in_your_verdict


def detail_of(
    knowledge: Knowledge, row: Row, verdict: Verdict | None, today: dt.date
) -> tuple[Piece, ...]:
    """Return the pane of a row of either view, top to bottom.

    Args:
        knowledge: what is known.
        row: by aspect or by claim.
        verdict: the person's; None: nothing is weighed or compared yet.
        today: the day dates count from.
    """
    pieces: list[Piece] = [line(row.cell("aspect").text, role="heading", weight=600, above=0)]
    criterion = knowledge.criterion(row.criterion)
    if criterion is not None:
        pieces.append(line(criterion.question_to_self, quiet=True))
    pieces += sides(knowledge, row, verdict, today)
    pieces += in_your_verdict(knowledge, row, verdict)
    claims = [claim for claim in map(knowledge.claim, row.claims) if claim is not None]
    pieces += sources(claims, evidence_used(knowledge, row, verdict), today)
    pieces += _checks(tuple(dict.fromkeys(claim.check for claim in claims if claim.check)))
    return tuple(pieces)


def _checks(ids: tuple[str, ...]) -> list[Piece]:
    """Return what can be checked on this machine; nothing where nothing can."""
    if not ids:
        return []
    pieces: list[Piece] = [Section(QCoreApplication.translate("compare", "Check it here"))]
    copy = QCoreApplication.translate("compare", "Copy")
    for id_ in ids:
        command = f"forkwise check {id_}"
        link = Run(copy, link=f"copy:{command}", small=True)
        pieces.append(Line((Run(command, code=True), Run(" "), link)))
    return pieces
