"""Chance, drawn so that the same thing meets the same luck wherever it is played."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.negotiation.arrays import Floats, Ints

#: Replicates are drawn in blocks of this many. Changing it changes every result.
BLOCK = 256

_WORD = 2**32


def _key(seed: int, purpose: tuple[str, ...]) -> Ints:
    """Return the two words that key a stream: the seed and what the luck is for, letter by letter."""
    letters = "\x1f".join(purpose).encode()
    words = [int.from_bytes(letters[i : i + 4], "little") for i in range(0, len(letters), 4)]
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(len(letters), *words))
    return np.asarray(sequence.generate_state(2, np.uint64))


def _blocks(
    seed: int,
    replicates: Ints,
    purpose: tuple[str, ...],
    sample: Callable[[np.random.Generator], Floats],
) -> Floats:
    key = _key(seed, purpose)
    out = np.empty(len(replicates))
    block_of = replicates // BLOCK
    for block in np.unique(block_of):
        generator = np.random.Generator(np.random.Philox(key=key, counter=[0, 0, 0, int(block)]))
        here = block_of == block
        out[here] = sample(generator)[replicates[here] % BLOCK]
    return out


def normal(seed: int, replicates: Ints, *purpose: str) -> Floats:
    """Draw one standard normal for each replicate, for one purpose.

    Replicate r of a seed gets the same number alone, in any batch and in any
    process, because blocks of replicates are drawn whole from a stream that
    is keyed by the seed, the purpose and the block.

    Parameters
    ----------
    seed : non-negative integer of any size
    replicates : (R,) numbers of the replicates, from 0
    purpose : what the number is for, e.g. ``"position", "FRA", "IHL"``

    Returns
    -------
    (R,) standard normal numbers
    """
    return _blocks(seed, replicates, purpose, lambda g: g.standard_normal(BLOCK))


def share(seed: int, replicates: Ints, *purpose: str) -> Floats:
    """Draw one number, uniform on [0, 1), for each replicate, for one purpose: see `normal`."""
    return _blocks(seed, replicates, purpose, lambda g: g.random(BLOCK))
