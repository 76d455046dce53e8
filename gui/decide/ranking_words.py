"""Words of the ranking: shares, and what the page says of a verdict that rests on one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.records.answers import Answers
from core.records.levels import level_word
from gui.controllers.ranking_state import RankingSnapshot, ranked

translate = QCoreApplication.translate


def share_words(centre: float) -> str:
    """Return the middle of a share of weight, 0 to 1, in words; always an estimate."""
    hundredths = round(100 * centre)
    if hundredths < 1:
        return translate("ranking", "under 1 of 100")
    return translate("ranking", "about {0} of 100").format(hundredths)


def other_words(criterion: str, ranking: RankingSnapshot) -> str:
    """Return how much a criterion that is not ranked matters, and who said so."""
    word = level_word(ranking.own_levels.get(criterion, 0.0))
    if criterion in ranking.answers.overrides and criterion not in ranking.order:
        return translate("ranking", "{0}, set by you").format(word)
    return word


def rests_on_ranking(answers: Answers) -> str:
    """Return what a ranking does to a verdict, one sentence; empty without a ranking."""
    count = len(ranked(answers))
    if not count:
        return ""
    if count == 1:
        return translate(
            "ranking",
            "You ranked one criterion: that counts here in place of what your answers say of it.",
        )
    text = translate(
        "ranking",
        "You ranked {0} criteria: their order counts here in place of what your answers say of "
        "them.",
    )
    return text.format(count)
