"""A worker without a framework: speaks the wire, and fails on request.

Started as an interpreter: `fake_worker.py BEHAVIOUR.json -s -u .../core/worker/main.py SIDE`.
Anything else than a worker is passed on to the real Python.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

BEHAVIOUR = Path(sys.argv[1])
ARGUMENTS = sys.argv[2:]
if len(ARGUMENTS) < 2 or not ARGUMENTS[-2].endswith("main.py"):
    os.execv(sys.executable, [sys.executable, *ARGUMENTS])
SIDE = ARGUMENTS[-1]
PLAN = json.loads(BEHAVIOUR.read_text())
MINE = PLAN.get(SIDE, {})
seq = 0


def send(kind: str, **fields: object) -> None:
    global seq
    sys.stdout.write(json.dumps({"seq": seq, "type": kind, **fields}) + "\n")
    sys.stdout.flush()
    seq += 1


def once(name: str) -> bool:
    """Return True the first time any worker asks for this name."""
    try:
        (BEHAVIOUR.parent / hashlib.sha256(name.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def misbehave(do: str, case: str) -> dict[str, str] | None:
    """Crash, hang or refuse when the plan says so for this command and case."""
    for trouble in MINE.get("troubles", ()):
        if trouble["do"] != do or trouble.get("case", case) != case:
            continue
        if trouble.get("once") and not once(f"{SIDE} {do} {case}"):
            continue
        if trouble["what"] == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if trouble["what"] == "sleep":
            time.sleep(trouble["seconds"])
        else:
            return {"code": trouble["what"], "class": "CommandError", "text": "on request"}
    return None


def answer(command: dict) -> dict[str, object]:
    do, case = command["do"], command.get("case", "")
    step_ns = MINE.get("step_ns", 100_000)
    if do == "import":
        return {
            "framework": SIDE,
            "version": "1.0",
            "numpy": "2",
            "threads": 2,
            "inter_threads": 1,
            "device": "cpu",
            "devices": ["cpu"],
            "flags": {"fast": False},
            "build": "",
            "import_ns": 5,
            "compiler": None,
        }
    if do == "build":
        salt = MINE.get("weights", "same")
        return {
            "arm": f"fake {SIDE}",
            "device": "cpu",
            "parameters": 3,
            "flops": 6,
            "weights_sha256": salt,
            "inputs_sha256": "same",
            "batch": 1,
            "first_ns": 5,
            "compile_ns": 0,
        }
    if do == "parity":
        name = f"{SIDE}-{case.replace('/', '-')}.npz"
        shutil.copy(MINE.get("figures", PLAN["figures"]), Path(command["folder"]) / name)
        return {"file": name, "sha256": ""}
    if do == "warm":
        return {"n": 10, "step_ns": step_ns, "settled": True, "blocks_ns": []}
    if do == "block":
        time.sleep(MINE.get("block_s", 0.002))
        noise = MINE.get("noise", 0.01)
        n = min(command["n"], MINE.get("most_steps", math.inf))
        wall = int(n * step_ns * random.uniform(1 - noise, 1 + noise))
        return {
            "wall_ns": wall,
            "cpu_ns": wall,
            "nvcsw": 0,
            "nivcsw": 0,
            "majflt": 0,
            "checksum": 1.0,
        }
    if do == "peak":
        return {"peak_bytes": 1_000, "rss_bytes": 900}
    if do == "overhead":
        other = [random.uniform(99.0, 101.0) for _ in range(command["rounds"])]
        return {"ours": [ns * MINE.get("overhead", 1.0) for ns in other], "other": other}
    return {}


send("hello", pid=os.getpid(), python="3.11", executable=sys.executable, path=[])
for line in sys.stdin:
    command = json.loads(line)
    error = misbehave(command["do"], command.get("case", ""))
    if error:
        send("error", id=command["id"], traceback="", **error)
        continue
    send("done", id=command["id"], **answer(command))
    if command["do"] == "quit":
        send("bye")
        break
