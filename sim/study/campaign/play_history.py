"""A history: the processes of a campaign, each played on the reports that the earlier ones adopted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.draw import Draws
from sim.negotiation.past import Past
from sim.negotiation.play import play
from sim.scenario.acquis import promised
from sim.scenario.campaign import Campaign, Stage
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Rung
from sim.scenario.reports import Report
from sim.study.calibration.result import calibrated
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource

#: Plays of a process that are computed at a time, so that memory does not grow with the number of pasts.
AT_A_TIME = 1024


def play_history(
    campaign: Campaign,
    seed: int,
    first: int,
    last: int,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> dict[str, np.ndarray]:
    """Play replicates `first` to `last` - 1 of a campaign, each also on other pasts.

    A replicate has one set of behavioural parameters for its whole history, and each process has its own
    luck: see `stage_draws`. Besides the history itself, every process is played with the same luck

    - on the past as its scenario codes it, which is the real one;
    - once for each earlier process, on the past that would follow had that one
      ended the other way: its report not adopted, or the text that was put
      under silence adopted. The processes between the two follow from it.

    A replicate depends on its number alone. Raises ValueError if the range is empty or negative.

    Parameters
    ----------
    behaviour : ``calibrated``, the ensemble that has seen the whole record, or ``priors``

    Returns
    -------
    replicates : (R,) their numbers
    adopted : (R, P) which processes adopt a report
    texts : (R, P, K) the text that each puts under silence; the report if it was adopted
    acquis : (R, P, K) the strongest language agreed before each
    coded_adopted, coded_texts : (R, P), (R, P, K) the same for each process on its coded past
    turned_adopted, turned_texts : (R, P, P), (R, P, P, K) the same had the process of the second
        axis ended the other way, for the process of the third axis
    """
    if not 0 <= first < last:
        raise ValueError("first must be at least 0 and last after it")
    replicates = np.arange(first, last)
    many, stages, issues = len(replicates), len(campaign.stages), len(campaign.issues)
    # World 0 is the history itself; in world i + 1 process i ends the other way.
    worlds = stages + 1
    adopted = np.zeros((worlds, many, stages), dtype=bool)
    texts = np.zeros((worlds, many, stages, issues), dtype=np.int8)
    acquis = np.zeros((many, stages, issues), dtype=np.int8)
    coded_adopted, coded_texts = adopted[0].copy(), texts[0].copy()
    for number, stage in enumerate(campaign.stages):
        ways = stage_setting(stage, behaviour)
        draws = stage_draws(stage, ways, seed, replicates)
        past = inherited(campaign, number, adopted.reshape(-1, stages), texts.reshape(-1, stages, issues))
        acquis[:, number] = past.acquis[:many]
        agreed, text = _play_distinct(ways, draws, [past, draws.past])
        coded_adopted[:, number], coded_texts[:, number] = agreed[worlds], text[worlds]
        adopted[:, :, number], texts[:, :, number] = agreed[:worlds], text[:worlds]
        adopted[number + 1, :, number] = ~agreed[0]
    return {
        "replicates": replicates,
        "adopted": adopted[0],
        "texts": texts[0],
        "acquis": acquis,
        "coded_adopted": coded_adopted,
        "coded_texts": coded_texts,
        "turned_adopted": adopted[1:].swapaxes(0, 1).copy(),
        "turned_texts": texts[1:].swapaxes(0, 1).copy(),
    }


def stage_setting(stage: Stage, behaviour: BehaviourSource | str) -> Setting:
    """Return how a process of a campaign is played.

    The ensemble of every process is fitted to the whole record: a history has
    one set of parameters throughout, so that no process can be left out.
    """
    ways = setting(stage.scenario, behaviour=behaviour)
    return replace(ways, known=None if ways.known is None else tuple(calibrated().supports))


def stage_draws(stage: Stage, ways: Setting, seed: int, replicates: Ints) -> Draws:
    """Draw the chance of one process of a campaign; its past is the coded one.

    What lasts is drawn from the seed itself and is the same for every process of a replicate: the behavioural
    parameters, and the coder's error on each state's position on each issue. The error lasts because our
    knowledge is uncertain, not the state's position: the same coder reads a state by the same rules from one
    process to the next, and many cells of later processes repeat those of an earlier one. Drawn anew each
    time, errors would cancel over a history that in truth run through all of it. Each process keeps its own
    spread, so that the same misreading weighs less where documents say more. That all of it lasts is an
    assumption: an error from a change of government does not.

    What passes is drawn from the process's own seed: moods, readiness to
    concede, and the error on the stake, which depends on the mandate.
    """
    own = stage_seed(seed, stage.scenario.id)
    lasting, passing = (ways.draws(each, replicates) for each in (seed, own))
    return replace(
        lasting,
        stake=passing.stake,
        flexibility=passing.flexibility,
        mood=passing.mood,
        caucus_mood=passing.caucus_mood,
    )


def stage_seed(seed: int, process: str) -> int:
    """Return the seed of a process's own luck, so that moods do not repeat in the next process."""
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{process}".encode()).digest()[:8], "little")


def inherited(campaign: Campaign, number: int, adopted: Bools, texts: Rungs) -> Past:
    """Return what a process starts from in some histories.

    The rules are those of `sim.scenario.acquis`; the reports are those of its coded acquis that no process of
    the campaign made, and those that earlier processes adopted in that history.

    Parameters
    ----------
    number : which process
    adopted : (R, P) which processes have adopted a report
    texts : (R, P, K) their texts; those of processes that it does not build on are not read
    """
    stage = campaign.stages[number]
    codes = [issue.code for issue in campaign.issues]
    everywhere = np.ones(len(adopted), dtype=bool)
    reports: list[tuple[str, str, Rungs, Bools]] = [
        (report.adopted, report.body, _rungs(report, codes), everywhere) for report in stage.constant
    ]
    for earlier in stage.builds_on:
        made = campaign.stages[earlier].scenario
        reports.append((made.ends, made.body, texts[:, earlier], adopted[:, earlier]))

    body = stage.scenario.continues or stage.scenario.body
    acquis, own = (
        np.tile(np.array(rungs, dtype=np.int8), (len(adopted), 1))
        for rungs in zip(*((issue.acquis, issue.own_text) for issue in stage.scenario.issues), strict=True)
    )
    for _, kind, text, there in sorted(reports, key=lambda report: report[0]):
        acquis = np.where(there[:, None], np.maximum(acquis, text), acquis)
        if kind == body:
            own = np.where(there[:, None], text, own)
    return Past(acquis, own, _ambition(stage, acquis))


def _rungs(report: Report, codes: Sequence[str]) -> Rungs:
    return np.array([report.language.get(code, Rung.SILENT) for code in codes], dtype=np.int8)


def _ambition(stage: Stage, acquis: Rungs) -> Floats:
    """Return what the mandate promises beyond each acquis (R, K), worked out once for each that differs."""
    distinct, which = np.unique(acquis, axis=0, return_inverse=True)
    codes = [issue.code for issue in stage.scenario.issues]
    found = np.empty((len(distinct), len(codes)))
    for row, settled in enumerate(distinct):
        language = {code: Rung(int(rung)) for code, rung in zip(codes, settled, strict=True)}
        report = Report(
            document="what stands", body="any", adopted=stage.scenario.starts, language=language,
            source="played", evidence=Evidence.DOCUMENT,
        )  # fmt: skip
        asked = promised(stage.scenario.model_copy(update={"acquis": (report,)}))
        found[row] = [asked[code] for code in codes]
    return found[which.reshape(-1)]


def _play_distinct(ways: Setting, draws: Draws, pasts: Sequence[Past]) -> tuple[Bools, Rungs]:
    """Play each replicate once on every distinct past, and return the outcome for all.

    Returns whether a report is adopted (W, R), and the text put under silence (W, R, K), in all W worlds.

    Parameters
    ----------
    draws : for R replicates
    pasts : each for R replicates, or for several worlds of R replicates one after the other
    """
    many = len(draws)
    acquis, own, ambition = (
        np.concatenate([getattr(past, name) for past in pasts]) for name in ("acquis", "own_text", "ambition")
    )
    luck = np.tile(np.arange(many), len(acquis) // many)
    # The mandate's promise follows from the acquis, and need not be compared.
    kinds = np.column_stack([luck, acquis, own])
    _, where, which = np.unique(kinds, axis=0, return_index=True, return_inverse=True)
    adopted = np.empty(len(where), dtype=bool)
    texts = np.empty((len(where), acquis.shape[1]), dtype=np.int8)
    for start in range(0, len(where), AT_A_TIME):
        some = slice(start, start + AT_A_TIME)
        rows = where[some]
        past = Past(acquis[rows], own[rows], ambition[rows])
        outcomes = play(ways.table, replace(draws[luck[rows]], past=past), ways.chair)
        adopted[some], texts[some] = outcomes.adopted, outcomes.text
    which = which.reshape(-1, many)
    return adopted[which], texts[which]
