"""What a TOML file must not hold to be parsed in a time that grows with its length alone."""

from __future__ import annotations

import re

MOST_PARTS = 32  # of a name divided by dots; the parser's time grows with their square

# One part: plain or in quotation marks. Nothing is tried twice, so that the search itself is quick.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_DIVIDED = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}){{{MOST_PARTS}}}")


def too_divided(text: str) -> bool:
    """Return True for a file with a name of so many parts that nobody would write it."""
    return _DIVIDED.search(text) is not None
