"""Analytic: cases that can be worked out by hand, over wide ranges of parameters and sizes of rooms.

What each case has to come to is derived in the docstring of its function, from equations 1 to 10
of docs/model.md and not from the program.
"""

from checks.verify.derived_doubt import (
    DOUBTS,
    SIZES,
    caucuses_of_one_mind,
    doubt_partly_shared,
    independent_doubt,
)
from checks.verify.derived_stances import (
    company,
    larger_stake,
    larger_stake_same_text,
    lone_objector,
    nothing_to_lose,
    own_text_again,
)
from checks.verify.derived_texts import mandated_package, package_deal, two_opponents, unanimous
from checks.verify.finding import Ask, Finding


def analytic(ask: Ask) -> Finding:
    """Hold the engine to every case."""
    of = ask.effort.of
    many, runs = of(300, 3000, 20_000), of(400, 2000, 8000)
    sizes, doubts = SIZES[:: of(3, 1, 1)], DOUBTS[:: of(4, 1, 1)]
    return Finding(
        "analytic",
        (
            two_opponents(many, indirect=True), two_opponents(many, indirect=False),
            unanimous(of(10, 60, 200), position=1), unanimous(of(10, 60, 200), position=-1),
            independent_doubt(runs, sizes, doubts), caucuses_of_one_mind(runs, sizes, doubts),
            doubt_partly_shared(runs, sizes), package_deal(many), mandated_package(many),
            company(of(50, 400, 2000)), lone_objector(of(20, 100, 400)),
            larger_stake_same_text(of(40, 200, 1000)), larger_stake(of(30, 100, 400)),
            own_text_again(of(30, 200, 1000)), nothing_to_lose(of(30, 200, 1000)),
        ),
    )  # fmt: skip
