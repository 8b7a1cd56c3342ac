"""The account: what a forecast says, in sentences and rows that terminal, story and page share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.wording import capital, in_words, listed, over, percent, spelt
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record
from sim.study.calibrated import calibrated
from sim.study.findings import DelegationForecast
from sim.study.forecast import Forecast
from sim.study.foreseen import foreseen
from sim.study.interval import CEILING
from sim.study.source import BehaviourSource

#: At most so many delegations are named, and none that stands apart more rarely than this.
MOST_NAMED = 10
RARELY = 0.01
#: A formulation less likely than this, the least that is called likely, leaves the paragraph open.
SETTLED = min(n for n in range(101) if in_words(n / 100) == "likely") / 100
#: A change of the draft is told if it happens in at least this share of plays.
TOLD = 0.1


def answer(forecast: Forecast) -> str:
    """Answer the question in one sentence."""
    if not forecast.supported and forecast.scenario.decision != "consensus":
        return (
            f"No probability is given: the model was tested on consensus only, and here the rule is "
            f"{forecast.scenario.decision}. {percent(forecast.share)} of {forecast.runs:,} simulated "
            "negotiations adopt a report."
        )
    if not forecast.supported:
        return (
            "No probability is given: the model was tested on UN groups of governmental experts and "
            "open-ended working groups only. The plays show how such a room works, not how likely what is."
        )
    adopt = f"{forecast.adoptions:,} {'adopts' if forecast.adoptions == 1 else 'adopt'} a report"
    plays = f"{forecast.runs:,} simulated negotiations ({adopt})"
    if forecast.runs == 1:
        plays = f"One simulated negotiation, which adopts {'a' if forecast.adoptions else 'no'} report"
    if forecast.share > CEILING:
        return f"{percent(CEILING)}, very likely: the most that the record supports. {plays}."
    low, high = (f"{100 * end:.0f}" for end in forecast.interval)
    words = in_words(forecast.probability)
    return f"{percent(forecast.probability)} ({low} to {high} %), {words}. {plays}."


def reach(forecast: Forecast) -> str:
    """Say what the range of a probability leaves out, and which failures on record the model foresaw."""
    limits = "The range covers the number of plays only: not the model, not the coding, not events to come."
    if forecast.share > CEILING:
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
    """A paragraph of the likely report: its issue, the likeliest formulation, the odds, the wording."""

    code: str
    title: str
    rung: Rung
    probabilities: tuple[float, float, float]
    text: str

    @property
    def open(self) -> bool:
        """Whether even the likeliest formulation is less than likely."""
        return max(self.probabilities) < SETTLED


def paragraphs(forecast: Forecast) -> list[ParagraphRow]:
    """Return the most likely wording of every paragraph."""
    rows = []
    for paragraph in forecast.language:
        issue, rung = paragraph.issue, paragraph.likely
        formulation = issue.formulation(rung)
        text = formulation.text if formulation else ""
        rows.append(ParagraphRow(issue.code, issue.title, rung, paragraph.probabilities, text))
    return rows


def standing_apart(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return the delegations that most often object or dissociate, with their complaints."""
    titles = issue_titles(forecast)
    return [(d, over(d, titles)) for d in _apart(forecast)[:MOST_NAMED]]


def issue_titles(forecast: Forecast) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in forecast.scenario.issues}


def others_apart(forecast: Forecast) -> str:
    """Say how many more stand apart, and how rarely; nothing if there are none."""
    rest = _apart(forecast)[MOST_NAMED:]
    if not rest:
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
    """Say which formulations most often go with adoption, for the three paragraphs that differ most."""
    return [
        f"{d.issue.title}: adopted in "
        + ", ".join(f"{percent(share)} where it is {rung.word}" for rung, share in d.shares.items())
        for d in forecast.deciding[:3]
        if d.spread > 0
    ]


def on_record(record: Record | None) -> str:
    """Say what really happened, if it has."""
    if record is None:
        return ""
    what = "a report was adopted by consensus" if record.adopted else "no report found consensus"
    return f"On record: {what} ({record.document}). The model never sees this."
