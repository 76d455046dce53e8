"""Letters, lanes and axes of the team’s pictures."""

from __future__ import annotations

from team_people import person

from core.records.standing import Margin
from gui.decide.team_marks import lead_x
from gui.decide.team_words import discs, lanes, lead_span, letter, levels_words


def test_letters_go_on_after_z():
    assert [letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_discs_that_touch_go_into_lanes():
    assert lanes([0, 5, 30, 31, 32], 20) == [0, 1, 0, 1, 2]
    assert lanes([], 20) == []
    assert lanes([100, 0], 20) == [0, 0]


def test_many_at_one_place_are_counted():
    shown = discs({"A": 0, "B": 1, "C": 2, "D": 3, "E": 80, "F": 4}, 20)
    assert [(disc.text, disc.lane) for disc in shown] == [("A", 0), ("B", 1), ("E", 0), ("+3", 2)]
    assert [disc.text for disc in discs({"A": 0, "B": 1, "C": 2}, 20)] == ["A", "B", "C"]
    assert discs({}, 20) == []


def test_of_many_people_both_ends_are_named():
    levels = {f"P{n}": n / 4 for n in range(9)}
    assert levels_words(levels) == (
        "P8 some (2.0), P7 some (1.8), P6 some (1.5), 3 between, "
        "P2 little (0.5), P1 none (0.2), P0 none (0.0)"
    )


def test_the_axis_of_leads_holds_everyone_and_pytorch_lies_left():
    people = [person("a", 0.5), person("b", 0.5, margin=Margin(mean=0, low=-26.0, high=3.0))]
    assert lead_span(people) == 30
    assert lead_span([]) == 5
    assert lead_span([person("a", 0.5, margin=Margin(mean=0, low=-99.0, high=3.0))]) == 100
    assert lead_x(10, 30, 300) < 150 == lead_x(0, 30, 300) < lead_x(-10, 30, 300)
