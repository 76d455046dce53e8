"""What is known: complete, sourced, worded, and right for the cases that a constraint decides."""

from __future__ import annotations

import json
import re

import pytest

from core.records.knowledge import Condition, Knowledge


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
    ({"hardware": "tpu_v6"}, {TF}, set()),
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
    assert len(known.claims) == 95
    ids = {claim.id for claim in known.claims}
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


def test_every_value_leads_to_a_claim(known):
    for item in known.evidence:
        assert item.claims, item.id


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
