"""Derived stances: who has to object, and who cannot, by equation 10 of docs/model.md."""

from dataclasses import replace
from typing import Any

import numpy as np

from checks.verify.derived import counted, plain
from checks.verify.finding import Part
from checks.verify.likelihood import FAMILY, of_share
from checks.verify.rooms import chance, random_table, with_behaviour
from sim.negotiation.decisions.consensus_minus_one import ConsensusMinusOne
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import net, open_reading
from sim.negotiation.table import Table
from sim.testing.rooms import table_of


def company(rooms: int) -> Part:
    """Complaints that cannot be eased: each delegation suffers h from one paragraph, under equation 10.

    It objects exactly if h > d0 (1 - w) (1 / (W + 1))^eta, where W is the weight of the others who suffer
    from the same paragraph; else it dissociates.
    """
    rng, wrong, cases, objecting = chance(15), [], 0, 0
    for room in range(rooms):
        n, k, plays = int(rng.integers(1, 13)), int(rng.integers(1, 4)), 16
        about = rng.integers(0, k, n)
        positions = np.where(about == np.arange(k)[:, None], -1.0, 0.0)
        weights = rng.uniform(0, 1, n)
        table = table_of(
            positions.tolist(), weights=weights, stakes=[0] * n, own_text=[2] * k, acquis=[2] * k, readings=1
        )
        suffered, cost, eta = rng.uniform(0.05, 2, plays), rng.uniform(0, 4, plays), rng.uniform(0, 4, plays)
        draws = plain(
            table, plays, moves=0, repairs=0, harm_weight=suffered, blocking_cost=cost, cover_exponent=eta
        )
        outcome = play(table, draws)
        others = ((about[:, None] == about) * weights).sum(axis=1) - weights
        price = cost[:, None] * (1 - weights) * (1 / (others + 1)) ** eta[:, None]
        clear = np.abs(suffered[:, None] - price) > 1e-9
        objects = suffered[:, None] > price
        wrong += [
            f"room {room}, play {r}, seat {i}" for r, i in np.argwhere(clear & (outcome.objects != objects))
        ]
        wrong += [
            f"room {room}, play {r}: adoption" for r in np.flatnonzero(outcome.adopted == objects.any(axis=1))
        ]
        cases, objecting = cases + int(clear.sum()), objecting + int(objects.sum())
    return counted(
        "complaint alone and in company", wrong, cases, f"{objecting:,} should object, the rest dissociate"
    )


def lone_objector(rooms: int) -> Part:
    """One delegation that no text can please, in a room of any size that likes the draft: it stops it alone.

    Where one objection is passed over, it does not.
    """
    rng, wrong = chance(16), []
    for room in range(rooms):
        n, k = int(rng.choice([1, 2, 5, 15, 25, 60, 193])), int(rng.integers(1, 5))
        position = rng.uniform(0, 1, (k, n))
        who = int(rng.integers(n))
        position[:, who] = 0
        table = table_of(position.tolist(), stakes=[1] * n, weights=rng.uniform(0.05, 1, n), ambition=[1] * k)
        draws = plain(
            table, 4, decision_noise=1, disappointment_weight=0, blocking_cost=rng.uniform(0, 2, 4),
            deadline_concession=0.2,
        )  # fmt: skip
        mood = np.zeros((4, n))
        mood[:, who] = -rng.uniform(4, 40, 4)
        hostile = replace(draws, mood=mood)
        outcome = play(table, hostile)
        passed = play(replace(table, decision=ConsensusMinusOne()), hostile)
        alone = outcome.objects[:, who] & (outcome.objects.sum(axis=1) == 1)
        if outcome.adopted.any() or not alone.all() or not passed.adopted.all():
            wrong.append(f"room {room} ({n} delegations)")
    return counted("lone objector", wrong, 4 * rooms, f"{rooms} rooms of 1 to 193")


def _raised(table: Table, seed: int, plays: int, **values: Any) -> tuple[Outcomes, Outcomes]:
    """Play with the same luck at some stakes and at larger ones."""
    rng = chance(17, seed)
    low = rng.uniform(0, 1.5, plays)
    high = low + rng.uniform(0.01, 1.5, plays)
    draws = draw(table, seed, plays, {}) if not values else with_behaviour(draw(table, seed, plays), **values)
    # A stake of a bad day can be negative, and then more weight on it is worse: none here.
    kind = replace(draws, stake=np.abs(draws.stake))
    first, second = (play(table, with_behaviour(kind, stake_scale=b)) for b in (low, high))
    return first, second


def larger_stake_same_text(rooms: int) -> Part:
    """A larger stake on the same luck and the same text: nobody who joined leaves, no report is lost.

    Every net rises, so fewer are unhappy, so nobody has more cover, so no price of blocking falls.
    """
    wrong, plays, gained = [], 16, 0
    for room in range(rooms):
        table = random_table(room)
        low, high = _raised(table, room, plays, moves=0, repairs=0)
        gained += int((high.adopted & ~low.adopted).sum())
        if (high.stances > low.stances).any() or (low.adopted & ~high.adopted).any():
            wrong.append(f"room {room}")
    return counted(
        "larger stake, same text", wrong, rooms * plays, f"{gained:,} reports gained, play by play"
    )


def larger_stake(rooms: int) -> Part:
    """The same with the chair at work, who may write another text: more reports, if not in every play."""
    gained = lost = 0
    plays = 32
    for room in range(rooms):
        low, high = _raised(random_table(room), 10_000 + room, plays)
        gained += int((high.adopted & ~low.adopted).sum())
        lost += int((low.adopted & ~high.adopted).sum())
    level = of_share(lost, gained + lost, 0.5) if gained + lost else 1.0
    wrong = [] if lost < gained and level < FAMILY else [f"{gained:,} gained, {lost:,} lost: p = {level:.1e}"]
    seen = f"{gained:,} reports gained and {lost:,} lost on the same luck"
    return Part("larger stake, chair at work", rooms * plays, seen, tuple(wrong))


def own_text_again(rooms: int) -> Part:
    """The body's own explicit text again, the acquis fully free (delta = 1): it costs nobody anything.

    Gain, harm and disappointment are all 0, so the net is the stake, or the red line where that is less; with
    b > 0 all join.
    """
    rng, wrong, worst, plays = chance(18), [], 0.0, 8
    for room in range(rooms):
        base = random_table(room)
        k = len(base.issues)
        table = replace(base, acquis=np.full(k, 2, np.int8), own_text=np.full(k, 2, np.int8))
        draws = with_behaviour(
            draw(table, room, plays), acquis_discount=1, foreign_acquis=rng.uniform(0, 1, plays), moves=0,
            stake_noise=0, decision_noise=0, stake_scale=rng.uniform(0.01, 2, plays),
        )  # fmt: skip
        outcome = play(table, draws)
        interests = weigh(table, draws)
        reading = open_reading(table, draws, interests, table.readings)
        expected = np.minimum(interests.base, draws.behaviour.red_line[:, None])
        away = np.abs(net(reading, outcome.text, np.arange(plays)) - expected).max()
        worst = max(worst, float(away))
        if away > 1e-12 or (outcome.stances != 0).any() or (outcome.complaints != -1).any():
            wrong.append(f"room {room}: off by {away:.1e}")
    return counted("own text again", wrong, rooms * plays, f"net off what is derived by at most {worst:.0e}")


def nothing_to_lose(rooms: int) -> Part:
    """No disappointment (mu = 0) and a new body: everything is adopted.

    Silence costs nobody anything, and the chair makes no change that lowers F. So complaints, less d/2 each,
    never weigh more than what the chair's ambition wins: alpha times the summed salience K. If that is below
    (1 - w) d0 / 2 for everybody, no net falls below -d, and without cover's help (eta = 0) nobody objects.
    """
    rng, wrong, plays, moved = chance(19), [], 8, 0
    for room in range(rooms):
        base = random_table(room)
        k, n = base.shape
        salience = base.salience / base.salience.mean()
        blank = np.zeros(k, np.int8)
        table = replace(
            base, acquis=blank, own_text=blank, salience=salience, weights=base.weights * 0.8,
            in_camp=np.zeros(n, bool),
        )  # fmt: skip
        cost = rng.uniform(0.05, 1.2, plays)
        draws = with_behaviour(
            draw(table, room, plays), disappointment_weight=0, cover_exponent=0, decision_noise=0,
            stake_noise=0, blocking_cost=cost, chair_ambition=0.99 * cost * 0.2 / 2 / k, acquis_discount=0,
        )  # fmt: skip
        outcome = play(table, draws)
        moved += int((outcome.text > 0).any(axis=1).sum())
        if not outcome.adopted.all():
            wrong.append(f"room {room}")
    return counted("no disappointment", wrong, rooms * plays, f"{moved:,} texts say something")
