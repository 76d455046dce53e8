"""Machines that nobody has here."""

from __future__ import annotations

from core.records.machine import Accelerator, Cpu, Interpreter, Machine, Memory

LINUX, WINDOWS, MAC = "Debian GNU/Linux 12", "Windows 10.0.26100", "macOS 15.1"


def a_machine(
    os: str = LINUX,
    architecture: str = "x86_64",
    *devices: Accelerator,
    model: str = "A processor",
    note: str = "",
) -> Machine:
    """Return a machine of two CPUs with these devices."""
    return Machine(
        os=os,
        kernel="6",
        architecture=architecture,
        virtual=None,
        cpu=Cpu(
            model=model,
            architecture=architecture,
            logical=2,
            physical=2,
            affinity=2,
            quota=None,
            effective=2.0,
        ),
        memory=Memory(total_bytes=None, available_bytes=None, limit_bytes=None),
        accelerators=devices,
        accelerators_note=note,
        power=None,
        governor=None,
        compiler=None,
        captured_utc="2026-11-23T00:00:00Z",
    )


def a_device(name: str, kind: str = "gpu", capability: str | None = None) -> Accelerator:
    """Return a device for computing."""
    return Accelerator(name=name, kind=kind, capability=capability)


def a_python(version: str, architecture: str = "x86_64", problem: str = "") -> Interpreter:
    """Return an interpreter as the probe would have found it."""
    return Interpreter(
        path=f"/opt/{version}/bin/python",
        label="",
        python=version,
        architecture=architecture,
        problem=problem,
    )
