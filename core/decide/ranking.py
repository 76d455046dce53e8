"""Weights from a ranking: what comes first weighs most, and only the order is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.decide.streams import Floats, Streams

FIRST_POINTS = 100.0  # mean points of what is ranked first: as a level, "decisive"


def centroid(count: int) -> Floats:
    """Return the rank-order-centroid weights of `count` ranks; they add up to 1.

    w_k = (1/n) sum_{i=k..n} 1/i, the mean of all weights that keep the order; the best stand-in
    for weights that share out a fixed total (Roberts and Goodwin, 2002,
    https://doi.org/10.1002/mcda.320).
    """
    return np.cumsum(1.0 / np.arange(count, 0, -1))[::-1] / count


def ordered_weights(count: int, streams: Streams) -> Floats:
    """Return weights drawn evenly from all that keep the order, shape (count, draws).

    Exponential variates over their sum are uniform on the simplex; sorted, they are uniform on
    its ordered part.
    """
    drawn = -np.log1p(-np.array([streams.shared(f"rank:{k}") for k in range(count)]))
    drawn = -np.sort(-drawn, axis=0)
    return drawn / drawn.sum(axis=0)


def points(ranking: Sequence[str], streams: Streams) -> dict[str, Floats]:
    """Return the importance points of each ranked criterion in each draw, shape (draws,).

    Scaled so that the first has the points of a decisive criterion in the mean; what is not
    ranked keeps the points that the answers give it.
    """
    if not ranking:
        return {}
    scale = FIRST_POINTS / centroid(len(ranking))[0]
    rows = scale * ordered_weights(len(ranking), streams)
    return dict(zip(ranking, rows, strict=True))
