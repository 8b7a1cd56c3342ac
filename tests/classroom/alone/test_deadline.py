"""Deadlines: as teachers write them, and as everybody reads them, with the zone of this machine."""

import time
from collections.abc import Callable, Iterator

import pytest

from sim.classroom.alone.deadline import offset_of, seconds_of, written_out
from sim.scenario.fault import BadInput

if not hasattr(time, "tzset"):
    pytest.skip("no zone can be set here", allow_module_level=True)

SUMMER = 1_784_563_200.0  # 2026-07-20 16:00 UTC


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def in_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield in_zone
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone_name", "shown", "offset"),
    [
        ("Europe/Vienna", "2026-07-20 18:00 (UTC+2)", 120),
        ("Asia/Kolkata", "2026-07-20 21:30 (UTC+5:30)", 330),
        ("America/St_Johns", "2026-07-20 13:30 (UTC-2:30)", -150),
        ("UTC", "2026-07-20 16:00 (UTC)", 0),
    ],
)
def test_they_are_read_back_as_they_are_written_and_say_their_zone(
    zone: Callable[[str], None], zone_name: str, shown: str, offset: int
) -> None:
    zone(zone_name)
    assert written_out(SUMMER) == shown
    assert offset_of(SUMMER) == offset
    assert seconds_of(shown[:16]) == seconds_of(shown[:16].replace(" ", "T")) == SUMMER
    assert seconds_of("2026-07-20T16:00+00:00") == SUMMER


def test_a_day_alone_lasts_until_its_end_also_when_the_clocks_change(zone: Callable[[str], None]) -> None:
    zone("Europe/Vienna")
    assert written_out(seconds_of("2026-10-25")) == "2026-10-25 23:59 (UTC+1)"
    assert written_out(seconds_of("2026-10-24")) == "2026-10-24 23:59 (UTC+2)"


@pytest.mark.parametrize("written", ["", "soon", "2026-13-01", "2026-02-30 18:00", "18:00"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="is not a date"):
        seconds_of(written)
