from sim.report.document import Facts
from sim.report.glossary import MEANINGS, glossary


def test_the_glossary_tells_the_words_asked_for_in_that_order() -> None:
    (facts,) = glossary(("stake", "play")).blocks
    assert isinstance(facts, Facts)
    assert facts.rows == (("stake", MEANINGS["stake"]), ("play", MEANINGS["play"]))


def test_no_meaning_is_told_by_itself() -> None:
    for word, meaning in MEANINGS.items():
        assert meaning
        assert word not in meaning.split()
