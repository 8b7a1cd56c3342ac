"""The documentation builds without a warning, has no broken link, and needs no network."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import sim
from checks.browser.chromium import Reader, started
from checks.site.building import ROOT, Read, astray, build
from tests.docs.pages import FENCE

DOCS = ROOT / "docs"
pytest.importorskip("mkdocs", reason="the extra docs is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = build(ROOT, folder)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of all that the site is made of."""
    folder = tmp_path / "checkout"
    for name in ("docs", "sim", "benchmarks", "results/reference/record"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "README.md", "CITATION.cff", "constraints.txt", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def interface(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What the page of the Python interface is made from."""
    monkeypatch.syspath_prepend(str(DOCS / "generate"))
    import interface

    return interface


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with started() as browser:
        yield Reader(browser)


def heading(page: Path) -> str:
    """The first heading of a page of Markdown, without its marks."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return next(line for line in text.splitlines() if line.startswith("# "))[2:].replace("`", "")


def built(site: Path, page: Path) -> Path:
    path = page.relative_to(DOCS).with_suffix(".html")
    return site / (path if path.name != "README.html" else "index.html")


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_a_page_has_its_title(site: Path, page: Path) -> None:
    assert Read.of(built(site, page)).heading.strip(" ¶\n") == heading(page)


def test_the_notebook_is_a_page_with_its_figure(site: Path) -> None:
    page = Read.of(site / "tutorial" / "forecast.html")
    assert page.heading.startswith("A negotiation on your desk")
    assert [link for link in page.links if link.endswith(".png")]


def test_no_link_leads_to_a_missing_page(site: Path) -> None:
    assert sum(len(Read.of(page).links) for page in site.rglob("*.html")) > 1000
    assert astray(site) == []


def test_a_link_that_leads_nowhere_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "extra.html").write_text('<a href="model.html#nowhere">a</a><img src="none.png">', "utf-8")
    assert astray(copy) == ["extra.html: model.html#nowhere", "extra.html: none.png"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](nowhere.md)", "nowhere.md"),
        ("[x](model.md#nowhere)", "#nowhere"),
        ("[x](../nowhere.txt)", "nowhere.txt"),
    ],
)
def test_a_broken_link_stops_the_build(checkout: Path, text: str, said: str) -> None:
    page = checkout / "docs" / "README.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    told = build(checkout, checkout / "site")
    assert told.returncode != 0
    assert said in told.stderr


@pytest.mark.parametrize(
    "term", ["Sobol", "confusable-homoglyphs", "--raw-shares", "BehaviourSource", "Tsebelis"]
)
def test_the_search_index_holds(site: Path, term: str) -> None:
    index = (site / "search" / "search_index.js").read_text(encoding="utf-8").removeprefix("var __index = ")
    assert any(term in page["text"] + page["title"] for page in json.loads(index)["docs"])


def test_search_works_from_the_disk_and_asks_no_other_machine(site: Path, reader: Reader) -> None:
    page = reader.open(site / "index.html")
    page.fill(".md-search__input", "Sobol")
    page.wait_for_selector(".md-search-result__link")
    found = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert (site / "reference" / "command-line.html").as_uri() in [link.partition("?")[0] for link in found]
    assert [url for url in reader.asked if not url.startswith(("file:", "about:", "data:", "blob:"))] == []
    reader.leave()


@pytest.mark.parametrize(
    "name", ["index", "model", "reference/api", "reference/command-line", "tutorial/forecast"]
)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_fits_the_screen(site: Path, reader: Reader, name: str, width: int) -> None:
    page = reader.open(site / f"{name}.html", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.leave()


def test_every_public_name_and_all_its_parameters_are_described(site: Path, interface: ModuleType) -> None:
    package = interface.read(ROOT)
    assert interface.untold(package) == []
    anchors = Read.of(site / "reference" / "api.html").anchors
    assert {f"sim.{name}" for name in sim.__all__} - {"sim.__version__"} <= anchors
    assert {path for paths in interface.entries(ROOT).values() for path in paths} <= anchors


def test_a_parameter_that_no_docstring_describes_is_found(checkout: Path, interface: ModuleType) -> None:
    changed = checkout / "sim" / "study" / "forecast.py"
    text = changed.read_text(encoding="utf-8")
    wrong = text.replace("    runs : number of plays, at least 1\n", "    plays : how many\n")
    assert wrong != text
    changed.write_text(wrong, encoding="utf-8")
    assert interface.untold(interface.read(checkout)) == [
        "sim.study.forecast.forecast(runs)",
        "sim.study.forecast.forecast(plays), which it lacks",
    ]
