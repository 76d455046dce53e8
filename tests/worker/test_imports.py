"""Which worker files need a framework, and which do not."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
import importlib, sys
sys.path.insert(0, sys.argv[1])

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "tensorflow", "keras"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Block())
for name in sys.argv[2:]:
    importlib.import_module(name)
strangers = {"PySide6", "psutil", "msgspec", "core.records", "gui"} & set(sys.modules)
assert not strangers, strangers
"""


def test_all_but_the_framework_files_import_without_a_framework():
    files = sorted((ROOT / "core" / "worker").rglob("*.py"))
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in files
        if file.stem not in ("pytorch", "tensorflow", "main")
    ]
    assert "core.worker.workloads.lstm.spec" in names
    done = subprocess.run(
        [sys.executable, "-I", "-c", SCRIPT, str(ROOT), *names], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
