"""The results of examining failures: grievances, reasons, cures, squeezes, opponents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaint, Kind
from sim.scenario.ladder import Rung
from sim.study.claims import Counted


class Way(StrEnum):
    """How a cure works: by changing contested paragraphs, others as compensation, or both."""

    REMOVAL = "removal"
    COMPENSATION = "compensation"
    BOTH = "both"


@dataclass(frozen=True, order=True)
class Grievance:
    """The largest complaint of a delegation that objects.

    Parameters
    ----------
    issue : code of the paragraph's issue; empty if nothing in the text
    kind : harm from it, disappointment with it, or none: it would refuse any report as things stand
    """

    issue: str
    kind: Kind

    @classmethod
    def of(cls, table: Table, complaint: int) -> Grievance:
        """Return the grievance of a complaint, numbered as in `Complaints`."""
        place, kind = Complaint.of(complaint)
        return cls("" if kind is Kind.NONE else table.issues[place], kind)


@dataclass(frozen=True, order=True)
class Amendment:
    """One paragraph worded otherwise.

    Parameters
    ----------
    issue : code of the paragraph's issue
    start : its rung in the last text
    end : its rung instead
    """

    issue: str
    start: Rung
    end: Rung


@dataclass(frozen=True)
class Aggrieved:
    """A delegation with one grievance, over the failures for one reason.

    Parameters
    ----------
    code, name : of the member state
    grievance : its largest complaint
    share : of these failures, those in which it objects over that, 0 to 1
    alone : of these failures, those in which it does and nobody else objects
    far : median share of that complaint, after concessions, that it would have to give up to let the text
        pass; above 1 if even that complaint gone would not be enough; None if it has none
    """

    code: str
    name: str
    grievance: Grievance
    share: Counted
    alone: Counted
    far: float | None


@dataclass(frozen=True)
class Cure:
    """A smallest change of the last text that would have had it adopted, over the failures for one reason.

    Parameters
    ----------
    amendments : one paragraph worded otherwise, or two
    way : removal of the grievances, compensation elsewhere, or one paragraph of each
    share : of these failures, those that it cures and no smaller change does
    first : of these failures, those in which it comes first among the smallest: see `sim.study.reasons.cures`
    """

    amendments: tuple[Amendment, ...]
    way: Way
    share: Counted
    first: float


@dataclass(frozen=True)
class Squeeze:
    """A contested paragraph without a wording that suits everybody, though each could accept some wording.

    Parameters
    ----------
    issue : code of the paragraph's issue
    share : of the failures for one reason, those squeezed so
    refused : for each formulation of the ladder that is refused, by whom, and in what share of the failures
        so squeezed, the most frequent first
    """

    issue: str
    share: Counted
    refused: tuple[tuple[Rung, tuple[tuple[str, Counted], ...]], ...]


@dataclass(frozen=True)
class Reason:
    """Failures with the same grievances.

    Parameters
    ----------
    grievances : of all who object, each once; empty where nobody objects and too few are in favour
    failures, share : number of failures studied with them, and their share
    aggrieved : who objects over what, the most frequent first
    by_one, by_two, by_none : shares of these failures with a cure of one paragraph, of two at the least, with
        neither
    cures : the smallest, those that most often come first at the head
    squeezed : share of these failures without a cure of one paragraph in which some paragraph is squeezed
    squeezes : by paragraph, the most frequent first
    typical : number of the play nearest to the mean of these failures in text and objections
    """

    grievances: tuple[Grievance, ...]
    failures: int
    share: Counted
    aggrieved: tuple[Aggrieved, ...]
    by_one: Counted
    by_two: Counted
    by_none: Counted
    cures: tuple[Cure, ...]
    squeezed: Counted
    squeezes: tuple[Squeeze, ...]
    typical: int


@dataclass(frozen=True)
class Remedy:
    """One paragraph worded otherwise, over all failures studied.

    Parameters
    ----------
    amendment : which paragraph, and how
    possible : share of failures in whose last text the paragraph stands as it starts
    share : of failures that this alone would have cured
    removal : of failures that it cures as a paragraph of a grievance
    """

    amendment: Amendment
    possible: Counted
    share: Counted
    removal: Counted


@dataclass(frozen=True)
class Offer:
    """One paragraph worded otherwise to meet one delegation, over the failures in which it objects.

    Parameters
    ----------
    amendment : which paragraph, and how
    share : of its objections, those that this ends, whatever others then do
    cures : of its objections, those in which the text is then adopted
    costs : of its objections, those that this ends and in which somebody objects who did not before
    estranged : who does, with the share of its objections, most often first; at most five
    """

    amendment: Amendment
    share: Counted
    cures: Counted
    costs: Counted
    estranged: tuple[tuple[str, Counted], ...]


@dataclass(frozen=True)
class Opponent:
    """A delegation that objects in failures.

    Parameters
    ----------
    code, name : of the member state
    share : of failures in which it objects
    alone : of failures in which nobody else does
    grievances : over what, with the share of its objections, the most frequent first
    far : as in `Aggrieved`, over all its objections that have a grievance; None if none has
    offers : rewordings that end any of its objections, those with which the text is most often adopted first
    """

    code: str
    name: str
    share: Counted
    alone: Counted
    grievances: tuple[tuple[Grievance, Counted], ...]
    far: float | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Reasons:
    """Why the plays of a forecast fail.

    Parameters
    ----------
    failures : number of plays without a report
    studied : how many of them were examined, the first by number
    reasons : the most frequent first
    by_one, by_two, by_none : shares of failures with a cure of one paragraph, of two at the least, with
        neither
    squeezed : share of failures without a cure of one paragraph in which some paragraph is squeezed
    remedies : every rewording of one paragraph that was possible, those that cure most first
    opponents : every delegation that objects in failures, the most frequent first
    """

    failures: int
    studied: int
    reasons: tuple[Reason, ...]
    by_one: Counted
    by_two: Counted
    by_none: Counted
    squeezed: Counted
    remedies: tuple[Remedy, ...]
    opponents: tuple[Opponent, ...]
