"""The machine: what the measurement will run on, and what would disturb it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.records.machine import Machine
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

_GIB = 2**30


class MachineCard(Panel):
    """Processor, usable CPUs, memory, graphics, power; cautions with what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This machine"), parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._values = {}
        for at, (key, name) in enumerate(
            (
                ("cpu", self.tr("Processor")),
                ("cpus", self.tr("Usable CPUs")),
                ("memory", self.tr("Memory")),
                ("graphics", self.tr("Graphics")),
                ("power", self.tr("Power")),
            )
        ):
            value = plain_label(self.tr("reading …"), wrap=True)
            self._grid.addWidget(
                plain_label(name, "caption", colour="text2"), at, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(value, at, 1)
            self._values[key] = value
        self.add(self._grid)
        self._cautions = QVBoxLayout()
        self._cautions.setSpacing(8)
        self._line = Hairline()
        self._line.hide()
        self.add(self._line)
        self.add(self._cautions)
        self.setAccessibleName(self.tr("This machine"))

    def show_machine(self, machine: Machine) -> None:
        """Show a machine."""
        texts = describe(machine)
        for key, value in self._values.items():
            value.setText(texts[key])
        self.setAccessibleDescription(". ".join(texts.values()))
        while (item := self._cautions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for caution in machine.cautions:
            text = f"{caution.what.rstrip('.')}."
            if caution.remedy:
                text += " " + self.tr("Do this: {0}").format(caution.remedy)
            self._cautions.addWidget(_Caution(text))
        self._line.setVisible(bool(machine.cautions))


class _Caution(QWidget):
    """A triangle and a sentence that ends in what to do."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("triangle", 16, "text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain_label(text, "caption", wrap=True), 1)


def describe(machine: Machine) -> dict[str, str]:
    """Return each fact in words; what cannot be read says so."""
    unknown = "not readable here"
    cpu, memory = machine.cpu, machine.memory
    free, total = memory.available_bytes, memory.limit_bytes or memory.total_bytes
    if free is None or total is None:
        room = unknown
    else:
        room = f"{min(free, total) / _GIB:.1f} GiB free of {total / _GIB:.1f}"
    power = (machine.power or unknown).capitalize()
    if machine.governor:
        power += f", governor “{machine.governor}”"
    return {
        "cpu": cpu.model or unknown,
        "cpus": _usable(machine),
        "memory": room,
        "graphics": _graphics(machine),
        "power": power,
    }


def _usable(machine: Machine) -> str:
    """Return how many CPUs may be used, and why not all of them."""
    cpu = machine.cpu
    count = f"{cpu.effective:g}"
    if cpu.logical is None:
        return count
    if cpu.effective >= cpu.logical:
        return f"all {count}"
    limited = cpu.quota is not None and cpu.quota <= cpu.effective
    return f"{count} of {cpu.logical} ({'container limit' if limited else 'process limit'})"


def _graphics(machine: Machine) -> str:
    if not machine.accelerators:
        return machine.accelerators_note or "none found"
    parts = []
    for device in machine.accelerators:
        size = f", {device.memory_bytes / _GIB:.0f} GiB" if device.memory_bytes else ""
        parts.append(f"{device.name}{size}")
    return "; ".join(parts)
