from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from engine_process import EngineProcess


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give the app folders and a machine lock of its own."""
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FORKWISE_LOCK", str(tmp_path / "machine.lock"))
    return tmp_path / "home"


@pytest.fixture
def fake_python(tmp_path):
    """Return a function that makes an interpreter whose workers behave as told."""

    def make(**behaviour) -> str:
        folder = tmp_path / "fake"
        folder.mkdir()
        figures = folder / "figures.npz"
        arrays = {
            "output": np.ones((2, 2), np.float32),
            "grad/w": np.ones(3, np.float32),
            "losses": np.ones(5),
        }
        np.savez(figures, allow_pickle=False, **arrays)
        apart = folder / "apart.npz"
        np.savez(apart, allow_pickle=False, **{**arrays, "output": np.zeros((2, 2), np.float32)})
        plan = {"figures": str(figures), **behaviour}
        (folder / "behaviour.json").write_text(
            json.dumps(plan).replace("APART", str(apart).replace("\\", "/"))
        )
        script = folder / "python"
        worker = Path(__file__).with_name("fake_worker.py")
        script.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{worker}" "{folder / "behaviour.json"}" "$@"\n'
        )
        script.chmod(0o755)
        return str(script)

    return make


@pytest.fixture
def start_engine(home):
    """Return a function that starts an engine; each is gone after the test."""
    started: list[EngineProcess] = []

    def start(python: str, *before: str) -> EngineProcess:
        started.append(EngineProcess(python, *before))
        return started[-1]

    yield start
    for engine in started:
        engine.close()


@pytest.fixture
def engine(start_engine, fake_python):
    """An engine whose rounds take some time each."""
    return start_engine(fake_python(pytorch={"block_s": 0.02}))
