import numpy as np

from sim.negotiation.random_streams import BLOCK, normal, normals, share


def test_a_replicate_has_the_same_luck_alone_and_in_any_batch() -> None:
    whole = normal(7, np.arange(3 * BLOCK), "position", "FRA", "IHL")
    for some in ([0], [BLOCK - 1, BLOCK], [700, 3, 511]):
        assert normal(7, np.array(some), "position", "FRA", "IHL").tolist() == whole[some].tolist()


def test_every_purpose_seed_and_block_has_luck_of_its_own() -> None:
    replicates = np.arange(2 * BLOCK)
    streams = [
        normal(1, replicates, "position", "FRA", "IHL"),
        normal(2, replicates, "position", "FRA", "IHL"),
        normal(2**70 + 1, replicates, "position", "FRA", "IHL"),
        normal(1, replicates, "position", "FRA", "CM"),
        normal(1, replicates, "position", "FR", "AIHL"),
        normal(1, replicates, "mood", "FRA"),
    ]
    for n, one in enumerate(streams):
        assert not np.array_equal(one[:BLOCK], one[BLOCK:])
        for other in streams[n + 1 :]:
            assert abs(np.corrcoef(one, other)[0, 1]) < 0.2


def test_normals_are_standard_and_shares_uniform() -> None:
    replicates = np.arange(40_000)
    z, u = normal(1, replicates, "test"), share(1, replicates, "test")
    assert abs(z.mean()) < 4 / 200
    assert abs(z.std() - 1) < 4 / np.sqrt(2 * 40_000)
    assert u.min() >= 0
    assert u.max() < 1
    counts = np.histogram(u, bins=20, range=(0, 1))[0]
    assert ((counts - 2000) ** 2 / 2000).sum() < 43.8  # 99.9 % of chi-squared with 19 degrees of freedom


def test_the_first_numbers_of_every_kind_of_stream_never_change() -> None:
    """Changing the streams changes every published result, so it must be done knowingly."""
    first = normal(1, np.arange(3), "position", "FRA", "IHL")
    assert first.round(6).tolist() == [-0.045244, -0.350815, 0.93527]
    rows = np.array([0, 256, 1281])  # in the first block, and in the second and sixth
    assert normal(2**70 + 1, rows, "position", "A", "").round(6).tolist() == [0.227412, 0.373437, -1.574984]
    assert share(3, rows, "parameter", "own_claim").round(6).tolist() == [0.384488, 0.684747, 0.023236]


def test_purposes_are_told_apart_letter_by_letter() -> None:
    rows = np.arange(4)
    purposes = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ("a\0",), ("a\0\0",), ("a",)]
    drawn = normals(1, rows, purposes)
    assert drawn.shape == (4, len(purposes))
    assert len(np.unique(drawn)) == drawn.size
    for column, purpose in zip(drawn.T, purposes, strict=True):
        assert column.tolist() == normal(1, rows, *purpose).tolist()


def test_no_replicates_have_no_luck() -> None:
    assert normals(1, np.arange(0), [("a",), ("b",)]).shape == (0, 2)
