"""Catalogues: nothing is missing in a language that is shipped, and nothing is wrong in any."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="the extra classroom is not installed")

from sim.classroom.words import catalogue, completeness, extraction, files
from sim.classroom.words.languages import LANGUAGES, TRANSLATED
from sim.classroom.words.scenario_texts import beside, texts, words_of
from sim.classroom.words.vue_strings import calls
from sim.scenario.loading import load, load_with_record

SHIPPED = [code for code in TRANSLATED if LANGUAGES[code].shipped]


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_gap_tag_or_plural_form_is_lost_or_invented(code: str) -> None:
    assert completeness.faults(code) == []


@pytest.mark.parametrize("code", SHIPPED or [pytest.param("", marks=pytest.mark.skip("none is shipped"))])
def test_a_shipped_language_says_everything(code: str) -> None:
    known = {**catalogue.catalogue(code), **catalogue.scenario_catalogue(code)}
    for template in (extraction.pages_template(), extraction.scenarios_template()):
        wanted = [catalogue.key_of(one) for one in template if one.id]
        assert [sentence for sentence in wanted if sentence not in known] == []


@pytest.mark.parametrize("name", [catalogue.PAGES, catalogue.SCENARIOS])
def test_no_sentence_is_said_with_and_without_a_number(name: str) -> None:
    assert [key for key, n in Counter(completeness.template(name)).items() if n > 1] == []


def test_every_scenario_for_a_class_is_collected() -> None:
    wanted = {
        text
        for path in extraction.translated_scenarios().values()
        for _, text in texts(*load_with_record(path))
    }
    assert {one.id for one in extraction.scenarios_template() if one.id} == wanted
    assert "gge-2016-2017" in extraction.translated_scenarios()


@pytest.mark.parametrize("file", extraction.scripts(), ids=lambda file: file.name)
def test_every_sentence_of_a_page_is_written_out(file: Path) -> None:
    unclear = [call.line for call in calls(file.read_text(encoding="utf-8")) if call.sentences is None]
    assert unclear == []
    # Sentences that are said by a method are not found.
    assert not re.search(r"\bthis\.(t|counted|listed)\(", file.read_text(encoding="utf-8"))


def test_no_sentence_of_a_rule_is_put_together_before_it_is_said() -> None:
    for file in Path(extraction.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "counted", "Refused"):
                pieces = [arg for arg in node.args if isinstance(arg, ast.JoinedStr | ast.BinOp)]
                assert pieces == [], f"{file}:{node.lineno}"


def test_sentences_are_found_in_scripts_templates_attributes_and_branches(tmp_path: Path) -> None:
    script = (
        'const a = t("One {n}", { n });\n'
        "const page = { template: `<p :title=\"t('Two, \\\\'two\\\\'')\">{{ counted(f(a, 1), "
        '"{n} three", "{n} threes") }}</p>` };\nalert(at("no"), this.t(b), t(word));\n'
    )
    found = [call.sentences for call in calls(script)]
    assert found == [("One {n}",), ("Two, 'two'",), ("{n} three", "{n} threes"), None]
    rule = tmp_path / "rule.py"
    rule.write_text('raise Refused("Open." if a else "Closed.")\nsay("A" "B")\nsay(name)\n', encoding="utf-8")
    assert [call.sentences for call in extraction.python_calls(rule)] == [("Open.", "Closed."), ("AB",), None]


def test_a_word_with_two_meanings_has_a_context_and_two_translations(tmp_path: Path) -> None:
    told = [
        (call.sentences, call.context)
        for call in calls('t("Over", {}, "the class"); t("Over", { n: f(1, 2) });')
    ]
    assert told == [(("Over",), "the class"), (("Over",), "")]
    po = tmp_path / "fr" / "x.po"
    po.parent.mkdir()
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Over"\nmsgstr "À propos de"\n\nmsgctxt "the class"\nmsgid "Over"\nmsgstr "Terminé"\n',
        encoding="utf-8",
    )
    assert catalogue.read_catalogue(po, "fr") == {"Over": "À propos de", "the class\4Over": "Terminé"}
    assert completeness.missing("fr") == []
    assert "the class\4Over" in completeness.template(catalogue.PAGES)


def test_the_singular_of_a_counted_sentence_can_be_said_alone(tmp_path: Path) -> None:
    po = tmp_path / "fr" / "x.po"
    po.parent.mkdir()
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "Red line"\nmsgid_plural "Red lines"\nmsgstr[0] "Ligne rouge"\nmsgstr[1] "Lignes rouges"\n',
        encoding="utf-8",
    )
    assert catalogue.read_catalogue(po, "fr")["Red line"] == "Ligne rouge"


def test_no_sentence_is_said_both_counted_and_uncounted() -> None:
    for template in (extraction.pages_template(), extraction.scenarios_template()):
        many = {one.id[1] for one in template if isinstance(one.id, tuple)}
        assert [one.id for one in template if one.id in many] == []


def test_what_is_wrong_with_a_translation_is_told(tmp_path: Path) -> None:
    po = tmp_path / "fr" / "x.po"
    po.parent.mkdir()
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "For {name}"\nmsgstr "Pour {nom}"\n\n'
        'msgid "<b>Alone</b>"\nmsgstr "Seul"\n\n'
        'msgid "{n} seat"\nmsgid_plural "{n} seats"\nmsgstr[0] "un siège"\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    told = [fault.removeprefix(f"{po}: ") for fault in completeness.faults_of(po)]
    assert told == [
        "gap {nom} does not exist: For {name}",
        "gap {name} is lost: For {name}",
        "has other tags: <b>Alone</b>",
        "a plural form is missing: {n} seats",
    ]


def test_a_teachers_own_scenario_is_translated_beside_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    shipped = extraction.translated_scenarios()["lone-blocker"]
    own.write_text(
        shipped.read_text(encoding="utf-8").replace("Limit on noise", "Loudness"), encoding="utf-8"
    )
    po = files.update_beside(own, "fr")
    assert po == beside(own, "fr")
    text = po.read_text(encoding="utf-8")
    po.write_text(text.replace('msgid "Loudness"\nmsgstr ""', 'msgid "Loudness"\nmsgstr "Le bruit"'), "utf-8")
    assert words_of(load(own), "fr", own)["Loudness"] == "Le bruit"
    files.update_beside(own, "fr")
    assert words_of(load(own), "fr", own)["Loudness"] == "Le bruit", "what is translated stays"
    assert words_of(load(own), "en", own) == {}
