from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import matplotlib.text
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread
from matplotlib.patches import Rectangle
from rich.console import Console

from sim.report.campaign.folder import campaign_files
from sim.report.campaign.page import campaign_page
from sim.report.campaign.summary import campaign_summary
from sim.report.figures.campaign import first_entries, histories_tree
from sim.report.figures.drawing import rendered
from sim.scenario.campaign import load_campaign_with_records
from sim.study.campaign.result import CampaignResult
from sim.study.campaign.histories import Histories, histories
from sim.study.source import BehaviourSource
from sim.version import __version__
from tests.report.reading import rows_of, text_of
from tests.scenario.campaigns import campaign, process
from tests.study.campaign.chronicles import small, some, told

TABLES = {"processes.csv", "histories.csv", "entries.csv", "links.csv", "plays.csv"}
FIGURES = {"histories.svg", "histories.png", "entries.svg", "entries.png"}


@pytest.fixture(scope="module")
def chronicle() -> CampaignResult:
    return CampaignResult(some(400))


@pytest.fixture(scope="module")
def files(chronicle: CampaignResult) -> dict[str, bytes]:
    return campaign_files(chronicle)


def page_of(found: Histories, width: int = 120) -> str:
    console = Console(width=width, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(campaign_page(CampaignResult(found)))
    return captured.get()


def words_of(page: str) -> str:
    return " ".join(page.split())


def test_the_folder_holds_page_tables_figures_and_summary(files: dict[str, bytes]) -> None:
    assert set(files) == TABLES | FIGURES | {"campaign.json", "campaign.txt", "page.html"}
    for name, content in files.items():
        start = {"svg": b"<?xml", "png": b"\x89PNG"}.get(name.rpartition(".")[2], b"")
        assert content.startswith(start), name
        assert content


def test_the_same_plays_give_the_same_bytes_whatever_the_users_settings(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"COLUMNS": "60", "FORCE_COLOR": "1", "TERM": "dumb", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = campaign_files(CampaignResult(some(400)))
    assert {name for name in files if files[name] != again[name]} == set()


def test_every_play_carries_what_it_was_computed_from(files: dict[str, bytes], chronicle: CampaignResult) -> None:
    rows = rows_of(files, "plays.csv")
    found = chronicle.histories
    assert len(rows) == 400 * 3
    assert {(row["version"], row["campaign"], row["campaign_hash"], row["seed"]) for row in rows} == {
        (__version__, "small", found.digest, "1")
    }
    for row in rows[:40]:
        play, number = int(row["replicate"]), found.campaign.ids.index(row["process"])
        assert int(row["adopted"]) == found.adopted[play, number]
        assert int(row["adopted_on_real_past"]) == found.coded_adopted[play, number]
        assert [int(row[c]) for c in ("CABLES", "FUND")] == found.texts[play, number].tolist()
        assert [int(row[f"acquis_{c}"]) for c in ("CABLES", "FUND")] == found.acquis[play, number].tolist()


@pytest.mark.parametrize("name", sorted(TABLES - {"plays.csv"}))
def test_every_row_carries_what_it_was_computed_from(
    files: dict[str, bytes], chronicle: CampaignResult, name: str
) -> None:
    rows = rows_of(files, name)
    digest = chronicle.histories.digest
    stamp = {
        "seed": "1", "first": "0", "last": "399", "campaign": "small", "campaign_hash": digest,
        "version": __version__,
    }  # fmt: skip
    assert rows
    assert all({key: row[key] for key in stamp} == stamp for row in rows)
    header = files[name].decode().splitlines()[0].split(",")
    assert len(set(header)) == len(header)


def test_tables_and_summary_say_the_same(files: dict[str, bytes], chronicle: CampaignResult) -> None:
    summary = json.loads(files["campaign.json"])
    assert summary == campaign_summary(chronicle)
    processes = rows_of(files, "processes.csv")
    assert [row["process"] for row in processes] == ["a", "b", "c"]
    assert [row["really_adopted"] for row in processes] == ["0", "1", "1"]
    assert summary["withheld"] == ["d"]
    for row, told_so, chapter in zip(processes, summary["processes"], chronicle.chapters, strict=True):
        assert float(row["adopted_share"]) == pytest.approx(chapter.adopted.share, abs=1e-6)
        assert told_so["adopted"]["share"] == pytest.approx(chapter.adopted.share, abs=1e-4)
        if chapter.worth is None:
            assert told_so["worth_of_real_past"] is None
            assert (row["worth"], row["worth_low"], row["worth_high"]) == ("", "", "")
        else:
            assert told_so["worth_of_real_past"]["value"] == pytest.approx(chapter.worth.value, abs=1e-4)
            assert float(row["worth"]) == pytest.approx(chapter.worth.value, abs=1e-5)
    assert [told_so["worth_of_real_past"] is None for told_so in summary["processes"]] == [True] + [False] * 2
    assert summary["processes"][0]["after_failed"] is None
    listed = rows_of(files, "histories.csv")
    assert sum(int(row["plays"]) for row in listed) == 400
    assert len(listed) == summary["histories"]["distinct"]
    assert sum(int(row["real"]) for row in listed) == 1
    entered = rows_of(files, "entries.csv")
    for first in ("indirect", "explicit"):
        for issue in ("CABLES", "FUND"):
            here = [row for row in entered if (row["issue"], row["rung"]) == (issue, first)]
            assert sum(int(row["plays"]) for row in here) == 400
            assert sum(int(row["really"]) for row in here) == 1
    assert len(rows_of(files, "links.csv")) == len(summary["links"]) == 3


def test_the_tree_in_the_summary_holds_all_plays(files: dict[str, bytes]) -> None:
    def tips(branch: dict[str, object]) -> int:
        then = branch.get("then", [])
        assert isinstance(then, list)
        plays = branch["plays"]
        assert isinstance(plays, int)
        return sum(map(tips, then)) if then else plays

    tree = json.loads(files["campaign.json"])["tree"]
    assert tips(tree) == tree["plays"] == 400


def test_the_page_tells_all_its_parts(files: dict[str, bytes]) -> None:
    page = files["campaign.txt"].decode()
    assert page.startswith("A small campaign\n400 plays of 4 processes, seed 1. Parameters are fitted")
    for part in (
        "How often each process adopts a report",
        "The commonest histories",
        "How often the real path occurs",
        "Path dependence",
        "How far one end reaches",
        "When each subject is first mentioned in a report",
        "When each subject is first explicit",
        "What this does not show",
    ):
        assert part in page
    assert "← real" in page
    assert "a → b" in page
    assert "b → c" not in page  # they met side by side
    assert max(map(len, page.splitlines())) <= 120


def test_the_real_path_is_shown_however_rare_it_is() -> None:
    ends = np.array([[bool(number >> n & 1) for n in range(4)] for number in range(16)])
    ends = np.concatenate([np.repeat(ends, 20, axis=0), [[False, True, True, True]]])
    rare = ends[~((ends[:, :3] == [False, True, True]).all(axis=1) & (np.arange(len(ends)) < 320))]
    table = page_of(told(rare)).partition("The commonest histories")[2].partition("How often the real")[0]
    assert table.count("← real") == 1
    assert "○●● ← real 0.4 %" in words_of(table)


def test_a_process_that_is_neither_gge_nor_oewg_is_played_and_not_told(files: dict[str, bytes]) -> None:
    withheld = "Played and not told, since no probability is claimed: d."
    assert withheld in words_of(files["campaign.txt"].decode())
    assert withheld in text_of(histories_tree(some(50).claimed)).replace("\n", " ")
    for name in TABLES | {"campaign.json"}:
        told_of = files[name].decode().replace('"withheld": [\n  "d"\n ]', "")
        assert not re.search(r"\bd\b", told_of), name
    raw = campaign_files(CampaignResult(some(400), raw=True))
    assert [row["process"] for row in rows_of(raw, "processes.csv")] == ["a", "b", "c", "d"]


def test_a_campaign_of_which_no_process_may_be_told_is_refused() -> None:
    whole = some(20)
    with pytest.raises(ValueError, match="no process for which a probability is claimed"):
        CampaignResult(replace(whole, campaign=replace(whole.campaign, stages=whole.campaign.stages[3:])))


def test_shares_of_plays_are_shown_as_they_are() -> None:
    """A table in which 97 and 97 make a gap of 3 contradicts itself; nothing here is a probability."""
    ends = np.random.default_rng(1).random((400, 4)) < 0.5
    ends[:, 1] = True
    ends[ends[:, 0], 3] = True
    ends[~ends[:, 0], 3] = np.arange((~ends[:, 0]).sum()) >= 6
    found = told(ends)
    page = page_of(found)
    processes, _, note = page.partition("The commonest histories")[0].partition("Here:")
    (always,) = [line for line in processes.splitlines() if line.startswith(" b ")]
    assert "100 %" in always
    assert "99 to 100" in always
    (link,) = [line for line in page.splitlines() if line.startswith(" a → b ")]
    assert link.split()[3:8] == ["100", "%", "100", "%", "+0"]
    assert "97 %" not in processes
    said = "Shares of plays, as they are: `gge-sim run` shows no probability of consensus above 97 %."
    assert said in words_of(note)


def test_a_process_that_builds_on_nothing_has_no_worth_of_its_past(files: dict[str, bytes]) -> None:
    page = files["campaign.txt"].decode()
    table = page.partition("Here:")[0].splitlines()
    (first,) = [line for line in table if line.startswith(" a ")]
    (second,) = [line for line in table if line.startswith(" b ")]
    assert "±" not in first
    assert "±" in second
    assert "Worth of it: what the real past is worth" in words_of(page)


def test_a_real_path_that_never_occurs_is_said_not_to() -> None:
    ends = np.ones((200, 4), dtype=bool)
    ends[:80, 1] = False
    page = words_of(page_of(told(ends)))
    assert "The whole real path does not occur: the 200 plays know 2 histories" in page
    assert "is number" not in page
    assert "Real path: no play takes it." in page
    summary = campaign_summary(CampaignResult(told(ends)))
    assert (summary["real_history"]["rank"], summary["real_history"]["of"]) == (None, 2)


def test_one_is_not_many() -> None:
    found = short(told(np.array([[False, True, True, True]])), 1)
    page = words_of(page_of(found))
    assert "1 play of 1 process, seed 1" in page
    assert "1 history in 1 play, as hard to guess as a single one" in page
    assert "is number 1 of 1 history" in page
    assert "in the 1 play in which" in page
    words = page + text_of(histories_tree(found)) + text_of(first_entries(found))
    for wrong in ("1 plays", "1 processes", "1 histories", "1 equally frequent ones"):
        assert wrong not in words.replace("\n", " ")


def test_shares_of_few_plays_are_not_shown() -> None:
    ends = np.random.default_rng(1).random((200, 4)) < 0.6
    ends[:, 0] = np.arange(200) < 190
    table = page_of(told(ends)).partition("Path dependence")[2]
    (row,) = [line for line in table.splitlines() if line.startswith(" a → b ")]
    assert "–" in row


def test_the_page_says_whether_holding_together_favours_the_real_path() -> None:
    rng = np.random.default_rng(1)
    common = rng.random(9000)
    ends = rng.random((9000, 4)) < 0.2 + 0.6 * common[:, None]
    against = words_of(page_of(told(ends)))
    assert "It occurs less often than if" in against
    favoured = ends.copy()
    favoured[:, 0] ^= True
    assert "It occurs more often than if" in words_of(page_of(told(favoured)))
    alone = rng.random((3000, 4)) < 0.5
    assert "neither clearly more nor less often than if" in words_of(page_of(told(alone)))


def test_behaviour_from_the_priors_is_said_to_be() -> None:
    found = replace(some(60), behaviour=BehaviourSource.PRIORS)
    page = words_of(page_of(found))
    assert "Parameters are drawn from the priors" in page
    assert "are fitted to" not in page
    assert "Parameters are drawn from the priors" in text_of(histories_tree(found)).replace("\n", " ")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_any_terminal_shows_it(width: int) -> None:
    assert max(map(len, page_of(some(60), width).splitlines())) <= width


def test_a_campaign_of_one_process_without_a_record_is_told_too(tmp_path: Path) -> None:
    path = campaign(tmp_path, {"only": process("only", "2011-01-10", "2012-01-10", worth=0.4, china=-1)})
    found = histories(*load_campaign_with_records(path), 30, 1, BehaviourSource.PRIORS)
    files = campaign_files(CampaignResult(found))
    summary = json.loads(files["campaign.json"])
    assert (summary["links"], summary["reach"], summary["real_history"]["steps"]) == ([], [], [])
    page = files["campaign.txt"].decode()
    assert "How often the real path occurs" not in page
    assert "Path dependence" not in page
    assert "← real" not in page
    assert not found.on_real_path.any()


def test_figures_name_every_process_and_subject(chronicle: CampaignResult) -> None:
    drawn = text_of(histories_tree(chronicle.histories))
    for name in chronicle.histories.campaign.ids:
        assert f"\n{name}\n" in f"\n{drawn}\n"
    assert "all plays" in drawn
    heat = text_of(first_entries(chronicle.histories))
    for word in ("Cables", "Fund", "never", "first mentioned", "first explicit"):
        assert word in heat


def test_labels_of_the_tree_lie_within_the_figure(chronicle: CampaignResult) -> None:
    """What a slide would cut off: ink at the very edge of the image."""
    for figure in (histories_tree(chronicle.histories), first_entries(chronicle.histories)):
        image = imread(BytesIO(rendered(figure, "png")))[:, :, :3]
        edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
        assert edge.min() > 0.9


def short(found: Histories, count: int) -> Histories:
    """The first processes of histories."""
    first = slice(count)
    return replace(
        found,
        campaign=replace(found.campaign, stages=found.campaign.stages[first]),
        records=found.records[first],
        adopted=found.adopted[:, first],
        texts=found.texts[:, first],
        acquis=found.acquis[:, first],
        coded_adopted=found.coded_adopted[:, first],
        coded_texts=found.coded_texts[:, first],
        turned_adopted=found.turned_adopted[:, first, first],
        turned_texts=found.turned_texts[:, first, first],
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_tree_of_a_short_campaign_fills_its_figure(count: int) -> None:
    figure = histories_tree(short(some(200), count))
    FigureCanvasAgg(figure).draw()
    (axes,) = figure.axes
    legend = axes.get_legend()
    assert legend is not None
    whole = figure.bbox
    (title,) = [t for t in axes.findobj(matplotlib.text.Text) if t.get_text().startswith("Histories: ")]
    for part in (title, legend):
        box = part.get_window_extent()
        assert whole.x0 <= box.x0 < box.x1 <= whole.x1
        assert whole.y0 <= box.y0 < box.y1 <= whole.y1
    assert axes.bbox.width > 0.8 * whole.width
    labels = axes.get_xticklabels()
    assert len(labels) == count
    names = [axes.transData.transform((n, 0))[0] for n in range(count)]
    assert all(later - one > 40 for one, later in pairwise(names))
    bars = [patch.get_window_extent().width for patch in axes.patches if isinstance(patch, Rectangle)]
    assert min(bars) > 20


def test_the_legend_of_entries_does_not_lie_on_a_title() -> None:
    """Where titles of subjects are as long as those that ship, and leave the panels little room."""
    for count in (1, 2, 4):
        found = short(some(60), count)
        first, *others = found.campaign.stages
        issues = tuple(
            issue.model_copy(update={"title": "Regular dialogue at the UN"})
            for issue in first.scenario.issues
        )
        first = replace(first, scenario=first.scenario.model_copy(update={"issues": issues}))
        found = replace(found, campaign=replace(found.campaign, stages=(first, *others)))
        figure = first_entries(found)
        FigureCanvasAgg(figure).draw()
        panel = figure.axes[1]
        legend = panel.get_legend()
        assert legend is not None
        (title,) = [t for t in panel.findobj(matplotlib.text.Text) if t.get_text() == "first explicit"]
        assert title.get_window_extent().x1 < legend.legend_handles[0].get_window_extent().x0


def test_the_caption_names_the_colour_that_is_drawn(chronicle: CampaignResult) -> None:
    """Vermilion, which readers call orange."""
    drawn = text_of(histories_tree(chronicle.histories)).replace("\n", " ")
    assert "in orange failed" in drawn
    assert "in red" not in drawn


def test_nothing_is_drawn_twice_over(chronicle: CampaignResult) -> None:
    """Bars of one process do not overlap, and together are as high as all plays."""
    figure = histories_tree(chronicle.histories)
    (axes,) = figure.axes
    bars: dict[int, list[tuple[float, float]]] = {}
    for patch in axes.patches:
        if type(patch).__name__ == "Rectangle":
            bars.setdefault(round(patch.get_x() + 0.2), []).append((patch.get_y(), patch.get_height()))
    assert sorted(bars) == [-1, 0, 1, 2]
    for column in (-1, 0):
        assert sum(height for _, height in bars[column]) == pytest.approx(1)
    for found in bars.values():
        ends = sorted(found)
        for (low, height), (next_low, _) in pairwise(ends):
            assert low + height <= next_low + 1e-9


def test_the_small_campaign_is_what_the_tests_say() -> None:
    loaded, records = small()
    assert [stage.builds_on for stage in loaded.stages] == [(), (0,), (0,), (0, 1, 2)]
    assert [record.adopted if record else None for record in records] == [False, True, True, None]


def renamed(ids: tuple[str, ...]) -> Histories:
    """Histories whose first processes are those of these names, as the record has them."""
    whole = some(60)
    stages = [
        replace(stage, scenario=stage.scenario.model_copy(update={"id": name}))
        for stage, name in zip(whole.campaign.stages, ids, strict=False)
    ]
    left = whole.campaign.stages[len(ids) :]
    return replace(whole, campaign=replace(whole.campaign, stages=(*stages, *left)))


def test_it_says_to_whose_outcomes_the_parameters_are_fitted() -> None:
    none, these = "of which none of these processes is part", "fitted to these very outcomes"
    assert none in words_of(page_of(some(60)))
    assert these not in words_of(page_of(some(60)))
    one = words_of(page_of(renamed(("gge-2012-2013",))))
    assert "Parameters are fitted to gge-2012-2013: how often these end as they did is no test" in one
    assert these in words_of(page_of(renamed(("gge-2009-2010", "gge-2012-2013", "gge-2014-2015"))))


def test_a_campaign_of_undecided_processes_has_no_hits_and_is_not_called_fitted() -> None:
    open_ = replace(told(np.zeros((60, 4), dtype=bool)), records=(None,) * 4)
    page = words_of(page_of(open_))
    assert "Most often where it really was" not in page
    assert "Nothing is on record to compare with" in page
    assert "fitted to these very outcomes" not in page
    summary = campaign_summary(CampaignResult(open_))
    assert {entry["likeliest_is_real"] for entry in summary["entries"]} == {None}
    assert not any(process["fitted_to"] for process in summary["processes"])
    rows = rows_of(campaign_files(CampaignResult(open_)), "entries.csv")
    assert {row["really"] for row in rows} == {""}
