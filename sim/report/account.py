"""The account: what a forecast says, in sentences and rows that terminal, story and page share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.portion import BRACKETS, plays, sure
from sim.report.wording import capital, in_words, listed, over, percent, spelt, written
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record
from sim.study.calibration.failures import foreseen
from sim.study.calibration.result import calibrated
from sim.study.claims import ENOUGH, Counted
from sim.study.findings import DelegationForecast, ParagraphForecast
from sim.study.forecast import Forecast
from sim.study.interval import CEILING
from sim.study.source import BehaviourSource

#: At most so many delegations are named, and none that stands apart more rarely than this.
MOST_NAMED = 10
RARELY = 0.01
#: A formulation less likely than this, the least that is called likely, leaves the paragraph open.
SETTLED = min(n for n in range(101) if in_words(n / 100) == "likely") / 100
#: A change of the draft is told if it happens in at least this share of plays.
TOLD = 0.1
CONSENSUS = "consensus"


def answer(forecast: Forecast) -> str:
    """Answer the question in one sentence: with what is claimed, see `sim.study.claims`."""
    claim, rule = forecast.claim, forecast.scenario.decision
    if claim.counted is None:
        tested = (
            "UN groups of governmental experts and open-ended working groups only"
            if rule == CONSENSUS
            else f"consensus only, and here the rule is {rule}"
        )
        return (
            f"No probability is given: the model was tested on {tested}. The plays show how such a room "
            "works, not how likely what is."
        )
    adopted, runs = claim.counted.successes, claim.counted.trials
    plays = f"{runs:,} simulated negotiations ({adopted:,} {'adopts' if adopted == 1 else 'adopt'} a report)"
    if runs == 1:
        plays = f"One simulated negotiation, which adopts {'a' if adopted else 'no'} report"
    if claim.probability is None or claim.interval is None:
        return f"{plays}: too few for a probability, which takes {ENOUGH}."
    if claim.capped:
        return f"{percent(CEILING)}, very likely: the most that the record supports. {plays}."
    low, high = (f"{100 * end:.0f}" for end in claim.interval)
    return f"{percent(claim.probability)} ({low} to {high} %), {in_words(claim.probability)}. {plays}."


def reach(forecast: Forecast) -> str:
    """Say what a probability leaves out, and which failures on record were foreseen; nothing without one."""
    if forecast.probability is None:
        return ""
    limits = "The range covers the number of plays only: not the model, not the coding, not events to come."
    if forecast.claim.capped:
        limits = "What the model and the coding may have wrong, and events to come, are not counted."
    return " ".join(filter(None, (limits, _foreseen(forecast.behaviour))))


def _foreseen(behaviour: BehaviourSource) -> str:
    """Say what the decided processes that failed were given."""
    given = list(foreseen(behaviour).values())
    if not given:
        return ""
    right = sum(probability < 0.5 for probability in given)
    which = "neither" if len(given) == 2 and not right else f"{right} of them"
    return (
        f"{capital(spelt(len(given)))} of the {len(calibrated().supports)} decided processes failed; the "
        f"model, not knowing how each would end, had given consensus {listed([percent(p) for p in given])}: "
        f"it foresaw {which} (gge-sim record)."
    )


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph of the likely report: its issue, the likeliest formulation, the odds, the wording.

    Parameters
    ----------
    odds : the probabilities as they are written: in per cent, of few reports as counts, or not at all
    """

    code: str
    title: str
    rung: Rung
    probabilities: tuple[float, float, float]
    text: str
    odds: tuple[str, ...] = ("", "", "")

    @property
    def open(self) -> bool:
        """Whether even the likeliest formulation is less than likely."""
        return max(self.probabilities) < SETTLED


def paragraphs(forecast: Forecast) -> list[ParagraphRow]:
    """Return the most likely wording of every paragraph."""
    rows = []
    for paragraph, counts in zip(forecast.language, forecast.wordings, strict=True):
        issue, rung = paragraph.issue, paragraph.likely
        formulation = issue.formulation(rung)
        text = formulation.text if formulation else ""
        found = zip(paragraph.probabilities, counts.tolist(), strict=True)
        odds = tuple(_odds(forecast, share, Counted(n, int(counts.sum()))) for share, n in found)
        rows.append(ParagraphRow(issue.code, issue.title, rung, paragraph.probabilities, text, odds))
    return rows


def odds(forecast: Forecast, paragraph: ParagraphForecast) -> tuple[float | None, ...]:
    """Return the probabilities of a paragraph's wordings; None where they rest on few texts.

    Where the number of texts is withheld they are rounded to per cent, which does not give it away.
    """
    texts = int(forecast.wordings[0].sum())
    digits = 6 if forecast.supported else 2
    return tuple(round(share, digits) if texts >= ENOUGH else None for share in paragraph.probabilities)


def _odds(forecast: Forecast, share: float, found: Counted) -> str:
    """Write how likely a wording is: of few reports as a count, which is withheld with the probability."""
    if found.enough:
        return percent(share)
    return f"{found.successes} of {found.trials}" if forecast.supported else ""


def standing_apart(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return the delegations that most often object or dissociate, with their complaints."""
    titles = issue_titles(forecast)
    return [(d, over(d, titles, numbers=forecast.supported)) for d in _apart(forecast)[:MOST_NAMED]]


#: The columns that say how often a delegation stands apart.
OFTEN = ("objects", "of failures", "alone", "dissociates")


def so_often(forecast: Forecast, found: DelegationForecast) -> tuple[str, ...]:
    """Write how often a delegation stands apart, by the columns of `OFTEN`; nothing if that is withheld."""
    if not forecast.supported:
        return ()
    runs, failures = forecast.runs, forecast.failures
    objects, dissociates = (written(Counted.of(share, runs)) for share in (found.objects, found.dissociates))
    of_failures, alone = (
        sure(count) if count.enough else written(count)
        for count in (Counted.of(share, failures) for share in (found.of_failures, found.alone))
    )
    return objects, of_failures, alone, dissociates


def objecting(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return who objects, the most frequent first, and in what share of plays; without it if withheld."""
    objects = [d for d in forecast.delegations if d.objects >= RARELY]
    return [(d, so_often(forecast, d)[0] if forecast.supported else "") for d in objects]


def nobody(forecast: Forecast) -> str:
    """Say that nobody often stands apart."""
    if not forecast.supported:
        return "Nobody, or hardly anybody."
    return f"Nobody, in more than {percent(RARELY)} of plays."


def on_standing_apart(forecast: Forecast) -> str:
    """Say what the columns on who stands apart mean."""
    if not forecast.supported:
        return (
            "Delegations that object, or let a report pass and dissociate; over: their largest complaints. "
            "The most frequent come first; how often is not given for this kind of body or rule."
        )
    brackets = f" {BRACKETS}" if forecast.failures >= ENOUGH else ""
    return (
        "Objects, dissociates: share of all plays. Of failures, alone: of the plays without a report, those "
        f"in which it objects, and in which nobody else does.{brackets} Over: its largest complaint, and in "
        "what share of all plays in which it objects or dissociates."
    )


def issue_titles(forecast: Forecast) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in forecast.scenario.issues}


def others_apart(forecast: Forecast) -> str:
    """Say how many more stand apart, and how rarely; nothing if there are none."""
    rest = _apart(forecast)[MOST_NAMED:]
    if not rest or not forecast.supported:
        return ""
    most = percent(max(max(d.objects, d.dissociates) for d in rest))
    if len(rest) == 1:
        return f"One other delegation objects or dissociates in {most} of plays."
    return f"{len(rest)} other delegations object or dissociate in at most {most} of plays each."


def _apart(forecast: Forecast) -> list[DelegationForecast]:
    return [d for d in forecast.delegations if max(d.objects, d.dissociates) >= RARELY]


@dataclass(frozen=True)
class Movement:
    """How often a paragraph ends stronger or weaker than in the zero draft, as shares of all plays."""

    title: str
    stronger: float
    weaker: float


def movement(forecast: Forecast) -> list[Movement]:
    """Return the paragraphs that change in at least a tenth of plays, those that most often do first."""
    first, last = forecast.outcomes.path[:, 0], forecast.outcomes.text
    moved = [
        Movement(
            issue.title, float((last[:, k] > first[:, k]).mean()), float((last[:, k] < first[:, k]).mean())
        )
        for k, issue in enumerate(forecast.scenario.issues)
    ]
    told = [m for m in moved if max(m.stronger, m.weaker) >= TOLD]
    return sorted(told, key=lambda m: -m.stronger - m.weaker)


def deciding(forecast: Forecast) -> list[str]:
    """Say which formulations most often go with adoption, for the three paragraphs that differ most.

    In counts, where few plays end one way; not at all, where no probability is claimed.
    """
    if not forecast.supported:
        return []
    few = min(forecast.outcomes.adoptions, forecast.failures) < ENOUGH
    return [
        f"{d.issue.title}: adopted in "
        + ", ".join(f"{_so_often(found, few)} where it is {rung.word}" for rung, found in d.adopted.items())
        for d in forecast.deciding[:3]
        if d.spread > 0
    ]


def _so_often(found: Counted, few: bool) -> str:
    count = f"{found.successes:,} of {plays(found.trials)}"
    return count if few or not found.enough else sure(found)


def on_record(record: Record | None) -> str:
    """Say what really happened, if it has."""
    if record is None:
        return ""
    what = "a report was adopted by consensus" if record.adopted else "no report found consensus"
    return f"On record: {what} ({record.document}). The model never sees this."
