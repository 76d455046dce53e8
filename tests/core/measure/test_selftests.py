"""The self-tests: a protocol that is right passes, one that is wrong is found out."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from run_lines import CASES, launch_lines, run_of

from core.cli.main import main
from core.measure.analyse import analyse
from core.measure.plan import Trial
from core.measure.selftests import aa, injected, silence
from core.measure.selftests.common import TrialRun
from core.measure.selftests.overhead import ratio_of
from core.records.run import CaseLine, RunHeader
from core.records.selftest import SelfTest
from core.store.runlog import read_run
from core.supervise.lock import machine_lock

fakes = pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")


def self_test(name: str, python: str, *more: str) -> list[str]:
    sides = [f"--python={side}={python}" for side in ("pytorch", "tensorflow")]
    return ["measure", "--self-test", name, "--budget", "12", "--json", *sides, *more]


def outcomes(capsys) -> dict[str | None, SelfTest]:
    found = msgspec.json.decode(capsys.readouterr().out, type=tuple[SelfTest, ...])
    return {one.framework: one for one in found}


@fakes
def test_injected_work_is_found_as_large_as_it_is(home, fake_python, capsys):
    command = self_test("injected", fake_python())
    # A 95 % interval leaves the truth out now and then; three times running it does not.
    for _ in range(2):
        if main(command) == 0:
            break
        capsys.readouterr()
    else:
        assert main(command) == 0
    found = outcomes(capsys)
    assert set(found) == {"pytorch", "tensorflow"}
    for one in found.values():
        assert one.state == "passed"
        assert one.figures["true_ratio"] == pytest.approx(1.1)
        assert one.figures["low"] < 1.1 < one.figures["high"]
        assert "10 % more work" in one.sentence
        (log,) = (home / "self-tests").glob(f"{one.run}.jsonl")
        lines = read_run(log)
        assert isinstance(lines[0], RunHeader)
        assert lines[0].trial == "injected"


@fakes
def test_work_that_is_not_seen_fails_the_test(home, fake_python, capsys):
    python = fake_python(pytorch={"most_steps": 10}, tensorflow={"most_steps": 10})
    assert main(self_test("injected", python)) == 1
    for one in outcomes(capsys).values():
        assert one.state == "failed"
        assert "leaves out the true 1.100" in one.sentence
        assert "Do this" in one.sentence


@fakes
def test_a_framework_does_not_beat_itself(home, fake_python, capsys):
    assert main(self_test("aa", fake_python())) == 0
    for one in outcomes(capsys).values():
        assert one.figures["comparisons"] == 2
        assert one.figures["launches"] == aa.LAUNCHES
        assert one.figures["low"] < 1.0 < one.figures["high"]
        assert one.figures["choices_of_three"] == 2 * math.comb(aa.LAUNCHES, aa.CHOSEN)


# As long as a real block is, beside which taking the next command is nothing.
BLOCKS = {side: {"block_s": 0.02, "step_ns": 2_000_000} for side in ("pytorch", "tensorflow")}


@fakes
def test_silent_frameworks_pass_and_the_outcome_is_kept_apart(home, fake_python, capsys, tmp_path):
    out = tmp_path / "out.json"
    assert main(self_test("silence", fake_python(**BLOCKS), "--budget", "6", "-o", str(out))) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == json.loads(out.read_text())
    (kept,) = (home / "self-tests").glob("*.json")
    one = msgspec.json.decode(kept.read_bytes(), type=SelfTest)
    assert (one.test, one.framework, one.state) == ("silence", None, "passed")
    assert list((home / "runs").iterdir()) == []


def test_a_loud_framework_is_named_with_its_share():
    found = silence.judge({"pytorch": 0.0003, "tensorflow": 0.07})
    assert found.state == "failed"
    assert "TensorFlow 7.00 %" in found.sentence
    assert silence.judge({"pytorch": 0.0}).state == "cannot_tell"


@fakes
@pytest.mark.parametrize(("factor", "status"), [(1.0, 0), (1.1, 1)])
def test_overhead_compares_ours_with_the_other_way(home, fake_python, capsys, factor, status):
    python = fake_python(pytorch={"overhead": factor})
    assert main(self_test("overhead", python)) == status
    found = outcomes(capsys)
    assert found["pytorch"].figures["ratio"] == pytest.approx(factor)
    assert found["pytorch"].state == ("failed" if status else "passed")
    assert found["tensorflow"].state == "passed"


@fakes
def test_a_missing_framework_is_said_with_its_remedy(home, fake_python, capsys):
    trouble = {"do": "import", "what": "missing_framework"}
    assert main(self_test("overhead", fake_python(pytorch={"troubles": [trouble]}))) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("forkwise: The overhead of PyTorch was not measured.")
    assert "Do this: " in said


@fakes
@pytest.mark.parametrize("name", ["overhead", "aa"])
def test_a_machine_that_measures_already_is_not_tested(home, fake_python, capsys, name):
    with machine_lock("measuring"):
        assert main(self_test(name, fake_python())) == 2
    assert "Do this: " in capsys.readouterr().err


def trial(*ratios: float) -> TrialRun:
    launches = [launch_lines(n, (r, 1.0)) for n, r in enumerate(ratios, start=1)]
    lines = run_of(*launches, cases=CASES, looks=(len(ratios),), trial="aa")
    return TrialRun(datetime(2026, 11, 24, tzinfo=UTC), analyse(lines), lines)


def test_a_winner_that_stands_among_all_is_a_failure():
    found = aa.judge("PyTorch", trial(*[1.3 + 0.001 * n for n in range(8)]))
    assert found.state == "failed"
    assert found.figures["winners"] == 1
    assert "chance does not explain" in found.sentence
    assert found.figures["choices_with_a_winner"] >= math.comb(8, 3)


@pytest.mark.parametrize(("steps", "true"), [(10, 1.1), (13, 14 / 13), (4, 1.0)])
def test_the_true_ratio_is_of_whole_steps(steps, true):
    done = trial(1.0, 1.0, 1.0)
    lines = tuple(
        msgspec.structs.replace(line, steps_per_block={"pytorch": 9, "tensorflow": steps})
        if isinstance(line, CaseLine)
        else line
        for line in done.lines
    )
    found = injected.true_ratio(replace(done, lines=lines), Trial("injected", "pytorch", 1.1))
    assert found == pytest.approx(true)


def test_the_ratio_of_two_ways_has_an_interval():
    ours = [100.0 * (1.0 + 0.001 * (n % 7)) for n in range(60)]
    ratio, low, high = ratio_of(ours, [100.0] * 60)
    assert low <= ratio <= high
    assert ratio == pytest.approx(1.003, abs=0.001)
    assert high - low <= 0.0031
