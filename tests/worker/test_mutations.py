"""Seeded differences, one by one: parity has to catch every one of them.

Each is a default or a convention in which the frameworks differ, or an ordinary slip. A copy of
the worker is changed in one place, run for real, and compared with the other side unchanged.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from core.measure.parity import compare

pytestmark = [pytest.mark.frameworks, pytest.mark.xdist_group("frameworks")]
WORKER = Path(__file__).parents[2] / "core" / "worker"


class Mutation(NamedTuple):
    name: str
    side: str
    workload: str
    phase: str
    file: str
    old: str
    new: str


def _torch(name, workload, old, new, phase="train"):
    return Mutation(name, "pytorch", workload, phase, f"{workload}/pytorch.py", old, new)


def _tf(name, workload, old, new, phase="train"):
    return Mutation(name, "tensorflow", workload, phase, f"{workload}/tensorflow.py", old, new)


def _spec(name, side, workload, old, new):
    return Mutation(name, side, workload, "train", f"{workload}/spec.py", old, new)


GATES = '    made["lstm/bias"][HIDDEN : 2 * HIDDEN] += 1.0\n'
SWAP = (
    GATES
    + "    for n in ('lstm/kernel', 'lstm/recurrent', 'lstm/bias'):\n"
    + "        i, f, g, o = [made[n][..., k * 64 : k * 64 + 64].copy() for k in range(4)]\n"
    + "        made[n][..., 64:192] = __import__('numpy').concatenate([g, f], axis=-1)\n"
)
PADDED = "functional.pad(x, (0, 2, 0, 2))"

# Each row shares one process: three workloads, one difference each.
ROWS = [
    [
        _torch("kernel not transposed", "tabular_mlp", "model.hidden2.weight, (1, 0)",
               "model.hidden2.weight, (0, 1)"),
        _torch("same padding on one side only", "image_cnn", "self.norm(self.conv(x))",
               f"self.norm(functional.conv2d({PADDED}, self.conv.weight))"),
        _spec("gates f and g swapped", "pytorch", "lstm", GATES, SWAP),
    ],
    [
        _torch("bias not transplanted", "tabular_mlp",
               '        "hidden3/bias": (model.hidden3.bias, (0,)),\n', ""),
        _torch("norm epsilon of PyTorch", "image_cnn", "eps=1e-3", "eps=1e-5"),
        _torch("both biases trained", "lstm", "    second_bias.requires_grad_(False)\n", ""),
    ],
    [
        _torch("identity for ReLU", "tabular_mlp", "functional.relu(self.hidden2(x))",
               "self.hidden2(x)"),
        _torch("norm momentum of PyTorch", "image_cnn", "momentum=0.01", "momentum=0.1"),
        _torch("second bias left random", "lstm", "    nn.init.zeros_(second_bias)\n", ""),
    ],
    [
        _torch("leaky ReLU", "tabular_mlp", "functional.relu(self.hidden3(x))",
               "functional.leaky_relu(self.hidden3(x), 0.01)", "latency"),
        _torch("height and width swapped", "image_cnn", "(3, 2, 0, 1)", "(3, 2, 1, 0)", "latency"),
        _torch("first step for last", "lstm", "steps[:, -1]", "steps[:, 0]", "latency"),
    ],
    [
        _torch("double precision", "tabular_mlp", "return self.output(x)",
               "return self.output(x).double()"),
        _torch("maximum for mean pool", "image_cnn", "avg_pool2d", "max_pool2d"),
        _torch("sum for mean loss", "lstm", "mse_loss(forecast, values)",
               "mse_loss(forecast, values, reduction='sum')"),
    ],
    [
        _spec("learning rate", "tensorflow", "tabular_mlp", "LEARNING_RATE = 0.01",
              "LEARNING_RATE = 0.011"),
        _tf("norm in inference mode", "image_cnn", "self.norm(self.conv(x), training=training)",
            "self.norm(self.conv(x), training=False)"),
        _spec("forget bias lost", "tensorflow", "lstm", GATES, ""),
    ],
    [
        _tf("tanh for ReLU", "tabular_mlp", 'self.hidden1 = layers.Dense(256, activation="relu")',
            'self.hidden1 = layers.Dense(256, activation="tanh")', "latency"),
        _tf("residual lost", "image_cnn", "x + self.block2b", "self.block2b"),
        _tf("hard sigmoid gates", "lstm", "layers.LSTM(64)",
            "layers.LSTM(64, recurrent_activation='hard_sigmoid')"),
    ],
]  # fmt: skip
PLAIN_SGD = [
    ("momentum", "lr=task.spec.LEARNING_RATE", "lr=task.spec.LEARNING_RATE, momentum=0.1"),
    ("weight decay", "lr=task.spec.LEARNING_RATE", "lr=task.spec.LEARNING_RATE, weight_decay=0.01"),
    ("gradients not cleared", "        self._clear()\n", ""),
]


def _mutated(folder, changes):
    """Return the main file of a copy of the worker with each change made exactly once or more."""
    shutil.copytree(WORKER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file, old, new in changes:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "main.py"


def _judge(figures, worker, mutation, folder):
    """Run the mutated case and compare it; return why it is not within, or nothing."""
    case = f"{mutation.workload}/{mutation.phase}"
    frame = worker.ask(
        "build", case=case, workload=mutation.workload, phase=mutation.phase, mode="usual",
        seed=20261122, folder=str(folder),
    )  # fmt: skip
    assert frame["type"] == "done", frame
    written = worker.done("parity", case=case, folder=str(folder))
    key = mutation.workload, mutation.phase
    files = {side: figures[side].files[key] for side in figures}
    files[mutation.side] = folder / written["file"]
    counted = {side: figures[side].built[key]["parameters"] for side in figures}
    counted[mutation.side] = frame["parameters"]
    parity = compare(
        files["pytorch"], files["tensorflow"], phase=mutation.phase, parameters=counted
    )
    return "" if parity.within else parity.detail


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0].side}: {row[0].name}")
def test_every_seeded_difference_is_caught(figures, start, tmp_path, row):
    changes = [(f"workloads/{m.file}", m.old, m.new) for m in row]
    main = _mutated(tmp_path / "worker", changes)
    worker = start(row[0].side, main=main)
    worker.done("import", threads=1)
    caught = {m.name: _judge(figures, worker, m, tmp_path) for m in row}
    assert all(caught.values()), caught


@pytest.mark.parametrize(("name", "old", "new"), PLAIN_SGD, ids=[row[0] for row in PLAIN_SGD])
def test_another_optimiser_is_caught(figures, start, tmp_path, name, old, new):
    main = _mutated(tmp_path / "worker", [("frameworks/pytorch.py", old, new)])
    worker = start("pytorch", main=main)
    worker.done("import", threads=1)
    found = [
        _judge(figures, worker, Mutation(name, "pytorch", workload, "train", "", "", ""), tmp_path)
        for workload in ("tabular_mlp", "lstm")
    ]
    assert all(found), found
