"""Sentences and buttons that are put together: each reads well for every question and option."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import msgspec
import pytest

from core.decide.moved import what_moved
from core.decide.next_best import most_telling
from core.decide.resolve import resolve
from core.records.answers import NOT_SURE, Answers
from core.records.outlook import NextBest
from core.records.verdict import FiredRule
from core.store.answerfile import read_answers
from gui.controllers import change_words
from gui.controllers.answer_changes import answered, noted, overridden, preferring, put_aside
from gui.decide.ways_out import ways_out
from gui.decide.words import open_rule_words

PERSONAS = sorted((Path(__file__).parents[2] / "core" / "personas").glob("[no]*.toml"))
AS_OF = dt.date(2026, 11, 23)
VERBS = re.compile(
    r"\b(moved?|moves|left|leaves|brought|lifted|turned|changed|counts?|is|are|was|comes?|said|says?|"
    r"need(ed|s)?|would|could|can|cannot|hangs|holds?|runs?|write|take|use|match|reads?|has|have|"
    r"rules|names?|named|tell|point|points|answer|change)\b"
)
PACKAGES = ("torchaudio",)  # written small wherever they stand
BAD = ("““", "””", "  ", "..", " ,", "{", "}", "“”")


def problem(text):
    """Return what is wrong with a text; empty when nothing is."""
    depth = 0
    for letter in text:
        depth += (letter == "“") - (letter == "”")
        if depth not in (0, 1):
            return f"quotation in quotation: {text}"
    if depth:
        return f"open quotation: {text}"
    found = [mark for mark in BAD if mark in text]
    return f"{found}: {text}" if found else ""


def sentence_problem(text):
    first = text.lstrip("“")[:1]
    if not text.endswith((".", "?")):
        return f"no end: {text}"
    if not (first.isupper() or first.isdigit() or text.startswith(PACKAGES)):
        return f"begins small: {text}"
    without = re.sub(r"“[^”]*”", "X", text)
    if not VERBS.search(without):
        return f"no verb: {text}"
    return problem(text)


def test_names_stand_in_quotation_marks_so_they_have_none(knowledge):
    names = [criterion.label for criterion in knowledge.criteria]
    for question in knowledge.questions:
        names += [question.step, *(o.text for o in question.option)]
        names += [o.short for o in question.option if o.short]
    for rule in (*knowledge.knockouts, *knowledge.routes):
        names.append(rule.title)
    names += [value.text for fact in knowledge.facts for value in fact.value]
    for name in names:
        assert not re.search(r"[“”\"]", name), name
        assert not name.endswith((".", ":", "?")), name


def test_a_step_is_the_name_of_something(knowledge):
    """It stands behind "Change" and "Answering": a predicate such as "cannot be" would not do."""
    for question in knowledge.questions:
        first = question.step.split()[0].lower()
        assert first not in {"cannot", "can", "must", "build", "is", "are", "do", "does", "will"}
        assert len(question.step) <= 24, question.step


def every_change(knowledge):
    """Yield (before, after) of each answer given, changed and cleared, for all options."""
    for question in knowledge.questions:
        given = [(option.id,) for option in question.option] + [(NOT_SURE,)]
        if question.multi:
            free = [option.id for option in question.option if not option.alone]
            given.append(tuple(free[:3]))
        for options in given:
            after = answered(Answers(), question.id, options)
            yield Answers(), after
            yield after, Answers()
            yield answered(Answers(), question.id, given[0]), after


def test_every_change_is_told_in_a_whole_sentence(knowledge, make_verdict):
    before, after = make_verdict(), make_verdict(contributions=())
    rule = FiredRule(id="k", kind="knockout", title=knowledge.knockouts[0].title, text="", share=1)
    ruled = make_verdict(fired_rules=(rule,), show_shares=False, title="PyTorch, by one answer")
    for one, other in every_change(knowledge):
        if one == other:
            continue
        label = change_words.label_of(knowledge, one, other)
        assert problem(f"Undo {label}") == ""
        for subject in (
            change_words.subject_of(knowledge, one, other),
            change_words.came_back(knowledge, one, other, label),
            change_words.made_again(knowledge, one, other, label),
        ):
            assert sentence_problem(f"{subject}: no verdict hangs on it.") == ""
            for was, now in ((before, after), (before, ruled), (ruled, before)):
                told = what_moved(was, now, knowledge, None, subject)
                assert sentence_problem(told) == ""


def test_other_changes_are_told_in_a_whole_sentence(knowledge, make_verdict):
    before, after = make_verdict(), make_verdict(contributions=())
    ids = [criterion.id for criterion in knowledge.criteria]
    changes = [overridden(Answers(), id_, 3.0) for id_ in ids]
    changes += [preferring(Answers(), a, b) for a, b in itertools.pairwise(ids)]
    changes += [put_aside(Answers(), a, b) for a, b in itertools.pairwise(ids)]
    changes += [noted(Answers(), question.id, "x") for question in knowledge.questions]
    for changed in changes:
        for one, other in ((Answers(), changed), (changed, Answers())):
            subject = change_words.subject_of(knowledge, one, other)
            told = what_moved(before, after, knowledge, None, subject)
            assert sentence_problem(told) == ""
            assert problem(f"Undo {change_words.label_of(knowledge, one, other)}") == ""


def test_what_came_back_names_each_of_several_answers(knowledge):
    before = Answers()
    after = answered(before, "target", ("android", "server"))
    said = change_words.came_back(knowledge, before, after, "x")
    assert said == "“Where it will run” back at “Android phones, Our server”"


def test_every_question_is_offered_in_good_words(knowledge, make_verdict):
    for question in knowledge.questions:
        item = NextBest(
            kind="question", subject=question.id, text=question.text, evppi=0.01, chance=0.1,
            cost_s=15,
        )  # fmt: skip
        assert sentence_problem(most_telling(knowledge, (item,))) == ""
        rule = FiredRule(
            id="k", kind="knockout", title="A title", text="", share=1.0, out=("tensorflow",),
            questions=(question.id,),
        )  # fmt: skip
        both = (rule, FiredRule(
            id="l", kind="knockout", title="B", text="", share=1.0, out=("pytorch",),
            questions=(question.id,),
        ))  # fmt: skip
        verdicts = (
            make_verdict(verdict="undecided", next_best=(item,)),
            make_verdict(verdict="insufficient", next_best=(item,)),
            make_verdict(label="ruled by a constraint", fired_rules=(rule,)),
            make_verdict(verdict="neither", label="ruled out", fired_rules=both),
        )
        for verdict in verdicts:
            texts = [out.text for out in ways_out(verdict, knowledge, Answers())]
            assert texts
            assert [problem(text) for text in texts if problem(text)] == []
        half = msgspec.structs.replace(rule, share=0.3)
        assert problem(open_rule_words(half, knowledge)) == ""


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_verdicts_of_people_read_well(knowledge, path):
    said = read_answers(path)
    verdict = resolve(knowledge, said, (), seed=1, as_of=AS_OF, draws=2_000)
    assert sentence_problem(verdict.sentence) == ""
    reasons = [sentence_problem(text) for text in verdict.reasons]
    assert [found for found in reasons if found] == []
    for flip in verdict.flips:
        for text in (flip.what, flip.now, flip.then):
            assert problem(text) == ""
    for out in ways_out(verdict, knowledge, said):
        assert problem(out.text) == ""
