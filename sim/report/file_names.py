"""Names of the files of a result: known before anything is played, so that none is in the way of another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from sim.study.membership import Rule

MANIFEST = "manifest.json"
#: What every column of the tables means.
DICTIONARY = "dictionary.csv"
#: Where a study keeps its finished tasks, within its results folder.
TASKS = "tasks"
#: The document as a page of HTML, and as Markdown.
PAGE, STORY = "page.html", "story.md"
#: The document in two pages, to hand on.
BRIEF = ("brief.docx", "brief.pdf")
#: Results whose tables are written as CSV alone: to load what writes Parquet takes longer than to play.
CSV_ALONE = frozenset(
    {
        "agreement",
        "classes",
        "collect",
        "forecast",
        "own-record",
        "record",
        "registry",
        "registry-scores",
        "wider",
    }
)
#: Results that no manifest tells how to make again.
_WITHOUT_MANIFEST = frozenset({"agreement", "classes", "collect", "record", "registry", "registry-scores"})
#: Tables and figures of each kind of result, beside its summary, KIND.json, its page and its story.
_FILES: Mapping[str, tuple[str, str]] = {
    "forecast": ("degrees references backtest language fights delegations complaints readings reasons plays "
                 "positions",
                 "language horseshoe path room"),
    "replay": ("readings stances", "path room horseshoe"),
    "sweep": ("sweep rooms plays", f"sweep {' '.join(f'sweep-{rule}' for rule in Rule)}"),
    "sensitivity": ("effects evaluations", "sensitivity"),
    "what-if": ("objectors cover effects rewordings objections", "joining pressure"),
    "compare": ("summary language delegations plays", "compare"),
    "text": ("texts delegations paragraphs differences", "texts"),
    "package": ("frontier amendments consents wordings", "frontier"),
    "follow": ("steps moves sightings forecasts", "follow"),
    "campaign": ("processes histories entries links plays", "histories entries"),
    "record": ("processes outcome degrees language cells objectors ablations", "record calibration"),
    "wider": ("scores processes shares spreads", "calibration"),
    "own-record": ("scores processes shares wording objectors", "calibration"),
    "agreement": ("agreement disagreements", ""),
    "collect": ("students decisions refused", "home brackets"),
    "registry": ("entries", ""),
    "registry-scores": ("scored groups", ""),
    "classes": ("classes paragraphs brackets apart", "brackets"),
}  # fmt: skip
#: What lies beside them: texts, as a file that the commands on texts read; the history of a process.
_BESIDE = {"text": "texts-in-full.yaml", "package": "packages.yaml", "follow": "history.jsonl"}
#: Names that no study of a plug-in may have: of results, and of files in every folder.
RESERVED = frozenset(
    {
        *_FILES,
        "scenario",
        TASKS,
        *(name.partition(".")[0] for name in (MANIFEST, PAGE, STORY, DICTIONARY, *BRIEF)),
    }
)
#: Results of which a brief can be made.
BRIEFS = frozenset({"forecast", "text", "package", "follow", "what-if"})


def result_names(kind: str) -> frozenset[str]:
    """Return every name that a file of a kind of result may have, but those of its inputs.

    The study of a plug-in has one table, of its own name.
    """
    tables, figures_of = (names.split() for names in _FILES.get(kind, (kind, "")))
    beside = (*_BESIDE.get(kind, "").split(), *(BRIEF if kind in BRIEFS else ()))
    found = {
        f"{kind}.json",
        DICTIONARY,
        PAGE,
        STORY,
        *beside,
        *(() if kind in _WITHOUT_MANIFEST else (MANIFEST,)),
    }
    found |= {f"{name}.{ending}" for name in figures_of for ending in ("svg", "png")}
    endings = ("csv",) if kind in CSV_ALONE else ("csv", "parquet")
    return frozenset(found | {f"{name}.{ending}" for name in tables for ending in endings})


def is_of_the_folder(name: str) -> bool:
    """Return whether a name is that of a file within a results folder, as this program writes them."""
    path = PurePosixPath(name)
    plain = name.isprintable() and "\\" not in name and len(name) <= 255
    return plain and name == str(path) and name != "." and not path.is_absolute() and ".." not in path.parts
