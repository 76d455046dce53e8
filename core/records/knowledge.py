"""What is known: the records behind resources/knowledge/*.toml."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from .base import Record
from .guide import Guide
from .rules import Condition, Conflict, Fact, Knockout, Route

EvidenceKind = Literal["documented", "survey", "judgement", "seed"]
EvidenceStatus = Literal["in_use", "shown_only", "retired"]
ClaimVerdict = Literal["holds", "partly", "outdated", "wrong", "opinion", "new"]
ClaimFramework = Literal["pytorch", "tensorflow", "both"]
Support = Literal["sourced", "run_here", "none"]


class Option(Record, frozen=True):
    """One answer to a question.

    Attributes:
        text: what the person reads on the card.
        short: the same in a few words, for the step list; empty: `text`.
        effect: caption of the card: what choosing it does, in words.
        prior: how common it is, relative to its siblings (> 0); used for open questions.
        alone: in a tick-all question, choosing it clears the others.
        covers: in a tick-all question, the options that it stands for: ticking all of them says
            the same.
        workloads: what is measured for who gives it; results of these weigh most.
        set: criterion -> importance level said outright (0..4).
        shift: criterion -> change of level that is only implied (-3..3).
    """

    id: str
    text: str
    short: str = ""
    effect: str = ""
    prior: float = 1.0
    alone: bool = False
    covers: tuple[str, ...] = ()
    workloads: tuple[str, ...] = ()
    set: dict[str, float] = msgspec.field(default_factory=dict)
    shift: dict[str, float] = msgspec.field(default_factory=dict)


class Question(Record, frozen=True):
    """One page of the wizard.

    Attributes:
        step: its name in the step list, a few words.
        text: the question, as a title.
        why: why we ask, at most two sentences.
        group: the head it stands under in the step list.
        multi: several options may be ticked.
        unsure: the consequence of "Not sure", in words.
        skip_if: the question is passed over when this holds; `skip_reason` says why.
        seed: which question of the old chooser it grew from; empty for new ones.
    """

    id: str
    step: str
    text: str
    why: str
    group: str
    option: tuple[Option, ...]
    multi: bool = False
    unsure: str = "All answers are weighed by how common they are. Nothing is ruled out."
    skip_if: tuple[Condition, ...] = ()
    skip_reason: str = ""
    seed: str = ""

    def find(self, option: str) -> Option | None:
        """Return the option of that id, or None."""
        return next((o for o in self.option if o.id == option), None)


class Swing(Record, frozen=True):
    """An improvement on a criterion's scale that a trade-off card can offer.

    Attributes:
        gain: its size in value units, 0 < gain <= 1.
        text: what it means, ending the sentence "One tool ..."; names no framework.
    """

    gain: float
    text: str


class Criterion(Record, frozen=True):
    """Something that can matter, on a fixed worded scale from 0 to 1.

    Attributes:
        label: its name in tables, a few words.
        group: build, ship, run, operate or people.
        base_level: importance level (0..4) before any answer.
        anchors: value ("0", "0.5", "1") -> what that value means in words.
        measured: the phase whose measured ratio gives its value here; empty if none does.
        swing: what a trade-off card offers on it; None: it stands on no card.
        seed_rows: rows of the old comparison it answers for.
    """

    id: str
    group: str
    label: str
    question_to_self: str
    base_level: float
    anchors: dict[str, str]
    measured: Literal["", "train", "latency"] = ""
    swing: Swing | None = None
    seed_rows: tuple[str, ...] = ()


class EqualFact(Record, frozen=True):
    """Something that is the same for both and so cannot separate them.

    Attributes:
        label: its name in tables; empty: its id.
    """

    id: str
    text: str
    label: str = ""
    claims: tuple[str, ...] = ()


class Evidence(Record, frozen=True):
    """A value per alternative for one criterion, with what it rests on.

    Attributes:
        when: holds only under this condition on the answers; empty: always.
        value: alternative -> value on the criterion's scale, 0..1.
        kind: how it is known; gives the default half-width.
        width: half-range of the value when it is wider than the kind's own; narrower only with
            the reason in `because`.
        text: alternative -> the fact in one short sentence.
        because: why this value on the worded scale and not another, one line.
        claims: ids of the ledger's claims that carry it.
    """

    id: str
    criterion: str
    value: dict[str, float]
    kind: EvidenceKind
    text: dict[str, str]
    source: str
    date: dt.date
    when: Condition = Condition()
    width: float | None = None
    status: EvidenceStatus = "in_use"
    claims: tuple[str, ...] = ()
    because: str = ""


class Source(Record, frozen=True):
    """Where a claim was found.

    Attributes:
        as_of: ISO date or month that the page itself shows; empty when it shows none.
        read: ISO date or month on which a page without a date was read. It says nothing about
            the page's age, and stands for no date.
        as_of_note: what the date is of, or what else tells the age.
    """

    title: str
    url: str
    as_of: str = ""
    read: str = ""
    as_of_note: str = ""


class Aspect(Record, frozen=True):
    """A heading of the comparison table."""

    id: str
    label: str


class Claim(Record, frozen=True):
    """One row of the ledger: an old claim, the verdict on it, and what holds now.

    Attributes:
        support: what the row rests on: sources, a run of the developers, or nothing found.
        support_reason: why there is no source, when `support` is none.
        criterion: the criterion it informs, or "shown_only".
        check: id of the check that can test it here; empty if none.
        ran: the day on which it was run, where `support` is run_here.
        short: what holds now, in at most 80 characters.
    """

    id: str
    aspect: str
    framework: ClaimFramework
    old_claim: str
    verdict: ClaimVerdict
    support: Support
    now: str
    sources: tuple[Source, ...]
    criterion: str
    short: str = ""
    support_reason: str = ""
    check: str = ""
    ran: dt.date | None = None


class Meta(Record, frozen=True):
    """The knowledge as a whole: who keeps it, how old it is, and the model's constants.

    Attributes:
        retired: ids that were once in use, as "kind:id"; they never get another meaning.
    """

    id: str
    version: str
    maintainer: str
    funding: str
    alternatives: tuple[str, ...]
    core_questions: tuple[str, ...]
    eps: float
    draws: int
    date: dt.date
    retired: tuple[str, ...] = ()


class Knowledge(Record, frozen=True):
    """Everything that is known, read and checked.

    Attributes:
        hash: BLAKE2b-128 over the files.
        own: the folder's name when it is a person's own edition; empty: it came with Forkwise.
        guide: the two frameworks in short, and what technical words mean.
    """

    meta: Meta
    criteria: tuple[Criterion, ...]
    equal: tuple[EqualFact, ...]
    questions: tuple[Question, ...]
    knockouts: tuple[Knockout, ...]
    routes: tuple[Route, ...]
    conflicts: tuple[Conflict, ...]
    evidence: tuple[Evidence, ...]
    aspects: tuple[Aspect, ...]
    claims: tuple[Claim, ...]
    hash: str
    facts: tuple[Fact, ...] = ()
    own: str = ""
    guide: Guide = Guide()

    def question(self, id_: str) -> Question | None:
        """Return the question of that id, or None."""
        return next((q for q in self.questions if q.id == id_), None)

    def criterion(self, id_: str) -> Criterion | None:
        """Return the criterion of that id, or None."""
        return next((c for c in self.criteria if c.id == id_), None)

    def claim(self, id_: str) -> Claim | None:
        """Return the claim of that id, or None."""
        return next((c for c in self.claims if c.id == id_), None)
