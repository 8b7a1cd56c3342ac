"""The checks see what is wrong with a page: each is tried on a page that has the fault and on one without."""

from pathlib import Path

import pytest

from checks.browser.chromium import Reader, found
from checks.browser.looking import leaves, overflows, printed, rules, violations, widths, words
from checks.browser.markup import Markup

SOUND = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A panel</title>
<style>
body { background: white; color: black }
@media (prefers-color-scheme: dark) { body { background: black; color: white } a { color: yellow } }
@media print { section { break-before: page } }
</style>
</head>
<body>
<main>
<h1 id="top">A panel</h1>
<p>To the <a href="#text">text</a>.</p>
<section>
<h2 id="text">The text</h2>
<figure role="img" aria-label="Three plays">
<svg aria-hidden="true" width="80" height="20"><g><text y="15">three</text></g></svg>
</figure>
</section>
</main>
</body>
</html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(SOUND, encoding="utf-8")
    return file


def spoilt(page: Path, old: str, new: str) -> Path:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    return page


def test_a_sound_page_passes(reader: Reader, page: Path) -> None:
    for width in widths().values():
        assert overflows(reader.open(page, width)) == []
    for scheme in ("light", "dark"):
        assert violations(reader.open(page, scheme=scheme)) == []
    assert reader.outside(page) == []
    assert set(reader.asked) == {page.as_uri()}
    markup = Markup.of(page)
    assert (markup.errors, markup.scripts, markup.gaps, markup.twice) == ([], [], [], [])
    assert (markup.dangling, markup.drawn_letters, markup.figures) == ([], [], [("Three plays", ["three"])])
    assert markup.headings == [(1, "A panel"), (2, "The text")]


def test_the_world_is_not_asked(reader: Reader, page: Path) -> None:
    address = "https://example.org/one.png"
    beside = page.with_name("two.png")
    spoilt(page, "</main>", f'<img src="{address}" alt=""><img src="two.png" alt=""></main>')
    seen = reader.open(page)
    assert sorted(reader.outside(page)) == sorted([address, beside.as_uri()])
    assert seen.evaluate("[...document.images].map(image => image.naturalWidth)") == [0, 0]


def test_what_sticks_out_is_seen_on_the_phone_alone(reader: Reader, page: Path) -> None:
    spoilt(page, "</main>", '<div id="bar" style="width: 700px">x</div></main>')
    assert {name for name, width in widths().items() if overflows(reader.open(page, width))} == {"phone"}
    assert overflows(reader.open(page, 360))[-1] == "div #bar"


@pytest.mark.parametrize(
    ("old", "new", "scheme", "rules"),
    [
        ('<html lang="en">', "<html>", "light", {"html-has-lang"}),
        ("<title>A panel</title>", "", "light", {"document-title"}),
        ("</main>", '<img src="data:,"></main>', "light", {"image-alt"}),
        ("</main>", '<p style="color: #999; background: white">pale</p></main>', "light", {"color-contrast"}),
        ("</main>", "<h4>deep</h4></main>", "light", {"heading-order"}),
        ("</main>", "</main><p>outside of it</p>", "light", {"region"}),
        (' aria-label="Three plays"', "", "light", {"role-img-alt"}),
        ("<p>To", '<p style="color: #222">To', "light", set()),
        ("<p>To", '<p style="color: #222">To', "dark", {"color-contrast"}),
    ],
)
def test_barriers_are_seen(
    reader: Reader, page: Path, old: str, new: str, scheme: str, rules: set[str]
) -> None:
    told = violations(reader.open(spoilt(page, old, new), scheme=scheme))
    assert {one.split(":")[0] for one in told} == rules


def test_the_newest_rules_are_held_and_print_has_its_pages(reader: Reader, page: Path) -> None:
    held = rules(reader.open(page))
    assert {"target-size", "autocomplete-valid", "color-contrast", "region"} <= set(held)
    assert "color-contrast-enhanced" not in held
    pdf = printed(reader.open(page))
    assert pdf.startswith(b"%PDF-")
    first, second = leaves(pdf)
    assert "A panel" in first
    assert "The text" in second


def test_without_scripts_less_is_read_where_scripts_write(reader: Reader, page: Path) -> None:
    assert words(reader.open(page)) == words(reader.open(page, script=False))
    spoilt(page, "</main>", "<script>document.querySelector('p').textContent = 'written'</script></main>")
    assert "written" in words(reader.open(page))
    assert "written" not in words(reader.open(page, script=False))


@pytest.mark.parametrize(
    ("old", "new", "check", "seen"),
    [
        ("</section>", "", "errors", ["line 2"]),
        ("<p>To", '<p onclick="x()">To', "scripts", ["p onclick"]),
        ("</main>", "<script></script></main>", "scripts", ["script"]),
        ("#text", "javascript:x()", "scripts", ["a href"]),
        ("h2", "h3", "gaps", ["h3 The text"]),
        ('id="text"', 'id="top"', "twice", ["top"]),
        ("#text", "#nowhere", "dangling", ["nowhere"]),
        ("<g>", '<g clip-path="url(#cut)">', "dangling", ["cut"]),
        ("<g>", '<g><use href="#a-DejaVuSans-74"/>', "drawn_letters", ["#a-DejaVuSans-74"]),
    ],
)
def test_faults_of_writing_are_seen(page: Path, old: str, new: str, check: str, seen: list[str]) -> None:
    told = getattr(Markup.of(spoilt(page, old, new)), check)
    assert [line[: len(start)] for line, start in zip(told, seen, strict=True)] == seen


@pytest.mark.parametrize(
    ("ci", "ends"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["here", "CI"]
)
def test_where_no_browser_is_the_tests_are_left_out_and_on_ci_fail(
    monkeypatch: pytest.MonkeyPatch, ci: str, ends: type[BaseException]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(ends, match="no Chromium found"):
        found()
