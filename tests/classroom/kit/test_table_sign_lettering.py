from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from sim.classroom.kit.table_sign_lettering import HEIGHT, LEADING, WIDTH, lettering
from sim.scenario.roster import roster

BOLD = FontProperties(family="DejaVu Sans", weight="bold")
#: A capital is so much of the size of its letters in any usual bold type; so high it is read from five
#: metres without effort, twice the height that the eye needs at the least (5 minutes of arc: 7 mm).
CAPITAL, READ_AT_FIVE_METRES = 0.7, 13.0


def test_every_name_fits_its_sign_and_is_read_from_five_metres() -> None:
    for name in (state.name for state in roster().values()):
        set_in = lettering(name)
        assert " ".join(set_in.lines) == name
        assert set_in.size * CAPITAL >= READ_AT_FIVE_METRES, (name, set_in)
        assert len(set_in.lines) * set_in.size * LEADING <= HEIGHT + 0.2, name
        for line in set_in.lines:
            assert TextPath((0, 0), line, size=set_in.size, prop=BOLD).get_extents().width <= WIDTH, line


@given(st.text(min_size=1, max_size=80))
def test_any_name_can_be_set(name: str) -> None:
    set_in = lettering(name)
    assert set_in.size > 0
    assert " ".join(set_in.lines).split() == name.split()
