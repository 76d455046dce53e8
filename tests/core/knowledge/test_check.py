"""The checker: one broken file per rule, and the finding names the id."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from core.knowledge.check import check
from core.knowledge.load import read
from core.records.errors import AppError

# rule, file, old, new, what the finding must name
ONE_PER_RULE = [
    (1, "criteria.toml", 'id = "flex"', 'id = "learn"', "learn"),
    (2, "questions.toml", "set = { flex = 3.5,", "set = { flexible = 3.5,", "flexible"),
    (3, "questions.toml", "prior = 22,", "prior = 0,", "vision"),
    (7, "rules.toml", "date = 2026-11-22", "date = 2199-01-01", "k_pt_stay"),
    (7, "evidence.toml", 'because = "Both lie nearer', 'because = "" # "', "learn"),
    (8, "questions.toml", 'q = "musts", is = ["no_code"]', 'q = "style", is = ["any"]', "target"),
    (10, "evidence.toml", "Reads like ordinary Python; the training loop is yours to write", "Good",
     "learn"),
    (11, "questions.toml", "shift = { serve = -2 }", "shift = { serve = -1 }", "script"),
    (12, "criteria.toml", "base_level = 0.25", "base_level = 3", "build"),
    (14, "rules.toml", 'relax = "Let the existing PyTorch', 'relax = "" # "', "k_pt_stay"),
    (17, "criteria.toml", '"Custom Layers"', '"Layers"', "Custom Layers"),
    (17, "questions.toml", 'seed = "Beginner"', 'seed = ""', "Beginner"),
]  # fmt: skip


def findings(folder, rule):
    return [finding.text for finding in check(read(folder)) if finding.rule == rule]


@pytest.mark.parametrize(("rule", "file", "old", "new", "named"), ONE_PER_RULE)
def test_one_broken_file_per_rule(known, spoil, rule, file, old, new, named):
    before = {finding.text for finding in check(known)}
    folder = spoil(file, old, new)
    found = [text for text in findings(folder, rule) if text not in before]
    assert any(named in text for text in found), found


def test_rule_4_a_question_without_effect(known):
    question = known.questions[0]
    dull = tuple(
        msgspec.structs.replace(option, set={}, shift={}, id=f"dull{number}")
        for number, option in enumerate(question.option)
    )
    changed = msgspec.structs.replace(question, id="dull", option=dull)
    knowledge = msgspec.structs.replace(known, questions=(*known.questions, changed))
    texts = [finding.text for finding in check(knowledge) if finding.rule == 4]
    assert any('"dull"' in text for text in texts)


def test_rule_5_a_criterion_that_never_counts(known):
    idle = msgspec.structs.replace(known.criteria[0], id="idle", base_level=0)
    knowledge = msgspec.structs.replace(known, criteria=(*known.criteria, idle))
    texts = [finding.text for finding in check(knowledge) if finding.rule == 5]
    assert any('"idle"' in text for text in texts)


def test_rule_6_missing_and_forbidden_evidence(known):
    without = tuple(item for item in known.evidence if item.id not in ("hw_amd", "pipe"))
    wrong = msgspec.structs.replace(known.evidence[0], id="speed", criterion="train_speed")
    knowledge = msgspec.structs.replace(known, evidence=(*without, wrong))
    texts = [finding.text for finding in check(knowledge) if finding.rule == 6]
    assert any('"hw"' in text and '"amd"' in text for text in texts)
    assert any('"pipe"' in text for text in texts)
    assert any('"speed"' in text for text in texts)


def test_rule_9_old_evidence(known):
    def at(year):
        return {
            finding.level: finding.text
            for finding in check(known, dt.date(year, 12, 31))
            if finding.rule == 9 and '"debug"' in finding.text
        }

    assert set(at(2027)) == {"warning"}
    assert set(at(2029)) == {"error"}


def test_rule_16_unknown_key(spoil):
    with pytest.raises(AppError, match=r"learn.*labell"):
        read(spoil("criteria.toml", "label = ", "labell = "))


def test_a_clock_behind_the_knowledge_is_only_a_warning(known):
    found = [f for f in check(known, dt.date(2020, 1, 1)) if f.rule == 7]
    assert [f.level for f in found] == ["warning"]


def test_our_own_knowledge_has_no_error(known):
    assert [finding for finding in check(known) if finding.level == "error"] == []


def test_findings_are_single_sentences_in_the_order_of_the_rules(known):
    found = check(known, dt.date(2030, 1, 1))
    assert [finding.rule for finding in found] == sorted(finding.rule for finding in found)
    assert all("\n" not in finding.text for finding in found)
