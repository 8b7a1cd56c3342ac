"""Names of issues: one that a scenario leaves out, one that nobody has, and one among issues written out."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from sim.scenario.ict_issues import no_ladder, unknown_names
from sim.scenario.schema import named_issues


def test_an_ict_issue_that_is_left_out_is_said_to_be_and_how_to_add_it() -> None:
    assert "does not negotiate; to add it, name it under its issues" in no_ladder("PEACE", ["IHL", "CM"])
    assert no_ladder("PEACE", ["CABLES"]) == no_ladder("AIR", ["IHL"]) == "is an issue without a ladder"


def test_a_misspelt_name_has_a_hint() -> None:
    assert [*unknown_names(["core", "IHLL"])] == [
        ("IHLL", "is neither an ICT issue nor a set of them; did you mean IHL?")
    ]
    with pytest.raises(PydanticCustomError, match=r"did you mean core\?"):
        named_issues(["cor"])


def test_names_among_issues_written_out_are_refused() -> None:
    with pytest.raises(PydanticCustomError, match=r"has names of ICT issues \(core\) among issues"):
        named_issues(["core", {"code": "X"}])
