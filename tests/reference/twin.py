"""The rules of the negotiation told delegation by delegation and paragraph by paragraph.

Slow on purpose, to be read and to check the fast simulation against: it shares no code with
it. Equation numbers are those of the model. A rung is 0 silent, 1 indirect or 2 explicit;
`k` counts paragraphs, `i` delegations, `t` readings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import inf, sqrt

STRENGTH = (0.0, 0.5, 1.0)  # how strongly each rung speaks (e)
OPPOSED = -0.05  # a delegation whose position is below this opposes the paragraph
FULLY_CONTESTED = 0.1  # opposition by this share of the weight brings the full inertia
MOST_FLEXIBLE = 0.9
NO_RED_LINE = 100
STRONG = 2 / 3  # a position of 2 on the scale of a scenario file, which ends at 3
WORTHWHILE = 1e-9  # what the chair must gain to make a move
ROUNDING = 1e-12  # less than this is arithmetic, not a complaint

CONDUCTS = ("instructed", "hard-line", "never-alone", "stands-aside")  # the ways to behave told here

Theta = Mapping[str, float]
Draft = list[int]  # the rung of every paragraph
Change = tuple[int, int]  # a paragraph and the rung it moves to
Table = list[list[list[float]]]  # K x N x 3, what each rung means to each delegation


@dataclass(frozen=True)
class Case:
    """What is known about a process before its end; K x N means by paragraph, by delegation."""

    positions: list[list[float]]  # K x N, -1 resists .. 1 wants
    spreads: list[list[float]]  # K x N, uncertainty of the positions
    stakes: list[float]
    weights: list[float]
    caucuses: list[int]
    in_camp: list[bool]  # the chair's camp; nobody in it means a neutral chair
    salience: list[float]  # K, mean 1
    ambition: list[float]  # K, what the mandate promises, 0..1
    acquis: list[int]  # K, strongest rung any body has agreed
    own_text: list[int]  # K, rung in this body's last report
    outlets: int
    readings: int
    available: list[list[bool]]  # K x 3, the rungs on each ladder
    permanent: list[bool]  # the permanent members of the Security Council
    conduct: list[str]  # how each behaves, one of CONDUCTS
    events: list[tuple[int, int, int]]  # two delegations, and the sign of what happened between them


@dataclass(frozen=True)
class Luck:
    """All chance of one play, drawn beforehand from the standard normal distribution."""

    position: list[list[float]]  # K x N
    stake: list[float]
    flexibility: list[float]
    mood: list[float]
    caucus_mood: list[float]  # by caucus number


@dataclass(frozen=True)
class Play:
    """One negotiation as it went; complaint 2k is harm from k, 2k+1 disappointment, -1 none."""

    path: list[Draft]  # the zero draft, then the draft after each reading, before repairs
    text: Draft  # the draft put to silence, after repairs
    net: list[float]
    complaints: list[int]
    stances: list[str]
    adopted: bool
    degree: str  # none, procedural, thin or rich
    resistance: list[float]  # what the drafts that readings open with would cost each, on average
    burdens: list[list[float]]  # K x N, what each complains of over each paragraph of them, on average


@dataclass(frozen=True)
class Room:
    """A case once chance has settled who wants what: all that stays fixed through a play."""

    case: Case
    theta: Theta
    luck: Luck
    position: list[list[float]]  # K x N, realised
    gain: Table
    harm: Table
    disappointment: Table


def realised_position(case: Case, luck: Luck, k: int, i: int) -> float:
    """What a delegation turns out to want, within its instructions' uncertainty (1)."""
    return max(-1.0, min(1.0, case.positions[k][i] + case.spreads[k][i] * luck.position[k][i]))


def intensity(case: Case, theta: Theta, k: int, position: float) -> float:
    """How much a paragraph matters to a delegation, for or against (2)."""
    return case.salience[k] * float(abs(position) ** theta["convexity"])


def worth(rung: int, indirect: float) -> float:
    """Value to proponents, or harm to resisters, of a rung by its wording alone (3)."""
    return (0.0, indirect, 1.0)[rung]


def worth_beyond_acquis(case: Case, theta: Theta, k: int, rung: int, indirect: float) -> float:
    """The same, discounted for what only repeats language already agreed (4)."""
    anybodys = min(rung, case.acquis[k])
    own = min(anybodys, case.own_text[k])
    foreign = theta["foreign_acquis"]
    repeated = foreign * worth(anybodys, indirect) + (1 - foreign) * worth(own, indirect)
    return worth(rung, indirect) - theta["acquis_discount"] * repeated


def gain(case: Case, theta: Theta, k: int, position: float, rung: int) -> float:
    """What a delegation that wants the paragraph gets from a rung (5)."""
    value = worth_beyond_acquis(case, theta, k, rung, theta["indirect_value"])
    return intensity(case, theta, k, position) * value if position > 0 else 0.0


def harm(case: Case, theta: Theta, k: int, position: float, rung: int) -> float:
    """What a delegation that resists the paragraph suffers from a rung (5)."""
    damage = worth_beyond_acquis(case, theta, k, rung, theta["indirect_harm"])
    felt = theta["harm_weight"] * intensity(case, theta, k, position)
    return felt * damage if position < 0 else 0.0


def realism(case: Case, theta: Theta, positions: Sequence[float]) -> float:
    """What is left of a claim where a permanent member resists the paragraph (6)."""
    against = [
        -v for v, permanent in zip(positions, case.permanent, strict=True) if permanent and v < OPPOSED
    ]
    return 1 - theta["realism"] * max(against, default=0.0)


def disappointment(case: Case, theta: Theta, k: int, position: float, rung: int, realistic: float) -> float:
    """What a delegation misses against the mandate or its own claim, cooled by outlets (6)."""
    expected = max(case.ambition[k], theta["own_claim"] * realistic * position)
    settled = max(STRENGTH[rung], theta["promise_kept"] * STRENGTH[case.acquis[k]])
    felt = theta["disappointment_weight"] * intensity(case, theta, k, position)
    cooled = felt * float(theta["outlet_factor"] ** case.outlets)
    return cooled * max(0.0, expected - settled) if position > 0 else 0.0


def flexibility(room: Room, i: int, t: int) -> float:
    """The share of its burdens a delegation swallows as the deadline nears (7)."""
    if room.case.conduct[i] == "hard-line":
        return 0.0
    pressure: float = min(1.0, t / room.case.readings) ** (1 / room.theta["deadline_shape"])
    readiness = room.theta["deadline_concession"] * (1 + 0.5 * room.luck.flexibility[i])
    return max(0.0, min(MOST_FLEXIBLE, readiness * pressure))


def weather(case: Case, i: int) -> float:
    """Whether events with others in the room have been rather good or rather bad (8)."""
    return max(-1.0, min(1.0, float(sum(sign for one, other, sign in case.events if i in (one, other)))))


def background(room: Room, i: int) -> float:
    """What no text can change: the stake in a report, the mood of caucus and delegation (8)."""
    theta, luck, caucus = room.theta, room.luck, room.case.caucuses[i]
    needed = theta["stake_scale"] * float(theta["outlet_stake"] ** room.case.outlets)
    disposed = room.case.stakes[i] + theta["weather_effect"] * weather(room.case, i)
    stake = needed * (disposed + theta["stake_noise"] * luck.stake[i])
    shared = sqrt(theta["caucus_share"]) * luck.caucus_mood[caucus]
    alone = sqrt(1 - theta["caucus_share"]) * luck.mood[i]
    return stake + theta["decision_noise"] * (shared + alone)


def burden(room: Room, k: int, rung: int, i: int, flexible: float) -> float:
    """What a delegation complains of in a paragraph, beyond what it has conceded (8)."""
    return (1 - flexible) * (room.harm[k][i][rung] + room.disappointment[k][i][rung])


def total(room: Room, draft: Draft, i: int, flexible: float) -> float:
    """What the draft as a whole is worth to a delegation, all paragraphs set off against each other (8)."""
    sum_of_all = background(room, i)
    for k, rung in enumerate(draft):
        sum_of_all += room.gain[k][i][rung] - burden(room, k, rung, i, flexible)
    return sum_of_all


def net(room: Room, draft: Draft, i: int, flexible: float) -> float:
    """The same, or less where a single paragraph crosses a red line (8)."""
    worst = max((burden(room, k, rung, i, flexible) for k, rung in enumerate(draft)), default=0.0)
    line = room.theta["red_line"]
    return min(total(room, draft, i, flexible), line - worst if line < NO_RED_LINE else inf)


def hearing(room: Room, i: int) -> float:
    """How far the chair hears a delegation: a partial one hears outsiders less (9, h)."""
    camp = room.case.in_camp
    return 1.0 if camp[i] or not any(camp) else 1 - room.theta["chair_partiality"]


def blocking_cost(room: Room, i: int) -> float:
    """What it costs a delegation to block alone: the weaker, the more (10, d)."""
    return room.theta["blocking_cost"] * (1 - room.case.weights[i])


def chairs_aim(room: Room, draft: Draft, flexible: list[float]) -> float:
    """What the chair seeks: few in distress, many well served, little off the mandate (9, F)."""
    case, theta = room.case, room.theta
    distress = service = scope = 0.0
    for i, weight in enumerate(case.weights):
        distance = net(room, draft, i, flexible[i]) + blocking_cost(room, i) / 2
        distress += hearing(room, i) * max(0.0, -distance)
        service += hearing(room, i) * weight * total(room, draft, i, flexible[i])
    for k, rung in enumerate(draft):
        if case.ambition[k] == 0:
            scope += max(0.0, STRENGTH[rung] - STRENGTH[case.own_text[k]])
    service /= sum(case.weights)
    return -distress + theta["chair_ambition"] * service - theta["scope_cost"] * scope


def inertia(room: Room, k: int) -> float:
    """What it costs to touch a paragraph: contested text stays where it is (9)."""
    weights = room.case.weights
    opposed = sum(w for w, v in zip(weights, room.position[k], strict=True) if v < OPPOSED)
    return room.theta["inertia"] * min(1.0, opposed / sum(weights) / FULLY_CONTESTED)


def one_rung_away(case: Case, draft: Draft) -> tuple[list[Change], list[Change]]:
    """The changes that weaken a paragraph and those that strengthen one (9)."""
    weaker, stronger = [], []
    for k, rung in enumerate(draft):
        ladder = [m for m in range(3) if case.available[k][m]]
        weaker += [(k, m) for m in ladder if m < rung][-1:]
        stronger += [(k, m) for m in ladder if m > rung][:1]
    return weaker, stronger


def best_move(
    room: Room, draft: Draft, flexible: list[float], moves: Sequence[tuple[Change, ...]]
) -> Draft | None:
    """The draft after the move that serves the chair's aim best, if any is worthwhile (9)."""
    before = chairs_aim(room, draft, flexible)
    best, most = None, WORTHWHILE
    for move in moves:
        amended = draft.copy()
        for k, rung in move:
            amended[k] = rung
        rise = chairs_aim(room, amended, flexible) - before - sum(inertia(room, k) for k, _ in move)
        if rise > most:
            best, most = amended, rise
    return best


def best_change(room: Room, draft: Draft, flexible: list[float]) -> Draft | None:
    """The best change of a single paragraph by one rung (9)."""
    weaker, stronger = one_rung_away(room.case, draft)
    return best_move(room, draft, flexible, [(change,) for change in weaker + stronger])


def best_trade(room: Room, draft: Draft, flexible: list[float]) -> Draft | None:
    """The best log-roll: one paragraph up together with another, up or down (9)."""
    weaker, stronger = one_rung_away(room.case, draft)
    trades = [(up, down) for up, down in product(stronger, weaker) if up[0] != down[0]]
    return best_move(room, draft, flexible, [*trades, *combinations(stronger, 2)])


def hold_reading(room: Room, draft: Draft, flexible: list[float]) -> Draft:
    """One reading: a few moves by the chair, trades only where no single change helps (9)."""
    for _ in range(int(room.theta["moves"])):
        amended = best_change(room, draft, flexible)
        if amended is None and room.theta["log_rolling"]:
            amended = best_trade(room, draft, flexible)
        if amended is None:
            break
        draft = amended
    return draft


def complaint(room: Room, draft: Draft, i: int) -> int:
    """A delegation's largest complaint, the first paragraph's if equal (10)."""
    # Flexibility eases all complaints alike, so it cannot change which is the largest.
    sizes: list[float] = []
    for k, rung in enumerate(draft):
        sizes += [room.harm[k][i][rung], room.disappointment[k][i][rung]]
    largest = max(sizes, default=0.0)
    return sizes.index(largest) if largest > ROUNDING else -1


def cover(room: Room, nets: list[float], complaints: list[int], i: int) -> float:
    """The shelter of other discontented delegations with the same complaint (10)."""
    if complaints[i] == -1:
        return 0.0
    company = 0.0
    for j, weight in enumerate(room.case.weights):
        if j != i and nets[j] < 0 and complaints[j] == complaints[i]:
            company += weight
    return company / (company + 1)


def stance(room: Room, nets: list[float], complaints: list[int], i: int) -> str:
    """Joins if content; objects if discontent outweighs the cost of blocking (10)."""
    if nets[i] >= 0:
        return "joins"
    shelter, conduct = cover(room, nets, complaints, i), room.case.conduct[i]
    if conduct == "stands-aside" or (conduct == "never-alone" and shelter == 0):
        return "dissociates"
    exposure = (1 - shelter) ** room.theta["cover_exponent"]
    return "objects" if nets[i] < -blocking_cost(room, i) * exposure else "dissociates"


def along_the_way(room: Room, path: list[Draft]) -> tuple[list[float], list[list[float]]]:
    """What each would lose by the drafts that readings open with, and complains of in each paragraph."""
    readings = room.case.readings
    losses = [0.0 for _ in room.case.weights]
    burdens = [losses.copy() for _ in room.case.salience]
    for t, draft in enumerate(path[:readings], start=1):
        for i in range(len(losses)):
            flexible = flexibility(room, i, t)
            losses[i] += max(0.0, -net(room, draft, i, flexible)) / readings
            for k, rung in enumerate(draft):
                burdens[k][i] += burden(room, k, rung, i, flexible) / readings
    return losses, burdens


def silence_procedure(room: Room, path: list[Draft], draft: Draft, flexible: list[float]) -> Play:
    """Put a draft to silence: it is adopted unless somebody objects (10)."""
    everybody = range(len(room.case.weights))
    nets = [net(room, draft, i, flexible[i]) for i in everybody]
    complaints = [complaint(room, draft, i) for i in everybody]
    stances = [stance(room, nets, complaints, i) for i in everybody]
    adopted = "objects" not in stances
    achieved = degree(room.case, draft, adopted)
    return Play(path, draft, nets, complaints, stances, adopted, achieved, *along_the_way(room, path))


def contested(case: Case, k: int) -> bool:
    """Whether somebody is instructed to want the paragraph strongly, and somebody to resist it so."""
    return any(v >= STRONG for v in case.positions[k]) and any(v <= -STRONG for v in case.positions[k])


def degree(case: Case, text: Draft, adopted: bool) -> str:
    """How much is achieved: the steps beyond the acquis that a report takes on contested paragraphs."""
    if not adopted:
        return "none"
    steps = sum(max(0, m - case.acquis[k]) for k, m in enumerate(text) if contested(case, k))
    return ("procedural", "thin")[steps] if steps < 2 else "rich"


def enter(case: Case, theta: Theta, luck: Luck) -> Room:
    """Settle what chance decides and tabulate what every rung means to everybody (1-6)."""
    assert set(case.conduct) <= set(CONDUCTS), "a conduct that is not told here"
    paragraphs, everybody = range(len(case.salience)), range(len(case.weights))
    position = [[realised_position(case, luck, k, i) for i in everybody] for k in paragraphs]
    wanted, suffered = (
        [[[term(case, theta, k, v, m) for m in range(3)] for v in position[k]] for k in paragraphs]
        for term in (gain, harm)
    )
    missed = [
        [
            [disappointment(case, theta, k, v, m, realism(case, theta, position[k])) for m in range(3)]
            for v in position[k]
        ]
        for k in paragraphs
    ]
    return Room(case, theta, luck, position, wanted, suffered, missed)


def play(case: Case, theta: Theta, luck: Luck) -> Play:
    """Negotiate from the body's own last text to the silence procedure, with repairs (7-10)."""
    room = enter(case, theta, luck)
    draft = case.own_text.copy()
    path = [draft]
    for t in range(1, case.readings + 1):
        flexible = [flexibility(room, i, t) for i in range(len(case.weights))]
        draft = hold_reading(room, draft, flexible)
        path.append(draft)
    outcome = silence_procedure(room, path, draft, flexible)
    for _ in range(int(theta["repairs"])):
        repaired = None if outcome.adopted else best_change(room, outcome.text, flexible)
        if repaired is None:
            break
        again = silence_procedure(room, path, repaired, flexible)
        if again.stances.count("objects") >= outcome.stances.count("objects"):
            break
        outcome = again
    return outcome
