"""The figures of the chosen case, and what they may and may not be read as."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from core.records.base import SIDE_NAMES
from core.records.run import CaseResult
from gui.measure import words
from gui.measure.live import LiveRun
from gui.measure.rows import Row
from gui.measure.track import Track
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.panel import Panel

_ROWS = 12


class SidePanel(Panel):
    """Heading, one sentence, a list of figures, and a note at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = plain_label("", "heading", wrap=True)
        self._sentence = plain_label("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._cells: list[tuple[PlainLabel, PlainLabel]] = []
        self._note = plain_label("", "caption", colour="text2", wrap=True)
        self.add(self._heading)
        self.add(self._sentence)
        self.add(self._grid)
        self.body.addStretch(1)
        self.add(self._note)
        self.setAccessibleName(self.tr("Figures of the chosen case"))

    def show_case(self, run: LiveRun, track: Track | None) -> None:
        """Show the figures of a case; None empties the panel."""
        if track is None:
            return
        row = run.row(track.case)
        self._heading.setText(_capital(row.result) or _capital(row.state))
        self._sentence.setText(self._say(row))
        self._sentence.setVisible(bool(self._sentence.text()))
        self._fill(self._figures(run, track, row))
        self._note.setText(self._caution(run, row, track.result))

    def _say(self, row: Row) -> str:
        if row.failed:
            return self.tr("Do this: {0}").format(row.result_detail) if row.result_detail else ""
        if row.ratio is None:
            return ""
        return self.tr("TensorFlow takes ×{0} PyTorch’s time.").format(f"{row.ratio:.2f}")

    def _figures(self, run: LiveRun, track: Track, row: Row) -> list[tuple[str, str]]:
        figures: list[tuple[str, str]] = []
        if row.low is not None:
            figures.append((self.tr("Interval"), words.interval_text(row.low, row.high)))
        if track.result is not None and track.result.state == "measured" and track.final:
            figures.append((self.tr("Launches"), words.agreement(track.result)))
        if row.kept is not None:
            dropped = track.drops.total() or (track.result.dropped if track.result else 0)
            text = self.tr("{0} kept, {1} dropped").format(row.kept, dropped)
            figures.append((self.tr("Rounds"), text))
        if track.drops:
            reasons = ", ".join(
                f"{count} {words.DROPS.get(reason, reason)}"  # type: ignore[call-overload]
                for reason, count in track.drops.most_common()
            )
            figures.append((self.tr("Dropped"), reasons))
        if row.pytorch_ns is not None:
            figures.append((SIDE_NAMES["pytorch"], words.step_time(row.pytorch_ns)))
            figures.append((SIDE_NAMES["tensorflow"], words.step_time(row.tensorflow_ns)))
        figures += [(self.tr(name), value) for name, value in words.parity_rows(track.parity)]
        if track.result is not None:
            figures += self._once(track.result)
        if run.summary is None and run.started is not None and run.started.threads:
            figures.append((self.tr("Threads"), str(run.started.threads)))
        return figures[:_ROWS]

    def _once(self, result: CaseResult) -> list[tuple[str, str]]:
        """Return what was measured once, cold: compile time and memory, both sides in order."""
        pairs: list[tuple[str, str]] = []
        compile_ = (result.pytorch.compile_s, result.tensorflow.compile_s)
        if None not in compile_:
            pairs.append((self.tr("Compile, s"), " | ".join(f"{s:.1f}" for s in compile_)))
        peak = (result.pytorch.peak_bytes, result.tensorflow.peak_bytes)
        if all(peak):
            text = " | ".join(f"{(b or 0) / 2**20:,.0f}" for b in peak)
            pairs.append((self.tr("Memory, MiB"), text))
        return pairs

    def _caution(self, run: LiveRun, row: Row, result: CaseResult | None) -> str:
        if row.style.startswith("leaning"):
            return self.tr(
                "A lean is not a verdict. The interval starts anew in each launch; the verdict "
                "comes from whole launches, three at least."
            )
        if run.summary is None:
            return self.tr("The verdict comes from whole launches, three at least.")
        if result is not None and not row.failed and result.reason and result.remedy:
            remedy = self.tr("Do this: {0}.").format(result.remedy.rstrip("."))
            return f"{_capital(result.reason.rstrip('.'))}. {remedy}"
        if row.failed:
            return self.tr("A row that fails stays, with its reason. The other rows stand.")
        return self.tr(
            "Both sides started from the same weights and inputs; outputs and gradients were "
            "compared before anything was timed."
        )

    def _fill(self, figures: list[tuple[str, str]]) -> None:
        while len(self._cells) < len(figures):
            at = len(self._cells)
            name, value = plain_label("", "caption", colour="text2"), plain_label("", wrap=True)
            self._grid.addWidget(name, at, 0)
            self._grid.addWidget(value, at, 1)
            self._cells.append((name, value))
        for at, (name, value) in enumerate(self._cells):
            shown = at < len(figures)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(figures[at][0])
                value.setText(figures[at][1])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
