"""One measurement at a time on this machine: two at once make both figures wrong."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from core.records.errors import AppError
from core.supervise.failure import clean

VARIABLE = "FORKWISE_LOCK"
_SIZE = 4096


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock, as it wrote it down itself."""

    pid: int
    since: str
    purpose: str


def lock_path() -> Path:
    """Return the lock file: the same for all users, unless `FORKWISE_LOCK` names another."""
    override = os.environ.get(VARIABLE, "")
    if override:
        return Path(override)
    shared = Path("/tmp")  # not TMPDIR, which differs between users and sessions
    return (shared if shared.is_dir() else Path(tempfile.gettempdir())) / "forkwise.lock"


@contextmanager
def machine_lock(purpose: str) -> Iterator[None]:
    """Hold the machine's lock; the system takes it back however this process ends.

    Args:
        purpose: what it is held for, shown to whoever comes second.

    Raises:
        AppError: somebody else holds it (names the process, since when and what for), or the
            lock file cannot be used.
    """
    path = lock_path()
    try:
        descriptor = _open(path)
    except OSError as problem:
        raise AppError(
            "The lock that keeps measurements apart cannot be used",
            f"{path}: {problem.strerror or problem}",
            f"remove that file, or set {VARIABLE} to a file of yours",
        ) from problem
    try:
        if not _try_lock(descriptor):
            raise _held(path, descriptor)
        _write_holder(descriptor, purpose)
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
            _unlock(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        # Another user's file in a shared folder may be opened, but not with O_CREAT.
        return os.open(path, flags)
    except FileNotFoundError:
        descriptor = os.open(path, flags | os.O_CREAT, 0o666)
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o666)  # whatever the umask: other users come second, too
        return descriptor


if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 20  # behind the text, which stays readable

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        # flock, not lockf: a POSIX lock is lost as soon as anything here closes the file.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _write_holder(descriptor: int, purpose: str) -> None:
    since = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    holder = Holder(pid=os.getpid(), since=since, purpose=clean(purpose, 200))
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, msgspec.json.encode(holder))


def _held(path: Path, descriptor: int) -> AppError:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        holder = msgspec.json.decode(os.read(descriptor, _SIZE), type=Holder)
    except ValueError:  # it has the lock and has not written its name yet
        why = f"its process has not said who it is ({path})"
    else:
        why = f"process {holder.pid} since {holder.since}: {clean(holder.purpose, 200)}"
    return AppError(
        "Another measurement is running on this machine",
        why,
        "wait for it to end, or stop it, and start again",
    )
