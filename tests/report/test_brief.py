"""The brief: two pages with what the report says, as PDF and as DOCX, the same bytes every time."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("reportlab", reason="the extra brief is not installed")
pytest.importorskip("docx", reason="the extra brief is not installed")
from docx import Document as Word
from pypdf import PdfReader

from sim.report import brief
from sim.report.brief import PAGES, brief_files
from sim.report.document import (
    Answer,
    Bullets,
    Document,
    Draft,
    Facts,
    Grid,
    Section,
    Share,
    Step,
    Steps,
    Wording,
    Words,
    note,
)
from sim.report.figures.letters import STAND_IN
from sim.report.forecast import forecast_report
from sim.report.forecast_objectors import standing_apart
from sim.report.words.numbers import written
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_with_record
from sim.scenario.shipped import shipped
from sim.study.forecast import Forecast, forecast
from tests.command import here

#: Properties of a table in the order that the standard prescribes.
PARTS = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook", "tblCaption"]
NAMES = "Côte d'Ivoire, Türkiye and Kőszegi"


@cache
def fifth() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


@cache
def fifth_brief() -> dict[str, bytes]:
    _, record = load_with_record(shipped()["gge-2016-2017"])
    return brief_files(forecast_report(fifth(), record).document)


def pages(files: dict[str, bytes]) -> int:
    return len(PdfReader(io.BytesIO(files["brief.pdf"])).pages)


def printed(files: dict[str, bytes]) -> str:
    """The text of the PDF, on one line."""
    found = [page.extract_text() for page in PdfReader(io.BytesIO(files["brief.pdf"])).pages]
    return " ".join(" ".join(found).split())


def typed(files: dict[str, bytes]) -> str:
    """The text of the DOCX, on one line."""
    word = Word(io.BytesIO(files["brief.docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(p.text for p in word.paragraphs), *cells]).split())


def short(*blocks: object, title: str = "A group", sentence: str = "Likely.") -> Document:
    return Document("forecast", title, Answer(sentence), (Section("First", tuple(blocks)),))  # type: ignore[arg-type]


def test_the_brief_of_a_forecast_has_two_pages_of_a4() -> None:
    assert pages(fifth_brief()) == PAGES == 2
    for page in PdfReader(io.BytesIO(fifth_brief()["brief.pdf"])).pages:
        assert [round(float(end)) for end in page.mediabox] == [0, 0, 595, 842]


@pytest.mark.parametrize("read", [printed, typed])
def test_the_brief_has_the_names_and_numbers_of_the_report(read: object) -> None:
    text, told = read(fifth_brief()), fifth()  # type: ignore[operator]
    document = forecast_report(told).document
    assert document.title in text
    assert document.answer.sentence in text
    assert "On record: no report found consensus" in text
    apart = standing_apart(told)
    assert apart
    for delegation, over in apart:
        assert delegation.name in text
        assert written(delegation.objects) in text
        assert re.sub(r"\s", "", over) in re.sub(r"\s", "", text)
    (draft,) = (b for s in document.main for b in s.blocks if isinstance(b, Draft))
    assert any(wording.brackets for wording in draft.paragraphs)
    for wording in draft.paragraphs:
        assert wording.title in text
        assert wording.written[wording.rung] in text
        if wording.brackets:
            assert f"[{wording.text}]" in text
        for _, _, other in wording.instead:
            assert f"{other}]" in text
    for section in document.main:
        assert section.title in text
        lines = [item for b in section.blocks if isinstance(b, Bullets) for item in b.items]
        assert all(" ".join(line.split()) in text for line in lines)


def test_the_brief_ends_where_the_annex_begins() -> None:
    document = forecast_report(fifth()).document
    assert {"Words used here", "The room", "How it was made"} <= {s.title for s in document.annex}
    assert document.sections == (*document.main, *document.annex)
    for section in document.annex:
        assert section.title not in typed(fifth_brief())


def test_nothing_is_said_twice_in_a_brief() -> None:
    word = Word(io.BytesIO(fifth_brief()["brief.docx"]))
    said = [p.text.split("\t")[-1] for p in word.paragraphs]
    sentences = [one for line in said for one in re.split(r"(?<=[.?]) (?=[A-Z])", line) if len(one) > 60]
    brackets = [one for one in sentences if one.startswith("In brackets: the number of plays")]
    others = [one for one in sentences if one not in brackets]
    assert len(others) == len(set(others)) > 20


def test_the_same_document_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    _, record = load_with_record(shipped()["gge-2016-2017"])
    assert brief_files(forecast_report(fifth(), record).document) == fifth_brief()
    with zipfile.ZipFile(io.BytesIO(fifth_brief()["brief.docx"])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_names_of_all_states_are_printed_with_fonts_inside() -> None:
    found = brief_files(
        short(Words(NAMES), Grid("t", ("who", "how often"), ((NAMES, Share(0.5)),)), title=NAMES)
    )
    assert printed(found).count("Kőszegi") == typed(found).count("Kőszegi") == 3
    assert "Türkiye" in printed(found)
    resources = PdfReader(io.BytesIO(found["brief.pdf"])).pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].get_object().values()]  # type: ignore[index]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_both_files_tell_a_screen_reader_their_language_title_and_tables() -> None:
    found = brief_files(
        short(Grid("Who joins", ("who", "how often"), (("Tonga", Share(0.5)),)), title="Cables")
    )
    root = PdfReader(io.BytesIO(found["brief.pdf"])).trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("en-GB", True)  # type: ignore[index]
    word = Word(io.BytesIO(found["brief.docx"]))
    assert (word.core_properties.title, word.core_properties.language) == ("Cables", "en-GB")
    (table,) = word.tables
    parts = [part.tag.partition("}")[2] for part in table._tbl.tblPr]
    assert parts == sorted(parts, key=PARTS.index), "a strict reader wants them in this order"
    assert 'w:val="Who joins"' in table._tbl.tblPr.xml
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_a_letter_that_the_font_lacks_is_marked_and_stays_in_the_docx() -> None:
    found = brief_files(short(Words("The 会 meets")))
    assert f"The {STAND_IN} meets" in printed(found)
    assert "brief.docx has it" in printed(found)
    assert "会" in typed(found)
    assert "brief.docx has it" not in printed(brief_files(short(Words(NAMES))))


def test_markup_in_a_title_is_text() -> None:
    found = brief_files(short(Words("a < b & c"), title="<b>Bold</b> & <img src='x'/>"))
    for read in (printed, typed):
        assert "<b>Bold</b> & <img src='x'/>" in read(found)
        assert "a < b & c" in read(found)


WORDS = st.text("abcd éő", min_size=1, max_size=900)
PARAGRAPHS = st.builds(
    lambda title, text, open_: Wording(
        "A", title[:60], Rung.EXPLICIT, text, (), ((Rung.INDIRECT, "40 %", text),) * open_,
        ("1 %", "40 %", "59 %"),
    ),
    WORDS, WORDS, st.booleans(),
)  # fmt: skip
BLOCKS = st.one_of(
    WORDS.map(Words),
    WORDS.map(note),
    st.lists(WORDS, min_size=1, max_size=40).map(lambda items: Bullets(tuple(items))),
    st.lists(PARAGRAPHS, min_size=1, max_size=40).map(lambda rows: Draft(tuple(rows))),
    st.lists(WORDS, min_size=1, max_size=40).map(lambda w: Steps(tuple(Step(a[:80], (a, a)) for a in w))),
    st.lists(WORDS, min_size=1, max_size=193).map(
        lambda w: Grid("g", ("a", "b", "c"), tuple((a[:40], Share(0.2), a) for a in w), right=1)
    ),
    st.lists(WORDS, min_size=1, max_size=9).map(lambda w: Facts(tuple((a[:9], a) for a in w))),
)


@settings(max_examples=8)
@given(st.lists(BLOCKS, min_size=1, max_size=7), WORDS)
def test_a_brief_never_has_more_than_two_pages(blocks: list[object], title: str) -> None:
    assert 1 <= pages(brief_files(short(*blocks, title=title, sentence=title))) <= PAGES


def test_what_is_left_out_is_counted() -> None:
    items = tuple(f"Item {n} has a long story to tell. " * 12 for n in range(80))
    found = brief_files(short(Bullets(items)))
    assert pages(found) <= PAGES
    for read in (printed, typed):
        text = read(found)
        shown = len(set(re.findall(r"Item (\d+) has", text)))
        (more,) = re.findall(r"(\d+) more are on page.html", text)
        assert shown + int(more) == len(items)


def test_without_a_library_nothing_is_played_and_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief, "find_spec", lambda name: None if name == "docx" else object())
    told = here("run", "gge-2009-2010", "-n", "4", "--brief", "--out", str(tmp_path / "out"))
    assert told.exit_code == 2
    assert 'pip install "gge-sim[brief]"' in " ".join(told.stderr.split())
    assert not (tmp_path / "out").exists()
    plain = here("run", "gge-2009-2010", "-n", "4", "-w", "1", "--out", str(tmp_path / "out"), "-q")
    assert plain.exit_code == 0
    assert not (tmp_path / "out" / "brief.pdf").exists()


@pytest.mark.usefixtures("empty_pictures")
def test_a_result_with_a_brief_is_made_again_with_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = here("run", "gge-2009-2010", "-n", "4", "-w", "1", "--brief", "--out", str(out))
    assert told.exit_code == 0, told.output
    assert "brief.pdf, brief.docx" in " ".join(told.stdout.split())
    again = here("rerun", str(out))
    assert again.exit_code == 0, again.output
    assert "Reproduced" in again.output
    assert {"brief.pdf", "brief.docx"} <= set(re.findall(r"brief\.\w+", (out / "manifest.json").read_text()))
    assert here("run", "gge-2009-2010", "-n", "4", "-w", "1", "-q", "--out", str(out)).exit_code == 0
    assert not list(out.glob("brief.*"))
