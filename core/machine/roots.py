"""Read small files of /proc and /sys below a root, so that recorded trees of other machines do."""

from __future__ import annotations

from pathlib import Path

SYSTEM = Path("/")
_LIMIT = 4 * 1024 * 1024


def text(root: Path, path: str) -> str | None:
    """Return a file's content without surrounding space; None when it cannot be read."""
    try:
        with (root / path).open("rb") as file:
            return file.read(_LIMIT).decode("utf-8", "replace").strip("\0 \t\r\n")
    except OSError:
        return None


def number(root: Path, path: str) -> int | None:
    """Return a file's content as an integer; None when it is none."""
    content = text(root, path)
    try:
        return None if content is None else int(content)
    except ValueError:
        return None


def folders(root: Path, pattern: str) -> tuple[Path, ...]:
    """Return what matches a pattern below the root, by name."""
    try:
        return tuple(sorted(root.glob(pattern)))
    except OSError:
        return ()


def id_list(content: str | None) -> frozenset[int] | None:
    """Return the numbers in a kernel list such as "0-3,8"; None when it cannot be understood."""
    if content is None:
        return None
    found: set[int] = set()
    try:
        for part in filter(None, content.split(",")):
            first, _, last = part.partition("-")
            found.update(range(int(first), int(last or first) + 1))
    except ValueError:
        return None
    return frozenset(found) or None
