"""Pythons that may serve as workers, and the frameworks in them, without importing those."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.machine import listing
from core.machine.capture import Captured, capture
from core.records.base import Side
from core.records.machine import Framework, Interpreter

PROBE_S = 8.0
OWN_LABEL = "Forkwise’s own"
OLDEST = (3, 9)  # the worker's code parses from here on
CANDIDATE_LIMIT = 24
AT_ONCE = 4
MARK = "FORKWISE-PROBE "
SCRIPT = Path(listing.__file__)

_PACKAGES: dict[str, Side] = {
    "torch": "pytorch",
    "tensorflow": "tensorflow",
    "tensorflow-cpu": "tensorflow",
    "tensorflow-macos": "tensorflow",
    "tensorflow-intel": "tensorflow",
    "tensorflow-rocm": "tensorflow",
    "intel-tensorflow": "tensorflow",
    "tf-nightly": "tensorflow",
}
NO_FRAMEWORK = "neither PyTorch nor TensorFlow is installed in it"
_CHOOSE = "choose another interpreter"


class _Listing(msgspec.Struct, frozen=True):
    """What `listing.py` prints."""

    python: str
    architecture: str
    packages: dict[str, str]
    modules: dict[str, bool]
    headers: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Python may be, and what to call it."""

    path: Path
    label: str


def own() -> Interpreter:
    """Return the interpreter that runs Forkwise."""
    found = msgspec.convert(listing.describe(), _Listing)
    return _from_listing(sys.executable, OWN_LABEL, found)


def probe(
    path: str,
    label: str = "",
    *,
    limit_s: float = PROBE_S,
    stop: threading.Event | None = None,
) -> Interpreter:
    """Return what is in an interpreter. Never raises for what the file is or does.

    Args:
        path: the executable, as the person typed it; a name alone is looked for on PATH.
        label: what to call it; empty: the path.
        limit_s: how long it may take to answer.
        stop: set by whoever does not want the answer any more.
    """
    label = label or path
    if stop is not None and stop.is_set():
        return Interpreter(path=path, label=label, problem="it was not looked at", remedy=_CHOOSE)
    executable = _executable(path)
    if not isinstance(executable, str):
        return Interpreter(path=path, label=label, problem=executable[0], remedy=executable[1])
    with tempfile.TemporaryDirectory(prefix="forkwise-probe-") as folder:
        captured = capture(
            # -I: nothing of the person's environment, as the worker will see it.
            [executable, "-I", "-B", str(SCRIPT)],
            cwd=folder,
            env=_probe_environment(),
            limit_s=limit_s,
            stop=stop,
        )
    if isinstance(captured, str):
        return Interpreter(path=path, label=label, problem=captured, remedy=_CHOOSE)
    return _understand(path, label, captured, limit_s)


def find_interpreters(
    extra: tuple[str, ...] = (), *, stop: threading.Event | None = None
) -> tuple[Interpreter, ...]:
    """Return Forkwise's own Python, then those in the usual places, usable ones first.

    Args:
        extra: paths the person has chosen before; they are looked into, too.
        stop: set by whoever does not want the answer any more.
    """
    places = list(_distinct((*(Place(Path(path), path) for path in extra), *candidates())))
    places = places[:CANDIDATE_LIMIT]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="probe") as pool:
        found = pool.map(lambda place: probe(str(place.path), place.label, stop=stop), places)
        return (own(), *sorted(found, key=lambda interpreter: bool(interpreter.problem)))


def candidates(
    environ: dict[str, str] | None = None, home: Path | None = None, cwd: Path | None = None
) -> tuple[Place, ...]:
    """Return the Pythons that lie in the usual places, without starting any.

    Args:
        environ: environment to look into; None: ours.
        home: the person's home; None: that of the system.
        cwd: the folder of their project; None: the current one.
    """
    environ = dict(os.environ) if environ is None else environ
    home, cwd = home or Path.home(), cwd or Path.cwd()
    return tuple(_distinct(_places(environ, home, cwd)))


def _places(environ: dict[str, str], home: Path, cwd: Path) -> Iterator[Place]:
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if environ.get(variable):
            yield from _in_environment(Path(environ[variable]), f"active ({variable})")
    for name in (".venv", "venv"):
        yield from _in_environment(cwd / name, f"{cwd.name}/{name}")
        yield from _in_environment(home / name, f"~/{name}")
    groups = ["venvs", "envs", ".virtualenvs", ".conda/envs", ".pyenv/versions"]
    for conda in ("miniconda3", "miniforge3", "mambaforge", "anaconda3"):
        yield from _in_environment(home / conda, f"~/{conda}")
        groups.append(f"{conda}/envs")
    for group in groups:
        for folder in _folders(home / group):
            yield from _in_environment(folder, f"~/{group}/{folder.name}")
    on_path = shutil.which("python3", path=environ.get("PATH"))
    if on_path:
        yield Place(Path(on_path), "python3 on PATH")


def _in_environment(folder: Path, label: str) -> Iterator[Place]:
    names = ("python.exe", "Scripts/python.exe") if os.name == "nt" else ("bin/python",)
    for name in names:
        if (folder / name).is_file():
            yield Place(folder / name, label)
            return


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(entry for entry in parent.iterdir() if entry.is_dir())
    except OSError:
        return []


def _distinct(places: tuple[Place, ...] | Iterator[Place]) -> Iterator[Place]:
    """Pass on each environment once, and never our own."""
    seen = {_key(Path(sys.executable))}
    for place in places:
        key = _key(place.path)
        if key not in seen:
            seen.add(key)
            yield place


def _key(path: Path) -> Path:
    # The folder is resolved, the file is not: every venv's python is a link to the same program.
    return path.absolute().parent.resolve()


def _executable(path: str) -> str | tuple[str, str]:
    """Return the program to start, or problem and remedy."""
    if "\0" in path or not path:
        return "that is no path", "name the file of a Python interpreter"
    found = shutil.which(os.path.expanduser(path))  # noqa: PTH111 - a name alone must stay one
    if found is not None:
        return str(Path(found).absolute())
    file = Path(path).expanduser()
    if file.is_dir():
        return "it is a folder, not a program", "name the python file in its bin folder"
    if file.exists():
        return "it is not a program you may run", _CHOOSE
    return "there is no such file", "check the path; the environment may have been deleted"


def _probe_environment() -> dict[str, str]:
    names = ("PATH", "HOME", "SYSTEMROOT", "USERPROFILE", "TEMP", "TMP", "LANG", "LC_ALL")
    return {name: os.environ[name] for name in names if name in os.environ}


def _understand(path: str, label: str, captured: Captured, limit_s: float) -> Interpreter:
    def useless(problem: str, remedy: str = _CHOOSE, python: str = "") -> Interpreter:
        return Interpreter(path=path, label=label, python=python, problem=problem, remedy=remedy)

    if captured.late:
        return useless(f"it gave no answer in {limit_s:g} s and was stopped")
    # Whatever it prints of its own goes before: the last marked line counts.
    _, mark, rest = captured.output.rpartition(MARK)
    if not mark:
        if "Unknown option: -I" in captured.output:
            return useless("it is Python 2; Forkwise needs 3.9 or newer")
        if "SyntaxError" in captured.output:
            return useless("its Python is too old; Forkwise needs 3.9 or newer")
        return useless("it does not answer like a Python: " + _shown(captured))
    try:
        found = msgspec.json.decode(rest.split("\n", 1)[0], type=_Listing, strict=True)
    except ValueError:
        return useless("its answer cannot be understood")
    return _from_listing(path, label, found)


def _shown(captured: Captured) -> str:
    words = " ".join(captured.output.split())
    printable = "".join(character for character in words if character.isprintable())[:80]
    return f"it printed “{printable}”" if printable else f"it ended with status {captured.status}"


def _from_listing(path: str, label: str, found: _Listing) -> Interpreter:
    frameworks = tuple(
        Framework(side=side, version=version, package=package, build=_build(package, version))
        for package, side in _PACKAGES.items()
        if (version := found.packages.get(package))
        and found.modules.get("torch" if side == "pytorch" else "tensorflow")
    )
    problem, remedy = _problem(found, frameworks)
    return Interpreter(
        path=path,
        label=label,
        python=found.python,
        architecture=found.architecture,
        frameworks=_one_each(frameworks),
        numpy=found.packages.get("numpy", ""),
        keras=found.packages.get("keras", ""),
        headers=found.headers,
        problem=problem,
        remedy=remedy,
    )


def _one_each(frameworks: tuple[Framework, ...]) -> tuple[Framework, ...]:
    """Keep one package a side: some packages only pull in another one of the same framework."""
    kept: dict[Side, Framework] = {}
    for framework in frameworks:
        kept.setdefault(framework.side, framework)
    return tuple(kept.values())


def is_too_old(python: str) -> bool:
    """Return True for a version, such as "3.6.15", in which the worker's code does not parse."""
    return tuple(int(part) for part in python.split(".")[:2] if part.isdigit()) < OLDEST


def _problem(found: _Listing, frameworks: tuple[Framework, ...]) -> tuple[str, str]:
    if is_too_old(found.python):
        return f"it is Python {found.python}; Forkwise needs 3.9 or newer", _CHOOSE
    if not frameworks:
        broken = [name for name in _PACKAGES if name in found.packages]
        if broken:
            return (
                f"{broken[0]} is listed in it, but its files are gone",
                f"install {broken[0]} there again",
            )
        return (
            NO_FRAMEWORK,
            "install one there, or choose another interpreter",
        )
    if "numpy" not in found.packages:
        return "NumPy is not installed in it", "install NumPy there"
    return "", ""


def _build(package: str, version: str) -> str:
    """Return what the version or the package says of the build, such as "cpu" or "cu128"."""
    _, plus, local = version.partition("+")
    return local if plus else ("cpu" if package.endswith("-cpu") else "")
