"""The rooms stay apart: core runs without Qt, plots or a framework."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROBE = """
import importlib, pkgutil, sys

class Refuse:
    names = {"PySide6", "shiboken6", "pyqtgraph", "torch", "tensorflow", "keras"}
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ImportError(f"{name} is refused here")

sys.meta_path.insert(0, Refuse())
import core
free = []
for module in pkgutil.walk_packages(core.__path__, "core."):
    name = module.name
    if name == "core.worker.main" or name.endswith("__main__"):
        continue
    if name.startswith("core.worker.") and name.rpartition(".")[2] in ("pytorch", "tensorflow"):
        free.append(name)
        continue
    importlib.import_module(name)
print(len(free))
"""


def test_core_imports_without_qt_and_frameworks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-s", "-c", PROBE], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 8, "each framework has its own file a workload"


def test_start_imports_nothing_heavy(tmp_path: Path) -> None:
    """At the first paint neither frameworks, plots nor arrays are loaded."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gui.entry", "--quit-when-shown"],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "QT_QPA_PLATFORM": "offscreen",
            "FORKWISE_HOME": str(tmp_path),
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }
    assert "PySide6" in loaded
    assert not loaded & {"torch", "tensorflow", "keras", "pandas", "pyqtgraph", "numpy", "scipy"}


def test_command_line_does_not_load_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from gui.entry import main; sys.argv = ['forkwise', '--version'];"
        "main(); bad = [m for m in sys.modules if m.startswith(('PySide6', 'numpy'))];"
        "assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def _calls(path: Path, attribute: str) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == attribute
    ]


def test_nothing_blocks_the_window() -> None:
    """No nested event loops and no sleeping: dialogs open(), waits are signals."""
    for path in (ROOT / "gui").rglob("*.py"):
        allowed = 1 if path.name == "app.py" else 0
        assert len(_calls(path, "exec")) <= allowed, path
        assert not _calls(path, "processEvents"), path
        assert not _calls(path, "sleep"), path


def test_controllers_know_no_widgets() -> None:
    """import-linter sees PySide6 as one package; the widgets in it are told apart here."""
    files = list((ROOT / "gui" / "controllers").glob("*.py"))
    assert len(files) > 3
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module != "PySide6.QtWidgets", f"{path}:{node.lineno}"
