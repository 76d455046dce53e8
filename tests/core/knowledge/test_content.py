"""What is known: complete, sourced, worded, and right for the cases that a constraint decides."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from core.decide import values
from core.knowledge import sources
from core.knowledge.cases import read_cases
from core.records.knowledge import Knowledge
from core.records.rules import Condition


def holds(condition: Condition, answers: dict[str, tuple[str, ...]]) -> bool:
    def term(t):
        return any(option in answers.get(t.q, ()) for option in t.is_)

    return (
        all(map(term, condition.all))
        and (not condition.any or any(map(term, condition.any)))
        and not any(map(term, condition.none))
    )


def fired(known: Knowledge, **answers: str | tuple[str, ...]) -> dict[str, set[str]]:
    said = {q: (a,) if isinstance(a, str) else a for q, a in answers.items()}
    return {
        "out": {s for k in known.knockouts if holds(k.when, said) for s in k.out},
        "knockouts": {k.id for k in known.knockouts if holds(k.when, said)},
        "instead": {r.id for r in known.routes if r.strength == "instead" and holds(r.when, said)},
        "bridge": {r.id for r in known.routes if r.strength == "bridge" and holds(r.when, said)},
        "also": {r.id for r in known.routes if r.strength == "also" and holds(r.when, said)},
        "conflicts": {c.id for c in known.conflicts if holds(c.when, said)},
    }


PT, TF = "pytorch", "tensorflow"
# answers, alternatives ruled out, routes that lead away
TRUTH = [
    ({}, set(), set()),
    ({"existing": "pt_must"}, {TF}, set()),
    ({"existing": "tf_must"}, {PT}, set()),
    ({"existing": "pt_can_move"}, set(), set()),
    ({"existing": "jax_must"}, set(), {"r_jax_stay"}),
    ({"existing": "hf"}, {TF}, set()),
    ({"existing": "pt_must", "musts": "rule_tf"}, {PT, TF}, set()),
    ({"musts": "rule_pt"}, {TF}, set()),
    ({"musts": "rule_tf"}, {PT}, set()),
    ({"musts": "py314"}, {TF}, set()),
    ({"musts": "py315"}, {TF}, set()),
    ({"musts": "intel_mac"}, {TF}, set()),
    ({"musts": "no_code"}, set(), {"r_nocode"}),
    ({"musts": "both_open"}, set(), set()),
    ({"hardware": "nv_win"}, set(), set()),
    ({"hardware": "nv_win", "musts": "no_wsl"}, set(), set()),
    ({"hardware": "nv_win", "musts": "no_wsl", "scale": "none"}, set(), set()),
    ({"hardware": "nv_win", "musts": "no_wsl", "scale": "onegpu"}, {TF}, set()),
    ({"hardware": "nv_win", "musts": "no_wsl", "scale": "none", "speed": "infer"}, {TF}, set()),
    ({"hardware": "nv_win", "scale": "onegpu"}, set(), set()),
    ({"hardware": "nv_linux", "musts": "no_wsl", "scale": "onegpu"}, set(), set()),
    ({"hardware": "cpu", "musts": "no_wsl", "scale": "none"}, set(), set()),  # Windows on ARM
    ({"hardware": "tpu"}, set(), set()),
    ({"system": "windows_arm64"}, {PT, TF}, set()),
    ({"system": "windows_x86_64", "musts": "no_wsl", "hardware": "cpu"}, set(), set()),
    ({"system": "mac_x86_64"}, {TF}, set()),
    ({"system": "mac_x86_64", "musts": "intel_mac"}, {TF}, set()),
    ({"system": "mac_arm64", "gpu": "apple"}, set(), set()),
    ({"gpu": "nvidia_10_up", "hardware": "nv_linux"}, set(), set()),
    ({"python": ("3.14", "3.15")}, set(), set()),  # a Python can be installed in minutes
    ({"hardware": "tpu_v6"}, set(), set()),
    ({"target": "browser_train"}, {PT}, set()),
    ({"target": ("server", "browser_train")}, {PT}, set()),
    ({"target": "browser_run"}, set(), set()),
    ({"task": "tabular"}, set(), {"r_trees"}),
    ({"task": "tabular_nn"}, set(), set()),
    ({"task": "tabular", "existing": "pt_must"}, {TF}, set()),
    ({"task": "tabular", "existing": "tf_can_move"}, set(), {"r_trees"}),
    ({"task": "tabular", "musts": "rule_tf"}, {PT}, set()),
    ({"task": "llm", "outcome": "runonly"}, set(), {"r_llm_run"}),
    ({"task": "genmedia", "outcome": "runonly"}, set(), {"r_llm_run"}),
    ({"task": "vision", "outcome": "runonly"}, set(), {"r_runtime"}),
    ({"task": "tabular", "outcome": "runonly"}, set(), {"r_runtime"}),
    ({"task": "vision", "outcome": "runonly", "target": "browser_train"}, {PT}, set()),
    ({"task": "llm", "target": "mcu"}, set(), {"r_mcu_llm"}),
    ({"task": "vision", "target": "mcu"}, set(), set()),
    ({"scale": "tpupod"}, set(), set()),
    ({"scale": "tpupod", "existing": "none", "team": "none"}, set(), {"r_jax_tpu"}),
    ({"scale": "tpupod", "existing": "none", "team": "pt"}, set(), set()),
    ({"scale": "tpupod", "existing": "none", "team": "both", "musts": "rule_pt"}, {TF}, set()),
    ({"team": "jax"}, set(), set()),
    ({"team": "jax", "existing": "none"}, set(), {"r_jax_team"}),
    ({"team": "jax", "existing": "none", "target": "android"}, set(), set()),
    ({"team": "jax", "existing": "none", "target": "edgelinux"}, set(), {"r_jax_team"}),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "out", "instead"), TRUTH)
def test_truth_table_of_the_rules(known, answers, out, instead):
    found = fired(known, **answers)
    assert found["out"] == out
    assert found["instead"] == instead


def test_every_rule_can_fire(known):
    """A rule that no combination of the options it names makes true would be a slip."""
    for rule in (*known.knockouts, *known.routes, *known.conflicts):
        said: dict[str, tuple[str, ...]] = {}
        for term in (*rule.when.all, *rule.when.any[:1]):
            said[term.q] = (*said.get(term.q, ()), term.is_[0])
        assert holds(rule.when, said), rule.id


def test_hints_and_conflicts(known):
    assert fired(known, musts="both_open")["bridge"] == {"r_bridge"}
    assert "r_intel_mac" in fired(known, musts="intel_mac")["also"]
    assert "w_winarm" in fired(known, musts="no_wsl", hardware="cpu")["also"]
    assert "w_blackwell" in fired(known, hardware="nv_linux")["also"]
    assert "w_blackwell" in fired(known, hardware="nv_linux", gpu="nvidia_10_up")["also"]
    assert "w_blackwell" not in fired(known, hardware="nv_linux", gpu="nvidia_upto_9")["also"]
    assert "w_win_cuda" in fired(known, hardware="nv_win")["also"]
    assert "w_py_new" in fired(known, python="3.14")["also"]
    assert "w_py_new" not in fired(known, python=("3.13", "3.14"))["also"]
    assert "w_py_old" in fired(known, python=("3.9", "3.10"))["also"]
    assert "w_py_old" not in fired(known, python=("3.10", "3.14"))["also"]
    assert "w_winarm" not in fired(
        known, musts="no_wsl", hardware="cpu", system="windows_x86_64"
    )["also"]  # fmt: skip
    assert "r_intel_mac" in fired(known, system="mac_x86_64")["also"]
    assert fired(known, scale="tpupod", hardware="cpu")["conflicts"] == {"x_tpu_cpu"}
    assert fired(known, musts=("rule_pt", "rule_tf"))["conflicts"] == {"x_two_rules"}


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        ("k_hf5", "Transformers 5 has no TensorFlow"),
        ("k_win_gpu", "No native Windows GPU in TensorFlow since 2.11"),
        ("k_tf_stay", "Existing code must stay"),
        ("r_trees", "scikit-learn or boosted trees"),
        ("r_llm_run", "vLLM or llama.cpp"),
    ],
)
def test_key_phrases(known, rule, phrase):
    found = next(r for r in (*known.knockouts, *known.routes) if r.id == rule)
    assert phrase in found.title


def test_sixteen_questions_in_three_groups(known):
    assert [q.id for q in known.questions] == [
        "task", "outcome", "existing", "musts", "target", "scale", "hardware", "team",
        "experience", "style", "shipping", "speed", "debugging", "lifetime", "tracking",
        "languages",
    ]  # fmt: skip
    groups = [q.group for q in known.questions]
    assert len(set(groups)) == 3
    assert groups == sorted(groups, key=groups.index)  # each group in one piece
    assert {q.id for q in known.questions if q.multi} == {"musts", "target", "languages"}


def test_twenty_three_criteria_two_of_them_measured(known):
    assert len(known.criteria) == 23
    measured = {c.id: c.measured for c in known.criteria if c.measured}
    assert measured == {"train_speed": "train", "infer_speed": "latency"}
    assert {c.base_level for c in known.criteria} == {0, 0.25}


def test_every_card_says_its_effect_in_a_short_line(known):
    for question in known.questions:
        assert len(question.step) <= 20
        for option in question.option:
            assert 0 < len(option.effect) <= 60, (question.id, option.id)
            assert len(option.short or option.text) <= 30, (question.id, option.id)


def test_effects_say_what_the_numbers_do(known):
    words = {0: "none", 1: "little", 2: "some", 3: "strong", 4: "decisive"}
    for question in known.questions:
        for option in question.option:
            quoted = re.fullmatch(r"Sets “[^”]+” to (\w+)", option.effect)
            if quoted:
                level = max(option.set.values())
                assert words[int(level)] == quoted[1], (question.id, option.id)
            rules_out = [
                k for k in known.knockouts for t in k.when.all
                if t.q == question.id and option.id in t.is_
            ]  # fmt: skip
            if re.match(r"(Can rule|Rules) (a framework|PyTorch|TensorFlow) out", option.effect):
                assert rules_out, (question.id, option.id)


def test_texts_follow_the_house_words(known):
    texts = [q.text + q.why + q.unsure + q.skip_reason for q in known.questions]
    texts += [o.text + o.effect for q in known.questions for o in q.option]
    texts += [r.title + getattr(r, "reason", "") for r in known.knockouts]
    texts += [r.title + r.say for r in known.routes]
    texts += [c.label + c.question_to_self for c in known.criteria]
    texts += [text for e in known.evidence for text in e.text.values()]
    for text in texts:
        assert "!" not in text
        assert "please" not in text.casefold()
        assert not re.search(r"\d%", text)


def test_evidence_texts_are_short(known):
    for item in known.evidence:
        for text in item.text.values():
            assert len(text) <= 70, item.id


def test_the_ledger_is_complete(known):
    ids = {claim.id for claim in known.claims}
    assert len(ids) >= 107
    for row in range(1, 12):
        sides = {i for i in ids if i.startswith(f"t{row:02}-")}
        assert {i[-2:] for i in sides} == {"tf", "pt"}, row
    assert all(claim.short for claim in known.claims)
    assert {aspect.id for aspect in known.aspects} == {claim.aspect for claim in known.claims}


def test_every_source_is_an_https_link_and_every_gap_has_a_reason(known):
    for claim in known.claims:
        assert claim.sources or claim.support_reason
        assert (claim.support == "sourced") == bool(claim.sources)
        for source in claim.sources:
            assert re.fullmatch(r"https://[\w.-]+/\S*", source.url + "/"), source.url
            assert source.title
    for rule in (*known.knockouts, *known.routes):
        assert rule.source == "your answer" or rule.source.startswith("https://")


def test_every_value_leads_to_a_claim_that_holds(known):
    for item in known.evidence:
        assert any(
            known.claim(id_).verdict in ("holds", "partly", "opinion", "new") for id_ in item.claims
        ), item.id


def test_every_value_has_its_reason_in_one_line(known):
    reasons = [item.because for item in known.evidence]
    assert all(40 <= len(reason) <= 180 and "\n" not in reason for reason in reasons)
    assert not any(
        item.width is not None and item.width < sources.KIND_WIDTH[item.kind]
        for item in known.evidence
    )


def test_the_checker_and_the_engine_agree_how_sure_a_kind_is():
    assert sources.KIND_WIDTH == values.HALF_WIDTH


def test_cells_with_several_kinds_of_evidence_are_pooled(known):
    kinds: dict[tuple, set[str]] = {}
    for item in known.evidence:
        kinds.setdefault((item.criterion, item.when), set()).add(item.id)
    pooled = {criterion for (criterion, _), ids in kinds.items() if len(ids) > 1}
    assert pooled >= {
        "learn", "flex", "custom", "debug", "ready", "people", "serve", "export", "stable",
        "future", "multi",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "pytorch", "tensorflow", "width"),
    [
        ("hw_apple", 0.80, 0.30, 0.10),
        ("hw_blackwell", 0.90, 0.25, 0.10),
        ("tpu", 0.55, 0.40, 0.20),
        ("hw_tpu", 0.55, 0.60, 0.20),
        ("device_coral", 0.45, 0.90, 0.12),
        ("langs_js", 0.55, 0.70, 0.15),
        ("future", 0.95, 0.40, 0.08),
    ],
)
def test_values_corrected_by_the_check_of_facts(known, id_, pytorch, tensorflow, width):
    item = next(item for item in known.evidence if item.id == id_)
    assert item.value == {"pytorch": pytorch, "tensorflow": tensorflow}
    assert item.width == width


def test_facts_of_the_machine(known):
    values_ = {fact.id: [value.id for value in fact.value] for fact in known.facts}
    assert values_ == {
        "system": ["linux_x86_64", "linux_arm64", "windows_x86_64", "windows_arm64", "mac_arm64",
                   "mac_x86_64"],
        "python": ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"],
        "gpu": ["nvidia_upto_9", "nvidia_10_up", "apple", "amd", "intel", "none"],
    }  # fmt: skip


def test_trade_off_cards_for_every_criterion(known):
    swings = {c.id: c.swing for c in known.criteria}
    assert all(swing is not None for swing in swings.values())
    assert swings["train_speed"].gain == swings["infer_speed"].gain == 0.5
    for swing in swings.values():
        assert re.fullmatch(r"[a-z].{10,70}[a-z0-9A-Z]", swing.text)


def test_the_cases_that_ship_are_the_open_personas():
    folder = Path(__file__).parents[1] / "personas"
    expected = tomllib.loads((folder / "expectations.toml").read_text(encoding="utf-8"))
    cases, found = read_cases()
    assert not found
    assert [case.id for case in cases] == sorted(id_ for id_ in expected if id_.startswith("o"))
    for case in cases:
        said = tomllib.loads((folder / f"{case.id}.toml").read_text(encoding="utf-8"))["answers"]
        answers = {q: (a,) if isinstance(a, str) else tuple(a) for q, a in said.items()}
        assert case.answers == answers, case.id
        assert case.expected == expected[case.id]["expected"]
        assert list(case.also_acceptable) == expected[case.id]["also_acceptable"]


def test_the_questionnaire_on_the_command_line(known, forkwise):
    text = forkwise("questions").stdout
    document = json.loads(forkwise("questions", "--json").stdout)
    assert [q["id"] for q in document["questions"]] == [q.id for q in known.questions]
    assert document["knowledge"]["hash"] == known.hash
    for question in known.questions:
        assert question.text in text
        assert all(option.id in text for option in question.option)


def test_the_checker_on_the_command_line(forkwise, spoil):
    assert "error" not in forkwise("knowledge", "check").stdout
    folder = spoil("criteria.toml", "base_level = 0.25", "base_level = 9")
    result = forkwise("knowledge", "check", str(folder), code=2)
    assert 'criterion "learn", field "base_level"' in result.stdout


def test_the_ledger_answers_for_much_of_what_is_said(known):
    assert len(known.claims) >= 95
    for claim in known.claims:
        if claim.support == "sourced":
            assert any(source.as_of or source.read for source in claim.sources), claim.id
        elif claim.support == "run_here":
            assert "`" in claim.support_reason + claim.now, claim.id
        else:
            assert claim.support_reason, claim.id
