"""Frames: the tables of any result as pandas data frames, and its plays as an xarray dataset."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.negotiation.degree import Degree
from sim.negotiation.vocabulary import Stance
from sim.scenario.ladder import Rung
from sim.study.setting import scenario_digest
from sim.version import __version__

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from sim.report.column import Table
    from sim.study.forecast import Forecast

#: Where the columns of a result are declared, by the home of its class.
_COLUMNS = {
    "sim.report.own_study": "own_study_columns",
    "sim.study.agreement": "agreement_columns",
    "sim.study.campaign.result": "campaign_columns",
    "sim.study.comparison": "comparison_columns",
    "sim.study.follow.question": "follow_columns",
    "sim.study.forecast": "forecast_columns",
    "sim.study.own_record": "own_record_columns",
    "sim.study.package.question": "package_columns",
    "sim.study.record": "record_columns",
    "sim.study.registry.registry": "registry_columns",
    "sim.study.registry.scoring": "registry_scores_columns",
    "sim.study.replay": "replay_columns",
    "sim.study.sensitivity.analysis": "sensitivity_columns",
    "sim.study.sweep": "sweep_columns",
    "sim.study.texts.question": "texts_columns",
    "sim.study.what_if.question": "what_if_columns",
    "sim.study.wider": "wider_columns",
}


def frames(result: Any) -> dict[str, pd.DataFrame]:
    """Return the tables of a result as data frames, by name: those that its command writes as CSV.

    Columns have types, words are ordered categories, lists are lists, and nulls stand where there is nothing.
    docs/reference/study-tables.md explains every column.

    Parameters
    ----------
    result : what any study returns

    Raises
    ------
    TypeError
        if it is no result of a study
    ImportError
        if pandas is not installed
    """
    home = type(result).__module__
    if home not in _COLUMNS:
        raise TypeError(f"{type(result).__name__} is no result of a study")
    module = import_module(f"sim.report.{_COLUMNS[home]}")
    if hasattr(module, "of_study"):
        result = module.of_study(result)
    return {table.name: table.sheet(result).frame() for table in _tables(result, module)}


def _tables(result: Any, module: ModuleType) -> tuple[Table[Any], ...]:
    found: tuple[Table[Any], ...] = module.tables(result) if hasattr(module, "tables") else module.TABLES
    return found


def dataset(forecast: Forecast) -> xr.Dataset:
    """Return the plays of a forecast as arrays with named dimensions: replicate, reading, issue, delegation.

    Words are numbers whose meanings stand in the attributes, as the CF conventions (1.11, 3.5) have flags.
    Reading 0 is the zero draft; `text` is what was put under silence, after repairs.

    Parameters
    ----------
    forecast : whose plays

    Raises
    ------
    ImportError
        if xarray is not installed
    """
    import xarray as xr

    plays, table = forecast.outcomes, forecast.table
    rungs, stances, degrees = _flags(Rung), _flags(Stance), _flags(Degree)
    of_seats = "replicate", "delegation"
    return xr.Dataset(
        {
            "adopted": ("replicate", plays.adopted, _named("a report is adopted")),
            "degree": ("replicate", plays.degrees, _named("how much is achieved") | degrees),
            "text": (("replicate", "issue"), plays.text, _named("text put under silence") | rungs),
            "path": (("replicate", "reading", "issue"), plays.path, _named("draft") | rungs),
            "stance": (of_seats, plays.stances, _named("stance on the text put under silence") | stances),
            "worth": (of_seats, plays.worth, _named("what adopting that text is worth; 0 is no report")),
        },
        {
            "replicate": plays.replicates,
            "reading": np.arange(plays.path.shape[1]),
            "issue": list(table.issues),
            "delegation": list(table.codes),
        },
        {
            "Conventions": "CF-1.11",
            "title": forecast.scenario.title,
            "scenario": forecast.scenario.id,
            "scenario_hash": scenario_digest(forecast.scenario),
            "version": __version__,
            "seed": str(forecast.seed),
            "chair": forecast.chair.called,
            "behaviour": str(forecast.behaviour),
        },
    )


def _named(meaning: str) -> dict[str, Any]:
    """Return what an array holds, as an attribute that xarray writes on the axis of a plot."""
    return {"long_name": meaning}


def _flags(words: Iterable[Any]) -> dict[str, Any]:
    """Return what numbers mean, as attributes of an array."""
    found = list(words)
    meanings = " ".join(one.word for one in found)
    return {"flag_values": np.array(found, dtype=np.int8), "flag_meanings": meanings}
