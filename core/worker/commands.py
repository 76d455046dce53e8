"""The commands a host can give. Nothing here imports NumPy or a framework before `import`."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import time
from typing import TYPE_CHECKING, Any, Callable, NamedTuple, Optional

from .beat import Beating
from .errors import (
    BAD_COMMAND,
    IMPORT_FAILED,
    MISSING_FRAMEWORK,
    UNKNOWN_WORKLOAD,
    CommandError,
)
from .memory import resident
from .wire import Channel
from .workloads.names import NAMES

if TYPE_CHECKING:
    from .frameworks.contract import Arm, Framework

Command = dict[str, Any]
Reply = dict[str, Any]
MODULES = {"pytorch": "torch", "tensorflow": "tensorflow"}
THREADS_MOST = 4_096
SEED_MOST = 2**63 - 1
BLOCK_STEPS_MOST = 1 << 30
ROUNDS_MOST = 10_000
HOUR_NS = 3_600_000_000_000


class _Built(NamedTuple):
    arm: Arm
    file: str


class Commands:
    """One worker's state: its framework and the cases built in it.

    Args:
        side: "pytorch" or "tensorflow"; channel: for phases and beats during long commands.
    """

    def __init__(self, side: str, channel: Channel) -> None:
        self._side = side
        self._channel = channel
        self._framework: Optional[Framework] = None
        self._cases: dict[str, _Built] = {}
        self._table: dict[str, Callable[[Command], Reply]] = {
            "import": self._import,
            "build": self._build,
            "parity": self._parity,
            "warm": self._warm,
            "block": self._block,
            "drop": self._drop,
            "overhead": self._overhead,
            "peak": self._peak,
            "ping": lambda _: {},
        }

    def run(self, command: Command) -> Reply:
        """Do `command` and return the fields of its answer.

        Raises:
            CommandError: it is malformed or cannot be done. What a framework raises passes.
        """
        action = self._table.get(_text(command, "do"))
        if action is None:
            raise CommandError(BAD_COMMAND, f"there is no command “{command['do']}”")
        return action(command)

    def _import(self, command: Command) -> Reply:
        threads = _whole(command, "threads", 0, THREADS_MOST)
        if self._framework is not None:
            raise CommandError(BAD_COMMAND, "the framework was imported before")
        self._channel.send("phase", name="import")
        start = time.perf_counter_ns()
        with Beating(self._channel):
            self._framework = _load(self._side, threads)
            facts = self._framework.facts()
        return {**facts, "import_ns": time.perf_counter_ns() - start}

    def _build(self, command: Command) -> Reply:
        from .frameworks.contract import MODES, PHASES, Task
        from .timing import first_step
        from .workloads.neutral import digest

        framework = self._ready()
        case = _text(command, "case")
        workload = _text(command, "workload")
        phase = _one_of(command, "phase", PHASES)
        mode = _one_of(command, "mode", MODES)
        seed = _whole(command, "seed", 0, SEED_MOST)
        if workload not in NAMES:
            raise CommandError(UNKNOWN_WORKLOAD, f"there is no workload “{workload}”")
        self._channel.send("phase", name="build")
        with Beating(self._channel):
            spec = _sibling(f"workloads.{workload}.spec")
            model = _sibling(f"workloads.{workload}.{self._side}")
            arm = framework.arm(Task(phase, mode, seed, spec, model))
            first, compiling = first_step(arm)
            arm.reset()
            batch = spec.BATCH[phase]
            passes = 3 if phase == "train" else 1  # backward costs about two forward passes
            reply = {
                "arm": arm.name,
                "device": framework.device,
                "parameters": arm.parameters,
                "flops": passes * spec.forward_flops(batch),
                "weights_sha256": digest(spec.weights(seed)),
                "inputs_sha256": digest(spec.inputs(seed, phase)._asdict()),
                "batch": batch,
                "first_ns": first,
                "compile_ns": compiling,
            }
        self._cases[case] = _Built(arm, f"{self._side}-{workload}-{phase}-{mode}.npz")
        # What stays for the whole launch leaves the collector's sight: a collection between two
        # blocks would else walk all of the framework's objects.
        gc.collect()
        gc.freeze()
        return reply

    def _parity(self, command: Command) -> Reply:
        from .figures import collect, write

        built = self._built(command)
        folder = _text(command, "folder")
        self._channel.send("phase", name="check")
        with Beating(self._channel):
            return write(collect(built.arm), folder, built.file)

    def _warm(self, command: Command) -> Reply:
        from .timing import warm

        built = self._built(command)
        block_ns = _whole(command, "block_ns", 1, HOUR_NS)
        max_ns = _whole(command, "max_ns", 1, HOUR_NS)
        self._channel.send("phase", name="warm-up")
        return warm(built.arm, block_ns, max_ns)._asdict()

    def _block(self, command: Command) -> Reply:
        from .timing import run_block

        return run_block(self._built(command).arm, _whole(command, "n", 1, BLOCK_STEPS_MOST))

    def _overhead(self, command: Command) -> Reply:
        from .overhead import compare

        built = self._built(command)
        if not built.arm.each_step:
            raise CommandError(BAD_COMMAND, "only steps that each end in a barrier are compared")
        self._channel.send("phase", name="overhead")
        n = _whole(command, "n", 1, BLOCK_STEPS_MOST)
        rounds = _whole(command, "rounds", 1, ROUNDS_MOST)
        seed = _whole(command, "seed", 0, SEED_MOST)
        with Beating(self._channel):
            return dict(compare(built.arm, self._side, n, rounds, seed))

    def _drop(self, command: Command) -> Reply:
        self._built(command)
        del self._cases[command["case"]]
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return {}

    def _peak(self, _: Command) -> Reply:
        device = self._framework.device_peak_bytes() if self._framework else None
        return {**resident(), "device_peak_bytes": device}

    def _ready(self) -> Framework:
        if self._framework is None:
            raise CommandError(BAD_COMMAND, "the framework is not imported yet")
        return self._framework

    def _built(self, command: Command) -> _Built:
        case = _text(command, "case")
        if case not in self._cases:
            raise CommandError(BAD_COMMAND, f"the case “{case}” is not built")
        return self._cases[case]


def _load(side: str, threads: int) -> Framework:
    """Import the framework and set it up.

    Raises:
        CommandError: `missing_framework` or `import_failed`.
    """
    module = MODULES[side]
    if importlib.util.find_spec(module) is None:
        raise CommandError(MISSING_FRAMEWORK, f"this Python has no module “{module}”")
    try:
        return _sibling(f"frameworks.{side}").create(threads)
    except ModuleNotFoundError as problem:
        if problem.name in ("numpy", "keras"):  # not always drawn in by a framework's wheel
            text = f"this Python has no module “{problem.name}”"
            raise CommandError(MISSING_FRAMEWORK, text) from problem
        raise CommandError(IMPORT_FAILED, str(problem)) from problem
    except (ImportError, OSError, RuntimeError, AttributeError, TypeError, ValueError) as problem:
        # Broken wheels: a library that does not load, an ABI that does not fit, a file cut short.
        text = f"{module} is installed but fails to import: {problem}"
        raise CommandError(IMPORT_FAILED, text) from problem


def _sibling(name: str) -> Any:
    """Import a module of this package by its path inside it."""
    return importlib.import_module(f".{name}", __package__)


def _text(command: Command, field: str) -> str:
    value = command.get(field)
    if not isinstance(value, str) or not value:
        raise CommandError(BAD_COMMAND, f"“{field}” is a text")
    return value


def _one_of(command: Command, field: str, known: tuple[str, ...]) -> str:
    value = _text(command, field)
    if value not in known:
        raise CommandError(BAD_COMMAND, f"“{field}” is one of {', '.join(known)}")
    return value


def _whole(command: Command, field: str, least: int, most: int) -> int:
    value = command.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise CommandError(BAD_COMMAND, f"“{field}” is a whole number from {least} to {most}")
    return value
