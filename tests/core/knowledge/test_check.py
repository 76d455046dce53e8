"""T19: one broken folder a rule, and the finding names file, id, field and what to do."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import dataclass
from importlib import resources

import pytest

from core.cli import knowledge_rules
from core.cli.knowledge_rules import check_all
from core.knowledge import balance, coverage, identity, load, ranges, references, sources
from core.knowledge.check import check, check_folder
from core.knowledge.load import FILES, read
from core.records.errors import AppError

DAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class Broken:
    """One small edit of the real knowledge, and what the checker must say of it."""

    rule: int
    file: str
    old: str
    new: str
    id_: str
    field: str
    mend: str
    level: str = "error"
    told: str = ""  # the file the finding names, where it is not the one that was edited


TREE = 'say = "For tables, scikit-learn'
RETIRED = 'retired = ["rule:k_tpu_v6"]'
BROKEN = (
    Broken(1, "criteria.toml", 'id = "flex"', 'id = "learn"', "learn", "id", "another id"),
    Broken(1, "criteria.toml", 'id = "flex"', 'id = "Flex"', "Flex", "id", "write it so"),
    Broken(1, "questions.toml", 'id = "amd"', 'id = "not_sure"', "not_sure", "id", "another id"),
    Broken(1, "rules.toml", 'id = "system"', 'id = "style"', "style", "id", "another id"),
    Broken(1, "rules.toml", '{ id = "amd"', '{ id = "apple"', "gpu", "id", "another id"),
    Broken(1, "meta.toml", RETIRED, 'retired = ["evidence:flex"]', "flex", "id", "never",
           told="evidence.toml"),
    Broken(1, "meta.toml", RETIRED, 'retired = ["option:style.any"]', "any", "id", "never",
           told="questions.toml"),
    Broken(1, "meta.toml", RETIRED, 'retired = ["flex"]', "flex", "retired", "like"),
    Broken(2, "questions.toml", "set = { flex = 3.5,", "set = { flx = 3.5,", "free2", "set",
           'nearest is "flex"'),
    Broken(2, "rules.toml", 'is = ["pt_must"]', 'is = ["pt_mst"]', "k_pt_stay", "when",
           'nearest is "pt_must"'),
    Broken(2, "rules.toml", 'q = "system", is = ["mac_x86_64"]', 'q = "sytem", is = ["mac_x86_64"]',
           "k_mac_intel", "when", 'nearest is "system"'),
    Broken(2, "rules.toml", 'anyway", q = "task"', 'anyway", q = "tusk"', "r_trees", "anyway",
           'nearest is "task"'),
    Broken(2, "rules.toml", 'option = "tabular_nn"', 'option = "tabular"', "r_trees", "anyway",
           'nearest is "tabular_nn"'),
    Broken(2, "evidence.toml", '"b02-pt-python"', '"b02-python"', "learn", "claims", "nearest"),
    Broken(2, "evidence.toml", "value = { pytorch = 0.80, ", "value = { ", "learn", "value",
           "one for each"),
    Broken(3, "criteria.toml", "base_level = 0.25", "base_level = 9", "learn", "base_level",
           "from 0 to 4"),
    Broken(3, "criteria.toml", "gain = 0.25", "gain = 1.5", "learn", "swing", "improvement"),
    Broken(3, "questions.toml", "prior = 22,", "prior = 0,", "vision", "prior", "how common"),
    Broken(3, "questions.toml", "flex = 3.5,", "flex = 5,", "free2", "set", "in that range"),
    Broken(3, "evidence.toml", "pytorch = 0.80", "pytorch = 1.8", "learn", "value", "worded scale"),
    Broken(6, "evidence.toml", 'id = "pipe"\ncriterion = "pipe"', 'id = "pipe"\ncriterion = "hw"',
           "pipe", "when", "add an item", "warning"),
    Broken(6, "evidence.toml", 'q = "hardware", is = ["amd"]', 'q = "hardware", is = ["apple"]',
           "hw", "when", "add an item", "warning"),
    Broken(6, "evidence.toml", 'criterion = "learn"', 'criterion = "train_speed"', "learn",
           "criterion", "remove the item"),
    Broken(7, "rules.toml", 'source = "your answer"', 'source = ""', "k_pt_stay", "source",
           "name a link"),
    Broken(7, "rules.toml", "date = 2026-11-22", "date = 2199-01-01", "k_pt_stay", "date",
           "correct one"),
    Broken(7, "evidence.toml", 'because = "Both lie', 'because = "" # "', "learn", "because",
           "in one line"),
    Broken(7, "evidence.toml", 'claims = ["m06-hf"', 'claims = [] # ["', "ready", "claims",
           "judgement"),
    Broken(7, "evidence.toml", 'claims = ["m06-hf", "b09-pt-python-libs", "g05-llm"]',
           'claims = ["t02-adoption-tf", "c02-build"]', "ready", "claims", "name one that holds"),
    Broken(7, "evidence.toml", 'kind = "judgement"', 'kind = "judgement"\nwidth = 0.05', "learn",
           "width", "remove it"),
    Broken(7, "claims.toml", 'as_of = "2026-08-21", as_of_note = "repository (v2.2)"', 'as_of = ""',
           "t01-best-use-tf", "sources", "on which it was read"),
    Broken(7, "claims.toml", 'as_of_note = "repository (v2.2)"', 'as_of_note = "undated copy"',
           "t01-best-use-tf", "sources", "and no as_of"),
    Broken(7, "claims.toml", 'as_of = "2026-08-21"', 'read = "2026-11-31"', "t01-best-use-tf",
           "sources", "2026-11-22"),
    Broken(7, "claims.toml", 'as_of = "2026-08-21"', 'as_of = "2026-02-30"', "t01-best-use-tf",
           "sources", "2026-11"),
    Broken(7, "claims.toml", "ran = 2026-11-23\n", "", "n10-run-breakpoint", "ran", "the day"),
    Broken(7, "claims.toml", "`import tensorflow as tf; tf.lite.Interpreter`", "a call",
           "k01-removals-tf", "support_reason", "backquotes"),
    Broken(7, "claims.toml", "`import tensorflow as tf; tf.lite.Interpreter`", "a call, ` `,",
           "k01-removals-tf", "support_reason", "backquotes"),
    Broken(7, "claims.toml", "ran = 2026-11-23", "ran = 2027-01-02", "n10-run-breakpoint", "ran",
           "correct one"),
    Broken(7, "claims.toml", 'verdict = "opinion"\nsupport = "none"',
           'verdict = "opinion"\nsupport = "sourced"', "b03-pt-syntax", "sources", "as_of"),
    Broken(7, "claims.toml", 'support_reason = "', 'support_reason = "" # "', "b03-pt-syntax",
           "support_reason", "say why"),
    Broken(8, "questions.toml", 'q = "musts", is = ["no_code"]', 'q = "style", is = ["any"]',
           "target", "skip_if", "stands above"),
    Broken(8, "questions.toml", 'q = "musts", is = ["no_code"]', 'q = "gpu", is = ["amd"]',
           "target", "skip_if", "stands above"),
    Broken(10, "evidence.toml", "Reads like ordinary Python; the training loop is yours to write",
           "Good", "learn", "text", "factor of two"),
    Broken(10, "criteria.toml", "trains twice as fast", "is PyTorch", "train_speed", "swing",
           "either tool"),
    Broken(11, "questions.toml", "shift = { serve = -2 }", "shift = { serve = -1 }", "script",
           "shift", "merge them"),
    Broken(12, "criteria.toml", "base_level = 0.25", "base_level = 3", "learn", "base_level",
           "between 10 and 35 %"),
    Broken(14, "rules.toml", 'relax = "Let the existing PyTorch', 'relax = "" # "', "k_pt_stay",
           "relax", "give up"),
    Broken(16, "criteria.toml", "question_to_self = ", "question_to_sef = ", "learn",
           "question_to_sef", "spelling"),
    Broken(16, "evidence.toml", 'kind = "judgement"', 'kind = "hunch"', "learn", "kind", "beside"),
    Broken(16, "rules.toml", TREE, "say = For tables, scikit-learn", "", "", "quotation marks"),
    Broken(17, "criteria.toml", '"Custom Layers"', '"Layers"', "Custom Layers", "seed_rows",
           "name it"),
    Broken(17, "questions.toml", 'seed = "Beginner"', 'seed = ""', "Beginner", "seed", "name it"),
)  # fmt: skip


def findings(folder, rule, day=DAY):
    _, found = check_all(folder, day)
    return [finding for finding in found if finding.rule == rule]


def said_of(case: Broken, found) -> list[str]:
    wanted = (case.told or case.file, case.id_, case.field, case.mend)
    return [f.text for f in found if f.level == case.level and all(w in f.text for w in wanted)]


@pytest.mark.parametrize(
    "case",
    BROKEN,
    ids=lambda c: f"{c.rule}-{c.file}-{c.field}",
)
def test_t19_one_broken_folder_a_rule(spoil, case):
    """T19."""
    folder = spoil(case.file, case.old, case.new)
    found = findings(folder, case.rule)
    texts = said_of(case, found)
    assert texts, [finding.text for finding in found]
    assert not any("\n" in text for text in texts)


def test_t19_rule_4_a_question_that_changes_nothing(folder):
    """T19."""
    file = folder / "questions.toml"
    text = file.read_text(encoding="utf-8")
    dull = (
        '\n[[question]]\nid = "dull"\ngroup = "How you work"\nstep = "Dull"\ntext = "Dull?"\n'
        'why = "No reason."\noption = [\n'
        '  { id = "a", text = "A" },\n  { id = "b", text = "B" },\n]\n'
    )
    file.write_text(text + dull, encoding="utf-8")
    (found,) = findings(folder, 4)
    for word in ("questions.toml", '"dull"', '"option"', "give two options different effects"):
        assert word in found.text
    file.write_text(text + dull.replace('  { id = "b", text = "B" },\n', ""), encoding="utf-8")
    (found,) = findings(folder, 4)
    assert "write at least two options" in found.text


def test_t19_rule_5_a_criterion_that_never_counts(folder):
    """T19."""
    file = folder / "questions.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\btpu = [1-4]\b", "multi = 1", text), encoding="utf-8")
    (found,) = findings(folder, 5)
    for word in ("criteria.toml", '"tpu"', '"base_level"', "set or shift it in questions.toml"):
        assert word in found.text


def test_t19_rule_9_old_evidence(folder):
    """T19."""
    file = folder / "evidence.toml"
    text = file.read_text(encoding="utf-8")

    def dated(date):
        file.write_text(re.sub(r"date = \S+", f"date = {date}", text), encoding="utf-8")
        return [f for f in findings(folder, 9) if "hw" in f.text]

    (found,) = dated("2025-10-01")
    assert found.level == "warning"
    (found,) = dated("2024-10-01")
    assert found.level == "error"
    for word in ("evidence.toml", 'evidence "hw_', '"date"', "check it again and date it"):
        assert word in found.text


def test_t19_rule_13_a_criterion_that_outvotes_the_rest(folder):
    """T19."""
    _, before = check_all(folder, DAY)
    assert {f.level for f in before if f.rule == 13} == {"note"}
    assert any("without any answer, of 100 readings" in f.text for f in before)
    file = folder / "criteria.toml"
    text = file.read_text(encoding="utf-8")
    head, tail = text.split('id = "ready"')
    tail = tail.replace("base_level = 0.25", "base_level = 3", 1)
    file.write_text(f'{head}id = "ready"{tail}', encoding="utf-8")
    (found,) = [f for f in findings(folder, 13) if f.level == "warning"]
    for word in ("criteria.toml", '"ready"', '"base_level"', "lower its base_level"):
        assert word in found.text


def test_t19_rule_15_a_case_that_turns(folder):
    """T19."""
    file = folder / "evidence.toml"
    text = file.read_text(encoding="utf-8")
    swapped = re.sub(
        r"value = \{ pytorch = (\S+), tensorflow = (\S+) \}",
        r"value = { pytorch = \2, tensorflow = \1 }",
        text,
    )
    file.write_text(swapped, encoding="utf-8")
    assert [f.level for f in findings(folder, 15)] == ["warning"]
    shutil.copy(
        str(resources.files("resources").joinpath("knowledge", "cases.toml")), folder / "cases.toml"
    )
    found = findings(folder, 15)
    assert all(f.level == "error" for f in found)
    text = next(f.text for f in found if '"o03"' in f.text)
    for word in ("cases.toml", '"expected"', "pytorch, not tensorflow", "change the case"):
        assert word in text


def test_rule_15_an_edition_is_tried_on_its_own_cases(folder):
    shutil.copy(
        str(resources.files("resources").joinpath("knowledge", "cases.toml")), folder / "cases.toml"
    )
    file = folder / "cases.toml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace('task = ["vision"]', 'task = ["visions"]', 1)
    file.write_text(changed.replace('id = "o02"', 'id = "o01"'), encoding="utf-8")
    texts = [finding.text for finding in findings(folder, 15)]
    assert any('"o01"' in t and "visions" in t and 'nearest is "vision"' in t for t in texts)
    assert any("used twice" in t for t in texts)
    file.write_text("[[case]]\nname = 1\n", encoding="utf-8")
    assert any("cases.toml" in finding.text for finding in findings(folder, 16))


def test_every_rule_is_a_named_function_with_its_number():
    named = {
        name: module
        for module in (
            identity, references, ranges, coverage, sources, balance, knowledge_rules,
        )
        for name in vars(module)
        if re.fullmatch(r"rule_\d+_\w+", name)
    }  # fmt: skip
    numbers = {int(name.split("_")[1]) for name in named}
    assert numbers | {16} == set(range(1, 18))  # 16 is what reading does: load.parse
    assert "rule 16" in (load.parse.__doc__ or "")
    assert all(vars(named[name])[name].__doc__ for name in named)


def test_every_rule_has_a_broken_folder():
    own = {4, 5, 9, 13, 15}  # written out above: they take more than one edit
    assert {case.rule for case in BROKEN} | own == set(range(1, 18))


def test_damage_in_several_files_is_told_at_once(folder):
    for name in ("meta.toml", "rules.toml"):
        (folder / name).write_text("[", encoding="utf-8")
    (folder / "claims.toml").unlink()
    knowledge, found = check_folder(folder)
    assert knowledge is None
    assert {f.file for f in found} == {"meta.toml", "rules.toml", "claims.toml"}
    assert {f.rule for f in found} == {16}


def test_rule_16_unknown_key(spoil):
    with pytest.raises(AppError, match=r"learn.*labell"):
        read(spoil("criteria.toml", "label = ", "labell = "))


def test_a_clock_behind_the_knowledge_is_only_a_warning(known):
    found = [f for f in check(known, dt.date(2020, 1, 1)) if f.rule == 7]
    assert [f.level for f in found] == ["warning"]


def test_our_own_knowledge_has_no_error_and_no_warning():
    _, found = check_all(None, DAY)
    assert [finding.text for finding in found if finding.level != "note"] == []


def test_findings_are_single_sentences_in_the_order_of_the_rules():
    _, found = check_all(None, dt.date(2030, 1, 1))
    assert [finding.rule for finding in found] == sorted(finding.rule for finding in found)
    assert all("\n" not in finding.text for finding in found)
    assert {finding.file for finding in found} <= {*FILES, "cases.toml"}


@pytest.mark.parametrize(
    "url",
    [
        "http://x.org", "https:///x", "https://github.com@evil.example/x", "https://a.b:99999/",
        "https://a.b/ x", "https://evil.example\\\\@github.com/", "https://gіthub.com/x", "file:///etc",
        "javascript:alert(1)", "https://localhost/x",
    ],
)  # fmt: skip
def test_a_link_leads_where_it_seems_to(spoil, url):
    folder = spoil(
        "claims.toml", 'url = "https://github.com/google-ai-edge/LiteRT"', f'url = "{url}"'
    )
    assert any("no https link" in f.text for f in findings(folder, 7))
