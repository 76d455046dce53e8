"""The two in short and the terms: what the checker asks of them, and how terms are found."""

import pytest

from core.knowledge.check import check
from core.knowledge.guide import Glossary, portrait, sides_of
from core.knowledge.guide_rules import LONGER, LONGEST_TERM
from core.knowledge.load import GUIDE, load, parse
from core.records.base import SIDES
from core.records.errors import AppError
from core.records.guide import HEADINGS, Term


@pytest.fixture(scope="module")
def glossary(known) -> Glossary:
    return Glossary(known.guide.terms)


def findings(folder, rule: int) -> list[str]:
    knowledge, broken = parse(folder)
    assert knowledge is not None, broken
    return [finding.text for finding in check(knowledge) if finding.rule == rule]


# --- what comes with Forkwise ------------------------------------------------------------------


def test_both_portraits_have_every_heading_in_equal_length(known) -> None:
    assert sides_of(known.guide) == SIDES
    for heading in HEADINGS:
        sizes = [sum(len(p.text) for p in portrait(known.guide, side)[heading]) for side in SIDES]
        assert 0 < max(sizes) <= LONGER * min(sizes), heading


def test_every_sentence_rests_on_claims_that_hold_and_speak_of_that_side(known) -> None:
    for sentence in known.guide.portraits:
        assert sentence.claims
        for claim in map(known.claim, sentence.claims):
            assert claim is not None
            assert claim.verdict not in ("wrong", "outdated")
            assert claim.framework in (sentence.framework, "both")


def test_there_are_enough_terms_and_each_has_one_line(known) -> None:
    assert len(known.guide.terms) >= 40
    assert all(len(term.text) <= LONGEST_TERM for term in known.guide.terms)
    assert all(term.text.endswith(".") for term in known.guide.terms)


# --- editions ----------------------------------------------------------------------------------


def test_an_edition_without_a_guide_has_the_terms_and_no_portraits(known, folder) -> None:
    before = load(folder)
    (folder / GUIDE).unlink()
    found = load(folder)
    assert found.guide.portraits == ()
    assert found.guide.terms == known.guide.terms
    assert found.hash != before.hash
    assert findings(folder, 18) == findings(folder, 19) == []


def test_a_damaged_guide_is_refused_and_named(folder) -> None:
    (folder / GUIDE).write_text("[[portrait]]\nheading = 'money'\n", encoding="utf-8")
    with pytest.raises(AppError, match=GUIDE):
        load(folder)
    (folder / GUIDE).unlink()
    (folder / GUIDE).mkdir()
    with pytest.raises(AppError, match=GUIDE):
        load(folder)


def test_the_hash_covers_the_guide(known, spoil) -> None:
    changed = load(spoil(GUIDE, "One pass through", "A pass through"))
    assert changed.hash != known.hash


# --- the checker -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ('claims = ["n01-what-pt"]', 'claims = ["n01"]', 18, 'there is no claim "n01"'),
        ('claims = ["n01-what-pt"]', "claims = []", 18, "it rests on nothing"),
        ('claims = ["n01-what-pt"]', 'claims = ["c02-build"]', 18, "is wrong and carries nothing"),
        ('heading = "what"', 'heading = "weak"', 18, 'heading "what": the two portraits'),
        ('text = "A Python library', 'text = "x"  # ', 18, 'heading "what": the two portraits'),
        ('text = "One pass', f'text = "{"word " * 28}', 19, "longer than 140 characters"),
        ('aliases = ["epochs"]', 'aliases = ["Eager"]', 19, '"Eager" is there twice'),
        ('aliases = ["epochs"]', 'aliases = [" "]', 19, "a form of the word is empty"),
        ('id = "epoch"', 'id = "logits"', 19, "it is used twice"),
        ('id = "epoch"', 'id = "An epoch"', 19, "signs no id has"),
    ],
)
def test_what_the_checker_finds(spoil, old, new, rule, said) -> None:
    found = findings(spoil(GUIDE, old, new), rule)
    assert any(said in text for text in found), found


# --- finding terms -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One epoch of training", {"epoch": "epoch"}),
        ("Epochs and Logits", {"Epochs": "epoch", "Logits": "logits"}),
        ("reepoch epochal", {}),
        ("MPS works, mps does not", {"MPS": "mps"}),
        ("onnx and ONNX Runtime", {"ONNX Runtime": "onnx_runtime"}),
        ("by torch.compile.", {"torch.compile": "torch_compile"}),
        ("compile it; torch.compiler", {"compile": "compile"}),
        ("the AOTInductor", {"AOTInductor": "aotinductor"}),
        ("two TPUs, FSDP2.", {"TPUs": "tpu", "FSDP2": "fsdp"}),
        ("fit() traces it once", {"fit()": "fit", "traces": "tracing"}),
        ("the next step of this reading", {}),
        ("warm-up, then tf.function", {"warm-up": "warm_up", "tf.function": "tf_function"}),
    ],
)
def test_terms_are_found_as_whole_words(glossary, text, found) -> None:
    assert {text[m.start : m.end]: m.term.id for m in glossary.find(text)} == found


def test_every_form_that_is_no_everyday_word_is_found_by_itself(glossary, known) -> None:
    for term in known.guide.terms:
        if not term.common:
            for form in (term.term, *term.aliases):
                assert [m.term.id for m in glossary.find(f"({form}, x")] == [term.id], form


def test_a_search_puts_names_before_lines_and_finds_words_in_any_order(glossary) -> None:
    assert glossary.search("xla")[0].id == "xla"
    assert "tpu" in [term.id for term in glossary.search("CLOUD chip")]
    assert len(glossary.search("")) == len(glossary.terms)
    assert glossary.search("no such word at all") == ()


def test_a_name_in_any_form_leads_to_its_term(glossary) -> None:
    assert glossary.named("tf lite").id == "litert"
    assert glossary.named("Acceptability Index").id == "share_of_readings"
    assert glossary.named("swing_weight").id == "swing_weight"
    assert glossary.named("nothing") is None


def test_without_terms_nothing_is_found() -> None:
    assert list(Glossary(()).find("epoch")) == []
    common = Glossary((Term("step", "step", "One.", common=True),))
    assert list(common.find("a step")) == []
    assert common.named("step") is not None
