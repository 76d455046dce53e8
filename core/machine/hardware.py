"""The hardware record of this machine, without anything that names its owner."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from core.machine import cgroups, roots
from core.machine.accelerators import read_accelerators, read_amd
from core.machine.cpu import read_cpu, read_cpu_elsewhere
from core.machine.power import power_source
from core.records.machine import Caution, Cpu, Machine, Memory

LOW_MEMORY_BYTES = 3 * 2**30
COMPILERS = ("cl",) if sys.platform == "win32" else ("g++", "clang++")

_VENDORS = {
    "qemu": "KVM",
    "kvm": "KVM",
    "vmware": "VMware",
    "virtualbox": "VirtualBox",
    "innotek": "VirtualBox",
    "microsoft": "Hyper-V",
    "xen": "Xen",
    "amazon": "Amazon EC2",
    "google": "Google Cloud",
    "digitalocean": "DigitalOcean",
    "parallels": "Parallels",
}


def read_machine(root: Path | None = None) -> Machine:
    """Return what this machine is. Takes at most about 2 s; what cannot be read is None.

    Args:
        root: a recorded tree of another Linux machine (`proc`, `sys`, ...); None: this machine.
    """
    linux = root is not None or sys.platform == "linux"
    tree = root or roots.SYSTEM
    cpu = read_cpu(tree) if linux else read_cpu_elsewhere()
    memory = _memory(tree) if linux else _memory_elsewhere()
    virtual = _virtual(tree) if linux else None
    power = power_source(root)
    governor = _governor(tree) if linux else None
    if root is None:
        accelerators, note = read_accelerators()
    else:
        accelerators, note = read_amd(tree), ""
    return Machine(
        os=_os_name(tree, linux),
        kernel=(roots.text(tree, "proc/sys/kernel/osrelease") if linux else None)
        or platform.release(),
        architecture=cpu.architecture or platform.machine(),
        virtual=virtual,
        cpu=cpu,
        memory=memory,
        accelerators=accelerators,
        accelerators_note=note,
        power=power,
        governor=governor,
        compiler=find_compiler(),
        captured_utc=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        cautions=cautions(cpu, memory, virtual, power, governor),
    )


def find_compiler() -> str | None:
    """Return the C++ compiler that torch.compile would take: $CXX, else the usual names."""
    chosen = os.environ.get("CXX", "").split()
    names = chosen[:1] or list(COMPILERS)
    return next((path for path in map(shutil.which, names) if path), None)


def cautions(
    cpu: Cpu, memory: Memory, virtual: str | None, power: str | None, governor: str | None
) -> tuple[Caution, ...]:
    """Return what would disturb a measurement here, each with a remedy."""
    found: list[Caution] = []
    if power == "battery":
        found.append(
            Caution(
                code="on_battery",
                what="The machine runs on battery and may slow itself down",
                remedy="plug it in before you measure",
            )
        )
    if governor in ("powersave", "conservative"):
        found.append(
            Caution(
                code="powersave_governor",
                what=f"The processor saves power (governor {governor})",
                remedy="choose the performance profile of your system while you measure",
            )
        )
    if virtual:
        found.append(
            Caution(
                code="virtual",
                what=f"This is no bare machine ({virtual}): neighbours may disturb it",
                remedy="measure on the machine that will do the work, if it is another one",
            )
        )
    if cpu.quota is not None and cpu.quota < (cpu.affinity or cpu.logical or cpu.quota):
        found.append(
            Caution(
                code="cpu_quota",
                what=f"A container limit of {cpu.quota:g} CPUs pauses programs that use more",
                remedy="lift the limit, or ask for no more threads than that",
            )
        )
    if memory.available_bytes is not None and memory.available_bytes < LOW_MEMORY_BYTES:
        found.append(
            Caution(
                code="low_memory",
                what=f"Only {memory.available_bytes / 2**30:.1f} GiB of memory are free",
                remedy="close other programs before you measure",
            )
        )
    if _is_translated():
        found.append(
            Caution(
                code="emulated_python",
                what="This Python was built for another processor and is translated as it runs",
                remedy=f"install Python for {platform.machine()}",
            )
        )
    return tuple(found)


def _memory(root: Path) -> Memory:
    content = roots.text(root, "proc/meminfo") or ""
    sizes = {
        name: int(size) * 1024
        for name, size in re.findall(r"^(\w+):\s+(\d+) kB", content, re.MULTILINE)
    }
    total, available = sizes.get("MemTotal"), sizes.get("MemAvailable", sizes.get("MemFree"))
    limited = cgroups.memory_limit(root)
    if limited is None or (total is not None and limited[0] >= total):
        return Memory(total_bytes=total, available_bytes=available, limit_bytes=None)
    limit, left = limited
    return Memory(
        total_bytes=total,
        available_bytes=left if available is None else min(left, available),
        limit_bytes=limit,
    )


def _memory_elsewhere() -> Memory:
    import psutil

    memory = psutil.virtual_memory()
    return Memory(total_bytes=memory.total, available_bytes=memory.available, limit_bytes=None)


def _virtual(root: Path) -> str | None:
    """Return the kinds of walls around us, outermost first; None when there is no sign of any."""
    signs: list[str] = []
    release = (roots.text(root, "proc/sys/kernel/osrelease") or "").lower()
    flags = re.search(
        r"^flags\s*:.*\bhypervisor\b", roots.text(root, "proc/cpuinfo") or "", re.MULTILINE
    )
    vendor = _vendor(root)
    if "microsoft" in release:
        signs.append("WSL")
    elif flags or vendor:
        signs.append(f"virtual machine, {vendor}" if vendor else "virtual machine")
    container = _container(root)
    return ", ".join([*signs, *([container] if container else [])]) or None


def _vendor(root: Path) -> str | None:
    names = " ".join(
        roots.text(root, f"sys/class/dmi/id/{name}") or ""
        for name in ("sys_vendor", "product_name", "board_vendor")
    ).lower()
    if "microsoft" in names and "virtual" not in names:  # their laptops are bare
        return None
    if "google" in names and "compute engine" not in names:
        return None
    return next((label for sign, label in _VENDORS.items() if sign in names), None)


def _container(root: Path) -> str | None:
    own = " ".join(cgroups.paths(root))
    if (root / "run/.containerenv").exists() or "libpod" in own:
        return "Podman container"
    if "kubepods" in own:
        return "Kubernetes container"
    if (root / ".dockerenv").exists() or "/docker" in own:
        return "Docker container"
    return "LXC container" if "/lxc" in own else None


def _governor(root: Path) -> str | None:
    names = {
        name
        for folder in roots.folders(root, "sys/devices/system/cpu/cpu[0-9]*/cpufreq")
        if (name := roots.text(root, f"{folder.relative_to(root)}/scaling_governor"))
    }
    # "powersave" of these two drivers is their usual, full-speed setting.
    driver = roots.text(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_driver") or ""
    if driver in ("intel_pstate", "amd-pstate-epp") and names == {"powersave"}:
        return f"powersave ({driver})"
    return ", ".join(sorted(names)) or None


def _os_name(root: Path, linux: bool) -> str:
    if linux:
        release = roots.text(root, "etc/os-release") or ""
        match = re.search(r'^PRETTY_NAME="?([^"\n]*)"?$', release, re.MULTILINE)
        return match.group(1) if match else "Linux"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}".strip()
    return f"{platform.system()} {platform.version()}"


def _is_translated() -> bool:
    if sys.platform != "darwin":
        return False
    try:
        done = subprocess.run(
            ["/usr/sbin/sysctl", "-n", "sysctl.proc_translated"],
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.stdout.strip() == "1"
