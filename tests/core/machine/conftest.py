"""Trees of other machines, written down as files."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write files below a fresh root and return it."""

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "root"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        root.mkdir(exist_ok=True)
        return root

    return write
