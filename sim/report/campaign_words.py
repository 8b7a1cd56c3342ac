"""Sentences about a campaign: what it rests on, how to read its tables, and what it does not show."""

from __future__ import annotations

from sim.report.provenance import fitted_to
from sim.report.words.names import listed
from sim.report.words.numbers import number_of, percent
from sim.study.campaign.histories import Histories
from sim.study.campaign.result import CampaignResult
from sim.study.interval import CEILING

ON_PROCESSES = (
    "Here: on the past of each play. On the real past: the same plays and luck, on the past as coded. Real "
    "past minus here: what the real past is worth to a process; – where a process builds on no other of this "
    "campaign. As worded: share of the real report's paragraphs that the adopted texts word "
    "as strongly. Shares of plays, as they are: gge-sim run shows no probability of consensus above "
    f"{percent(CEILING)}."
)
ON_LINKS = (
    "The gap is what a chronicler would see; it mixes what the report does with what both processes have in "
    "common: parameters, positions, and an earlier past. Report: what the earlier report does, in the plays "
    "that have it, against the same plays and luck without it. Missed: in the other plays, what the text it "
    "failed over would do, had it passed. Text: what its report does to the strength of the later "
    "one, points of the way from silent to explicit over all paragraphs. Other pairs are in links.csv."
)
ON_REACH = (
    "Same luck otherwise. Later outcomes changed: mean number, in either direction. Last text reworded: "
    "share of the last process's paragraphs, where it adopts a report either way."
)
_LIMITS = (
    "Only texts are handed on. Mandate families, members, chairs, outlets, stakes and dates stay as coded; "
    "in reality they responded to earlier events. So the alternative histories are too much like the real "
    "one.",
    "Positions are coded as they were held after the real past, by people who know how it ended, and do not "
    "change with another past.",
    "A play has one set of parameters and one reading of each state's positions throughout; moods, readiness "
    "to concede and stakes are drawn anew for each process. A failure costs no trust and a success builds "
    "none, except through the text.",
    "How far an earlier report helps or hinders a later one depends above all on how little it is worth to "
    "repeat what is agreed (the acquis discount), which the record hardly identifies.",
    "Where a process is made to adopt what it failed over, the text is one that somebody objected to.",
)


def limits(result: CampaignResult) -> tuple[str, ...]:
    """Return what to bear in mind before believing the histories."""
    implied = "How differently processes end on another past is what the model implies, not an observation."
    return (*_LIMITS, f"{on_fit(result.histories)} {implied}")


def on_fit(histories: Histories) -> str:
    """Say to whose outcomes the parameters are fitted, and what that means."""
    if histories.known is None:
        return fitted_to(None)
    fitted = histories.fitted
    if not fitted:
        return "Parameters are fitted to the record, and none of these processes is in it."
    these = "these very outcomes" if set(fitted) == set(histories.campaign.ids) else listed(fitted)
    return f"Parameters are fitted to {these}: how often these end as they did is no test of the model."


def grounds(histories: Histories) -> str:
    """Say to whose outcomes the parameters are fitted, and which processes are played but not shown."""
    withheld = f" Played but not shown, since no probability is claimed: {', '.join(histories.withheld)}."
    return on_fit(histories) + (withheld if histories.withheld else "")


def effort(result: CampaignResult) -> str:
    """Say how much was played, and on what each process builds."""
    histories = result.histories
    processes = number_of(len((histories.played or histories.campaign).stages), "process", "processes")
    plays = f"{number_of(result.runs, 'play')} of {processes}, seed {histories.seed}."
    return (
        f"{plays} {grounds(histories)} In each play, a process builds on the reports that the earlier ones "
        "adopted in that play. Intervals (95 %, also after ±) are for the number of plays alone."
    )


def on_variety(result: CampaignResult) -> str:
    """Say how many histories there are."""
    variety = result.variety
    several = f"{variety.effective:.0f} equally frequent ones"
    alike = "a single one" if round(variety.effective) == 1 else several
    return (
        f"{number_of(variety.distinct, 'history', 'histories')} in {number_of(result.runs, 'play')}, as hard "
        f"to guess as {alike}; {variety.independent:.0f} if the processes were independent of each other."
    )


def rarity(result: CampaignResult) -> str:
    """Say how the real path ranks, and whether the processes' dependence on each other favours it."""
    (rank, of), whole = result.rank, result.real_path[-1]
    ways = number_of(of, "history", "histories")
    if rank is None:
        return (
            f"The whole real path does not occur: the {number_of(whole.alike.trials, 'play')} know {ways} of "
            "the decided processes, and it is not among them. The interval says how rare it may be."
        )
    often = "more often than" if whole.excess.value > 0 else "less often than"
    against = often if whole.excess.clear else "neither clearly more nor less often than"
    return (
        f"The whole real path is number {rank:,} of {ways} of the decided processes. It occurs {against} if "
        "processes with the same shares were independent. The comparison shows what the dependence between "
        "processes adds; the share itself shows how likely the single processes are."
    )


def on_entries(result: CampaignResult, rung: int) -> str:
    """Say how to read first entries, and how many subjects most often enter where they really did."""
    scored = [entry.hit for entry in result.entries[rung] if entry.hit is not None]
    if not scored:
        return "Nothing is on record to compare with: no process is decided, or no report was searched."
    going = int(result.histories.on_real_path.sum())
    path = f"then, in the {number_of(going, 'play')} in which all decided processes end as they did."
    return (
        "Before, then, later: earlier than in reality, at that process, later or never. Most often where it "
        f"really was: {sum(scored)} of {number_of(len(scored), 'subject')}. Real path: "
        f"{path if going else 'no play takes it.'}"
    )
