"""A worker that does every harm it is asked for: `python hostile.py pytorch`."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

SLEEPER = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
out = os.dup(1)
os.set_inheritable(out, False)
os.dup2(2, 1)
seq = 0


def raw(data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(out, left) :]


def frame(kind: str, **fields) -> None:
    global seq
    raw(json.dumps({"seq": seq, "type": kind, **fields}).encode() + b"\n")
    seq += 1


def reply(id_: int, text: str) -> None:
    """Send a frame with the right number and an answer written by hand."""
    raw(b'{"seq":%d,"type":"done","id":%d,"value":%s}\n' % (seq, id_, text.encode()))


def hold_interpreter() -> None:
    """Sleep in native code without letting go of the interpreter's lock."""
    ctypes.PyDLL(None).sleep(600)


def spin_ignoring_term() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def spin_native_ignoring_term() -> None:
    """Compute in one native call that holds the lock for minutes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pow(3, 10**10)


def children(number: int, **options) -> list:
    return [subprocess.Popen(SLEEPER, **options) for _ in range(number)]


def daemon() -> int:
    """Fork twice into a new session: nobody's child any more."""
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        child = os.fork()
        if child == 0:
            # Let go of the pipes to the host; keep only the error stream.
            os.close(out)
            os.execv(SLEEPER[0], SLEEPER)
        os.write(write, b"%d" % child)
        os._exit(0)
    os.wait()
    return int(os.read(read, 32))


def hog(limit: int) -> None:
    kept = []
    while sum(map(len, kept)) < limit:
        kept.append(bytearray(os.urandom(1 << 20)) * 16)
        time.sleep(0.005)


def act(do: str, id_: int, command: dict) -> bool:
    match do:
        case "quit":
            frame("done", id=id_)
            return False
        case "echo":
            frame("done", id=id_, value=command.get("value"))
        case "env":
            frame("done", id=id_, env=dict(os.environ), path=sys.path, cwd=str(Path.cwd()))
        case "phase":
            frame("phase", name=command["name"])
            frame("done", id=id_)
        case "segfault":
            import faulthandler

            faulthandler.enable()
            frame("phase", name="block")
            ctypes.string_at(0)
        case "abort":
            os.abort()
        case "exit":
            os._exit(command["status"])
        case "bye":
            frame("bye")
            os._exit(0)
        case "raise":
            frame(
                "error",
                id=id_,
                code=command.get("code", "failed"),
                text=command["text"],
                traceback="Traceback: here",
                **{"class": "ValueError"},
            )
        case "sleep":
            time.sleep(600)
        case "busy":
            end = time.monotonic() + command["seconds"]
            while time.monotonic() < end:
                pass
            frame("done", id=id_)
        case "spin":
            spin_ignoring_term()
        case "native":
            hold_interpreter()
        case "native_spin":
            spin_native_ignoring_term()
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "stopped_children":
            for child in children(3):
                child.send_signal(signal.SIGSTOP)
            os.kill(os.getpid(), signal.SIGSTOP)
        case "print":
            sys.stdout.write("a stray line\n" * command["times"])
            sys.stdout.flush()
            subprocess.run(["sh", "-c", "echo from a child"], check=True)
            frame("done", id=id_)
        case "flood":
            block = b"x" * (1 << 20)
            for _ in range(command["mib"]):
                os.write(command["fd"], block)
            frame("done", id=id_)
        case "beats":
            for _ in range(command["times"]):
                frame("beat")
            frame("done", id=id_)
        case "raw":
            raw(bytes.fromhex(command["data"]))
            time.sleep(600)
        case "value":
            reply(id_, command["text"])
            time.sleep(600)
        case "half":
            raw(b'{"seq":1,"type":"done","id":')
            os._exit(0)
        case "close":
            os.close(out)
            time.sleep(600)
        case "children":
            found = children(command["number"], start_new_session=command.get("session", False))
            frame("done", id=id_, pids=[child.pid for child in found])
        case "children_and_native":
            children(5)
            children(5, start_new_session=True)
            frame("phase", name="native")
            spin_native_ignoring_term()
        case "daemon":
            frame("done", id=id_, pids=[daemon()])
        case "hold_pipes":
            held = subprocess.Popen(SLEEPER, start_new_session=True, pass_fds=(out,))
            frame("done", id=id_, pids=[held.pid])
        case "hog":
            frame("phase", name="build")
            hog(command["bytes"])
            frame("done", id=id_)
        case _:
            frame("error", id=id_, code="bad_command", text=do)
    return True


def main() -> None:
    if os.environ.get("HOSTILE_START") == "banner":
        raw(b"Welcome to the company's Python\n")
    elif os.environ.get("HOSTILE_START") == "silent":
        time.sleep(600)
    frame("hello", pid=os.getpid(), python="3", executable=sys.executable, path=sys.path)
    if os.environ.get("HOSTILE_THREADS"):
        for _ in range(int(os.environ["HOSTILE_THREADS"])):
            threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    for line in sys.stdin.buffer:
        command = json.loads(line)
        if not act(command["do"], command["id"], command):
            break
    frame("bye")


if __name__ == "__main__":
    main()
