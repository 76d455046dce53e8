"""Neutral numbers: shapes, seeds, and their distance from where rounding decides."""

import numpy as np
import pytest

from core.measure.catalog import WORKLOADS
from core.worker.workloads.image_cnn import spec as image_cnn
from core.worker.workloads.lstm import spec as lstm
from core.worker.workloads.names import NAMES
from core.worker.workloads.neutral import digest, to_neutral, to_own
from core.worker.workloads.tabular_mlp import spec as tabular_mlp

SPECS = [tabular_mlp, image_cnn, lstm]
KEPT = ("/mean", "/variance")


@pytest.mark.parametrize(
    ("spec", "parameters", "forward"),
    [
        # 64x256+256 + 2x(256x256+256) + 256x2+2
        (tabular_mlp, 148_738, 296_706),
        # 9x(3x32 + 2x32x32 + 32x64 + 2x64x64) + 2x(3x32 + 3x64) + 64x10+10
        (image_cnn, 112_682, 87_000_330),
        # 4x64x(16+64+1) + 64+1
        (lstm, 20_801, 1_337_473),
    ],
    ids=lambda value: getattr(value, "LABEL", None),
)
def test_sizes(spec, parameters, forward):
    made = spec.weights(1)
    assert sum(a.size for n, a in made.items() if not n.endswith(KEPT)) == parameters
    assert spec.forward_flops(1) == forward
    assert spec.forward_flops(8) == 8 * forward


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.LABEL)
def test_a_seed_names_its_numbers(spec):
    assert digest(spec.weights(3)) == digest(spec.weights(3))
    assert digest(spec.weights(3)) != digest(spec.weights(4))
    one, other = spec.inputs(3, "train"), spec.inputs(4, "train")
    assert digest(one._asdict()) != digest(other._asdict())
    for phase, rows in spec.BATCH.items():
        batch = spec.inputs(3, phase)
        assert len(batch.features) == len(batch.targets) == rows
        assert batch.features.dtype == np.float32
    assert all(array.dtype == np.float32 for array in spec.weights(3).values())


def test_no_row_of_the_mlp_brings_a_unit_to_relus_kink():
    for seed in range(5):
        made = tabular_mlp.weights(seed)
        x = tabular_mlp.inputs(seed, "train").features.astype(np.float64)
        for name in ("hidden1", "hidden2", "hidden3"):
            x = x @ made[f"{name}/kernel"] + made[f"{name}/bias"]
            assert np.abs(x).min() > tabular_mlp.KINK
            x = np.maximum(x, 0)


def test_the_catalogue_of_the_app_agrees_with_the_specs():
    """The app never imports the worker, so it keeps these facts a second time."""
    assert tuple(entry.id for entry in WORKLOADS) == NAMES
    for entry, spec in zip(WORKLOADS, SPECS, strict=True):
        assert entry.label == spec.LABEL
        assert entry.shapes == spec.SHAPE
        assert entry.batch == spec.BATCH
        assert entry.folding == spec.FOLDED_PARAMETERS


def test_axes_go_there_and_back():
    neutral = np.arange(2 * 3 * 4 * 5, dtype=np.float32).reshape(2, 3, 4, 5)
    own = to_own(neutral, (3, 2, 0, 1))
    assert own.shape == (5, 4, 2, 3)
    assert np.array_equal(to_neutral(own, (3, 2, 0, 1)), neutral)
