"""LSTM: shapes, neutral weights and inputs, FLOPs."""

from __future__ import annotations

from ..neutral import INPUTS, WEIGHTS, Arrays, Batch, Draws

LABEL = "LSTM"
SHAPE = "32 steps of 16 → LSTM 64 → 1"
BATCH = {"train": 32, "latency": 1}
LEARNING_RATE = 0.1  # its gradients are small: less would hide a wrong optimiser from parity
# PyTorch keeps two biases a gate that only ever act as their sum. Were both trained, SGD would
# move that sum twice as far as a single bias; so the second one is held at zero, untrained, and
# nothing is left to fold.
FOLDED_PARAMETERS = 0

STEPS, FEATURES, HIDDEN, GATES = 32, 16, 64, 4


def weights(seed: int) -> Arrays:
    """Return the neutral weights: gates in the order input, forget, cell, output; one bias.

    The forget gate's bias is about 1, as is usual (Jozefowicz et al. 2015); all others are small
    but not zero, so that a lost or swapped one shows.
    """
    draws = Draws(seed, WEIGHTS)
    bound = HIDDEN**-0.5
    made: Arrays = {
        "lstm/kernel": draws.uniform((FEATURES, GATES * HIDDEN), bound),
        "lstm/recurrent": draws.uniform((HIDDEN, GATES * HIDDEN), bound),
        "lstm/bias": draws.uniform((GATES * HIDDEN,), bound),
        "output/kernel": draws.uniform((HIDDEN, 1), bound),
        "output/bias": draws.uniform((1,), bound),
    }
    made["lstm/bias"][HIDDEN : 2 * HIDDEN] += 1.0
    return made


def inputs(seed: int, phase: str) -> Batch:
    """Return sequences and the value to forecast for each."""
    draws = Draws(seed, INPUTS)
    rows = BATCH[phase]
    return Batch(draws.standard((rows, STEPS, FEATURES)), draws.standard((rows, 1)))


def forward_flops(batch: int) -> int:
    """Return the gates' products and biases plus nine operations a cell, and the dense layer.

    A cell: five activations, three products and one sum, each counted once.
    """
    gates = GATES * HIDDEN * (2 * FEATURES + 2 * HIDDEN + 1)
    return batch * (STEPS * (gates + 9 * HIDDEN) + 2 * HIDDEN + 1)
