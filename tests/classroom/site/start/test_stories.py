"""What the start page offers, and its pictures."""

from sim.classroom.site.start.stories import KINDS, places, plain_title, stories
from sim.scenario.loading import load
from sim.scenario.shipped import shipped


def test_stories_for_teaching_come_first_and_small_rooms_before_large_ones() -> None:
    found = list(stories().values())
    order = list(dict.fromkeys(KINDS.values()))
    assert found == sorted(found, key=lambda one: (order.index(one.kind), len(one.seats)))
    assert {one.kind for one in found} == set(order)
    assert found[0].kind == "invented"


def test_a_story_says_what_its_scenario_says_with_a_letter_for_each_seat_and_paragraph() -> None:
    for name, story in stories().items():
        scenario = load(shipped()[name])
        assert scenario.title.startswith(story.title)
        assert story.question == scenario.question
        assert (len(story.seats), len(story.paragraphs)) == (len(scenario.members), len(scenario.issues))
        assert set(story.seats) <= set("mlb")
        assert set(story.paragraphs) <= set("ca")
        assert len(places(len(story.seats))["places"]) == len(story.seats)  # type: ignore[arg-type]


def test_the_picture_shows_who_stands_alone_and_who_stands_against_whom() -> None:
    assert stories()["lone-blocker"].seats.count("l") == 1
    assert stories()["lone-blocker"].seats.endswith("l")
    assert stories()["package-deal"].seats == "mmmmllll"


def test_a_title_keeps_what_is_more_than_the_remark_that_it_is_invented() -> None:
    assert plain_title("A panel (invented for teaching)") == "A panel"
    assert plain_title("A plenary (positions invented for teaching)") == "A plenary"
    assert plain_title("A group (second part), 2016-17") == "A group (second part), 2016-17"
