"""The plan's properties T1 to T23 are all shown somewhere, by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[3]
BY_MODULE = {20, 21, 22}  # a whole file shows it and says so in its first line or two
SHOWN = re.compile(r"def test_t(\d\d)_")
SAID = re.compile(r"\bT(\d+)\b")


def named() -> set[int]:
    found = set()
    for file in TESTS.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= {int(number) for number in SHOWN.findall(text)}
        found |= {int(number) for number in SAID.findall(text[:200])} & BY_MODULE
    return found


@pytest.mark.parametrize("number", range(1, 24))
def test_a_property_of_the_plan_has_a_test_of_its_name(number):
    assert number in named()
