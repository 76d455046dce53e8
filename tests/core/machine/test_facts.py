"""What a machine, read here or recorded elsewhere, tells the decision."""

import platform
import subprocess
import sys
import sysconfig
from types import SimpleNamespace

import pytest
from machines import LINUX, MAC, WINDOWS, a_device, a_machine, a_python

from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.machine import accelerators, listing
from core.machine.facts import facts, found_here, hardware_words
from core.records.answers import Answers

UNREAD = "not readable here: the driver gave no answer in 1.5 s"


OURS = (a_python("3.11.2"),)


@pytest.mark.parametrize(
    ("seen", "option"),
    [
        (a_machine(), "cpu"),
        (a_machine(LINUX, "x86_64", a_device("NVIDIA H100", "cuda")), "nv_linux"),
        (a_machine("Ubuntu 24.04 LTS", "x86_64", a_device("NVIDIA RTX 4060", "cuda")), "nv_linux"),
        (a_machine(WINDOWS, "AMD64", a_device("NVIDIA GeForce RTX 4060", "cuda")), "nv_win"),
        (a_machine(MAC, "arm64", a_device("Apple GPU", "mps")), "apple"),
        (a_machine(MAC, "arm64"), "apple"),
        (a_machine(MAC, "x86_64"), "cpu"),
        (a_machine(MAC, "x86_64", model="VirtualApple @ 2.50GHz"), "apple"),
        (a_machine(LINUX, "x86_64", a_device("gfx1100", "rocm")), "amd"),
        (a_machine(LINUX, "x86_64", a_device("Intel Arc B580", "xpu")), "intelgpu"),
        (a_machine(LINUX, "x86_64", a_device("Google TPU v5e")), "tpu"),
        (a_machine(LINUX, "x86_64", a_device("Unknown thing")), "cpu"),
        (a_machine(LINUX, "x86_64", a_device("Unknown thing"), a_device("Radeon", "rocm")), "amd"),
    ],
)
def test_the_question_of_hardware_is_answered(seen, option):
    assert facts(seen, OURS)["hardware"] == (option,)
    assert hardware_words(seen)


def test_a_driver_that_does_not_answer_tells_nothing(monkeypatch):
    known = facts(a_machine(note=UNREAD), OURS)
    assert "hardware" not in known
    assert "gpu" not in known
    assert known["system"] == ("linux_x86_64",)
    assert "not readable" in hardware_words(a_machine(note=UNREAD))


@pytest.mark.parametrize(
    ("seen", "pythons", "system"),
    [
        (a_machine(LINUX, "x86_64"), OURS, "linux_x86_64"),
        (a_machine(LINUX, "aarch64"), (a_python("3.12.1", "aarch64"),), "linux_arm64"),
        (a_machine(LINUX, "aarch64"), (), "linux_arm64"),
        (a_machine(WINDOWS, "AMD64"), (a_python("3.11.2", "AMD64"),), "windows_x86_64"),
        (a_machine(WINDOWS, "ARM64"), (a_python("3.11.2", "ARM64"),), "windows_arm64"),
        (a_machine(WINDOWS, "ARM64"), (a_python("3.11.2", "AMD64"),), "windows_x86_64"),
        (
            a_machine(WINDOWS, "ARM64"),
            (a_python("3.13.0", "ARM64"), a_python("3.11.2", "AMD64")),
            "windows_x86_64",
        ),
        (a_machine(MAC, "arm64"), (a_python("3.11.2", "arm64"),), "mac_arm64"),
        (a_machine(MAC, "x86_64"), (a_python("3.11.2"),), "mac_x86_64"),
        (a_machine(MAC, "x86_64", model="VirtualApple"), (a_python("3.11.2"),), "mac_arm64"),
    ],
)
def test_the_system_is_that_of_the_pythons(seen, pythons, system):
    assert facts(seen, pythons)["system"] == (system,)


def test_a_system_that_nobody_knows_is_not_named():
    assert "system" not in facts(a_machine(LINUX, "riscv64"), (a_python("3.11.2", "riscv64"),))


def test_an_arm_processor_does_not_pass_for_the_architecture_of_its_python(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "ARM64")
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win-amd64")
    assert listing.architecture() == "AMD64"
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "linux-aarch64")
    assert listing.architecture() == "ARM64"


def test_every_python_that_answers_counts_once_and_in_order():
    pythons = (
        a_python("3.12.4"),
        a_python("3.9.21", problem="neither PyTorch nor TensorFlow is installed in it"),
        a_python("3.12.1"),
        a_python("3.14.0rc2"),
        a_python("3.6.15", problem="it is Python 3.6.15; Forkwise needs 3.9 or newer"),
        a_python("", problem="it gave no answer in 8 s and was stopped"),
        a_python("3.10.2"),
    )
    assert facts(a_machine(), pythons)["python"] == ("3.9", "3.10", "3.12", "3.14")


@pytest.mark.parametrize("version", ["", "three", "3", "3.", "99999999999.1", "3.11111111"])
def test_what_is_no_version_is_no_python(version):
    assert "python" not in facts(a_machine(), (a_python(version),))


@pytest.mark.parametrize(
    ("seen", "gpu"),
    [
        (a_machine(LINUX, "x86_64", a_device("RTX 4090", "cuda", "8.9")), ("nvidia_upto_9",)),
        (a_machine(LINUX, "x86_64", a_device("H100", "cuda", "9.0")), ("nvidia_upto_9",)),
        (a_machine(LINUX, "x86_64", a_device("B200", "cuda", "10.0")), ("nvidia_10_up",)),
        (a_machine(WINDOWS, "AMD64", a_device("RTX 5090", "cuda", "12.0")), ("nvidia_10_up",)),
        (
            a_machine(LINUX, "x86_64", a_device("A", "cuda", "8.6"), a_device("B", "cuda", "12.0")),
            ("nvidia_upto_9", "nvidia_10_up"),
        ),
        (a_machine(MAC, "arm64"), ("apple",)),
        (a_machine(LINUX, "x86_64", a_device("gfx1100", "rocm", "gfx1100")), ("amd",)),
        (a_machine(), ("none",)),
        (a_machine(MAC, "x86_64", note="none that PyTorch or TensorFlow can use"), ("none",)),
    ],
)
def test_the_card_is_told_by_its_capability(seen, gpu):
    assert facts(seen, OURS)["gpu"] == gpu


@pytest.mark.parametrize(
    "seen",
    [
        a_machine(LINUX, "x86_64", a_device("NVIDIA A", "cuda")),
        a_machine(LINUX, "x86_64", a_device("NVIDIA A", "cuda", "unknown")),
        a_machine(LINUX, "x86_64", a_device("Google TPU v5e")),
        a_machine(WINDOWS, "AMD64"),
    ],
)
def test_a_card_that_cannot_be_told_is_not_named(seen):
    assert "gpu" not in facts(seen, OURS)


def test_a_capability_that_the_driver_hides_costs_nothing_else():
    class RefusedError(Exception):
        pass

    def refuse(_handle):
        raise RefusedError

    nvml = SimpleNamespace(
        NVMLError=RefusedError,
        nvmlDeviceGetHandleByIndex=lambda index: index,
        nvmlDeviceGetMemoryInfo=lambda _handle: SimpleNamespace(total=2**34),
        nvmlDeviceGetCudaComputeCapability=refuse,
        nvmlDeviceGetName=lambda _handle: b"NVIDIA H100",
    )
    card = accelerators._nvidia_card(nvml, 0, "580")
    assert card.capability is None
    assert card.memory_bytes == 2**34
    nvml.nvmlDeviceGetCudaComputeCapability = lambda _handle: (9, 0)
    assert accelerators._nvidia_card(nvml, 0, "580").capability == "9.0"


def test_everything_that_can_be_seen_has_a_word_in_the_knowledge():
    """A fact that no rule can name would be read for nothing."""
    knowledge = load()
    known = {fact.id: {value.id for value in fact.value} for fact in knowledge.facts}
    hardware = knowledge.question("hardware")
    assert hardware is not None
    known["hardware"] = {option.id for option in hardware.option}
    cases = [
        a_machine(os, architecture, *devices)
        for os in (LINUX, WINDOWS, MAC)
        for architecture in ("x86_64", "arm64")
        for devices in (
            (),
            (a_device("NVIDIA", "cuda", "8.9"),),
            (a_device("NVIDIA", "cuda", "12.0"),),
            (a_device("Radeon", "rocm"),),
            (a_device("Intel Arc", "xpu"),),
            (a_device("Apple GPU", "mps"),),
            (a_device("Google TPU"),),
        )
    ]
    pythons = tuple(a_python(f"3.{minor}.1", "") for minor in range(9, 16))
    for seen in cases:
        for id_, values in facts(seen, pythons).items():
            assert set(values) <= known[id_], (id_, values)


def test_this_machine_is_found_and_its_facts_are_accepted():
    found = found_here()
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in found["python"]
    assert set(found) <= {"hardware", "system", "python", "gpu"}
    kept = check_answers(load(), Answers(found=found), "here")
    assert kept.found["system"] == found["system"]


def test_reading_needs_neither_numpy_nor_a_framework():
    code = "import sys, core.machine.facts; sys.exit(bool({'numpy', 'torch'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
