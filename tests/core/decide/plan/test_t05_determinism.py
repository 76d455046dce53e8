"""T5: equal inputs give equal bytes, in another process and under another Python; seeds agree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from decide_records import DAY, case, run, with_draws
from decide_worlds import answers_to, tries
from hypothesis import given

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers, TradeOff
from core.records.verdict import Verdict

KNOWN = load()
QUICK = with_draws(KNOWN, 400)
ROOT = Path(__file__).parents[4]
OTHERS = "FORKWISE_OTHER_PYTHONS"  # folders or executables to look in, as PATH is written
RUNS = (run(case(0.4), case(-0.2, workload="lstm"), case(0.1, phase="latency")),)
# Sets, dictionaries and several people's worth of features: whatever could be visited in an order
# that hangs on the process.
SAID = Answers(
    answers={
        "experience": ("some",), "task": ("vision",), "outcome": ("product",),
        "target": ("android", "server"), "hardware": ("nv_linux",), "scale": ("onegpu",),
        "team": ("not_sure",), "existing": ("none",), "languages": ("cpp", "js"),
    },
    overrides={"stable": 3.0, "track": 0.0},
    ranking=("device", "debug", "ready"),
    trade_offs=(TradeOff(prefer="train_speed", over="debug"),),
    found={"hardware": ("nv_linux",), "system": ("linux",), "python": ("py312",)},
)  # fmt: skip
CODE = """
import datetime, sys, msgspec
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.run import RunSummary
said, runs = sys.stdin.buffer.read().splitlines()
answers = msgspec.json.decode(said, type=Answers)
measured = msgspec.json.decode(runs, type=tuple[RunSummary, ...])
found = resolve(load(), answers, measured, as_of=datetime.date(2026, 11, 22))
sys.stdout.buffer.write(msgspec.json.encode(found))
"""
PROBE = "import sys, numpy, msgspec; print(sys.version_info[:2], numpy.__version__)"


def encoded(verdict: Verdict) -> bytes:
    return msgspec.json.encode(verdict)


def elsewhere(python: str | Path, hash_seed: str) -> bytes:
    """Return the verdict as another process writes it, from our files alone."""
    done = subprocess.run(
        [python, "-s", "-c", CODE],
        input=msgspec.json.encode(SAID) + b"\n" + msgspec.json.encode(RUNS),
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        cwd=ROOT, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def here() -> bytes:
    return encoded(resolve(KNOWN, SAID, RUNS, as_of=DAY))


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_t05_equal_bytes_in_another_process(here, hash_seed):
    assert elsewhere(sys.executable, hash_seed) == here


def others() -> Iterator[str]:
    """Yield executables of other Pythons that may have NumPy and msgspec."""
    for place in os.environ.get(OTHERS, "").split(os.pathsep):
        path = Path(place)
        if place:
            yield str(path if path.is_file() else path / "bin" / "python")
    for minor in (11, 12, 13):
        if minor != sys.version_info.minor and (found := shutil.which(f"python3.{minor}")):
            yield found


def test_t05_equal_bytes_under_another_python(here):
    """The promise is for one machine and one version of NumPy; its version is compared too."""
    seen = []
    for python in others():
        probe = subprocess.run([python, "-s", "-c", PROBE], capture_output=True, text=True,
                               check=False, timeout=120)  # fmt: skip
        if probe.returncode == 0:
            version, _, numpy = probe.stdout.strip().rpartition(" ")
            seen.append(f"{version} with NumPy {numpy}")
            if numpy == np.__version__ and version != str(sys.version_info[:2]):
                assert elsewhere(python, "7") == here
                return
    pytest.skip(
        f"no other Python with NumPy {np.__version__} and msgspec found (seen: {seen or 'none'}); "
        f"name one in {OTHERS}"
    )


@tries(15)
@given(answers_to(KNOWN))
def test_t05_asking_twice_gives_the_same_bytes(said):
    assert encoded(resolve(QUICK, said, RUNS, as_of=DAY)) == encoded(
        resolve(QUICK, said, RUNS, as_of=DAY)
    )


def test_t05_what_is_said_counts_not_the_order_it_was_said_in():
    turned = Answers(
        answers=dict(reversed(SAID.answers.items())),
        overrides=dict(reversed(SAID.overrides.items())),
        ranking=SAID.ranking, trade_offs=SAID.trade_offs,
        found=dict(reversed(SAID.found.items())),
    )  # fmt: skip
    assert encoded(resolve(QUICK, turned, RUNS, as_of=DAY)) == encoded(
        resolve(QUICK, SAID, RUNS, as_of=DAY)
    )


@pytest.mark.parametrize("team", ["pt", "tf", "none", "not_sure"])
@pytest.mark.parametrize("target", ["server", "android", "notebook"])
def test_t05_another_seed_agrees_within_four_standard_errors(make, team, target):
    said = make.said(**make.PROJECT | {"team": team, "target": target})
    first, other = (resolve(KNOWN, said, as_of=DAY, seed=seed) for seed in (1, 77))
    assert first.margin != other.margin
    error = (first.monte_carlo_error**2 + other.monte_carlo_error**2) ** 0.5
    for side in ("pytorch", "tensorflow"):
        assert getattr(first.shares, side) == pytest.approx(
            getattr(other.shares, side), abs=4.0 * error + 1e-4
        )
    if not (first.borderline or other.borderline):
        assert (first.verdict, first.label) == (other.verdict, other.label)


def test_t05_the_standard_error_is_what_seeds_spread_by(make):
    """The spread of shares over seeds lies where the printed error says, within 4 of its own."""
    said = make.said(**make.PROJECT | {"team": "none", "style": "not_sure"})
    found = [resolve(QUICK, said, as_of=DAY, seed=seed, draws=398) for seed in range(200)]
    spread = float(np.std([v.shares.pytorch for v in found], ddof=1))
    told = float(np.mean([v.monte_carlo_error for v in found]))
    assert spread == pytest.approx(told, rel=4.0 / (2 * 199) ** 0.5)
