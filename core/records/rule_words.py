"""Rules in words: on which answers one hangs, and what it would do if they were given."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge
from core.records.plurals import either
from core.records.rules import Condition, Term
from core.records.verdict import FiredRule


def condition_words(knowledge: Knowledge, when: Condition) -> str:
    """Return a condition on answers and machine facts as the middle of a sentence with "if"."""
    parts = [_term(knowledge, term) for term in when.all]
    if when.any:
        either_ = "either " if len(when.any) > 1 else ""
        parts.append(either_ + _joined([_term(knowledge, term) for term in when.any], "or"))
    parts += [_term(knowledge, term, no=True) for term in when.none]
    return _joined(parts, "and")


def _term(knowledge: Knowledge, term: Term, *, no: bool = False) -> str:
    question = knowledge.question(term.q)
    fact = next((fact for fact in knowledge.facts if fact.id == term.q), None)
    name, texts, verb = term.q, dict[str, str](), "is"
    if question is not None:
        name = question.step
        texts = {option.id: option.short or option.text for option in question.option}
        verb = "includes" if question.multi else "is"
    elif fact is not None:
        name, texts = fact.label, {value.id: value.text for value in fact.value}
    named = _joined([f"“{texts.get(id_, id_)}”" for id_ in term.is_], "or")
    if no:
        verb = "is not" if verb == "is" else "does not include"
    return f"“{name}” {verb} {named}"


def _joined(parts: Sequence[str], word: str) -> str:
    return f" {word} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def if_words(rule: FiredRule, *, titled: bool = True) -> str:
    """Return what a rule that may yet hold would do, as a sentence with "if", without its stop.

    Nothing in it is told as a fact about the person: the rule's own text is for those it holds
    for.

    Args:
        rule: a knock-out.
        titled: name the rule too; not where its title stands beside the sentence.
    """
    out = " and ".join(SIDE_NAMES[side] for side in rule.out)
    does = f"{out} {either(len(rule.out), 'is', 'are')} ruled out"
    if titled:
        does += f" ({rule.title})"
    return f"If {rule.condition}, {does}" if rule.condition else does
