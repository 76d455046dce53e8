"""Both frameworks for real: parity, blocks, modes, and the ways a case can fail."""

import math
import sys

import numpy as np
import pytest

from core.measure.parity import compare
from core.records.run import Phase

pytestmark = [pytest.mark.frameworks, pytest.mark.xdist_group("frameworks")]
WORKLOADS = ("tabular_mlp", "image_cnn", "lstm")
PHASES: tuple[Phase, ...] = ("train", "latency")
CASES: list[tuple[str, Phase]] = [(workload, phase) for workload in WORKLOADS for phase in PHASES]


@pytest.mark.parametrize(("workload", "phase"), CASES)
def test_both_sides_compute_the_same(figures, workload, phase, record_property):
    one, other = figures["pytorch"], figures["tensorflow"]
    built = {side: figures[side].built[workload, phase] for side in figures}
    parity = compare(
        one.files[workload, phase],
        other.files[workload, phase],
        phase=phase,
        parameters={side: built[side]["parameters"] for side in built},
        folding=0,
    )
    record_property("parity", f"{parity.forward:.1e} {parity.gradient} {parity.steps}")
    assert parity.within, parity.detail
    assert parity.detail == ""
    assert parity.forward is not None
    assert parity.forward < 1e-5
    if phase == "train":
        assert parity.gradient is not None
        assert parity.steps is not None
        assert parity.gradient < 1e-3
        assert parity.steps < 1e-5
    else:
        assert parity.gradient is parity.steps is None
    for key in ("weights_sha256", "inputs_sha256", "flops", "batch", "parameters"):
        assert built["pytorch"][key] == built["tensorflow"][key]


@pytest.mark.parametrize("side", ["pytorch", "tensorflow"])
def test_threads_are_set_and_read_back(figures, side):
    facts = figures[side].facts
    assert facts["threads"] == 1
    assert facts["inter_threads"] == 1
    assert facts["framework"] == side
    assert facts["numpy"] == np.__version__
    assert facts["device"] in ("cpu", "cuda", "mps")
    assert facts["import_ns"] > 0


@pytest.mark.parametrize("side", ["pytorch", "tensorflow"])
@pytest.mark.parametrize(("workload", "phase"), CASES)
def test_equal_blocks_do_equal_work(figures, side, workload, phase):
    first, second = figures[side].blocks[workload, phase]
    assert first["checksum"] == pytest.approx(second["checksum"], rel=1e-6)
    assert math.isfinite(first["checksum"])
    assert first["wall_ns"] > 0
    assert figures[side].built[workload, phase]["first_ns"] > 0


@pytest.fixture(scope="module")
def imported(tmp_path_factory, request):
    """Return a worker of the asked side, its framework imported."""
    from_conftest = request.getfixturevalue("worker_process")
    worker = from_conftest(request.param, tmp_path_factory.mktemp(request.param))
    worker.done("import", threads=0)
    yield worker
    worker.close()


both = pytest.mark.parametrize("imported", ["pytorch", "tensorflow"], indirect=True)


@both
def test_a_worker_says_what_it_cannot_build(imported):
    for workload, mode, code in (
        ("tabular_mlp", "highlevel", "missing_mode"),
        ("perpetuum", "usual", "unknown_workload"),
        ("../../etc", "usual", "unknown_workload"),
        ("tabular_mlp", "quick", "bad_command"),
    ):
        frame = imported.ask(
            "build", case="c", workload=workload, phase="train", mode=mode, seed=1, folder="."
        )
        assert frame["code"] == code, frame


@both
def test_a_whole_visit(imported, tmp_path):
    case, built = imported.build("tabular_mlp", "train", "eager")
    assert built["arm"].endswith("eager")
    assert built["compile_ns"] == 0
    warmth = imported.done("warm", case=case, block_ns=5_000_000, max_ns=300_000_000)
    assert warmth["n"] >= 1
    assert warmth["step_ns"] > 0
    block = imported.done("block", case=case, n=warmth["n"])
    assert {"wall_ns", "cpu_ns", "nvcsw", "nivcsw", "majflt", "checksum"} <= set(block)
    written = imported.done("parity", case=case, folder=str(tmp_path))
    assert written["file"] == f"{imported.side}-tabular_mlp-train-eager.npz"
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == [written["file"]]
    assert imported.done("peak")["peak_bytes"] > 50_000_000
    imported.done("drop", case=case)
    assert imported.ask("block", case=case, n=1)["code"] == "bad_command"


@pytest.mark.parametrize("side", ["pytorch", "tensorflow"])
def test_the_worker_loads_one_framework_and_nothing_of_the_app(start, side):
    worker = start(side, options=("-s", "-u", "-X", "importtime"))
    worker.done("import", threads=1)
    worker.build("tabular_mlp", "train")
    worker.done("quit")
    lines = worker.log.read_text().splitlines()
    roots = {
        line.split("|")[-1].strip().split(".")[0]
        for line in lines
        if line.startswith("import time:")
    }
    other = {"pytorch": {"tensorflow", "keras"}, "tensorflow": {"torch"}}[side]
    assert {"numpy", "worker"} <= roots
    # Keras looks for psutil and pandas of its own accord.
    assert not roots & ({"core", "gui", "PySide6", "msgspec", "typer", "platformdirs"} | other)


@both
def test_hanging_up_in_the_middle_of_a_block_ends_the_worker(imported):
    case, _ = imported.build("lstm", "train")
    imported.send("block", case=case, n=1_000_000)
    assert imported.hang_up() == 3


@pytest.mark.skipif(sys.platform == "win32", reason="looks for a compiler by other names")
def test_a_missing_compiler_is_named(start, tmp_path):
    worker = start("pytorch", PATH=str(tmp_path / "empty"))
    assert worker.done("import", threads=1)["compiler"] is None
    frame = worker.ask(
        "build", case="c", workload="lstm", phase="train", mode="compiled", seed=1, folder="."
    )
    assert frame["code"] == "missing_compiler"
    assert "C++ compiler" in frame["text"]
    assert worker.build("lstm", "train")  # the usual mode needs none


@pytest.mark.slow
@pytest.mark.parametrize("side", ["pytorch", "tensorflow"])
def test_training_stays_finite_over_many_steps(start, side):
    worker = start(side)
    worker.done("import", threads=1)
    for workload, steps in (("tabular_mlp", 20_000), ("lstm", 5_000), ("image_cnn", 500)):
        case, _ = worker.build(workload, "train")
        assert math.isfinite(worker.done("block", case=case, n=steps)["checksum"])


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["compiled", "xla"])
def test_compiled_modes_compute_the_same(start, tmp_path, mode):
    files = {}
    for side in ("pytorch", "tensorflow"):
        worker = start(side)
        worker.done("import", threads=0)
        for workload, phase in CASES:
            case, built = worker.build(workload, phase, mode)
            assert built["compile_ns"] >= 0
            written = worker.done("parity", case=case, folder=str(tmp_path))
            files[side, workload, phase] = tmp_path / written["file"]
            worker.done("drop", case=case)
        worker.done("quit")
    for workload, phase in CASES:
        parity = compare(
            files["pytorch", workload, phase],
            files["tensorflow", workload, phase],
            phase=phase,
            parameters={"pytorch": 0, "tensorflow": 0},
        )
        assert parity.within, f"{workload}/{phase}: {parity.detail}"
