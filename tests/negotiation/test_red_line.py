"""Red lines: the complaint that is left as the largest, against plain sorting."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.negotiation.red_line import largest, most_left

#: Few different numbers, so that complaints are often equal.
SHAPES = st.tuples(st.integers(1, 3), st.integers(1, 6), st.integers(1, 4))


def complaints(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float64, shape, elements=st.sampled_from([0.0, 0.1, 0.5, 2.0]))


@given(st.data())
def test_what_is_left_is_the_largest_of_the_draft_as_changed(data: st.DataObject) -> None:
    burden = data.draw(SHAPES.flatmap(complaints))
    plays, paragraphs, members = burden.shape
    most = largest(burden)
    ordered = -np.sort(-burden, axis=1)
    for n, found in enumerate(most[: min(3, paragraphs)]):
        assert np.array_equal(found, ordered[:, n])
    for touched in range(1, min(2, paragraphs) + 1):
        play = np.array([data.draw(st.integers(0, plays - 1)) for _ in range(4)])
        at = np.array([data.draw(st.permutations(range(paragraphs)))[:touched] for _ in play]).T
        after = data.draw(complaints((touched, len(play), members)))
        drafts = burden[play].copy()
        for paragraph, new in zip(at, after, strict=True):
            drafts[np.arange(len(play)), paragraph] = new
        left = most_left(most, burden, play, tuple(at), tuple(after))
        assert np.array_equal(left, drafts.max(axis=1))
