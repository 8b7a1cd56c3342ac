from sim.classroom.kit.debrief import debrief
from sim.classroom.kit.instructions import all_instructions
from sim.classroom.kit.patterns import Patterns, patterns
from sim.classroom.kit.seat_priority import first_seats
from sim.negotiation.convene import convene
from sim.report.horseshoe import seating
from sim.scenario.loading import load
from sim.scenario.shipped import shipped


def found(name: str) -> Patterns:
    return patterns(all_instructions(load(name)))


def test_what_a_lesson_is_about_is_found() -> None:
    alone = found("lone-blocker").alone
    assert [(front.code, front.resisted) for front in alone] == [("LIMIT", ("PAN",))]
    front = found("constructive-ambiguity").fronts[0]
    assert front.code == "CONSENT"
    assert (set(front.wanted), set(front.resisted)) == ({"ETH", "MNG", "NPL"}, {"ARE", "AUS", "MAR", "THA"})
    assert front.indirect
    trade = found("package-deal").trades[0]
    assert {trade.first, trade.second} == {"Open measurements", "Paying for gauges"}
    assert {len(trade.givers_of_first), len(trade.givers_of_second)} == {4}


def test_a_trade_serves_both_sides() -> None:
    for name in shipped():
        every = all_instructions(load(name))
        titles = {wish.title: k for k, wish in enumerate(next(iter(every.values())).wishes)}
        for trade in patterns(every).trades:
            for codes, given, wanted in (
                (trade.givers_of_first, trade.first, trade.second),
                (trade.givers_of_second, trade.second, trade.first),
            ):
                assert codes
                for code in codes:
                    wishes = every[code].wishes
                    assert wishes[titles[given]].attitude in ("resists", "rejects", "would rather not")
                    assert wishes[titles[wanted]].attitude in ("wants", "insists")


def test_the_first_seats_come_from_either_end_of_the_room() -> None:
    scenario = load("gge-2016-2017")
    every, table = all_instructions(scenario), convene(scenario)
    order = [table.codes[seat] for seat in seating(table)]
    chosen = first_seats(scenario, every, 10)
    front = sum(order.index(code) < 13 for code in chosen)
    assert (len(set(chosen)), front) == (10, 5)
    assert set(first_seats(scenario, every, 99)) == set(scenario.members)


def test_a_debrief_speaks_of_this_room() -> None:
    asked = debrief(load("lone-blocker"), found("lone-blocker"))
    assert any("Panama stands alone against 5" in question.look for question in asked)
    asked = debrief(load("package-deal"), found("package-deal"))
    assert any("Kyrgyzstan" in question.look and "Bangladesh" in question.look for question in asked)
    asked = debrief(load("constructive-ambiguity"), found("constructive-ambiguity"))
    assert any("takes into account the concerns" in question.look for question in asked)
    for question in asked:
        assert question.source
        assert question.theory


def test_a_debrief_asks_about_what_only_this_room_has() -> None:
    def look(name: str, begins: str) -> list[str]:
        asked = debrief(load(name), found(name))
        return [question.look for question in asked if question.asks.startswith(begins)]

    wishes, group, hurt = "What became of the wishes", "Did the group", "What hurt more"
    assert "published beside the report" in look("chairs-summary", wishes)[0]
    assert look("one-voice", wishes) == []
    assert "Barbados, Fiji, the Maldives and Mauritius belong to it" in look("one-voice", group)[0]
    assert look("chairs-summary", group) == []
    assert "agreed before on The last word:" in look("old-text", hurt)[0]
    assert "agreed before" not in look("one-voice", hurt)[0]
    assert "promises explicit words on A public list." in look("one-voice", hurt)[0]
