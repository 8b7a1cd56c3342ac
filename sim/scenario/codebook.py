"""The codebook's rules: what follows from coded facts, computed and not typed.

docs/reference/codebook.md gives them in full, and says which were settled in view of
outcomes. Those on positions and mandates hold for the ICT negotiations; a
scenario with issues of its own gives these values itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from sim.scenario.roster import MemberState

#: What a coder reads from documents; all other positions follow. FLOW is no paragraph but the
#: axis from free flow of information (3) to control of content (-3), which two paragraphs share.
CODED = ("IL", "IHL", "ART51", "FLOW", "CM", "TREATY")

#: The Five Eyes and Israel hold that due diligence is no obligation (national positions, 2012-2021).
AGAINST_DUE_DILIGENCE = frozenset({"AUS", "CAN", "GBR", "NZL", "USA", "ISR"})


class Family(StrEnum):
    """A family of words in an establishing resolution."""

    THREATS = "threats"
    NORMS = "norms"
    CONFIDENCE_BUILDING = "confidence-building"
    CAPACITY_BUILDING = "capacity-building"
    REGULAR_DIALOGUE = "regular-dialogue"
    INTERNATIONAL_LAW = "international-law"
    USE_IN_CONFLICTS = "use-in-conflicts"


_ASKED: Mapping[Family, Mapping[str, float]] = {
    Family.THREATS: {"THREATS": 1, "CBM": 0.5, "CB": 0.5, "NORMS": 0.25, "RID": 0.25},
    Family.NORMS: {
        "NORMS": 1, "IL": 0.5, "CHARTER": 0.5, "SOV": 0.5, "SR": 0.5, "HR_FLOW": 0.5, "DD": 0.5,
    },
    Family.CONFIDENCE_BUILDING: {"CBM": 1},
    Family.CAPACITY_BUILDING: {"CB": 1},
    Family.REGULAR_DIALOGUE: {"RID": 1},
    Family.INTERNATIONAL_LAW: {"IL": 1, "CHARTER": 1},
    Family.USE_IN_CONFLICTS: {"IHL": 0.5, "ART51": 0.5},
}  # fmt: skip

#: Subjects on which "how international law applies" promises one step beyond what is agreed.
_ONE_STEP_MORE = ("SOV", "SR", "HR_FLOW", "DD", "IHL", "ART51", "CM")


def ambition(asks: tuple[Family, ...], settled: Mapping[str, float]) -> dict[str, float]:
    """Return what a mandate promises on each issue, 0 to 1.

    A subject already opened is promised one step more by a mandate on how
    international law applies; one never opened is not promised.

    Parameters
    ----------
    asks : word families of the establishing text
    settled : strength of agreed language by issue, 0 to 1
    """
    promised: dict[str, float] = {}
    for family in asks:
        steps = dict(_ASKED[family])
        if family is Family.INTERNATIONAL_LAW:
            steps |= {i: min(1.0, settled[i] + 0.5) for i in _ONE_STEP_MORE if settled.get(i, 0) > 0}
        for issue, step in steps.items():
            promised[issue] = max(promised.get(issue, 0.0), float(step))
    return promised


def leaning(coded: Mapping[str, float]) -> float:
    """Return where a delegation stands between the camps, -1 (East) to 1 (West).

    Parameters
    ----------
    coded : coded positions, -1 to 1
    """
    return (coded["FLOW"] - coded["TREATY"] + coded["IHL"]) / 3


_Rule = Callable[[Mapping[str, float], float], float]
_LEANING = ("FLOW", "TREATY", "IHL")

#: For each derived issue: the rule in words, the coded positions it rests on, and the rule.
_DERIVED: Mapping[str, tuple[str, tuple[str, ...], _Rule]] = {
    "CHARTER": ("0.3 + 0.5 IL", ("IL",), lambda v, x: 0.3 + 0.5 * v["IL"]),
    "SOV": ("0.3 - 0.4 leaning", _LEANING, lambda v, x: 0.3 - 0.4 * x),
    "SR": ("0.15 + 0.25 IL + 0.25 CM", ("IL", "CM"), lambda v, x: 0.15 + 0.25 * (v["IL"] + v["CM"])),
    "HR_FLOW": ("0.3 + 0.5 FLOW", ("FLOW",), lambda v, x: 0.3 + 0.5 * v["FLOW"]),
    "DD": ("0.1 + 0.3 leaning", _LEANING, lambda v, x: 0.1 + 0.3 * x),
    "NORMS": ("0.6 for all", CODED, lambda v, x: 0.6),
    "CBM": ("0.6 for all", CODED, lambda v, x: 0.6),
    "CB": ("0.6 - 0.2 leaning, for the West", _LEANING, lambda v, x: 0.6 - 0.2 * max(x, 0.0)),
    "RID": ("0.35 - 0.35 leaning", _LEANING, lambda v, x: 0.35 - 0.35 * x),
    "THREATS": ("0.6 for all", CODED, lambda v, x: 0.6),
    "CONTENT": ("minus FLOW", ("FLOW",), lambda v, x: -v["FLOW"]),
}


def derived(
    issue: str, code: str, coded: Mapping[str, float], side: float
) -> tuple[float, str, tuple[str, ...]]:
    """Return the position that follows for an issue from coded ones.

    Parameters
    ----------
    issue : code of an issue that is not coded itself
    code : the delegation's code
    coded : its coded positions, -1 to 1
    side : where it stands between the camps, -1 (East) to 1 (West)

    Returns
    -------
    the position, -1 to 1; the rule in words; the coded positions that it rests on

    Raises
    ------
    KeyError
        if no rule covers the issue
    """
    if issue == "DD" and code in AGAINST_DUE_DILIGENCE:
        return -0.4, "minus 0.4 for the Five Eyes and Israel", CODED
    words, basis, rule = _DERIVED[issue]
    return rule(coded, side), words, basis


def weight(state: MemberState) -> float:
    """Return a member state's standing: permanent members 0.8, other G20 0.5, rest 0.2."""
    return 0.8 if state.permanent else 0.5 if state.g20 else 0.2


def caucus(state: MemberState, side: float) -> str:
    """Return the caucus a delegation consults in: West, East, or its UN regional group.

    Parameters
    ----------
    side : where it stands between the camps, -1 (East) to 1 (West)
    """
    return "West" if side > 0.4 else "East" if side < -0.6 else state.group


#: Worth of a report by what a state did about the establishing resolution, 0 to 1.
STAKE = {"sponsors": 1.0, "yes": 0.6, "absent": 0.5, "abstained": 0.4, "against": 0.2}
