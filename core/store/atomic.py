"""Write a file so that a crash leaves either the old one or the new one, whole."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from core.records.errors import AppError

LEFTOVER_S = 3600.0


def write(path: Path, data: bytes, keep: int = 0) -> None:
    """Replace a file by `data` in one step and make it last on the disk.

    The data goes to a temporary file in the same folder first, which then takes the name.

    Args:
        path: the file; its folder must exist.
        data: the whole new content.
        keep: how many previous versions stay beside it (`previous` names them).

    Raises:
        AppError: it cannot be written (disk full, read-only, folder gone); the old file is whole.
    """
    try:
        _remove_leftovers(path)
        temporary = _write_temporary(path, data)
        try:
            if keep:
                _rotate(path, keep)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as problem:
        raise AppError(
            f"{path} cannot be written",
            problem.strerror or str(problem),
            "make space on the disk and check that the folder can be written to; "
            "the file from before is unharmed",
        ) from problem


def write_out(path: Path, data: bytes) -> None:
    """Write a file where a person asked for it.

    A link is followed, a device or pipe is written to and stays what it is, and the file gets the
    rights that any program's would (the app's own files are private).

    Raises:
        AppError: it cannot be written; a file from before is whole.
    """
    path = path.resolve()
    if not path.parent.is_dir():
        raise AppError(
            f"{path} cannot be written",
            f"there is no folder {path.parent}",
            "make that folder first, or name one that is there",
        )
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            path.write_bytes(data)
        except OSError as problem:
            raise AppError(
                f"{path} cannot be written", problem.strerror or str(problem), "name another file"
            ) from problem
        return
    mode = path.stat().st_mode & 0o777 if path.is_file() else 0o666 & ~_umask()
    write(path, data)
    path.chmod(mode)


def _umask() -> int:
    """Return the process's umask, which can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def previous(path: Path, keep: int) -> tuple[Path, ...]:
    """Return the names of the previous versions of a file, newest first."""
    return tuple(path.with_name(f"{path.name}.{age}") for age in range(1, keep + 1))


def sync_folder(folder: Path) -> None:
    """Make names that were added to or changed in a folder last; nothing to do on Windows."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_leftovers(path: Path) -> None:
    """Remove temporary files of writers that were killed; a living one needs no hour."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > LEFTOVER_S:
                leftover.unlink()


def _write_temporary(path: Path, data: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _rotate(path: Path, keep: int) -> None:
    if not path.exists():
        return
    versions = previous(path, keep)
    for older, newer in zip(reversed(versions), reversed(versions[:-1]), strict=False):
        with suppress(FileNotFoundError):
            newer.replace(older)
    # A second name, not a move: the file keeps its own name until the new one takes it over.
    try:
        os.link(path, versions[0])
    except OSError:  # file systems without hard links
        shutil.copy2(path, versions[0])
