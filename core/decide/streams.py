"""Random numbers: one stream per item, drawn in mirrored pairs.

Every question and criterion has a stream of its own, so that adding one changes no number of the
others, and the first draws of a long run are a short run. Only `Generator.random()` is used; a
normal variate is the inverse of the normal distribution at it.

Draws come in pairs: draw i and draw i + n/2 share the drawn answers and the importance levels and
swap what is random about the two alternatives. Exchanging the alternatives then exchanges the two
halves and nothing else, and the result mirrors exactly.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


class Streams:
    """The random numbers of one verdict, drawn once and kept: changed answers meet the same ones.

    Attributes:
        seed: the verdict's seed.
        count: number of draws; even.
    """

    def __init__(self, seed: int, count: int) -> None:
        if count < 2 or count % 2:
            raise ValueError("draws come in pairs: an even number, at least 2")
        self.seed = seed
        self.count = count
        self._drawn: dict[str, Floats] = {}

    def uniform(self, item: str) -> Floats:
        """Return count/2 numbers in [0, 1) of one item's own stream."""
        if item not in self._drawn:
            sequence = np.random.SeedSequence([self.seed, zlib.crc32(item.encode())])
            drawn = np.random.Generator(np.random.PCG64(sequence)).random(self.count // 2)
            drawn.flags.writeable = False
            self._drawn[item] = drawn
        return self._drawn[item]

    def shared(self, item: str) -> Floats:
        """Return numbers in [0, 1) that both draws of a pair share, shape (count,)."""
        return np.tile(self.uniform(item), 2)

    def swapped(self, item: str) -> tuple[Floats, Floats]:
        """Return two arrays in [-1, 1), shape (count,), that change places within each pair."""
        first = 2.0 * self.uniform(f"{item}:0") - 1.0
        second = 2.0 * self.uniform(f"{item}:1") - 1.0
        return np.concatenate([first, second]), np.concatenate([second, first])

    def opposed(self, item: str) -> Floats:
        """Return standard normal numbers, shape (count,), that change sign within each pair."""
        z = normal_quantile(self.uniform(item))
        return np.concatenate([z, -z])


_CENTRE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_MIDDLE = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
     1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
     4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
     2.05319162663775882187, 1.0),
)  # fmt: skip
_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
     0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
     5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
     0.59983220655588793769, 1.0),
)  # fmt: skip


def normal_quantile(p: Floats) -> Floats:
    """Return the standard normal quantile of p in [0, 1); 0 is read as half the least step.

    Wichura (1988), algorithm AS 241, PPND16: relative error about 1e-16.
    """
    p = np.maximum(np.asarray(p, dtype=np.float64), 2.0**-54)
    q = p - 0.5
    r = np.sqrt(-np.log(np.minimum(p, 1.0 - p)))
    centre = np.abs(q) <= 0.425
    near = q * _ratio(_CENTRE, 0.180625 - q * q)
    far = np.where(r <= 5.0, _ratio(_MIDDLE, r - 1.6), _ratio(_TAIL, r - 5.0))
    return np.where(centre, near, np.copysign(far, q))


def _ratio(parts: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    above, below = parts
    return np.polyval(np.array(above), x) / np.polyval(np.array(below), x)
