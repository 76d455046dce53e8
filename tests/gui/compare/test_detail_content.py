"""What the detail pane says about a row: both sides, what it does, where it comes from."""

import datetime as dt

import msgspec
import pytest

from core.decide.resolve import resolve
from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Row
from core.knowledge.ledger_words import VERDICTS
from core.records.answers import Answers
from core.records.base import SIDES
from gui.compare.detail_content import detail_of
from gui.compare.detail_pieces import (
    LONGEST,
    Line,
    More,
    Run,
    Section,
    as_markdown,
    as_text,
    coded,
    line,
    opened,
)
from gui.compare.detail_sides import FIRST
from gui.compare.detail_sources import cited
from gui.compare.detail_verdict import on_scale
from gui.compare.words import VERDICT_ICONS

TODAY = dt.date.today()


@pytest.fixture(scope="module")
def rows(knowledge, weighed) -> dict[str, Row]:
    views = by_aspect(knowledge, weighed, TODAY), by_claim(knowledge, weighed, TODAY)
    return {row.id: row for view in views for row in view.rows}


@pytest.fixture(scope="module")
def say(knowledge, weighed, rows):
    """Return a function that gives the pieces of a row."""

    def pieces(id_: str, *, by=weighed):
        return detail_of(knowledge, rows[id_], by, TODAY)

    return pieces


def runs_of(pieces) -> list[Run]:
    return [run for piece in opened(pieces) if isinstance(piece, Line) for run in piece.runs]


def sections(pieces) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Section) and piece.text]


def test_every_row_of_both_views_names_both_sides_in_one_order(say, rows, weighed) -> None:
    for by in (weighed, None):
        for id_ in rows:
            pieces = say(id_, by=by)
            marks = [run.side for piece in pieces if isinstance(piece, Line) for run in piece.runs
                     if run.side and run.text in ("", "PyTorch", "TensorFlow")]  # fmt: skip
            assert marks[:2] == list(SIDES), id_
            assert "In your verdict" in sections(pieces)
            assert any(head.startswith("Sources") for head in sections(pieces))


def test_an_aspect_shows_every_claim_and_no_side_more_openly_than_the_other(
    say, rows, knowledge
) -> None:
    for id_, row in rows.items():
        said = as_text(say(id_))
        for claim in map(knowledge.claim, row.claims):
            assert claim.now.replace("`", "") in said, (id_, claim.id)
    open_ones = [run for piece in say("hw") if isinstance(piece, Line) for run in piece.runs
                 if run.text in VERDICTS.values()]  # fmt: skip
    assert any(isinstance(piece, More) for piece in say("hw"))
    assert 0 < len(open_ones) <= 3 * (FIRST + 1)


def test_an_old_claim_is_struck_out_exactly_where_it_no_longer_holds(say, knowledge) -> None:
    for claim in knowledge.claims:
        struck = {run.text for run in runs_of(say(claim.id)) if run.struck}
        if claim.old_claim:
            wrong = claim.verdict in ("outdated", "wrong")
            assert (claim.old_claim in struck) == wrong, claim.id
        for run in runs_of(say(claim.id)):
            if run.text == "outdated":
                assert run.icon == VERDICT_ICONS["outdated"]


def test_a_claim_without_a_partner_says_what_the_evidence_says_of_the_other_side(
    knowledge, rows, say
) -> None:
    alone = next(claim for claim in knowledge.claims if claim.id == "p09-torchscript")
    assert rows[alone.id].claims == (alone.id,)
    assert "No claim was made beside it. By the evidence: " in as_text(say(alone.id))
    assert "No entry of its own." in as_text(say(alone.id, by=None))


def test_points_weight_and_answers_are_those_of_the_verdict(say, weighed) -> None:
    part = next(c for c in weighed.contributions if c.criterion == "device")
    text = as_text(say("device"))
    assert f"{abs(part.points)} points for TensorFlow." in text
    assert "Weight “" in text
    for answer in part.because:
        assert f"“{answer}”" in text
    known = next(k for k in weighed.known if k.criterion == "device")
    for side in SIDES:
        assert f"{known.value[side]:.2f}" in text


def test_evidence_behind_the_values_has_kind_date_reason_and_range(say, weighed, knowledge) -> None:
    known = next(k for k in weighed.known if k.criterion == "debug")
    text = as_text(say("debug"))
    for item in knowledge.evidence:
        if item.id in known.evidence:
            assert item.because in text
    assert "give or take" in text


def test_without_answers_the_pane_says_what_to_do(say, knowledge, rows) -> None:
    nothing = resolve(knowledge, Answers(), (), seed=1, as_of=TODAY)
    assert "being worked out" in as_text(say("debug", by=None))
    for by in (nothing,):
        text = as_text(say("debug", by=by))
        assert "You have answered nothing yet" in text
        assert "Do this: answer the questions on the page Decide." in text
        assert "points for" not in text
    few = resolve(knowledge, Answers(answers={"team": ("none",)}), (), seed=1, as_of=TODAY)
    assert few.verdict == "insufficient"
    assert "Too few answers to weigh it." in as_text(say("debug", by=few))


def test_what_enters_no_verdict_says_so_and_what_was_not_measured_too(say) -> None:
    assert "Shown only: it enters no verdict." in as_text(say("aspect:licence"))
    assert "cannot separate them" in as_text(say("equal:numpy"))
    assert "It was not measured here." in as_text(say("train_speed"))


def test_each_source_stands_once_with_host_date_and_note(knowledge, say, rows) -> None:
    for id_, row in rows.items():
        links = [run.link for run in runs_of(say(id_)) if run.link.startswith("http")]
        assert len(links) == len(set(links)), id_
        claims = [knowledge.claim(claim) for claim in row.claims]
        assert {s.url for c in claims for s in c.sources} <= set(links), id_
    one = knowledge.claim("t08-errors-tf")
    found = cited([one, one], ())
    assert len(found) == len({source.url for source in one.sources})


def test_where_there_is_no_source_the_reason_or_the_command_stands(say, knowledge) -> None:
    text = as_text(say("m07-hiring"))
    assert f"No source: {knowledge.claim('m07-hiring').support_reason}" in text
    runs = runs_of(say("i08-size"))
    command = next(run.text for run in runs if run.code and run.text.startswith("du -sm t"))
    assert any(run.link == f"copy:{command}" for run in runs)


def test_a_check_stands_where_a_claim_names_one_and_nowhere_else(knowledge, rows, say) -> None:
    assert not any("Check it here" in sections(say(id_)) for id_ in rows)
    claims = tuple(msgspec.structs.replace(c, check="errors") if c.id == "t08-errors-tf" else c
                   for c in knowledge.claims)  # fmt: skip
    other = msgspec.structs.replace(knowledge, claims=claims)
    row = next(r for r in by_claim(other, None, TODAY).rows if r.id == "t08-errors-tf")
    pieces = detail_of(other, row, None, TODAY)
    assert "Check it here" in sections(pieces)
    assert any(run.link == "copy:forkwise check errors" for run in runs_of(pieces))
    aspect = next(r for r in by_aspect(other, None, TODAY).rows if r.id == "debug")
    assert aspect.criterion == "debug"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "“low”"),
        (0.49, "“middle”"),
        (0.98, "“high”"),
        (0.25, "half-way from “low” to “middle”"),
        (0.1, "near “low”, towards “middle”"),
        (0.9, "near “high”, from “middle”"),
    ],
)
def test_a_value_is_said_in_the_words_of_its_scale(value, words) -> None:
    assert on_scale(value, {"0": "low", "0.5": "middle", "1": "high"}) == words


def test_backticks_are_code_only_in_pairs() -> None:
    assert [run.code for run in coded("run `x` now")] == [False, True, False]
    assert [run.text for run in coded("a ` b")] == ["a ` b"]


def test_copies_hold_no_markup_of_the_knowledge_and_are_capped() -> None:
    hostile = "<img src=file:///etc/passwd> [x](javascript:1) \u202e*b* " + "x" * 10_000
    text = as_text([line(hostile)])
    assert "\u202e" not in text
    assert len(text) <= LONGEST + 3
    marked = as_markdown([line(hostile)])
    assert "\\<img" in marked
    assert "\\[x\\]" in marked
    link = Line((Run("a", link="https://a.org/x"), Run("b", link="file:///etc/passwd")))
    assert as_markdown([link]).strip() == "[a](<https://a.org/x>)b"
    assert as_text([link]).strip() == "a <https://a.org/x>b"
