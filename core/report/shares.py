"""Shares in whole readings, the same on every page and in every report."""

from __future__ import annotations


def whole_shares(pytorch: float, tensorflow: float, none: float = 0.0) -> tuple[int, int, int]:
    """Return the three shares in whole readings of 100, adding up to 100.

    Each is rounded as the verdict's sentence rounds it; where that does not add up, the one with
    the largest rounding error gives way. A framework is never shown with 0 or 100: doubt stays.

    Args:
        pytorch: share of readings in which PyTorch comes first, 0..1.
        tensorflow: the same for TensorFlow.
        none: share of readings in which neither can be used.
    """
    raw = [100 * pytorch, 100 * tensorflow, 100 * none]
    whole = [round(value) for value in raw]
    while (missing := 100 - sum(whole)) != 0:
        step = 1 if missing > 0 else -1
        furthest = max(range(3), key=lambda i: (step * (raw[i] - whole[i]), -i))
        whole[furthest] += step
    for index in (0, 1):
        if whole[index] <= 0:
            largest = max(range(3), key=lambda i: whole[i])
            whole[largest] -= 1 - whole[index]
            whole[index] = 1
    return whole[0], whole[1], whole[2]
