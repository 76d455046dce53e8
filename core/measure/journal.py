"""The log of the run in hand: on the disk at once, and in memory for the analysis."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from core.records.run import EndLine, LogLine, RunHeader, RunSummary
from core.store.runlog import RunLog


class Journal:
    """Appends lines to the run's log and judges what it holds so far.

    Args:
        log: the open, empty log.
        header: returns the first line; called once, and may wait for the machine to be read.
    """

    def __init__(self, log: RunLog, header: Callable[[], RunHeader]) -> None:
        self._log = log
        self._make_header = header
        self._lines: list[LogLine] = []

    @cached_property
    def header(self) -> RunHeader:
        """Return the first line of the log, written when it is first asked for."""
        header = self._make_header()
        self._log.append(header)
        self._lines.append(header)
        return header

    @property
    def path(self) -> str:
        """Return where the log lies."""
        return str(self._log.path)

    def add(self, line: LogLine) -> None:
        """Write one line; when this returns it is on the disk."""
        if not self._lines:
            _ = self.header
        self._log.append(line)
        self._lines.append(line)

    def summary(self) -> RunSummary:
        """Return the results so far, of a run that goes on."""
        # SciPy takes a moment to load: not before the first launch is under way.
        from core.measure.analyse import analyse

        return analyse(self._lines, running=True)

    def close(self, end: EndLine) -> RunSummary:
        """Write the last line with the final results in it, and return them."""
        from core.measure.analyse import analyse, with_end

        _ = self.header
        self.add(with_end(self._lines, end)[-1])
        return analyse(self._lines)
