"""What a campaign says: on its page, in its tables and in its figures."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from sim.report.campaign import campaign_report, interval, share
from sim.report.document import Cell, Grid
from sim.report.figures.campaign import campaign_drawings
from sim.report.figures.drawing import rendered
from sim.report.figures.style import RED
from sim.report.render.terminal import as_text
from sim.report.words.numbers import percent
from sim.scenario.campaign import load_campaign_with_records
from sim.study.campaign.histories import Histories, histories
from sim.study.campaign.result import CampaignResult
from sim.study.claims import ENOUGH, Counted
from sim.study.source import BehaviourSource
from sim.version import __version__
from tests.report.reading import rows_of, text_of
from tests.scenario.campaigns import campaign, process
from tests.study.campaign.chronicles import small, some, told

TABLES = {"processes.csv", "histories.csv", "entries.csv", "links.csv", "plays.csv"}
FIGURES = {"histories.svg", "histories.png", "entries.svg", "entries.png"}
RNG = np.random.default_rng


def rare() -> Histories:
    """Histories of which the real one is the rarest, and too rare to be among the commonest."""
    ends = np.array([[bool(number >> n & 1) for n in range(4)] for number in range(16)])
    ends = np.concatenate([np.repeat(ends, 20, axis=0), [[False, True, True, True]]])
    return told(ends[~((ends[:, :3] == [False, True, True]).all(axis=1) & (np.arange(len(ends)) < 320))])


def never() -> Histories:
    """Histories of which none ends as the real one."""
    ends = np.ones((200, 4), dtype=bool)
    ends[:80, 1] = False
    return told(ends)


def together(favoured: bool) -> Histories:
    """Processes hold together, so that the real path, in which the first fails, is rarer or more frequent."""
    rng = RNG(1)
    ends = rng.random((9000, 4)) < 0.2 + 0.6 * rng.random(9000)[:, None]
    ends[:, 0] ^= favoured
    return told(ends)


def renamed(*ids: str) -> Histories:
    """Histories whose first processes have the names of decided ones."""
    whole = some(60)
    stages = [
        replace(stage, scenario=stage.scenario.model_copy(update={"id": name}))
        for stage, name in zip(whole.campaign.stages, ids, strict=False)
    ]
    stages += whole.campaign.stages[len(ids) :]
    return replace(whole, campaign=replace(whole.campaign, stages=tuple(stages)))


def one() -> Histories:
    return told(np.array([[False, True, True, True]])).only(range(1))


def undecided() -> Histories:
    return replace(told(np.zeros((60, 4), dtype=bool)), records=(None,) * 4)


def drawn_from_priors() -> Histories:
    return replace(some(60), behaviour=BehaviourSource.PRIORS)


@cache
def files() -> dict[str, bytes]:
    return campaign_report(CampaignResult(some(400))).files()


def page(found: Histories, width: int = 120) -> str:
    return as_text(campaign_report(CampaignResult(found)).document, width)


def row(found: Histories, caption: str, name: str) -> tuple[Cell, ...]:
    """The row of a name in the table of a caption."""
    blocks = [b for s in campaign_report(CampaignResult(found)).document.sections for b in s.brief]
    (grid,) = [b for b in blocks if isinstance(b, Grid) and b.caption.startswith(caption)]
    (found_row,) = [cells for cells in grid.rows if cells[0] == name]
    return found_row


#: Histories, what their page says, and what it does not.
SAID: dict[str, tuple[Callable[[], Histories], list[str], list[str]]] = {
    "all parts": (lambda: some(400), [
        "A small campaign", "400 plays of 4 processes, seed 1. Parameters are fitted",
        "How often each process adopts a report", "How often the real path occurs", "a → b",
        "had it ended the other way", "first mentioned in a report", "first explicit in a report",
        "What this does not show", "Real past minus here: what the real past is worth",
        "Played but not shown, since no probability is claimed: d.",
        "gge-sim run shows no probability of consensus above 97 %.",
    ], ["b → c"]),  # they met side by side
    "rare": (rare, ["○●● real 0.4 %"], []),
    "never": (never, ["The whole real path does not occur: the 200 plays know 2 histories",
                      "Real path: no play takes it."], ["is number"]),
    "held back": (lambda: together(False), ["It occurs less often than if"], []),
    "favoured": (lambda: together(True), ["It occurs more often than if"], []),
    "independent": (lambda: told(RNG(1).random((3000, 4)) < 0.5), ["neither clearly more nor less"], []),
    "priors": (drawn_from_priors, ["Parameters are drawn from the priors"], ["are fitted to"]),
    "none fitted": (lambda: some(60), ["and none of these processes is in it"], ["these very outcomes"]),
    "one fitted": (lambda: renamed("gge-2012-2013"),
                   ["are fitted to gge-2012-2013: how often these end as they did is no test"], []),
    "all fitted": (lambda: renamed("gge-2009-2010", "gge-2012-2013", "gge-2014-2015"),
                   ["fitted to these very outcomes"], []),
    "undecided": (undecided, ["Nothing is on record to compare with", "in 60 plays, as hard to guess"],
                  ["Most often where it", "these very outcomes", "How often the real path occurs"]),
    "one": (one, ["1 play of 1 process, seed 1", "1 history in 1 play, as hard to guess as a single one",
                  "is number 1 of 1 history", "in the 1 play in which"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_the_page_says(name: str) -> None:
    found, said, unsaid = SAID[name]
    words = " ".join(page(found()).replace("│", " ").split())
    assert [part for part in said if part not in words] == []
    assert [part for part in unsaid if part in words] == []


@settings(max_examples=25)
@given(st.integers(1, 60), st.integers(0, 1000))
def test_it_says_how_often_it_went_as_it_really_did(many: int, seed: int) -> None:
    found = told(RNG(seed).random((many, 4)) < 0.6, seed)
    document = campaign_report(CampaignResult(found)).document
    real = int(found.on_real_path.sum())
    often = f"{100 * real / many:.1f} % (" if many >= ENOUGH else f"{real} of "
    assert f"in {often}" in document.answer.sentence
    for name, adopted in zip(
        "abc", found.adopted.T.tolist(), strict=False
    ):  # nothing is claimed of the fourth
        here = row(found, "Share of plays in which each process", name)[2]
        assert here == (percent(sum(adopted) / many) if many >= ENOUGH else f"{sum(adopted)} of {many}")


def test_a_share_of_nothing_is_no_share() -> None:
    assert share(Counted(0, 0)) == interval(Counted(0, 0)) == "–"
    assert share(Counted(1, 2)) == "1 of 2"
    assert interval(Counted(50, 100)) == "40 to 60"


def test_one_is_not_many() -> None:
    words = page(one()) + "".join(map(text_of, figures(one()).values()))
    for wrong in ("1 plays", "1 processes", "1 histories", "1 equally frequent ones"):
        assert wrong not in " ".join(words.split())


def test_the_real_path_is_shown_once_however_rare_it_is() -> None:
    histories_table = page(rare()).partition("Histories\n")[2].partition("What this does not")[0]
    assert histories_table.count(" real ") == 1


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_any_terminal_shows_it(width: int) -> None:
    assert max(map(len, page(some(60), width).splitlines())) <= width


def test_shares_of_plays_are_shown_as_they_are() -> None:
    """A table in which 97 and 97 make a gap of 3 contradicts itself; nothing here is a probability."""
    ends = RNG(1).random((400, 4)) < 0.5
    ends[:, 1] = True
    found = told(ends)
    assert row(found, "Share of plays in which each process", "b")[2:4] == ("100 %", "99 to 100")
    assert row(found, "The later process", "a → b")[1:3] == ("100 % / 100 %", "+0")


def test_only_a_process_that_builds_on_another_has_a_worth_of_its_past() -> None:
    first, second = (row(some(400), "Share of plays in which each process", name)[5] for name in "ab")
    assert (first, "±" in str(second)) == ("–", True)


def test_what_rests_on_few_plays_is_not_shown() -> None:
    ends = RNG(1).random((200, 4)) < 0.6
    ends[:, 0] = np.arange(200) < 190
    _, _, gap, effect, missed, _ = row(told(ends), "The later process", "a → b")
    assert (gap, effect == "–", missed) == ("–", False, "–")


def test_of_processes_further_apart_only_effects_that_can_be_shown_are_counted() -> None:
    """A clear effect that rests on few plays has no figure on the page."""
    found = some(400)
    third = replace(found.campaign.stages[2], builds_on=(0, 1))
    stages = (*found.campaign.stages[:2], third, found.campaign.stages[3])
    ends, turned = found.adopted.copy(), found.turned_adopted.copy()
    ends[:, 2], turned[:, 0, 2] = True, False  # with the first report always, without it never
    found = replace(found, turned_adopted=turned, campaign=replace(found.campaign, stages=stages))
    for plays, shown in ((400, True), (20, False)):
        ends[:, 0] = np.arange(400) < plays
        words = page(replace(found, adopted=ends.copy()))
        assert ("further apart: 1 clear effect" in words) is shown


def test_a_campaign_of_which_no_process_may_be_shown_is_refused() -> None:
    whole = some(20)
    with pytest.raises(ValueError, match="no process for which a probability is claimed"):
        CampaignResult(replace(whole, campaign=replace(whole.campaign, stages=whole.campaign.stages[3:])))


# Tables and JSON


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_carries_what_it_was_computed_from(name: str) -> None:
    stamp = {
        "seed": "1", "campaign": "small", "campaign_hash": some(400).claimed.digest, "version": __version__,
    }  # fmt: skip
    if name != "plays.csv":
        stamp |= {"first": "0", "last": "399"}
    assert all(stamp.items() <= row.items() for row in rows_of(files(), name))


def test_every_play_is_in_the_table() -> None:
    rows, found = rows_of(files(), "plays.csv"), some(400).claimed
    assert len(rows) == 400 * 3
    for row in rows[:40]:
        play, number = int(row["replicate"]), found.campaign.ids.index(row["process"])
        assert int(row["adopted"]) == found.adopted[play, number]
        assert int(row["adopted_on_real_past"]) == found.coded_adopted[play, number]
        assert [int(row[c]) for c in ("CABLES", "FUND")] == found.texts[play, number].tolist()
        assert [int(row[f"acquis_{c}"]) for c in ("CABLES", "FUND")] == found.acquis[play, number].tolist()


def test_tables_and_summary_agree() -> None:
    assert set(files()) == TABLES | FIGURES | {"campaign.json", "dictionary.csv", "story.md", "page.html"}
    result, summary = CampaignResult(some(400)), json.loads(files()["campaign.json"])
    assert summary == json.loads(json.dumps(campaign_report(result).summary))
    processes = rows_of(files(), "processes.csv")
    assert [row["process"] for row in processes] == ["a", "b", "c"]
    assert [row["really_adopted"] for row in processes] == ["0", "1", "1"]
    assert summary["withheld"] == ["d"]
    for row, here, chapter in zip(processes, summary["processes"], result.chapters, strict=True):
        assert float(row["adopted_share"]) == pytest.approx(chapter.adopted.share, abs=1e-6)
        assert here["adopted"]["share"] == pytest.approx(chapter.adopted.share, abs=1e-4)
        worth = here["worth_of_real_past"]
        assert (worth is None) == (chapter.worth is None) == (here["process"] == "a")
        assert [row[f"worth{end}"] for end in ("", "_low", "_high")] == (
            [f"{end:.6g}" for end in chapter.worth] if chapter.worth else ["", "", ""]
        )
        assert chapter.worth is None or worth["value"] == pytest.approx(chapter.worth.value, abs=1e-4)
    assert summary["processes"][0]["after_failed"] is None
    assert (processes[0]["after_failed"], processes[0]["after_failed_of"]) == ("0", "0")
    listed = rows_of(files(), "histories.csv")
    assert sum(int(row["plays"]) for row in listed) == 400
    assert len(listed) == summary["histories"]["distinct"]
    assert sum(int(row["real"]) for row in listed) == 1
    entered = rows_of(files(), "entries.csv")
    for first in ("indirect", "explicit"):
        for issue in ("CABLES", "FUND"):
            rows = [row for row in entered if (row["issue"], row["rung"]) == (issue, first)]
            assert sum(int(row["plays"]) for row in rows) == 400
            assert sum(int(row["really"]) for row in rows) == 1
    assert len(rows_of(files(), "links.csv")) == len(summary["links"]) == 3


def test_the_tree_in_the_summary_holds_all_plays() -> None:
    def tips(branch: dict[str, object]) -> object:
        then = branch.get("then")
        return sum(map(tips, then)) if isinstance(then, list) else branch["plays"]

    tree = json.loads(files()["campaign.json"])["tree"]
    assert tips(tree) == tree["plays"] == 400


def test_a_process_out_of_scope_is_in_no_table_unless_raw_shares_are_asked_for() -> None:
    for name in TABLES | {"campaign.json"}:
        shown = re.sub(r'"withheld": \[\s*"d"\s*\]', "", files()[name].decode())
        assert not re.search(r"\bd\b", shown), name
    raw = campaign_report(CampaignResult(some(400), raw=True)).summary
    assert [process["process"] for process in raw["processes"]] == ["a", "b", "c", "d"]


def test_a_real_path_that_never_occurs_has_no_rank() -> None:
    real = campaign_report(CampaignResult(never())).summary["real_history"]
    assert (real["rank"], real["of"]) == (None, 2)


def test_of_undecided_processes_nothing_is_a_hit_or_fitted() -> None:
    report = campaign_report(CampaignResult(undecided()))
    assert {entry["likeliest_is_real"] for entry in report.summary["entries"]} == {None}
    assert not any(process["fitted_to"] for process in report.summary["processes"])
    (sheet,) = [sheet for sheet in report.sheets if sheet.name == "entries"]
    assert {row[sheet.header.index("really")] for row in sheet.rows} == {None}


def test_a_campaign_of_one_process_without_a_record_is_reported_too(tmp_path: Path) -> None:
    path = campaign(tmp_path, {"only": process("only", "2011-01-10", "2012-01-10", worth=0.4, china=-1)})
    found = histories(*load_campaign_with_records(path), 30, 1, BehaviourSource.PRIORS)
    report = campaign_report(CampaignResult(found))
    summary = report.summary
    assert (summary["links"], summary["reach"], summary["real_history"]["steps"]) == ([], [], [])
    titles = [section.title for section in report.document.sections]
    assert not {"How often the real path occurs", "How each process depends on the ones before"} & set(titles)
    assert " real " not in page(found).partition("What this does not")[0].partition("Histories\n")[2]
    assert {f"{name}.csv" for name in ("links", "plays")} < set(report.files())


# Figures


def figures(found: Histories) -> dict[str, Figure]:
    return {name: drawing.draw() for name, drawing in campaign_drawings(found).items()}


def tree(found: Histories) -> Figure:
    return figures(found)["histories"]


def test_figures_name_every_process_and_subject() -> None:
    found = some(400).claimed
    drawn, heat = (text_of(figure) for figure in figures(found).values())
    assert {*found.campaign.ids, "all plays"} <= set(drawn.splitlines())
    assert {"Cables", "Fund", "never", "first mentioned", "first explicit"} <= set(heat.splitlines())


def test_figures_are_described_by_process_and_subject() -> None:
    found = some(200)
    histories, subjects = (drawing.describe() for drawing in campaign_drawings(found).values())
    assert f"200 plays of {len(found.chapters)} processes" in histories
    assert f"{len(found.campaign.issues)} subjects" in subjects


def test_failures_in_the_tree_are_hatched() -> None:
    (axes,) = tree(some(200)).axes
    legend = axes.get_legend()
    assert legend is not None
    adopted, failed, *_ = legend.get_patches()
    assert (bool(adopted.get_hatch()), bool(failed.get_hatch())) == (False, True)
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_fill()]
    failing = [bar for bar in bars if to_hex(bar.get_facecolor()) == RED.lower()]
    assert [bar for bar in bars if bar.get_hatch()] == failing != []


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (lambda: some(50).claimed, "Played but not shown, since no probability is claimed: d."),
        (drawn_from_priors, "Parameters are drawn from the priors"),
        (lambda: some(50), "in orange failed"),  # vermilion, which readers call orange
    ],
)
def test_the_caption_of_the_tree_says(found: Callable[[], Histories], words: str) -> None:
    caption = text_of(tree(found())).replace("\n", " ")
    assert words in caption
    assert "in red" not in caption


def test_labels_lie_within_the_figure() -> None:
    """What a slide would cut off: ink at the very edge of the image."""
    for figure in figures(some(400).claimed).values():
        image = imread(BytesIO(rendered(figure, "png")))[:, :, :3]
        edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
        assert edge.min() > 0.9


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_tree_of_a_short_campaign_fills_its_figure(count: int) -> None:
    figure = tree(some(200).only(range(count)))
    FigureCanvasAgg(figure).draw()
    (axes,) = figure.axes
    whole, legend = figure.bbox, axes.get_legend()
    assert legend is not None
    (title,) = [t for t in axes.findobj(Text) if t.get_text().startswith("Histories: ")]
    for part in (title, legend):
        box = part.get_window_extent()
        assert whole.x0 <= box.x0 < box.x1 <= whole.x1
        assert whole.y0 <= box.y0 < box.y1 <= whole.y1
    assert axes.bbox.width > 0.8 * whole.width
    assert len(axes.get_xticklabels()) == count
    names = [axes.transData.transform((n, 0))[0] for n in range(count)]
    assert all(later - one > 40 for one, later in pairwise(names))
    bars = [patch.get_window_extent().width for patch in axes.patches if isinstance(patch, Rectangle)]
    assert min(bars) > 20


@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_legend_of_entries_does_not_lie_on_a_title(count: int) -> None:
    """Where titles of subjects are as long as those that ship, and leave the panels little room."""
    found = some(60).only(range(count))
    first, *others = found.campaign.stages
    long = {"title": "Regular dialogue at the UN"}
    issues = tuple(issue.model_copy(update=long) for issue in first.scenario.issues)
    first = replace(first, scenario=first.scenario.model_copy(update={"issues": issues}))
    figure = figures(replace(found, campaign=replace(found.campaign, stages=(first, *others))))["entries"]
    FigureCanvasAgg(figure).draw()
    panel = figure.axes[1]
    legend = panel.get_legend()
    assert legend is not None
    (title,) = [t for t in panel.findobj(Text) if t.get_text() == "first explicit"]
    assert title.get_window_extent().x1 < legend.legend_handles[0].get_window_extent().x0


def test_bars_of_a_process_do_not_overlap_and_are_together_as_high_as_all_plays() -> None:
    (axes,) = tree(some(400).claimed).axes
    bars: dict[int, list[tuple[float, float]]] = {}
    for patch in axes.patches:
        if isinstance(patch, Rectangle) and patch.get_fill():
            bars.setdefault(round(patch.get_x() + 0.2), []).append((patch.get_y(), patch.get_height()))
    assert sorted(bars) == [-1, 0, 1, 2]
    for column in (-1, 0):
        assert sum(height for _, height in bars[column]) == pytest.approx(1)
    for found in bars.values():
        for (low, height), (next_low, _) in pairwise(sorted(found)):
            assert low + height <= next_low + 1e-9


def test_the_small_campaign_is_what_the_tests_say() -> None:
    loaded, records = small()
    assert [stage.builds_on for stage in loaded.stages] == [(), (0,), (0,), (0, 1, 2)]
    assert [record.adopted if record else None for record in records] == [False, True, True, None]
