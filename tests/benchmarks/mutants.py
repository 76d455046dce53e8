"""How many slips in the engine its tests would see.

Draws mutants of core/decide by seed, puts each into a copy of the sources, and runs the tests of
core/decide and of the personas there, with 500 draws in the knowledge. A mutant counts as seen when
a test fails or the run does not come to an end. Appends one JSON line a mutant; a run that was cut
off goes on where it stopped. Prints the score with Wilson's interval and lists the survivors;
those that change nothing a person could see stand, with the reason, in `equivalent_mutants.toml`.

    python tests/benchmarks/mutants.py [--count 300] [--seed 1] [--processes 2] [--out FILE]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mutations import Mutant, mutants, slipped
from persona_score import ROOT, code_hash, wilson

ENGINE = "core/decide"
COPIED = ("core", "resources", "tests/core/decide", "tests/core/personas", "tests/support",
          "tests/benchmarks", "tests/conftest.py", "pyproject.toml")  # fmt: skip
DRAWS = 500
GOAL = 0.90
# Quick ones first, then the judges of the whole model, which see most of the rest.
FIRST = (
    "test_streams.py", "test_levels.py", "test_values.py", "test_measured.py", "test_outcome.py",
    "plan/test_t17_speed_value.py", "plan/test_t18_pooling.py", "plan/test_t13_closed_forms.py",
    "test_words.py", "test_flip_words.py", "test_moved.py", "test_flow.py", "test_judge.py",
    "plan/test_t10_independent_judge.py", "test_effects.py",
    "test_points.py", "test_trade_offs.py", "test_by_hand.py", "test_pair_flips.py",
    "test_flips_near_the_bar.py", "test_limits_told.py", "test_group_told.py",
    "test_group.py", "test_group_worlds.py",
)  # fmt: skip
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
LEAST_TIMEOUT_S = 180.0


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of one mutant: "killed", "timeout" or "survived"."""

    state: str
    by: str
    seconds: float


@dataclass(slots=True)
class Workshop:
    """A copy of the sources that mutants are put into, one after the other."""

    folder: Path
    skipped: tuple[str, ...] = ()
    timeout_s: float = 3600.0

    @classmethod
    def made(cls, folder: Path) -> Workshop:
        """Copy what the tests need, and let the knowledge ask for fewer draws."""
        for name in COPIED:
            source, target = ROOT / name, folder / name
            if source.is_dir():
                leave = shutil.ignore_patterns("__pycache__", "results", ".hypothesis")
                shutil.copytree(source, target, ignore=leave)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        meta = folder / "resources/knowledge/meta.toml"
        text, count = re.subn(r"(?m)^draws = .*$", f"draws = {DRAWS}", meta.read_text("utf-8"))
        if count != 1:
            raise ValueError("meta.toml names the number of draws once")
        meta.write_text(text, "utf-8")
        return cls(folder)

    def tests(self) -> list[str]:
        """Return the test files, those that see most first."""
        found = sorted((self.folder / "tests/core/decide").rglob("test_*.py"))
        first = [self.folder / "tests/core/decide" / name for name in FIRST]
        # What tests one module is quick; the plan's judges of the whole model take minutes.
        rest = sorted((f for f in found if f not in first), key=lambda f: f.parent.name == "plan")
        return [str(f.relative_to(self.folder)) for f in first + rest] + ["tests/core/personas"]

    def run(self, *more: str) -> tuple[int | None, str]:
        """Run the tests; the exit status is None when they did not come to an end."""
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=no",
                   "-p", "no_shrinking", "--no-header", *more, *self.tests()]  # fmt: skip
        for test in self.skipped:
            command += ["--deselect", test]
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "tests/support"),
            "PYTHONDONTWRITEBYTECODE": "1",  # mutants differ by less than a file's time stamp
            "QT_QPA_PLATFORM": "offscreen",
        }
        with subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                text, _ = process.communicate(timeout=self.timeout_s)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return None, process.communicate()[0]
        return process.returncode, text

    def prepare(self) -> list[str]:
        """Run without a slip; leave out what fails with so few draws, and return it."""
        start = time.monotonic()
        _, text = self.run()
        self.skipped = tuple(sorted(set(FAILED.findall(text))))
        status, text = self.run("-x")
        if status != 0:
            raise RuntimeError(f"the tests do not pass without a slip:\n{text[-2000:]}")
        self.timeout_s = max(LEAST_TIMEOUT_S, 3.0 * (time.monotonic() - start))
        return list(self.skipped)

    def test(self, mutant: Mutant) -> Tested:
        """Put one slip in, run the tests, take it out."""
        file = self.folder / ENGINE / mutant.file
        right = file.read_text("utf-8")
        start = time.monotonic()
        file.write_text(slipped(right, mutant), "utf-8")
        try:
            status, text = self.run("-x")
        finally:
            file.write_text(right, "utf-8")
        state = {None: "timeout", 0: "survived"}.get(status, "killed")
        by = FAILED.search(text)
        return Tested(state, by[1] if by else "", round(time.monotonic() - start, 1))


def drawn(count: int, seed: int) -> list[Mutant]:
    """Return so many mutants of the engine, each as likely as any other."""
    every = [
        mutant
        for file in sorted((ROOT / ENGINE).glob("*.py"))
        for mutant in mutants(file.name, file.read_text("utf-8"))
    ]
    return random.Random(seed).sample(every, count)


def name_of(mutant: Mutant) -> str:
    """Return what tells a mutant from all others of the same sources."""
    text = json.dumps(asdict(mutant)).encode()
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def earlier(out: Path, key: str) -> dict[str, dict[str, Any]]:
    """Return what is already known about mutants of the same engine, by their names."""
    if not out.exists():
        return {}
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {line["mutant"]: line for line in lines if line["key"] == key}


def equivalents() -> list[dict[str, str]]:
    """Return the mutants that were judged to change nothing, each with its reason."""
    file = Path(__file__).with_name("equivalent_mutants.toml")
    return tomllib.loads(file.read_text("utf-8")).get("mutant", [])


def is_equivalent(line: dict[str, Any], judged: Iterable[dict[str, str]]) -> bool:
    """Return whether a survivor is one of those."""
    same = ("file", "function", "statement", "before", "after")
    return any(all(line[field] == one[field] for field in same) for one in judged)


def report(lines: Sequence[dict[str, Any]]) -> float:
    """Print score, survivors and what saw the others; return the score."""
    judged = equivalents()
    survivors = [line for line in lines if line["state"] == "survived"]
    same = [line for line in survivors if is_equivalent(line, judged)]
    count, seen = len(lines) - len(same), len(lines) - len(survivors)
    low, high = wilson(seen, count)
    for line in survivors:
        mark = "equivalent" if line in same else "SURVIVED"
        sys.stdout.write(
            f"{mark:<11}{line['file']}:{line['line']} {line['function']}: "
            f"{line['before']}  ->  {line['after']}\n"
        )
    files = Counter(line["by"].partition("::")[0] for line in lines if line["by"])
    sys.stdout.write(f"seen by: {dict(files.most_common())}\n")
    sys.stdout.write(
        f"{seen} of {count} seen ({len(same)} equivalent left out): {seen / count:.3f}, "
        f"95 % interval {low:.3f} to {high:.3f}; {seen} of {len(lines)} with them\n"
    )
    return seen / count


def work(shops: Sequence[Workshop], todo: Sequence[Mutant], key: str, out: Path) -> None:
    """Test mutants side by side and append what became of each."""
    free: queue.Queue[Workshop] = queue.Queue()
    for shop in shops:
        free.put(shop)
    lock = threading.Lock()

    def one(mutant: Mutant) -> str:
        shop = free.get()
        try:
            tested = shop.test(mutant)
        finally:
            free.put(shop)
        line = {"key": key, "mutant": name_of(mutant), **asdict(mutant), **asdict(tested)}
        with lock, out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        return (
            f"{tested.state:<9}{tested.seconds:6.1f} s  {mutant.file}:{mutant.line} {mutant.kind}"
        )

    with ThreadPoolExecutor(len(shops)) as pool:
        for number, done in enumerate(as_completed([pool.submit(one, m) for m in todo]), 1):
            sys.stdout.write(f"{number}/{len(todo)} {done.result()}\n")
            sys.stdout.flush()


def main() -> int:
    """Draw, test, append and report; exit status 1 when the score is under the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    default = Path(__file__).parent / "results/mutants.jsonl"
    parser.add_argument("--out", type=Path, default=default)
    parser.add_argument("--again", action="store_true", help="test survivors once more")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    key = code_hash()
    chosen = drawn(options.count, options.seed)
    known = earlier(options.out, key)
    todo = [
        mutant
        for mutant in chosen
        if (line := known.get(name_of(mutant))) is None
        or (options.again and line["state"] == "survived")
    ]
    if todo:
        with tempfile.TemporaryDirectory() as scratch:
            shops = [Workshop.made(Path(scratch) / str(n)) for n in range(options.processes)]
            left_out = shops[0].prepare()
            sys.stdout.write(f"left out with {DRAWS} draws: {left_out or 'nothing'}\n")
            sys.stdout.flush()
            for shop in shops[1:]:
                shop.skipped, shop.timeout_s = shops[0].skipped, shops[0].timeout_s
            work(shops, todo, key, options.out)
    known = earlier(options.out, key)
    score = report([known[name_of(mutant)] for mutant in chosen])
    return 0 if score >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
