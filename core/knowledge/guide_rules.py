"""Rules 18 and 19: the two in short are even-handed and rest on claims; terms take one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.knowledge.finding import Finding
from core.knowledge.sources import NOTHING_CARRIED
from core.records.base import SIDE_NAMES, SIDES
from core.records.guide import HEADINGS, Portrait, Term
from core.records.knowledge import Knowledge

LONGER = 1.3  # the longer part may be this many times as long as the other side's
LONGEST_TERM = 140
_FILE = "guide.toml"
_ID = re.compile(r"[a-z][a-z0-9_]*")


def rule_18_portraits(knowledge: Knowledge) -> Iterator[Finding]:
    """Every sentence of a portrait rests on a claim that holds, and neither side gets more."""
    verdicts = {claim.id: claim.verdict for claim in knowledge.claims}
    for at, sentence in enumerate(knowledge.guide.portraits):
        yield from _sentence(sentence, f"portrait {at}", verdicts)
    if knowledge.guide.portraits:
        yield from _even(knowledge.guide.portraits)


def _sentence(sentence: Portrait, place: str, verdicts: dict[str, str]) -> Iterator[Finding]:
    def wrong(field: str, what: str, mend: str) -> Finding:
        return Finding(18, "error", _FILE, place, field, what, mend)

    if not sentence.text.strip() or not sentence.text.isprintable():
        yield wrong("text", "it is empty, or has more than one line", "write one plain sentence")
    if not sentence.claims:
        yield wrong("claims", "it rests on nothing", "name the claims that say so")
    for id_ in sentence.claims:
        if id_ not in verdicts:
            yield wrong("claims", f'there is no claim "{id_}"', "name one of claims.toml")
        elif verdicts[id_] in NOTHING_CARRIED:
            yield wrong(
                "claims", f'"{id_}" is {verdicts[id_]} and carries nothing',
                "name a claim that holds, or change the sentence",
            )  # fmt: skip


def _even(portraits: tuple[Portrait, ...]) -> Iterator[Finding]:
    """Both portraits have the same headings, and under each about the same length."""
    for heading in HEADINGS:
        sizes = {
            side: sum(len(p.text) for p in portraits if (p.framework, p.heading) == (side, heading))
            for side in SIDES
        }
        small, large = sorted(sizes.values())
        if small and large <= LONGER * small:
            continue
        said = ", ".join(f"{SIDE_NAMES[side]} {size}" for side, size in sizes.items())
        yield Finding(
            18, "error", _FILE, f'heading "{heading}"', "",
            f"the two portraits are unequal in length ({said} characters)",
            "bring them within 30 % of each other",
        )  # fmt: skip


def rule_19_terms(knowledge: Knowledge) -> Iterator[Finding]:
    """A term has an id, one short line, and no form that another term has."""
    terms = knowledge.guide.terms
    ids = Counter(term.id for term in terms)
    forms = Counter(form.casefold() for term in terms for form in {term.term, *term.aliases})
    for term in terms:
        yield from _term(term, ids, forms)


def _term(term: Term, ids: Counter[str], forms: Counter[str]) -> Iterator[Finding]:
    def wrong(field: str, what: str, mend: str) -> Finding:
        return Finding(19, "error", _FILE, f'term "{term.id}"', field, what, mend)

    if not _ID.fullmatch(term.id) or ids[term.id] > 1:
        yield wrong("id", "it is used twice, or has signs no id has", "write it like swing_weight")
    if not term.text.strip() or not term.text.isprintable() or len(term.text) > LONGEST_TERM:
        yield wrong(
            "text", f"it is empty, longer than {LONGEST_TERM} characters or more than one line",
            "say it in one short line",
        )  # fmt: skip
    for form in (term.term, *term.aliases):
        if not form.strip() or not form.isprintable():
            yield wrong("aliases", "a form of the word is empty", "take it out")
        elif forms[form.casefold()] > 1:
            yield wrong("aliases", f'"{form}" is there twice', "leave it to one term")
