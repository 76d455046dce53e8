"""From answers to a model: everything drawn, and only the draws that agree with every choice."""

from __future__ import annotations

from core.decide import trade_offs
from core.decide.model import Given, Model, draw_all, draw_changed
from core.records.answers import Answers


def build(given: Given, answers: Answers) -> Model:
    """Return the model of one set of answers."""
    return trade_offs.apply(draw_all(given, answers), answers.trade_offs, given.streams)


def rebuild(given: Given, base: Model, answers: Answers, question: str) -> Model:
    """Return what `build` returns, sooner, from a model that differs in one question.

    Which draws trade-off choices leave hangs on all answers, so they are applied anew.
    """
    changed = draw_changed(given, base.whole or base, answers, question)
    return trade_offs.apply(changed, answers.trade_offs, given.streams)
