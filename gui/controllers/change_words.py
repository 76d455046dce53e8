"""Names of changes to the answers, read off what differs."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QCoreApplication

from core.decide.flow import caption_of
from core.records.answers import Answers, TradeOff
from core.records.knowledge import Knowledge, Question
from core.records.levels import level_word

translate = QCoreApplication.translate

PROJECT = "project"


def label_of(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    """Return what was changed, to stand behind "Undo": "“What you build”"."""
    parts = [
        part
        for part in (
            _answers(knowledge, before, after),
            _weights(knowledge, before, after),
            _choices(knowledge, before, after),
            _notes(knowledge, before, after),
            _runs(before, after),
        )
        if part
    ]
    if parts and not after.answers and len(before.answers) > 1:
        return translate("changes", "clearing all answers")
    if len(parts) == 1:
        return parts[0]
    return translate("changes", "the change of answers")


def came_back(knowledge: Knowledge, before: Answers, after: Answers, label: str) -> str:
    """Return what an undo brought back, to begin a sentence on its effect with.

    Args:
        knowledge: for the names.
        before: the answers before the undo.
        after: the answers it brought back.
        label: name of the change that was undone.
    """
    changed = _changed(before.answers, after.answers)
    alone = _alone(knowledge, before, after)
    if alone:
        return alone
    returned = [id_ for id_ in changed if id_ in after.answers]
    if len(returned) > 1:
        return translate("changes", "Bringing {0} answers back").format(len(returned))
    return translate("changes", "Undoing {0}").format(label)


def made_again(knowledge: Knowledge, before: Answers, after: Answers, label: str) -> str:
    """Return what a redo made again, to begin a sentence on its effect with."""
    alone = _alone(knowledge, before, after)
    return alone or translate("changes", "Redoing {0}").format(label)


def _alone(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    """Return how the one question that changed stands now; empty where more than that did."""
    changed = _changed(before.answers, after.answers)
    question = knowledge.question(changed[0]) if len(changed) == 1 else None
    if question is None or msgspec.structs.replace(before, answers=after.answers) != after:
        return ""
    caption = _caption(question, after)
    if not caption:
        return translate("changes", "“{0}” open again").format(question.step)
    return translate("changes", "“{0}” back at “{1}”").format(question.step, caption)


def _caption(question: Question, answers: Answers) -> str:
    """Return the answer in a few words, each of several by name."""
    chosen = [question.find(id_) for id_ in answers.chosen(question.id)]
    if len(chosen) > 1:
        return ", ".join(option.short or option.text for option in chosen if option)
    return caption_of(question, answers)


def subject_of(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    """Return what was changed, to begin a sentence on its effect with."""
    changed = _changed(before.overrides, after.overrides)
    if len(changed) == 1 and changed[0] in after.overrides:
        text = translate("changes", "“{0}” at {1}")
        word = level_word(after.overrides[changed[0]])
        return text.format(_criterion(knowledge, changed[0]), word)
    return capital(label_of(knowledge, before, after))


def capital(text: str) -> str:
    """Return a label as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _answers(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    changed = _changed(before.answers, after.answers)
    if not changed:
        return ""
    question = knowledge.question(changed[0])
    if len(changed) > 1 or question is None:
        return translate("changes", "{0} answers").format(len(changed))
    if changed[0] not in after.answers:
        return translate("changes", "clearing “{0}”").format(question.step)
    return f"“{question.step}”"


def _weights(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    changed = _changed(before.overrides, after.overrides)
    if len(changed) > 1:
        return translate("changes", "{0} weights set by hand").format(len(changed))
    if changed:
        text = translate("changes", "the weight of “{0}”")
        return text.format(_criterion(knowledge, changed[0]))
    if before.ranking != after.ranking:
        return translate("changes", "the ranking")
    return ""


def _choices(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    added = [choice for choice in after.trade_offs if choice not in before.trade_offs]
    gone = [choice for choice in before.trade_offs if choice not in after.trade_offs]
    if len(added) == 1:
        text = translate("changes", "the choice of {0}")
        return text.format(_choice(knowledge, added[0]))
    if len(gone) == 1 and not added:
        text = translate("changes", "taking back the choice of {0}")
        return text.format(_choice(knowledge, gone[0]))
    if added or gone:
        return translate("changes", "choices between two tools")
    aside = [pair for pair in after.no_preference if pair not in before.no_preference]
    again = [pair for pair in before.no_preference if pair not in after.no_preference]
    if len(aside) == 1 and not again:
        text = translate("changes", "no preference between {0}")
        return text.format(_pair(knowledge, aside[0]))
    if len(again) == 1 and not aside:
        text = translate("changes", "asking again about {0}")
        return text.format(_pair(knowledge, again[0]))
    return translate("changes", "where there is no preference") if aside or again else ""


def _pair(knowledge: Knowledge, pair: tuple[str, str]) -> str:
    names = (_criterion(knowledge, id_) for id_ in pair)
    return translate("changes", "“{0}” and “{1}”").format(*names)


def _choice(knowledge: Knowledge, choice: TradeOff) -> str:
    prefer, over = _criterion(knowledge, choice.prefer), _criterion(knowledge, choice.over)
    return translate("changes", "“{0}” over “{1}”").format(prefer, over)


def _notes(knowledge: Knowledge, before: Answers, after: Answers) -> str:
    changed = _changed(before.notes, after.notes)
    if len(changed) > 1:
        return translate("changes", "{0} notes").format(len(changed))
    if not changed:
        return ""
    question = knowledge.question(changed[0])
    if changed[0] == PROJECT or question is None:
        return translate("changes", "the name of the project")
    return translate("changes", "the note on “{0}”").format(question.step)


def _runs(before: Answers, after: Answers) -> str:
    if before.runs == after.runs:
        return ""
    if set(before.runs) < set(after.runs):
        return translate("changes", "counting what was measured")
    if set(after.runs) < set(before.runs):
        return translate("changes", "leaving out what was measured")
    return translate("changes", "which measurements count")


def _criterion(knowledge: Knowledge, id_: str) -> str:
    known = knowledge.criterion(id_)
    return known.label if known else id_


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_)]
