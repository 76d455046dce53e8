"""Run logs: one checked line after another, each on the disk before the next thing happens."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import msgspec

from core.records.errors import AppError
from core.records.run import EndLine, LogFrame, LogLine, RunHeader, RunSummary
from core.store.atomic import sync_folder
from core.store.folders import home
from core.store.reading import MIB, read_bytes

FILE_LIMIT = 128 * MIB
LINE_LIMIT = 4 * MIB
SUFFIX = ".jsonl"

_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_encode = msgspec.json.Encoder(order="deterministic").encode
_decode_frame = msgspec.json.Decoder(LogFrame, strict=True).decode
_decode_line = msgspec.json.Decoder(LogLine, strict=True).decode

Tell = Callable[[AppError], None]


class RunLog:
    """The log of one run, open for appending. Use it as a context manager, or `close` it.

    Attributes:
        run: id of the run.
        path: the file.
    """

    def __init__(self, run: str, path: Path, descriptor: int) -> None:
        self.run = run
        self.path = path
        self._descriptor = descriptor
        self._seq = 0
        self._size = 0

    @classmethod
    def create(cls, run: str, path: Path | None = None) -> RunLog:
        """Open a new log.

        Args:
            run: id of the run: letters, digits, dots, dashes, underscores.
            path: where to write; None: `runs/<run>.jsonl` in the app's folder.

        Raises:
            AppError: the id is not usable, the file exists or cannot be made.
        """
        if not _RUN_ID.fullmatch(run):
            raise AppError("The run cannot be logged", f"{run!r} is no id of a run", "start anew")
        path = path if path is not None else run_path(run)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags, 0o644)
            sync_folder(path.parent)
        except OSError as problem:
            raise AppError(
                f"{path} cannot be made",
                problem.strerror or str(problem),
                "check the folder and the space on the disk",
            ) from problem
        return cls(run, path, descriptor)

    def append(self, line: LogLine) -> None:
        """Write one line; when this returns, it is on the disk.

        Raises:
            AppError: it cannot be written; the lines before it are unharmed.
        """
        payload = _encode(line)
        frame = LogFrame(
            run=self.run,
            seq=self._seq,
            check=checksum(self.run, self._seq, payload),
            line=msgspec.Raw(payload),
        )
        data = _encode(frame) + b"\n"
        if len(data) > LINE_LIMIT:
            raise AppError(
                f"{self.path} cannot take a line",
                f"it has {len(data):,} bytes; the limit is {LINE_LIMIT:,}",
                "report this: Forkwise should have split the line",
            )
        try:
            self._write(data)
        except OSError as problem:
            # Half a line would bury the lines after it: take it away again. Cutting a file needs
            # no space, so this works on a full disk.
            os.ftruncate(self._descriptor, self._size)
            raise AppError(
                f"{self.path} cannot be written",
                problem.strerror or str(problem),
                "make space on the disk; what was measured before is unharmed",
            ) from problem
        self._seq += 1
        self._size += len(data)

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._descriptor, left) :]
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file; calling it again does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> RunLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def checksum(run: str, seq: int, payload: bytes) -> str:
    """Return the BLAKE2b-128 of a line in hexadecimal: over run id, place and payload."""
    digest = hashlib.blake2b(f"{run}\n{seq}\n".encode(), digest_size=16)
    digest.update(payload)
    return digest.hexdigest()


def run_path(run: str) -> Path:
    """Return where the log of a run is kept."""
    return home().runs / f"{run}{SUFFIX}"


def list_runs() -> tuple[Path, ...]:
    """Return the logs in the app's folder, by name; ids begin with the time, so by age.

    An empty file is a run that was killed before its first line: it never started.
    """
    found = home().runs.glob(f"*{SUFFIX}")
    return tuple(sorted(p for p in found if p.is_file() and p.stat().st_size > 0))


def read_run(path: Path, *, tell: Tell | None = None) -> tuple[LogLine, ...]:
    """Return the lines of a run log after checking every one.

    The last line may be torn (the power failed while it was written): it is left out, and `tell`
    is called with that. Any other damage refuses the whole log: a wrong figure is never shown.

    Args:
        path: the log.
        tell: called when the last line was left out.

    Raises:
        AppError: the file cannot be read or is damaged; names file and line.
    """
    data = read_bytes(path, limit=FILE_LIMIT)
    whole, _, torn = data.rpartition(b"\n")
    lines: list[LogLine] = []
    run = ""
    for seq, raw in enumerate(whole.split(b"\n") if whole else ()):
        run, line = _check(path, seq, raw, run)
        lines.append(line)
    if not lines:
        raise _damaged(path, 1, "there is no whole line in it")
    if torn and tell is not None:
        tell(
            AppError(
                f"The last line of {path} is torn and was left out",
                "writing was cut off, by a power failure or a full disk",
                "go on: every line before it is whole",
            )
        )
    return tuple(lines)


def read_summary(path: Path) -> RunSummary:
    """Return the summary of a run that ended in good order, from the results in its last line.

    Raises:
        AppError: the log is damaged, or the run was cut off before its end.
    """
    lines = read_run(path)
    header, end = lines[0], lines[-1]
    if not isinstance(header, RunHeader) or not isinstance(end, EndLine):
        raise AppError(
            f"{path} holds a run that was cut off",
            "its last line is not the end of a run",
            f"recompute it from its finished launches: forkwise runs reanalyse {path.stem}",
        )
    return RunSummary(
        run=header.run,
        started_utc=header.started_utc,
        preset=header.preset,
        budget_s=header.budget_s,
        seconds=end.seconds,
        pressure=end.pressure,
        state=end.state,
        cases=end.results,
        machine=header.machine,
        log=str(path),
        mixes=end.mixes,
        family=end.family,
    )


def _check(path: Path, seq: int, raw: bytes, run: str) -> tuple[str, LogLine]:
    if len(raw) > LINE_LIMIT:
        raise _damaged(path, seq + 1, "it is longer than any line Forkwise writes")
    try:
        frame = _decode_frame(raw)
        payload = bytes(frame.line)
        if frame.check != checksum(frame.run, frame.seq, payload):
            raise _damaged(path, seq + 1, "its checksum does not fit its content")
        line = _decode_line(payload)
    except (ValueError, RecursionError) as problem:  # malformed JSON, schema and UTF-8 errors
        raise _damaged(path, seq + 1, str(problem)) from problem
    if frame.seq != seq:
        raise _damaged(path, seq + 1, f"it says it is line {frame.seq + 1}: a line is missing")
    if run and frame.run != run:
        raise _damaged(path, seq + 1, f"it belongs to another run, {frame.run}")
    if isinstance(line, RunHeader) != (seq == 0) or (
        isinstance(line, RunHeader) and line.run != frame.run
    ):
        raise _damaged(path, seq + 1, "the header of the run is not where it belongs")
    return frame.run, line


def _damaged(path: Path, number: int, why: str) -> AppError:
    return AppError(
        f"{path} is damaged",
        f"line {number}: {why}",
        "restore the file from a backup, or delete it and measure again",
    )
