"""The comparison of two files of figures, with files made by hand."""

import io
import zipfile

import numpy as np
import pytest

from core.measure.parity import compare
from core.records.base import Side
from core.records.run import Phase

COUNTS: dict[Side, int] = {"pytorch": 10, "tensorflow": 10}


def _arrays():
    generator = np.random.default_rng(1)

    def draw(*shape):
        return generator.normal(size=shape).astype(np.float32)

    return {
        "output": draw(4, 3),
        "grad/dense/kernel": draw(5, 3),
        "grad/dense/bias": draw(3),
        "losses": np.array([1.0, 0.9, 0.8, 0.7, 0.6]),
        "state/norm/mean": draw(3),
    }


@pytest.fixture
def judge(tmp_path):
    """Compare arrays with changed ones."""

    def run(phase: Phase = "train", parameters=COUNTS, folding=0, **changes):
        one, other = _arrays(), _arrays()
        for name, change in changes.items():
            key = next(k for k in other if k.endswith(name))
            changed = change(other[key])
            if changed is None:
                del other[key]
            else:
                other[key] = changed
        if phase == "latency":
            one, other = ({"output": side["output"]} for side in (one, other))
        np.savez(tmp_path / "p.npz", **one)
        np.savez(tmp_path / "t.npz", **other)
        return compare(
            tmp_path / "p.npz",
            tmp_path / "t.npz",
            phase=phase,
            parameters=parameters,
            folding=folding,
        )

    return run


def test_equal_figures_are_within(judge):
    parity = judge()
    assert parity.within
    assert (parity.forward, parity.gradient, parity.steps) == (0.0, 0.0, 0.0)
    assert parity.parameters == 10
    assert parity.detail == ""


def test_an_answer_has_no_gradient(judge):
    parity = judge("latency")
    assert parity.within
    assert parity.gradient is parity.steps is None


@pytest.mark.parametrize(
    ("name", "factor", "within"),
    [
        ("output", 1 + 0.9e-4, True),
        ("output", 1 + 1.5e-4, False),
        ("kernel", 1 + 0.9e-3, True),
        ("kernel", 1 + 1.1e-3, False),
        ("losses", 1 + 0.9e-4, True),
        ("losses", 1 + 1.1e-4, False),
        ("mean", 1 + 1.1e-4, False),
    ],
)
def test_the_contracts_limits(judge, name, factor, within):
    parity = judge(**{name: lambda a: (a * factor).astype(a.dtype)})
    assert parity.within is within
    assert (parity.detail == "") is within


def test_the_worst_tensor_is_named(judge):
    parity = judge(kernel=lambda a: a * np.float32(1.01), bias=lambda a: -a)
    assert "gradient of dense/bias" in parity.detail
    assert parity.gradient == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bias": lambda _: None}, "only PyTorch has grad/dense/bias"),
        ({"kernel": lambda a: a.T.copy()}, "shape"),
        ({"kernel": lambda a: a.astype(np.float64)}, "float64"),
        ({"output": lambda a: a * np.float32(np.nan)}, "not finite"),
        ({"output": lambda a: a[:0]}, "not finite"),
        ({"losses": lambda a: a[:4]}, "shape"),
        ({"losses": lambda a: a.astype(np.float32)}, "float32"),
    ],
)
def test_unlike_files_are_not_comparable(judge, change, words):
    parity = judge(**change)
    assert not parity.within
    assert parity.forward is None
    assert words in parity.detail


def test_parameters_have_to_be_equal_after_folding(judge):
    counts: dict[Side, int] = {"pytorch": 14, "tensorflow": 10}
    assert judge(parameters=counts, folding=4).within
    parity = judge(parameters=counts)
    assert not parity.within
    assert "14" in parity.detail


def _hostile(kind, path):
    if kind == "missing":
        return
    if kind == "garbage":
        path.write_bytes(b"PK not really")
    elif kind == "pickle":
        np.savez(path, output=np.array([{"a": 1}], dtype=object))
    elif kind == "cut":
        buffer = io.BytesIO()
        np.savez(buffer, **_arrays())
        path.write_bytes(buffer.getvalue()[:200])
    elif kind == "huge":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("output.npy", b"\0" * (80 * 1024 * 1024))
    elif kind == "many":
        np.savez(path, *[np.zeros(1, np.float32) for _ in range(300)])
    elif kind == "boast":
        np.save(path.with_suffix(".npy"), np.zeros(7, np.float32))
        header = path.with_suffix(".npy").read_bytes().replace(b"(7,)", b"(9999999999999,)")
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("output.npy", header)
    elif kind == "text":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("output", b"hello")


@pytest.mark.parametrize(
    "kind", ["missing", "garbage", "pickle", "cut", "huge", "many", "text", "boast"]
)
def test_a_hostile_file_is_told_and_never_raises(tmp_path, kind):
    good, bad = tmp_path / "p.npz", tmp_path / "t.npz"
    np.savez(good, **_arrays())
    _hostile(kind, bad)
    parity = compare(good, bad, phase="train", parameters=COUNTS)
    assert not parity.within
    assert "TensorFlow" in parity.detail
