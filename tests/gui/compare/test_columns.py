"""Which columns fit: numbers alone."""

from __future__ import annotations

import pytest

from core.records.tables import TableLayout
from gui.compare.columns import NAME, SPECS, VIEWS, fit, order_of

USUAL = TableLayout()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("room", [300, 560, 744, 796, 1000, 1800])
def test_usual_columns_fill_the_room_and_never_scroll(view, scale, room) -> None:
    fitted = fit(view, list(SPECS[view]), USUAL, room, scale)
    assert abs(sum(fitted.values()) - room) <= len(fitted)
    assert sum(fitted.values()) <= room
    assert {NAME, "pytorch", "tensorflow"} <= set(fitted)
    assert fitted["pytorch"] == pytest.approx(fitted["tensorflow"], abs=2)


def test_what_matters_least_gives_way_first() -> None:
    roomy = fit("aspect", list(SPECS["aspect"]), USUAL, 800, 1.0)
    hidden = [
        tuple(
            id_
            for id_ in roomy
            if id_ not in fit("aspect", list(SPECS["aspect"]), USUAL, room, 1.0)
        )
        for room in (800, 760, 640, 420)
    ]
    assert hidden == [(), ("weight",), ("weight", "kind"), ("favours", "weight", "kind")]


def test_chosen_columns_are_shown_whatever_the_room() -> None:
    layout = TableLayout(shown=("pytorch", "tensorflow", "favours", "kind", "date", "links", "id"))
    fitted = fit("aspect", list(SPECS["aspect"]), layout, 500, 1.0)
    assert set(fitted) == {NAME, *layout.shown}
    assert sum(fitted.values()) > 500


def test_widths_set_by_hand_stay_and_the_rest_is_shared() -> None:
    layout = TableLayout(widths={"pytorch": 300})
    fitted = fit("aspect", list(SPECS["aspect"]), layout, 1000, 1.0)
    assert fitted["pytorch"] == 300
    assert sum(fitted.values()) == 1000
    twice = fit("aspect", list(SPECS["aspect"]), layout, 2000, 2.0)
    assert twice["pytorch"] == 600


def test_the_name_of_the_row_stays_first_and_shown() -> None:
    layout = TableLayout(order=("date", "aspect", "weight"), shown=("date",))
    ids = list(SPECS["aspect"])
    assert order_of(ids, layout)[0] == NAME
    assert next(iter(fit("aspect", ids, layout, 800, 1.0))) == NAME


def test_a_new_column_keeps_its_place_among_those_that_were_moved() -> None:
    layout = TableLayout(order=("c", "a"))
    assert order_of(["aspect", "a", "b", "c"], layout) == ("aspect", "c", "b", "a")


def test_unknown_columns_of_another_version_are_left_out() -> None:
    layout = TableLayout(order=("gone",), shown=("gone", "date"), widths={"gone": 5})
    assert set(fit("claim", list(SPECS["claim"]), layout, 800, 1.0)) == {NAME, "date"}
