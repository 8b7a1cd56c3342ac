"""Method and target of a sensitivity analysis: how factors are ranked, by their effect on which outcome."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """How factors are ranked."""

    MORRIS = "morris"
    SOBOL = "sobol"


class Target(StrEnum):
    """The outcome whose mean over replicates is the output of an evaluation."""

    ADOPTED = "adopted"
    STRENGTH = "strength"
    DISSOCIATIONS = "dissociations"
    OBJECTIONS = "objections"


#: What each target measures: a mean over replicates.
MEANING = {
    Target.ADOPTED: "share of plays that adopt a report",
    Target.STRENGTH: "strength of the last text, adopted or not (0 silent to 1 explicit)",
    Target.DISSOCIATIONS: "number of delegations a play that let the text pass and dissociate themselves",
    Target.OBJECTIONS: "number of delegations a play that object",
}
