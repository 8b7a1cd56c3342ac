"""Random streams: one for each purpose, the same numbers wherever and in whatever batch it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.arrays import Floats, Ints

#: Replicates are drawn in blocks of this many. Changing it changes every result.
BLOCK = 256
#: Purposes that are drawn before their numbers, which are still in cache, are laid out by replicate.
TOGETHER = 64


@lru_cache(maxsize=2**13)
def _key(seed: int, purpose: tuple[str, ...]) -> NDArray[np.uint64]:
    """Return the two words that key a stream, from the seed and the letters of its purpose."""
    letters = "\x1f".join(purpose).encode()
    words = [int.from_bytes(letters[i : i + 4], "little") for i in range(0, len(letters), 4)]
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(len(letters), *words))
    return np.asarray(sequence.generate_state(2, np.uint64))


def _drawn(
    seed: int,
    replicates: Ints,
    purposes: Sequence[tuple[str, ...]],
    sample: Callable[[np.random.Generator, Floats], object],
) -> Floats:
    block_of, inside = np.divmod(replicates, BLOCK)
    blocks = [(block, np.flatnonzero(block_of == block)) for block in np.unique(block_of)]
    philox = np.random.Philox(key=0)
    generator, state = np.random.Generator(philox), philox.state
    out, drawn = np.empty((len(replicates), len(purposes))), np.empty((TOGETHER, BLOCK))
    for start in range(0, len(purposes), TOGETHER):
        some = purposes[start : start + TOGETHER]
        for block, here in blocks:
            state["state"]["counter"] = np.array([0, 0, 0, block], dtype=np.uint64)
            for row, purpose in zip(drawn, some, strict=False):
                # The same stream as that of a new Philox of this key and counter, in a tenth of the time.
                state["state"]["key"] = _key(seed, purpose)
                philox.state = state
                sample(generator, row)
            out[here, start : start + TOGETHER] = drawn[: len(some)].T[inside[here]]
    return out


def normals(seed: int, replicates: Ints, purposes: Sequence[tuple[str, ...]]) -> Floats:
    """Draw one standard normal for each replicate and purpose.

    Replicate r of a seed gets the same number alone, in any batch and in any process, because blocks of
    replicates are drawn whole from a stream that is keyed by the seed, the purpose and the block. Returns (R,
    P) standard normal numbers.

    Parameters
    ----------
    seed : non-negative integer of any size
    replicates : (R,) numbers of the replicates, from 0
    purposes : P purposes: what the numbers are for, e.g. ``("position", "IHL", "FRA")``
    """
    return _drawn(seed, replicates, purposes, lambda g, row: g.standard_normal(out=row))


def normal(seed: int, replicates: Ints, *purpose: str) -> Floats:
    """Draw one standard normal for each replicate, for one purpose (R,): see `normals`."""
    return normals(seed, replicates, [purpose])[:, 0]


def share(seed: int, replicates: Ints, *purpose: str) -> Floats:
    """Draw one number, uniform on [0, 1), for each replicate, for one purpose (R,): see `normals`."""
    return _drawn(seed, replicates, [purpose], lambda g, row: g.random(out=row))[:, 0]
