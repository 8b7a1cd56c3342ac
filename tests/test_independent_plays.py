"""The engine agrees with an independent implementation fed with the same tables, within sampling error."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.independent_plays import compare
from benchmarks.reference_coding import FACTS, coded_table, other_plays

needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the reference plays are not beside the checkout")


@needs_facts
@pytest.mark.parametrize("process", ["gge2014", "gge2016"])
def test_twelve_parameter_sets_agree(process: str) -> None:
    table = coded_table(process)
    differences = [compare(table, theirs, runs=1000) for theirs in other_plays(process)]
    assert len(differences) == 12
    shares = np.array([d.z_adopted for d in differences])
    assert np.abs(shares).max() < 4
    assert (shares**2).sum() < 32.9  # 99.9 % of chi-squared with 12 degrees of freedom
    for d in differences:
        assert np.abs(d.z_rungs).max() < 4.5, d.theirs.theta
