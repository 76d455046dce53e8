"""Checks what a person said against the questions that exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from core.records.answers import NOT_SURE, Answers, TradeOff
from core.records.errors import AppError
from core.records.knowledge import Knowledge, Question

PROJECT = "project"  # the key of the note that belongs to no question


def check_answers(knowledge: Knowledge, answers: Answers, where: str) -> Answers:
    """Return the answers, with questions left empty dropped.

    Args:
        knowledge: the questions and criteria that exist.
        answers: what was read from a file or said in the window.
        where: the file's name, or what else the answers came from, for the message.

    Raises:
        AppError: an id is unknown, an answer does not fit its question, or a level lies outside
            0 to 4; the message names `where`, the id, the field and the nearest valid id.
    """
    questions = {question.id: question for question in knowledge.questions}
    criteria = [criterion.id for criterion in knowledge.criteria]
    kept: dict[str, tuple[str, ...]] = {}
    for id_, options in answers.answers.items():
        _known(where, "answers", "question", id_, questions)
        if options:
            _options(where, questions[id_], options)
            kept[id_] = options
    for id_, level in answers.overrides.items():
        _known(where, "overrides", "criterion", id_, criteria)
        if not 0 <= level <= 4:  # also refuses NaN
            raise AppError(
                f'{where}, field "overrides", criterion "{id_}": {level:g} is not a level',
                "levels go from 0 (none) to 4 (decisive)",
                "write a number from 0 to 4",
            )
    for id_ in answers.ranking:
        _known(where, "ranking", "criterion", id_, criteria)
    if len(set(answers.ranking)) < len(answers.ranking):
        twice = next(c for c in answers.ranking if answers.ranking.count(c) > 1)
        raise AppError(
            f'{where}, field "ranking": criterion "{twice}" is named twice',
            "each criterion has one rank",
            "keep one of the two",
        )
    _trade_offs(where, knowledge, answers.trade_offs)
    _no_preference(where, criteria, answers)
    for id_ in answers.notes:
        _known(where, "notes", "question", id_, (*questions, PROJECT))
    found = _found(where, knowledge, answers.found)
    return msgspec.structs.replace(answers, answers=kept, found=found)


def _found(
    where: str, knowledge: Knowledge, found: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return what the machine check saw, without what this knowledge has no word for.

    A machine may have a Python that is newer than the knowledge; what has no word is unknown.
    """
    values = {fact.id: {value.id for value in fact.value} for fact in knowledge.facts}
    values |= {q.id: {option.id for option in q.option} for q in knowledge.questions}
    for id_ in found:
        _known(where, "found", "fact or question", id_, values)
    known = {id_: tuple(v for v in seen if v in values[id_]) for id_, seen in found.items()}
    return {id_: seen for id_, seen in known.items() if seen}


def _trade_offs(where: str, knowledge: Knowledge, choices: Sequence[TradeOff]) -> None:
    place = f'{where}, field "trade_offs"'
    criteria = [criterion.id for criterion in knowledge.criteria]
    weighable = [criterion.id for criterion in knowledge.criteria if criterion.swing]
    for pair in choices:
        for id_ in (pair.prefer, pair.over):
            _known(where, "trade_offs", "criterion", id_, criteria)
            if weighable and id_ not in weighable:
                raise AppError(
                    f'{place}: criterion "{id_}" cannot be traded off',
                    "no improvement on it is described",
                    f"name one of {', '.join(weighable)}",
                )
        if pair.prefer == pair.over:
            raise AppError(
                f'{place}: criterion "{pair.prefer}" is weighed with itself',
                "a trade-off has two criteria",
                "name another criterion",
            )
        if choices.count(pair) > 1:
            raise AppError(
                f'{place}: "{pair.prefer}" over "{pair.over}" is there twice',
                "a choice counts once",
                "keep one of the two",
            )
    circle = _circle(choices)
    if circle:
        raise AppError(
            f"{place}: the choices contradict each other",
            f"they go round in a circle: {' over '.join(circle)}",
            "take one of them out",
        )


def _no_preference(where: str, criteria: Sequence[str], answers: Answers) -> None:
    place = f'{where}, field "no_preference"'
    pairs = [frozenset(pair) for pair in answers.no_preference]
    chosen = {frozenset((choice.prefer, choice.over)) for choice in answers.trade_offs}
    for (one, other), pair in zip(answers.no_preference, pairs, strict=True):
        for id_ in (one, other):
            _known(where, "no_preference", "criterion", id_, criteria)
        if one == other:
            raise AppError(
                f'{place}: criterion "{one}" is paired with itself',
                "a card has two criteria",
                "name another criterion",
            )
        if pairs.count(pair) > 1:
            raise AppError(
                f'{place}: "{one}" and "{other}" are there twice', "", "keep one of the two"
            )
        if pair in chosen:
            raise AppError(
                f'{place}: "{one}" and "{other}" stand in "trade_offs" too',
                "one of the two is preferred, or neither is",
                "take them out of one of the two fields",
            )


def _circle(choices: Sequence[TradeOff]) -> list[str]:
    """Return criteria each of which is preferred to the next, the first again last; or nothing."""
    less = {pair.prefer: [p.over for p in choices if p.prefer == pair.prefer] for pair in choices}
    # What leads nowhere lies on no circle; once it is gone, every step stays on one.
    while ends := [id_ for id_, over in less.items() if not any(o in less for o in over)]:
        for id_ in ends:
            del less[id_]
    if not less:
        return []
    walk = [next(iter(less))]
    while walk.count(walk[-1]) == 1:
        walk.append(next(o for o in less[walk[-1]] if o in less))
    return walk[walk.index(walk[-1]) :]


def _options(where: str, question: Question, options: tuple[str, ...]) -> None:
    place = f'{where}, field "answers", question "{question.id}"'
    valid = (*(option.id for option in question.option), NOT_SURE)
    for option in options:
        if option not in valid:
            raise AppError(
                f'{place}: there is no option "{option}"',
                f"the options are {', '.join(valid)}",
                _nearest(option, valid, "option"),
            )
    if len(set(options)) < len(options):
        twice = next(o for o in options if options.count(o) > 1)
        raise AppError(f'{place}: option "{twice}" is named twice', "", "keep one of the two")
    if NOT_SURE in options and len(options) > 1:
        raise AppError(
            f'{place}: "{NOT_SURE}" stands beside another answer',
            "a question is either open or answered",
            "keep one of the two",
        )
    alone = next((o.id for o in question.option if o.alone and o.id in options), "")
    if alone and len(options) > 1:
        others = ", ".join(option for option in options if option != alone)
        raise AppError(
            f'{place}: "{alone}" stands beside {others}',
            f'"{alone}" says that no other option holds',
            f'keep "{alone}" alone, or take it out',
        )
    if len(options) > 1 and not question.multi:
        raise AppError(
            f"{place}: {len(options)} options are chosen",
            "this question takes one",
            f'keep one of {", ".join(options)}, or write "{NOT_SURE}"',
        )


def _known(where: str, field: str, kind: str, id_: str, valid: Iterable[str]) -> None:
    ids = tuple(valid)
    if id_ not in ids:
        raise AppError(
            f'{where}, field "{field}": there is no {kind} "{id_}"',
            "",
            _nearest(id_, ids, kind),
        )


def _nearest(id_: str, valid: Iterable[str], kind: str) -> str:
    """Return the instruction, with the valid id that looks like the wrong one if there is one."""
    import difflib  # only when there is something wrong

    near = difflib.get_close_matches(id_, list(valid), n=1)
    hint = f', nearest is "{near[0]}"' if near else ""
    return f"write the {kind} as `forkwise questions` lists it{hint}"
