"""The processor: its name, and how much of it we may use."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from core.machine import cgroups, roots
from core.records.machine import Cpu

# What decides about speed in deep learning; the kernel's names for them, x86 and ARM.
ISA = ("sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16",
       "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16", "asimd", "asimdhp", "asimddp", "bf16",
       "i8mm", "sve", "sve2", "sme")  # fmt: skip

# (implementer, part) of MIDR_EL1: ARM's cpuinfo has numbers where x86 has a name.
_ARM_PARTS = {
    ("0x41", "0xd03"): "ARM Cortex-A53",
    ("0x41", "0xd07"): "ARM Cortex-A57",
    ("0x41", "0xd08"): "ARM Cortex-A72",
    ("0x41", "0xd0b"): "ARM Cortex-A76",
    ("0x41", "0xd0c"): "ARM Neoverse N1",
    ("0x41", "0xd40"): "ARM Neoverse V1",
    ("0x41", "0xd49"): "ARM Neoverse N2",
    ("0x41", "0xd4f"): "ARM Neoverse V2",
    ("0xc0", "0xac3"): "Ampere-1",
}


def read_cpu(root: Path) -> Cpu:
    """Return what a Linux tree says about its processor."""
    cpuinfo = roots.text(root, "proc/cpuinfo") or ""
    online = roots.id_list(roots.text(root, "sys/devices/system/cpu/online"))
    listed = len(re.findall(r"^processor\s*:", cpuinfo, re.MULTILINE))
    logical = len(online) if online else (listed or None)
    allowed = roots.id_list(_field(roots.text(root, "proc/self/status") or "", "Cpus_allowed_list"))
    usable = allowed & online if allowed and online else allowed
    affinity = len(usable) if usable else None
    quota = cgroups.cpu_quota(root)
    flags = (_field(cpuinfo, "flags") or _field(cpuinfo, "Features") or "").split()
    return Cpu(
        model=_model(root, cpuinfo),
        architecture=platform.machine() if root == roots.SYSTEM else _architecture(cpuinfo),
        logical=logical,
        physical=_physical(root, cpuinfo),
        affinity=affinity,
        quota=quota,
        effective=effective(logical, affinity, quota),
        isa=tuple(name for name in ISA if name in flags),
    )


def read_cpu_elsewhere() -> Cpu:
    """Return what macOS or Windows says about its processor."""
    import psutil

    logical = psutil.cpu_count(logical=True)
    affinity = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    return Cpu(
        model=_model_elsewhere(),
        architecture=platform.machine(),
        logical=logical,
        physical=psutil.cpu_count(logical=False),
        affinity=affinity,
        quota=None,
        effective=effective(logical, affinity, None),
    )


def effective(logical: int | None, affinity: int | None, quota: float | None) -> float:
    """Return how many CPUs may really be used: the least of the known limits, 1 if none is."""
    limits = [float(limit) for limit in (logical, affinity, quota) if limit]
    return min(limits, default=1.0)


def _field(content: str, name: str) -> str | None:
    match = re.search(rf"^{re.escape(name)}\s*:[ \t]*(.*)$", content, re.MULTILINE)
    return match.group(1).strip() or None if match else None


def _model(root: Path, cpuinfo: str) -> str | None:
    name = _field(cpuinfo, "model name") or _field(cpuinfo, "cpu model") or _field(cpuinfo, "cpu")
    if name is None:
        part = (_field(cpuinfo, "CPU implementer") or "", _field(cpuinfo, "CPU part") or "")
        board = _field(cpuinfo, "Model") or roots.text(root, "proc/device-tree/model")
        name = _ARM_PARTS.get(part)
        if board:
            name = f"{name} ({board})" if name else board
        name = name or _field(cpuinfo, "Hardware") or _field(cpuinfo, "uarch")
    return re.sub(r"\s+", " ", name) if name else None


def _architecture(cpuinfo: str) -> str:
    if _field(cpuinfo, "CPU implementer"):
        return "aarch64"
    return "x86_64" if _field(cpuinfo, "flags") else ""


def _physical(root: Path, cpuinfo: str) -> int | None:
    cores = {
        (_field(block, "physical id") or "0", core)
        for block in re.split(r"\n\s*\n", cpuinfo)
        if (core := _field(block, "core id")) is not None
    }
    if not cores:
        for folder in roots.folders(root, "sys/devices/system/cpu/cpu[0-9]*/topology"):
            place = str(folder.relative_to(root))
            core = roots.text(root, f"{place}/core_id")
            if core is not None:
                package = roots.text(root, f"{place}/physical_package_id") or "0"
                cluster = roots.text(root, f"{place}/cluster_id") or "0"
                cores.add((f"{package}.{cluster}", core))
    return len(cores) or None


def _model_elsewhere() -> str | None:
    if sys.platform == "darwin":
        try:
            done = subprocess.run(
                ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"],
                capture_output=True,
                text=True,
                timeout=2,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip() or None
    if sys.platform == "win32":
        import winreg

        path = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                return str(winreg.QueryValueEx(key, "ProcessorNameString")[0]).strip() or None
        except OSError:
            return None
    return platform.processor() or None
