"""A pytest plugin for runs that only ask whether a test fails: the same examples, no shrinking.

PYTHONPATH=tests/support python -m pytest -p no_shrinking ...
"""

from __future__ import annotations

from hypothesis import Phase, settings

settings.register_profile(
    "no_shrinking",
    phases=(Phase.explicit, Phase.generate),
    database=None,
    derandomize=True,
    deadline=None,
)
settings.load_profile("no_shrinking")
