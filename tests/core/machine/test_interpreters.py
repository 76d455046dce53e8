"""Interpreters of all kinds, and things that only look like one."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.machine.interpreters import OWN_LABEL, candidates, is_too_old, own, probe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts as interpreters")


def _script(folder: Path, text: str, name: str = "python") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def _answer(python: str = "3.12.1", modules: str = "true", **packages: str) -> str:
    listed = ",".join(f'"{name.replace("_", "-")}":"{v}"' for name, v in packages.items())
    return (
        f"""echo 'FORKWISE-PROBE {{"python":"{python}","architecture":"x86_64","packages":"""
        f"""{{{listed}}},"modules":{{"torch":{modules},"tensorflow":{modules}}},"headers":true}}'"""
    )


def test_our_own_and_the_same_looked_at_from_outside() -> None:
    inside, outside = own(), probe(sys.executable)
    assert inside.label == OWN_LABEL
    assert inside.python == outside.python == sys.version.split()[0]
    assert inside.frameworks == outside.frameworks
    assert inside.numpy == outside.numpy
    assert inside.problem == outside.problem


def test_frameworks_and_builds(tmp_path) -> None:
    text = _answer(torch="2.7.1+cu128", tensorflow_cpu="2.20.0", numpy="2.1.0", keras="3.9")
    found = probe(_script(tmp_path, text), "mine")
    assert found.label == "mine"
    assert [(f.side, f.version, f.package, f.build) for f in found.frameworks] == [
        ("pytorch", "2.7.1+cu128", "torch", "cu128"),
        ("tensorflow", "2.20.0", "tensorflow-cpu", "cpu"),
    ]
    assert (found.numpy, found.keras, found.problem) == ("2.1.0", "3.9", "")


def test_a_banner_does_not_matter(tmp_path) -> None:
    text = "echo Welcome; echo 'Activated.' >&2\n" + _answer(torch="2.7", numpy="2") + "\necho bye"
    found = probe(_script(tmp_path, text))
    assert found.find("pytorch") is not None
    assert not found.problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(_answer(), "neither PyTorch nor TensorFlow", id="no framework"),
        pytest.param(_answer(torch="2"), "NumPy is not installed", id="no numpy"),
        pytest.param(_answer("3.8.18", torch="2", numpy="1"), "Python 3.8.18", id="too old"),
        pytest.param(
            _answer(torch="2", numpy="2", modules="false"), "its files are gone", id="leftovers"
        ),
        pytest.param("echo 'Unknown option: -I' >&2; exit 2", "Python 2", id="python 2"),
        pytest.param("exit 3", "ended with status 3", id="says nothing"),
        pytest.param(
            "printf 'hi \\033[31m there'; exit 1", "it printed “hi [31m there”", id="text"
        ),
        pytest.param("echo 'FORKWISE-PROBE {\"python\": NaN}'", "cannot be understood", id="lies"),
        pytest.param("echo 'FORKWISE-PROBE [1'", "cannot be understood", id="half"),
        pytest.param("sleep 600 & sleep 600", "gave no answer in 0.7 s", id="hangs"),
        pytest.param("exec sleep 600 >&- 2>&-", "ended with status -9", id="closes its output"),
        pytest.param("yes", "gave no answer", id="floods"),
    ],
)
def test_useless_interpreters_get_one_sentence(tmp_path, text, words) -> None:
    start = time.monotonic()
    found = probe(_script(tmp_path, text), limit_s=0.7)
    assert words in found.problem
    assert found.remedy
    assert not found.problem.endswith(".")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda folder: str(folder / "gone"), "no such file", id="deleted"),
        pytest.param(str, "it is a folder", id="folder"),
        pytest.param(lambda folder: str(folder / "text"), "not a program you may run", id="text"),
        pytest.param(lambda folder: str(folder / "broken"), "does not", id="broken program"),
        pytest.param(lambda _: "", "no path", id="empty"),
        pytest.param(lambda _: "a\0b", "no path", id="nul"),
        pytest.param(lambda _: "no-such-command-anywhere", "no such file", id="unknown command"),
    ],
)
def test_files_that_are_no_interpreter(tmp_path, make, words) -> None:
    (tmp_path / "text").write_text("hello")
    (tmp_path / "broken").write_bytes(b"\x7fELF\0")
    (tmp_path / "broken").chmod(0o755)
    found = probe(make(tmp_path))
    assert words in found.problem
    assert found.remedy


def test_odd_paths_and_a_hostile_environment(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "my python ü" / ("x" * 120) / ("y" * 120)
    folder.mkdir(parents=True)
    link = folder / "python"
    link.symlink_to(sys.executable)
    (tmp_path / "json.py").write_text("raise SystemExit('imported by mistake')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert probe(str(link)).python == sys.version.split()[0]


def test_the_usual_places(tmp_path) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    wanted = {
        project / ".venv": "project/.venv",
        home / ".venv": "~/.venv",
        home / "venvs" / "tf": "~/venvs/tf",
        home / "miniconda3" / "envs" / "torch": "~/miniconda3/envs/torch",
        tmp_path / "conda": "active (CONDA_PREFIX)",
    }
    for folder in wanted:
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").symlink_to("/usr/bin/env")
    (home / "venvs" / "empty").mkdir()
    environ = {"CONDA_PREFIX": str(tmp_path / "conda"), "PATH": str(home / "none")}
    found = {place.path.parents[1]: place.label for place in candidates(environ, home, project)}
    assert found == wanted


def test_no_environment_is_listed_twice_and_never_ours(tmp_path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    (tmp_path / "envs").mkdir()
    (tmp_path / "envs" / "same").symlink_to(tmp_path / ".venv")
    environ = {"VIRTUAL_ENV": str(tmp_path / ".venv"), "PATH": str(Path(sys.executable).parent)}
    found = candidates(environ, tmp_path, tmp_path)
    assert [place.label for place in found] == ["active (VIRTUAL_ENV)"]


def test_looking_ends_when_nobody_waits_any_more(tmp_path) -> None:
    path = _script(tmp_path, f"echo > {tmp_path}/started; exec sleep 30")
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(probe, path, stop=stop)
        while not (tmp_path / "started").exists():
            time.sleep(0.01)
        begun = time.perf_counter()
        stop.set()
        assert asked.result().problem
    assert time.perf_counter() - begun < 1.5
    assert probe(path, stop=stop).problem == "it was not looked at"


def test_what_is_too_old_for_a_worker() -> None:
    assert is_too_old("2.7.18")
    assert is_too_old("3.8.18")
    assert not is_too_old("3.9.0")
    assert not is_too_old("3.13.0")
