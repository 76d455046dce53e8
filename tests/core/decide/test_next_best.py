"""What to find out next: named in the sentence as the list has it, cards not asked twice."""

from __future__ import annotations

import pytest
from decide_records import DAY, change

from core.decide.resolve import resolve

OPEN = {
    "experience": "some", "task": "vision", "outcome": "product", "target": ("android", "server"),
    "existing": "none", "hardware": "cpu", "scale": "none", "team": "tf", "musts": "none",
    "speed": "both",
}  # fmt: skip


@pytest.fixture(scope="module")
def verdict(known, make):
    return resolve(known, make.said(**OPEN), as_of=DAY)


def test_the_list_is_ordered_by_worth_for_the_time(verdict):
    rates = [item.evppi / item.cost_s for item in verdict.next_best]
    assert rates == sorted(rates, reverse=True)
    assert rates


def test_the_sentence_names_the_first_of_the_list(known, make):
    seen = set()
    for task in ("vision", "tabular_nn", "recsys", "audio"):
        for team in ("tf", "none", "both"):
            found = resolve(known, make.said(**OPEN | {"task": task, "team": team}), as_of=DAY)
            if found.verdict != "undecided" or not found.next_best:
                continue
            first = found.next_best[0]
            seen.add(first.kind)
            named = {
                "question": f"Answering “{first.text.split(': ')[0]}” would",
                "benchmark": f"{first.text.replace('Measure', 'Measuring', 1)} would",
                "trade_off": "Choosing between two imaginary tools would",
            }[first.kind]
            assert f" {named} tell you most for the time it takes." in f" {found.sentence}"
    assert seen


def test_an_item_is_named_once(known, make):
    found = resolve(known, make.said(task="vision", outcome="learn"), as_of=DAY)
    texts = {item.subject: item.text for item in found.next_best}
    for id_, text in texts.items():
        asked = known.question(id_)
        assert text.startswith(f"{asked.step}: {asked.text[0].lower()}{asked.text[1:]}")


@pytest.mark.parametrize("label", ["Answer time", "Answer time here"])
def test_measuring_is_not_said_to_be_here_twice(make, label):
    core = tuple(make.question(f"q{i}", "x", "y") for i in range(4))
    knowledge = make.small(
        (make.criterion("c", 2.0),
         change(make.criterion("s", 3.0, measured="latency"), label=label)),
        (make.item("e", "c", 0.55, 0.45),), core, draws=2000, core=tuple(q.id for q in core),
    )  # fmt: skip
    found = resolve(knowledge, make.said(**{q.id: "x" for q in core}), as_of=DAY)
    texts = [item.text for item in found.next_best if item.kind == "benchmark"]
    assert texts == ["Measure answer time here"]


def test_a_card_without_a_preference_is_not_offered_again(known, make, verdict):
    said = make.said(**OPEN | {"speed": "unimportant"})
    shown: list[tuple[str, str]] = []
    for _ in range(3):
        found = resolve(known, change(said, no_preference=tuple(shown)), as_of=DAY)
        cards = [item for item in found.next_best if item.kind == "trade_off"]
        if not cards:
            break
        pair = tuple(side.criterion for side in cards[0].card)
        assert set(pair) not in [set(before) for before in shown]
        assert len(pair) == 2
        shown.append((pair[0], pair[1]))
    assert shown
