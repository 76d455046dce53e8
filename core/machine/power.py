"""What feeds this machine: many slow themselves down on battery."""

from __future__ import annotations

import sys
from pathlib import Path

from core.machine import roots


def power_source(root: Path | None = None) -> str | None:
    """Return "mains" or "battery"; None where neither can be read, as in most servers.

    Args:
        root: a recorded tree of another Linux machine; None: this machine.
    """
    linux = root is not None or sys.platform == "linux"
    return _by_kernel(root or roots.SYSTEM) if linux else _by_psutil()


def _by_kernel(root: Path) -> str | None:
    battery = False
    for folder in roots.folders(root, "sys/class/power_supply/*"):
        place = str(folder.relative_to(root))
        match roots.text(root, f"{place}/type"):
            case "Mains" if roots.text(root, f"{place}/online") == "1":
                return "mains"
            case "Battery" if roots.text(root, f"{place}/scope") != "Device":  # no mouse's battery
                status = roots.text(root, f"{place}/status")
                if status in ("Charging", "Full", "Not charging"):
                    return "mains"
                battery = battery or status == "Discharging"
    return "battery" if battery else None


def _by_psutil() -> str | None:
    import psutil

    state = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    if state is None or state.power_plugged is None:
        return None
    return "mains" if state.power_plugged else "battery"
