"""What lies around a verdict: what would change it, what to find out, what holds it up."""

from __future__ import annotations

from typing import Literal

from .base import Record
from .standing import Shares

FlipKind = Literal["importance", "weight", "shift", "answer", "pair", "ratio", "fact"]


class Flip(Record, frozen=True):
    """A smallest change that would turn the verdict.

    Attributes:
        kind: importance (one level), weight (one slider, the others as they are), shift (the
            least total of weight moved), answer (one other answer), pair (two other answers),
            ratio (a measured ratio), fact (one value of the evidence, or a rule that no longer
            holds).
        what: the change, in the words the person answered with.
        now: how it stands today.
        then: what the verdict would be.
        subject: id of the criterion, question or rule.
        others: ids of further questions (pair) or criteria (shift) that change with it.
        value: where the change arrives: a level 0..4, whole slider points 0..100 (weight), a total
            of weight moved 0..1, a ratio of times, a value 0..1; None where answers or rules
            change.
    """

    kind: FlipKind
    what: str
    now: str
    then: str
    subject: str
    others: tuple[str, ...] = ()
    value: float | None = None


class CardSide(Record, frozen=True):
    """One of the two imaginary tools of a trade-off card: better by `text` on one criterion."""

    criterion: str
    text: str


class NextBest(Record, frozen=True):
    """An open question, an unrun benchmark or a trade-off that could change the verdict.

    Attributes:
        subject: id of the question, phase to measure, or the two criteria of a card.
        evppi: expected value of partial perfect information, in value units (0..1).
        chance: share of readings in which knowing it would change the named framework.
        cost_s: what it costs to find out, in seconds.
        card: the two sides of a trade-off card; empty for the other kinds. Choosing the first
            adds `TradeOff(prefer=card[0].criterion, over=card[1].criterion)` to the answers.
    """

    kind: Literal["question", "benchmark", "trade_off"]
    subject: str
    text: str
    evppi: float
    chance: float
    cost_s: float
    card: tuple[CardSide, ...] = ()


class Stability(Record, frozen=True):
    """How far one weight may move, the others in proportion, before the lead changes sides.

    Attributes:
        weight: its mean share of all weight, 0..1.
        low, high: the interval of that share in which the same side leads on mean values; 0 and 1
            where nothing ends it.
    """

    criterion: str
    label: str
    weight: float
    low: float
    high: float


class AnswerEffect(Record, frozen=True):
    """What one answer does: the lead without it. These do not add up.

    Attributes:
        step: name of the question.
        answer: what was answered, in words.
        without: PyTorch's lead in points of 100 if the question were open.
        effect: lead with it minus lead without it.
        dilutes: less than half of the effect comes from the criteria that the answer is about;
            the rest is that all others weigh less or more beside them.
    """

    question: str
    step: str
    answer: str
    without: float
    effect: float
    dilutes: bool = False


class AloneView(Record, frozen=True):
    """One of several ticked options of a question, judged as if it were the only one."""

    question: str
    option: str
    text: str
    title: str
    shares: Shares
    show_shares: bool
    margin: float


class DirectStatement(Record, frozen=True):
    """A criterion that two answers set outright; the higher level counts.

    Attributes:
        level: the level that counts.
        said: (question, option in words, level) of each of them.
    """

    criterion: str
    label: str
    level: float
    said: tuple[tuple[str, str, float], ...]
