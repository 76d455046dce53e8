"""Shares in whole readings, the same on every page and in every report."""

from __future__ import annotations


def whole_shares(pytorch: float, tensorflow: float, none: float = 0.0) -> tuple[int, int, int]:
    """Return the three shares in whole readings of 100, adding up to 100.

    Each is rounded; where that does not add up, the one with the largest rounding error gives
    way, among equals first what neither side has, then the larger one. `count_words` says 0 and
    100 without claiming certainty.

    Shares count to four digits, as records hold them: so a sentence made with the verdict and a
    picture drawn from its record never differ by one.

    Args:
        pytorch: share of readings in which PyTorch comes first, 0..1.
        tensorflow: the same for TensorFlow.
        none: share of readings in which neither can be used.
    """
    exact = [round(round(share, 4) * 10_000) for share in (pytorch, tensorflow, none)]
    whole = [round(share / 100) for share in exact]
    while (missing := 100 - sum(whole)) != 0:
        step = 1 if missing > 0 else -1
        furthest = max(
            range(3), key=lambda i: (step * (exact[i] - 100 * whole[i]), i == 2, exact[i])
        )
        whole[furthest] += step
    return whole[0], whole[1], whole[2]


def of_100(share: float) -> str:
    """Return a share as a natural frequency; never 0 or 100, which would claim certainty.

    The one wording of every page, report and command.
    """
    return counted(round(100.0 * share))


def counted(readings: int) -> str:
    """Return a whole number of readings of 100 as words of a sentence; never 0 or 100."""
    if readings >= 100:
        return "more than 99 of 100"
    if readings <= 0:
        return "fewer than 1 of 100"
    return f"{readings} of 100"


def count_words(readings: int) -> str:
    """Return a count of readings as it is shown: never 0 or 100, which would claim certainty."""
    return "<1" if readings <= 0 else ">99" if readings >= 100 else str(readings)
