"""Follow files: what they say of a process, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.fields import Evidence
from sim.scenario.follow_loading import load_follow
from sim.scenario.followed import after
from sim.scenario.loading import load
from sim.scenario.positions import cells
from sim.scenario.shipped import shipped, shipped_follows
from tests.scenario.follows import FOLLOW, followed, laid


def _refused(folder: Path, text: str) -> str:
    with pytest.raises(BadInput) as refused:
        load_follow(laid(folder, text))
    return str(refused.value)


def test_entries_change_positions_chair_and_time(tmp_path: Path) -> None:
    loaded = followed(tmp_path)
    now = after(loaded.scenario, [one.entry for one in loaded.entries])
    held = cells(now)
    assert held["KEN"]["CABLES"].value == -1
    assert (held["KEN"]["CABLES"].evidence, held["KEN"]["CABLES"].source) == (Evidence.DOCUMENT, "speech")
    assert held["CHN"]["CABLES"].value == 0
    assert held["CHN"]["FUND"] == cells(loaded.scenario)["CHN"]["FUND"], "the rest stays"
    assert (now.chair.name, now.chair.strategy) == ("Somebody else", "dropper")
    assert (now.readings, loaded.scenario.readings) == (9, 6)
    assert loaded.entries[1].draft == (2, -1), "the draft leaves the other paragraph as it stands"


def test_only_entries_up_to_a_date_count(tmp_path: Path) -> None:
    loaded = followed(tmp_path)
    assert [one.number for one in loaded.until("2020-05-30")] == [1], "a month counts on its last day"
    assert [one.number for one in loaded.until("2020-05")] == [1, 2]
    for word in ("soon", "2020-02-30"):
        with pytest.raises(BadInput, match=f"--until: {word}: is not a d.*YYYY-MM-DD"):
            loaded.until(word)
    with pytest.raises(BadInput, match="--until: 2019: is outside the process; allowed: 2020-03 to 2021-03"):
        loaded.until("2019")


def test_a_draft_may_have_its_name_in_a_file_of_texts(tmp_path: Path) -> None:
    (tmp_path / "texts.yaml").write_text("texts: {rev.1: {base: silent, paragraphs: {FUND: explicit}}}\n")
    entry = "{date: 2020-05, source: x, reading: 1, draft: rev.1}"
    loaded = followed(tmp_path, f"scenario: scenario.yaml\ntexts_file: texts.yaml\nentries: [{entry}]\n")
    assert loaded.entries[0].draft == (0, 2)
    assert "draft = rev.2: is no text of the file of texts; did you mean rev.1?" in _refused(
        tmp_path,
        f"scenario: scenario.yaml\ntexts_file: texts.yaml\nentries: [{entry.replace('rev.1', 'rev.2')}]\n",
    )


def test_a_group_speaks_for_members_that_have_not_spoken_themselves() -> None:
    scenario = load("gge-2016-2017")
    said = load_follow("gge-2016-2017").entries[0].entry
    own = said.model_copy(
        update={"statement": said.statement.model_copy(update={"by": ("FRA",), "positions": {"CM": 1}})}
    )  # type: ignore[union-attr]
    group = said.model_copy(
        update={"statement": said.statement.model_copy(update={"by": ("EU",), "positions": {"CM": -1}})}
    )  # type: ignore[union-attr]
    then = cells(after(scenario, [own, group]))
    assert then["FRA"]["CM"].value == pytest.approx(1 / 3)
    assert then["DEU"]["CM"].value == pytest.approx(-1 / 3)
    assert then["USA"]["CM"] == cells(scenario)["USA"]["CM"]


def test_the_shipped_files_follow_shipped_scenarios_and_are_not_scenarios() -> None:
    assert shipped_follows()
    for name, path in shipped_follows().items():
        assert load_follow(name).entries
        assert path not in shipped().values()


def test_the_fifth_group_ends_with_the_coding_of_its_scenario() -> None:
    loaded = load_follow("gge-2016-2017")
    then, coded = cells(after(loaded.scenario, [one.entry for one in loaded.entries])), cells(loaded.scenario)
    for code, row in coded.items():
        for issue, cell in row.items():
            assert then[code][issue].value == pytest.approx(cell.value), (code, issue)


WRONG = {
    "before": (
        "2020-04-01",
        "2019-04-01",
        "entries.0.date = 2019-04-01: is outside the process; allowed: 2020-03",
    ),
    "order": ("2020-06-01", "2020-04-02", "entries.2.date = 2020-04-02: is before the entry above, 2020-05"),
    "stranger": ("by: KEN", "by: USA", "statement.by.0 = USA: has no seat in own; allowed: CHN, FRA"),
    "nobody": ("by: KEN", "by: Kenia", "is no delegation or group"),
    "issue": ("{CABLES: -3}", "{CABELS: -3}", "is an issue without a ladder; did you mean CABLES?"),
    "value": ("{CABLES: -3}", "{CABLES: -4}", "is out of range; allowed: at least -3"),
    "rung": (
        "{CABLES: explicit}",
        "{FUND: indirect}",
        "is not a formulation of this issue; allowed: silent, explicit",
    ),
    "alternatives": ("{CABLES: explicit}", "{CABLES: [silent, explicit]}", "has alternatives"),
    "loud": (
        "{CABLES: explicit}",
        "{CABLES: loud}",
        "entries.1.draft.paragraphs.CABLES = loud: is not a form",
    ),
    "seven": (
        "{base: as-it-stands, paragraphs: {CABLES: explicit}}",
        "7",
        "entries.1.draft = 7: does not contain",
    ),
    "reading": (
        "reading: 2\n    draft",
        "reading: 7\n    draft",
        "reading = 7: is no reading; allowed: 1 to 6",
    ),
    "no reading": ("reading: 2\n    draft", "draft", "entries.1.reading: is missing; allowed: 1 to 6"),
    "spare reading": ("withdrawal", "reading: 1\n    withdrawal", "does not belong to a withdrawal"),
    "two stances": ("supports: FRA", "supports: CHN", "contradicts an entry above, which has CHN supports"),
    "two kinds": ("withdrawal", "chair: {name: X}\n    withdrawal", "an entry is one thing; allowed: one of"),
    "none": ("    chair: {name: Somebody else, strategy: dropper}\n", "", "does not say what happened"),
    "not held": (
        "{by: CHN, issues: [CABLES]}",
        "{by: PER, issues: [CABLES]}",
        "has no position on CABLES to give up",
    ),
    "nothing": ("{name: Somebody else, strategy: dropper}", "{}", "changes nothing; allowed: name, state"),
    "camp": ("strategy: dropper", "camp: Nobodies", "is not the caucus of any member"),
    "too short": ("{sessions: 3}", "{sessions: 1, readings_per_session: 1}", "leaves 1 readings, of which 2"),
    "ends": ("{sessions: 3}", "{ends: 2020-04}", "is before the first meeting or an entry above"),
    "error rate": (
        "entries:",
        "error_rate: 0.9\nentries:",
        "error_rate = 0.9: is out of range; allowed: at most 0.5",
    ),
    "scenario": ("scenario.yaml", "gge-2016", "nor the name of a shipped scenario"),
    "texts": ("entries:", "texts_file: ../t.yaml\nentries:", "is in another folder"),
    "key": ("source: speech", "sorce: speech", "is not a known key; did you mean source?"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, case: str) -> None:
    old, new, said = WRONG[case]
    assert old in FOLLOW
    told = _refused(tmp_path, FOLLOW.replace(old, new, 1))
    assert said in told
    assert f"{tmp_path}/follow.yaml:" in told


def test_the_same_said_twice_is_refused(tmp_path: Path) -> None:
    entry = "  - {date: 2020-04-01, source: speech, statement: {by: KEN, positions: {CABLES: VALUE}}}\n"
    head = "scenario: scenario.yaml\nentries:\n"
    twice = head + entry.replace("VALUE", "-3") * 2
    assert "statement.positions.CABLES = KEN -3: is said twice" in _refused(tmp_path, twice)
    other = head + entry.replace("VALUE", "-3") + entry.replace("VALUE", "1")
    assert "contradicts an entry above, which has KEN -3" in _refused(tmp_path, other)
    drafts = (
        "  - {date: 2020-04-01, source: x, reading: 1, draft: {base: silent, paragraphs: {FUND: explicit}}}\n"
    )
    assert "which has a draft" in _refused(tmp_path, head + drafts * 2) or "is said twice" in _refused(
        tmp_path, head + drafts * 2
    )
