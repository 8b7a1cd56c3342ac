"""The guides on adding something, done to the letter in a copy of the checkout; then what came of it."""

import json
from pathlib import Path

import pytest

from checks.guides.checkout import Checkout
from sim.scenario.ict_issues import ict_issues
from sim.study.history import decided
from tests.docs.pages import GUIDES, ROOT

HOW_TO = ROOT / "docs" / "how-to"


def followed(tmp_path: Path, guide: str) -> Checkout:
    place = Checkout.copy(tmp_path)
    place.follow(HOW_TO / f"{guide}.md")
    assert place.python("import sim; print(sim.__file__)").startswith(str(place.home))
    return place


def test_every_guide_is_done_below() -> None:
    assert [guide.stem for guide in GUIDES] == [
        "add-a-chair-strategy", "add-a-delegation-behaviour", "add-a-plug-in", "add-a-process",
        "add-an-issue",
    ]  # fmt: skip


def test_the_new_chair_can_be_named_and_only_softens(tmp_path: Path) -> None:
    place = followed(tmp_path, "add-a-chair-strategy")
    tests = "tests/negotiation/test_chairs.py"
    found = place.run("pytest", tests, "--collect-only", "-q", "-o", "addopts=").stdout
    assert found.count("[softener-") == found.count("[dropper-") > 5, "the conformance tests pass it over"
    scenario = (place.home / "scenarios" / "teaching" / "lone-blocker.yaml").read_text(encoding="utf-8")
    named = scenario.replace("  state: SGP\n", "  state: SGP\n  strategy: softener\n")
    assert named != scenario
    (place.home / "softened.yaml").write_text(named, encoding="utf-8")
    assert "sound" in place.run("gge-sim", "check", "softened.yaml").stdout
    told = place.run("gge-sim", "run", "softened.yaml", "--runs", "50", "--json")
    assert json.loads(told.stdout)["chair"] == "softener"
    # A blank page stays blank: this chair has nothing to soften.
    assert {x["most_likely"] for x in json.loads(told.stdout)["language"].values()} == {"silent"}
    assert "softener" in (place.home / "docs/reference/scenario.schema.json").read_text(encoding="utf-8")


def test_the_new_conduct_is_named_by_a_scenario_and_changes_the_end(tmp_path: Path) -> None:
    place = followed(tmp_path, "add-a-delegation-behaviour")
    found = place.run(
        "pytest", "tests/negotiation/test_conduct.py", "--collect-only", "-q", "-o", "addopts="
    ).stdout
    assert found.count("[conceder-") == found.count("[hard-line-") >= 3, "the conformance tests pass it over"
    told = [
        json.loads((place.home / "results" / name / "compare.json").read_text(encoding="utf-8"))
        for name in ("lever", "file")
    ]
    by_lever, by_file = (one["share_adopted"] for one in told)
    assert by_lever == by_file, "the same whether a lever or the file says it"
    objects = place.python(
        "from sim import forecast, load\n"
        "for name in ('lone-blocker', 'soft-blocker.yaml'):\n"
        "    found = forecast(load(name), runs=200)\n"
        "    panama = next(d for d in found.delegations if d.code == 'PAN')\n"
        "    print(found.outcomes.share, panama.objects)\n"
    )
    (before, stubborn), (after, soft) = (map(float, line.split()) for line in objects.splitlines())
    assert after > before + 0.1, "what it gives up lets more texts pass"
    assert soft < stubborn - 0.1, "since it objects less often"


def test_the_plug_in_is_known_to_files_and_commands(tmp_path: Path) -> None:
    place = followed(tmp_path, "add-a-plug-in")
    assert place.changed == []
    compared = json.loads((place.home / "results/three-fourths/compare.json").read_text(encoding="utf-8"))
    assert compared["share_adopted"]["b"] > compared["share_adopted"]["a"] + 0.1, "one blocker is outvoted"
    scenario = (place.home / "scenarios/teaching/lone-blocker.yaml").read_text(encoding="utf-8")
    (place.home / "voting.yaml").write_text(f"{scenario}decision: three-fourths\n", encoding="utf-8")
    assert "sound" in place.run("gge-sim", "check", "voting.yaml").stdout
    patient = json.loads((place.home / "results/patient/compare.json").read_text(encoding="utf-8"))
    assert patient["share_adopted"]["b"] < patient["share_adopted"]["a"], (
        "a blocker that can wait blocks more"
    )
    table = (place.home / "results/lone-blocker-one-hard-line/one-hard-line.csv").read_text(encoding="utf-8")
    assert table.startswith("delegation,adopted,change,seed,")
    (place.home / "treaty-rules/treaty_rules/rule.py").write_text("ThreeFourths = 3\n", encoding="utf-8")
    place.run("sh", "-c", "pip install --upgrade ./treaty-rules")
    refused = place.run("gge-sim", "run", "voting.yaml", "--runs", "2")
    assert refused.returncode == 2
    assert "plug-in treaty-rules" in refused.stderr
    assert "three-fourths" in refused.stderr
    assert place.run("gge-sim", "one-hard-line", "--help").returncode == 0, "the others go on"


def test_the_new_process_is_listed_checked_run_and_counted(tmp_path: Path) -> None:
    place = followed(tmp_path, "add-a-process")
    name = "gge-2027-2028"
    listed = json.loads(place.run("gge-sim", "scenarios", "--json").stdout)
    assert {"name": name, "members": 5}.items() <= next(x for x in listed if x["name"] == name).items()
    found = json.loads((place.home / "results" / name / "forecast.json").read_text(encoding="utf-8"))
    assert found["supported"]
    assert 0 < found["probability"] <= 0.97
    assert "A/83/000 (invented)" in (place.home / "results" / name / "story.md").read_text(encoding="utf-8")
    counted = (place.home / "results" / "record" / "processes.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in counted if line.startswith(f"{name},1,")]
    assert len(counted) == 1 + len(decided()) + 1, "a line of names, those that ship, and the new one"
    assert not (ROOT / "scenarios" / "record" / f"{name}.yaml").exists(), "it was added to a copy only"


#: Prints the positions that delegations arrive with, issue by issue, as drawn.
ARRIVING = """
from hashlib import sha256
from sim import load
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.payoff import instructed
for name in ("gge-2016-2017", "oewg-2019-2021"):
    table = convene(load(name))
    drawn = instructed(table, draw(table, 7, 20))
    for k, issue in enumerate(table.issues):
        print(name, issue, sha256(drawn[:, k].tobytes()).hexdigest())
"""


def test_the_new_issue_is_shown_and_forecast_and_leaves_the_luck_of_others_alone(tmp_path: Path) -> None:
    place = followed(tmp_path, "add-an-issue")
    before = Checkout.copy(tmp_path / "before")
    old, new = (one.python(ARRIVING).splitlines() for one in (before, place))
    assert len(old) == 2 * len(ict_issues())
    assert [line for line in new if " SUPPLY " not in line] == old
    assert len(new) == len(old) + 2
    told = place.run("gge-sim", "run", "oewg-2019-2021", "--runs", "80", "--json")
    supply = json.loads(told.stdout)["language"]["SUPPLY"]
    assert sum(supply[rung] for rung in ("silent", "indirect", "explicit")) == pytest.approx(1, abs=1e-5)
    assert "States should keep the supply chain" in (
        place.home / "results" / "one-more" / "story.md"
    ).read_text(encoding="utf-8")
    sources = place.run("gge-sim", "show", "gge-2016-2017", "--sources").stdout
    assert "0.4 + 0.2 IL" in sources
    scored = place.python(
        "from sim.study.history import decided\n"
        "for process in decided(): print(sorted(process.table.issues[k] for k in process.language))"
    )
    assert "SUPPLY" not in scored
    assert "THREATS" in scored


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ('"median-seeker", "dropper"))\n+', '"median-seeker"))\n+', "does not apply"),
        ("17 issues", "18 issues", "does not print"),
    ],
    ids=["an edit of what is not there", "output that nobody prints"],
)
def test_a_guide_that_is_wrong_is_found_out(tmp_path: Path, right: str, wrong: str, why: str) -> None:
    """The test of the guides can fail."""
    guide = next(guide for guide in GUIDES if right in guide.read_text(encoding="utf-8"))
    place = Checkout.copy(tmp_path)
    page = place.home / "docs" / "how-to" / guide.name
    page.write_text(guide.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(AssertionError, match=why):
        place.follow(page)
