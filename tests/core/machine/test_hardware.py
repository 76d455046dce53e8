"""The hardware record of machines we do not own, from recorded trees."""

import sys
import threading
import time

import pytest

from core.machine.accelerators import in_time, read_amd
from core.machine.cgroups import cpu_quota, memory_limit
from core.machine.hardware import read_machine

GIB = 2**30


def x86(cpus: int, *, cores: int | None = None, flags: str = "avx avx2 fma") -> str:
    return "\n\n".join(
        f"processor\t: {n}\nmodel name\t: Intel(R)  Xeon(R) CPU @ 2.20GHz\nphysical id\t: 0\n"
        f"core id\t\t: {n % (cores or cpus)}\nflags\t\t: fpu {flags}"
        for n in range(cpus)
    )


ARM = "\n\n".join(
    f"processor\t: {n}\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd asimddp crc32\n"
    "CPU implementer\t: 0x41\nCPU part\t: 0xd08"
    for n in range(4)
)
MEMINFO = "MemTotal:       16384000 kB\nMemFree: 1 kB\nMemAvailable:    8192000 kB\n"
STATUS = "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t{}\n"
V1_NONE = "9223372036854771712\n"
TWO_TO_63 = f"{2**63}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, None, id="nothing readable"),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n"},
            None,
            id="v2 without a limit",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "150000 100000\n"},
            1.5,
            id="v2 in a container",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/user.slice/a/b\n",
                "sys/fs/cgroup/user.slice/cpu.max": "200000 100000\n",
                "sys/fs/cgroup/user.slice/a/cpu.max": "50000 100000\n",
                "sys/fs/cgroup/user.slice/a/b/cpu.max": "max 100000\n",
            },
            0.5,
            id="v2 nested: the tightest above counts",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpu,cpuacct:/docker/abc\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "250000\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
            },
            2.5,
            id="v1 in a container: the host's path is not there",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpu:/x\n",
                "sys/fs/cgroup/cpu/x/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/cpu/x/cpu.cfs_period_us": "100000\n",
            },
            None,
            id="v1 without a limit",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "100000 0\n"}, None, id="zero"
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/../../outside\n",
                "sys/fs/cgroup/cpu.max": "300000 100000\n",
            },
            3.0,
            id="a path that leads out of the mount",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "5:memory:/\n0::/s\n",
                "sys/fs/cgroup/unified/s/cpu.max": "100000 100000\n",
            },
            1.0,
            id="hybrid",
        ),
    ],
)
def test_cpu_quota(plant, files, expected) -> None:
    assert cpu_quota(plant(files)) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {
                "proc/self/cgroup": "0::/a\n",
                "sys/fs/cgroup/a/memory.max": f"{4 * GIB}\n",
                "sys/fs/cgroup/a/memory.current": f"{GIB}\n",
            },
            (4 * GIB, 3 * GIB),
            id="v2",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "max\n"},
            None,
            id="v2 max",
        ),
        *(
            pytest.param(
                {
                    "proc/self/cgroup": "7:memory:/p/q\n",
                    "sys/fs/cgroup/memory/memory.limit_in_bytes": none,
                    "sys/fs/cgroup/memory/p/memory.limit_in_bytes": f"{2 * GIB}\n",
                    "sys/fs/cgroup/memory/p/memory.usage_in_bytes": f"{3 * GIB}\n",
                    "sys/fs/cgroup/memory/p/q/memory.limit_in_bytes": none,
                },
                (2 * GIB, 0),
                id=f"v1 nested, {none.strip()} is none",
            )
            for none in (V1_NONE, TWO_TO_63)
        ),
    ],
)
def test_memory_limit(plant, files, expected) -> None:
    assert memory_limit(plant(files)) == expected


def test_a_bare_desktop(plant) -> None:
    machine = read_machine(
        plant(
            {
                "proc/cpuinfo": x86(8, cores=4),
                "proc/meminfo": MEMINFO,
                "proc/self/status": STATUS.format("0-7"),
                "sys/devices/system/cpu/online": "0-7\n",
                "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
                "sys/devices/system/cpu/cpu0/cpufreq/scaling_driver": "acpi-cpufreq\n",
                "sys/class/power_supply/BAT0/type": "Battery\n",
                "sys/class/power_supply/BAT0/status": "Discharging\n",
                "sys/class/dmi/id/sys_vendor": "Microsoft Corporation\n",
                "sys/class/dmi/id/product_name": "Surface Laptop 4\n",
                "proc/sys/kernel/osrelease": "6.8.0-generic\n",
                "etc/os-release": 'NAME=x\nPRETTY_NAME="Ubuntu 24.04 LTS"\n',
            }
        )
    )
    assert machine.os == "Ubuntu 24.04 LTS"
    assert machine.kernel == "6.8.0-generic"
    assert machine.virtual is None
    cpu = machine.cpu
    assert cpu.model == "Intel(R) Xeon(R) CPU @ 2.20GHz"
    assert (cpu.logical, cpu.physical, cpu.affinity, cpu.effective) == (8, 4, 8, 8)
    assert cpu.isa == ("avx", "avx2", "fma")
    assert machine.memory.total_bytes == 16384000 * 1024
    assert machine.memory.available_bytes == 8192000 * 1024
    assert machine.memory.limit_bytes is None
    assert (machine.power, machine.governor) == ("battery", "powersave")
    assert {c.code for c in machine.cautions} == {"on_battery", "powersave_governor"}
    assert all(c.what and c.remedy for c in machine.cautions)


def test_a_container_on_a_large_host(plant) -> None:
    machine = read_machine(
        plant(
            {
                "proc/cpuinfo": x86(64, flags="avx2 hypervisor"),
                "proc/meminfo": MEMINFO,
                "proc/self/status": STATUS.format("0-3,8"),
                "sys/devices/system/cpu/online": "0-63\n",
                "proc/self/cgroup": "0::/kubepods/pod1/c\n",
                "sys/fs/cgroup/cpu.max": "150000 100000\n",
                "sys/fs/cgroup/memory.max": f"{2 * GIB}\n",
                "sys/fs/cgroup/memory.current": f"{GIB}\n",
                "sys/class/dmi/id/sys_vendor": "Amazon EC2\n",
            }
        )
    )
    cpu = machine.cpu
    assert (cpu.logical, cpu.affinity, cpu.quota, cpu.effective) == (64, 5, 1.5, 1.5)
    assert machine.memory.limit_bytes == 2 * GIB
    assert machine.memory.available_bytes == GIB
    assert machine.virtual == "virtual machine, Amazon EC2, Kubernetes container"
    assert {c.code for c in machine.cautions} == {"virtual", "cpu_quota", "low_memory"}


def test_a_limit_above_the_memory_is_none(plant) -> None:
    machine = read_machine(
        plant(
            {
                "proc/meminfo": MEMINFO,
                "proc/self/cgroup": "0::/\n",
                "sys/fs/cgroup/memory.max": f"{64 * GIB}\n",
            }
        )
    )
    assert machine.memory.limit_bytes is None


def test_arm_boards_have_numbers_for_names(plant) -> None:
    topology = "sys/devices/system/cpu/cpu{}/topology/core_id"
    machine = read_machine(
        plant(
            {
                "proc/cpuinfo": ARM + "\n\nModel\t\t: Raspberry Pi 4 Model B Rev 1.4\n",
                **{topology.format(n): f"{n}\n" for n in range(4)},
            }
        )
    )
    assert machine.cpu.model == "ARM Cortex-A72 (Raspberry Pi 4 Model B Rev 1.4)"
    assert machine.architecture == "aarch64"
    assert (machine.cpu.logical, machine.cpu.physical) == (4, 4)
    assert machine.cpu.isa == ("asimd", "asimddp")


@pytest.mark.parametrize(
    ("files", "virtual"),
    [
        ({"proc/sys/kernel/osrelease": "5.15-microsoft-standard-WSL2"}, "WSL"),
        ({".dockerenv": ""}, "Docker container"),
        ({"run/.containerenv": ""}, "Podman container"),
        ({"sys/class/dmi/id/sys_vendor": "QEMU"}, "virtual machine, KVM"),
        (
            {
                "sys/class/dmi/id/sys_vendor": "Microsoft Corporation",
                "sys/class/dmi/id/product_name": "Virtual Machine",
            },
            "virtual machine, Hyper-V",
        ),
        ({"sys/class/dmi/id/sys_vendor": "Google", "sys/class/dmi/id/product_name": "Pixel"}, None),
    ],
)
def test_walls_around_us(plant, files, virtual) -> None:
    assert read_machine(plant(files)).virtual == virtual


@pytest.mark.parametrize(
    ("supplies", "power"),
    [
        ({"AC/type": "Mains", "AC/online": "1", "B/type": "Battery", "B/status": "Full"}, "mains"),
        ({"AC/type": "Mains", "AC/online": "0", "B/type": "Battery", "B/status": "Discharging"},
         "battery"),
        ({"B/type": "Battery", "B/status": "Charging"}, "mains"),
        ({"mouse/type": "Battery", "mouse/scope": "Device", "mouse/status": "Discharging"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_power(plant, supplies, power) -> None:
    root = plant({f"sys/class/power_supply/{name}": text for name, text in supplies.items()})
    assert read_machine(root).power == power


def test_full_speed_drivers_are_no_caution(plant) -> None:
    cpufreq = "sys/devices/system/cpu/cpu0/cpufreq/scaling_"
    machine = read_machine(
        plant({f"{cpufreq}governor": "powersave", f"{cpufreq}driver": "amd-pstate-epp"})
    )
    assert machine.governor == "powersave (amd-pstate-epp)"
    assert not machine.cautions


def test_nothing_readable_is_unknown_and_never_zero(plant) -> None:
    machine = read_machine(plant({}))
    cpu = machine.cpu
    assert (cpu.model, cpu.logical, cpu.physical, cpu.quota) == (None, None, None, None)
    assert cpu.effective == 1
    assert machine.memory.total_bytes is None
    assert machine.power is None


def test_garbage_everywhere_is_unknown(plant) -> None:
    machine = read_machine(
        plant(
            dict.fromkeys(
                (
                    "proc/cpuinfo",
                    "proc/meminfo",
                    "proc/self/status",
                    "proc/self/cgroup",
                    "sys/devices/system/cpu/online",
                    "sys/fs/cgroup/cpu.max",
                ),
                "\x00\ufffd:::-,\n",
            )
        )
    )
    assert machine.cpu.effective == 1


def test_amd_cards(plant) -> None:
    nodes = "sys/class/kfd/kfd/topology/nodes/"
    root = plant(
        {
            f"{nodes}0/properties": "cpu_cores_count 8\nsimd_count 0\n",
            f"{nodes}1/properties": "simd_count 440\ngfx_target_version 90010\n",
            f"{nodes}1/name": "aldebaran\n",
        }
    )
    (card,) = read_amd(root)
    assert (card.name, card.kind, card.capability) == ("aldebaran", "rocm", "gfx90a")


def test_a_hanging_driver_is_left_behind() -> None:
    release = threading.Event()

    def hang():
        release.wait(30)
        return (), ""

    start = time.monotonic()
    devices, note = in_time(hang, 0.05)
    assert time.monotonic() - start < 5
    release.set()
    assert devices == ()
    assert note.startswith("not readable here")


def test_this_machine() -> None:
    start = time.monotonic()
    machine = read_machine()
    assert time.monotonic() - start < 2.5
    assert 0 < machine.cpu.effective <= (machine.cpu.logical or 1e9)
    assert machine.memory.total_bytes
    assert machine.accelerators or machine.accelerators_note
    if sys.platform == "linux":
        assert machine.cpu.affinity
