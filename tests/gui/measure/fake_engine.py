"""A scripted stand-in for the engine's process: speaks the channel, measures nothing."""

import json
import math
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

CASES = [
    {"workload": workload, "phase": phase, "mode": "usual"}
    for workload in ("tabular_mlp", "image_cnn")
    for phase in ("train", "latency")
]
ARMS = {"pytorch": "torch eager", "tensorflow": "tf.function"}


def say(kind: str, **fields: object) -> None:
    sys.stdout.write(json.dumps({"type": kind, **fields}) + "\n")
    sys.stdout.flush()


def result(case: dict, **fields: object) -> dict:
    return {**case, "arms": ARMS, "device": "CPU", "threads": 2, "state": "measured", **fields}


def summary(cases: list, state: str = "done") -> dict:
    return {
        "run": "fake",
        "started_utc": "2026-11-22T14:31:00Z",
        "preset": "quick",
        "budget_s": 30.0,
        "seconds": 1.0,
        "pressure": 0.02,
        "state": state,
        "cases": cases,
    }


def started() -> None:
    text = "Looking into the interpreters"
    say("stage", name="spawn", text=text, launch=1, launches=3, done=0.0, eta_s=30.0)
    say(
        "run_started",
        run="fake",
        log="",
        preset="quick",
        budget_s=30.0,
        launches=3,
        threads=2,
        margin=0.05,
        cases=CASES,
    )


def a_round(case: dict, launch: int, number: int, log_ratio: float, **fields: object) -> None:
    say(
        "round",
        case=case,
        launch=launch,
        round=number,
        log_ratio=log_ratio,
        pytorch_ns=1e6,
        tensorflow_ns=1e6 * math.exp(log_ratio),
        pressure=0.02,
        **fields,
    )


def normal(rounds: int = 12) -> None:
    dice = random.Random(1)
    started()
    for launch in (1, 2, 3):
        for at, case in enumerate(CASES):
            say(
                "stage",
                name="timed",
                text="Timing",
                launch=launch,
                launches=3,
                done=((launch - 1) * len(CASES) + at) / (3 * len(CASES)),
                eta_s=5.0,
                case=case,
                quiet=False,
            )
            for number in range(1, rounds + 1):
                low = {"live_low": 0.1, "live_high": 0.5, "leaning": "pytorch"}
                a_round(case, launch, number, dice.gauss(0.3, 0.05), **(low if number >= 7 else {}))
    done = [
        result(
            CASES[0],
            verdict="pytorch_faster",
            ratio=1.35,
            low=1.2,
            high=1.5,
            launches=3,
            agree=3,
            kept=36,
            parity={
                "forward": 1e-6,
                "gradient": 2e-5,
                "steps": 1e-6,
                "within": True,
                "parameters": 10,
            },
            pytorch={"step_ns": 1e6},
            tensorflow={"step_ns": 1.35e6},
        ),
        result(CASES[1], verdict="no_practical_difference", ratio=1.0, low=0.98, high=1.02),
        result(
            CASES[2],
            state="missing",
            reason="TensorFlow is not installed there.",
            remedy="pip install tensorflow",
        ),
        result(CASES[3], verdict="cannot_tell", ratio=1.1, low=0.8, high=1.5, launches=3),
    ]
    for one in done:
        say("case", result=one, final=True)
    say("run_finished", summary=summary(done))


def breathing() -> None:
    started()
    say("stage", name="timed", text="", launch=1, launches=1, done=0.0, eta_s=1.0, quiet=True)
    a_round(CASES[0], 1, 1, 0.2)
    say("breathe", seq=7)
    answer = json.loads(sys.stdin.readline())
    assert answer == {"type": "breathed", "seq": 7}, answer
    say("run_finished", summary=summary([]))


def hostile() -> None:
    started()
    out = sys.stdout.buffer
    for line in (
        b"not json",
        b"[1, 2]",
        b'{"type": "no_such_event"}',
        b'{"type": "breathe"}',
        b'{"type": "breathe", "seq": "x"}',
        b'{"type": "breathe", "seq": 1, "more": 2}',
        b'{"type": "round", "log_ratio": NaN}',
        b"\xff\xfe\x00",
        b"",
        b"[" * 100_000,
        b"x" * (5 * 1024 * 1024),
        b'{"type": "notice", "code": "after", "what": "still here"}',
    ):
        out.write(line + b"\n")
        out.flush()
    # Half a line, then the rest.
    out.write(b'{"type": "notice", "code": "ha')
    out.flush()
    out.write(b'lf", "what": "joined"}\n')
    out.flush()
    say("run_finished", summary=summary([]))


def stubborn() -> None:
    """Ignore every request to stop, and start a child that does so too."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    started()
    say("notice", code="child", what=str(child.pid))
    while True:
        time.sleep(60)


def obedient() -> None:
    started()
    say("notice", code="ready", what="waiting")
    for line in sys.stdin:
        say("notice", code="heard", what=json.loads(line)["type"])
        if json.loads(line)["type"] == "cancel":
            break
    say("run_finished", summary=summary([], "cancelled"))


def main() -> None:
    scenario = sys.argv[1]
    if scenario == "normal":
        normal()
    elif scenario == "flood":
        normal(rounds=834)  # 4 cases, 3 launches: a little over 10,000 events
    elif scenario == "crash":
        started()
        sys.stderr.write("last words\n")
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGSEGV)
    elif scenario == "exit":
        started()
        sys.exit(3)
    elif scenario == "refuse":
        say("failed", what="Another run is going on", why="pid 12", remedy="wait for it")
        sys.exit(2)
    elif scenario == "arguments":
        say("notice", code="arguments", what=json.dumps([sys.argv[2:], str(Path.cwd())]))
        say("run_finished", summary=summary([]))
    else:
        {
            "breathing": breathing,
            "hostile": hostile,
            "stubborn": stubborn,
            "obedient": obedient,
        }[scenario]()


main()
