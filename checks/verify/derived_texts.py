"""Derived texts: where the chair has to end, by equations 4 to 9 of docs/model.md."""

import numpy as np

from checks.verify.derived import HARDLY, MARGIN, counted, plain, told
from checks.verify.finding import Part
from checks.verify.rooms import chance
from sim.negotiation.arrays import EXPLICIT, INDIRECT, SILENT
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.testing.rooms import table_of


def two_opponents(many: int, indirect: bool) -> Part:
    """One paragraph that the mandate promises; one delegation wants it, one resists it (u = 1).

    Silence leaves the first with b - mu, explicit text the second with b - kappa: both below 0 here.
    Indirect text gives them b + phi - mu/2 > 0 and b - kappa psi. So a report is adopted exactly if
    there is indirect text and b > kappa psi, and it is indirect.
    """
    rng = chance(11, indirect)
    phi, kappa = rng.uniform(0.5, 0.95, many), rng.uniform(0.5, 5, many)
    psi = rng.uniform(0.02, 0.98, many) * np.minimum(1, 0.7 / kappa)
    mu = rng.uniform(0.3, 1.0, many)
    b = rng.uniform(0, 0.95, many) * np.minimum(mu, kappa)
    clear = np.abs(b - kappa * psi) > MARGIN
    table = table_of([[1, -1]], stakes=[1, 1], ambition=[1], available=[[True, indirect, True]])
    draws = plain(
        table, many, stake_scale=b, indirect_harm=psi, indirect_value=phi, harm_weight=kappa,
        disappointment_weight=mu, chair_ambition=HARDLY,
    )  # fmt: skip
    outcome = play(table, draws)
    agreed = (b > kappa * psi) & indirect
    right = (outcome.adopted == agreed) & (~agreed | (outcome.text[:, 0] == INDIRECT))
    wrong = told(clear & ~right, b=b, psi=psi, phi=phi, kappa=kappa, mu=mu)
    name = f"two opponents, {'with' if indirect else 'without'} indirect text"
    return counted(name, wrong, int(clear.sum()), f"{agreed.mean():.0%} should agree")


def unanimous(rooms: int, position: int) -> Part:
    """Everybody wants everything, or resists everything, whatever the body said last.

    For: every step up adds to what each gains (phi and 1 - phi) and takes from nobody, so with enough
    readings all is explicit; net >= b >= 0. Against, with delta < 1 and no inertia: every step down
    takes harm away, so all is silent; net = b.
    """
    rng, wrong, plays = chance(12, position + 1), [], 8
    for case in range(rooms):
        n, k = int(rng.choice([1, 2, 5, 15, 25, 60, 193])), int(rng.integers(1, 7))
        own = np.zeros(k) if position > 0 else rng.integers(0, 3, k)
        table = table_of(
            np.full((k, n), position).tolist(), stakes=rng.uniform(0.1, 1, n), weights=rng.uniform(0.1, 1, n),
            salience=rng.uniform(0.3, 2, k), ambition=np.ones(k), acquis=own, own_text=own, readings=2 * k,
        )  # fmt: skip
        draws = plain(
            table, plays, case, stake_scale=rng.uniform(0.01, 2, plays),
            harm_weight=rng.uniform(0.5, 5, plays), indirect_value=rng.uniform(0.1, 0.9, plays),
            indirect_harm=rng.uniform(0.1, 0.9, plays),
            disappointment_weight=rng.uniform(0, 4, plays), own_claim=rng.uniform(0, 1, plays),
            acquis_discount=rng.uniform(0, 0.9, plays), foreign_acquis=rng.uniform(0, 1, plays),
            chair_ambition=rng.uniform(0.1, 1, plays), deadline_concession=rng.uniform(0, 0.3, plays),
            convexity=rng.uniform(0.5, 3, plays), blocking_cost=rng.uniform(0, 1, plays),
        )  # fmt: skip
        outcome = play(table, draws)
        if not (outcome.adopted.all() and (outcome.text == (EXPLICIT if position > 0 else SILENT)).all()):
            wrong.append(f"room {case} ({n} delegations, {k} paragraphs)")
    name = "everybody wants everything" if position > 0 else "everybody resists everything"
    return counted(name, wrong, rooms * plays, f"{rooms} rooms of 1 to 193")


def _crossed(ambition: int) -> Table:
    return table_of([[1, -1], [-1, 1]], stakes=[0, 0], ambition=[ambition] * 2, readings=8)


def package_deal(many: int) -> Part:
    """Two delegations, two paragraphs; each wants one fully and resists the other, which costs it s.

    No mandate, no stake. A single indirect paragraph costs its resister psi s, so no single change helps;
    both indirect give each phi - psi s > 0, both explicit 1 - s > phi - psi s. So the text is explicit
    throughout with trades, and silent without; both are adopted.
    """
    rng = chance(13)
    s, psi, phi = rng.uniform(0.1, 0.9, many), rng.uniform(0.05, 0.95, many), rng.uniform(0.1, 0.9, many)
    clear = (phi > psi * s + MARGIN) & (1 - phi > (1 - psi) * s + MARGIN)
    return _traded("package deal", clear, s, psi, phi, np.zeros(many), 0, (True, SILENT))


def mandated_package(many: int) -> Part:
    """The same with a mandate for both, so that silence disappoints each by mu.

    With mu/2 < phi < psi s + mu/2 both indirect is still a complaint of c = psi s + mu/2 - phi for each. To
    reach it by single changes has to help on the way (psi s < mu; 2 c < mu + psi s), and to leave it by one
    must not (s + mu/2 - phi > 2 c). Then single changes end there and somebody objects; a trade makes all
    explicit, which is worth 1 - s > 0 to each.
    """
    rng = chance(14)
    many *= 8  # few combinations meet all the conditions
    s, psi, phi = rng.uniform(0.1, 0.9, many), rng.uniform(0.05, 0.95, many), rng.uniform(0.1, 0.9, many)
    mu = rng.uniform(0.1, 1.5, many)
    left = psi * s + mu / 2 - phi
    clear = (
        (phi > mu / 2 + MARGIN) & (left > MARGIN) & (mu > psi * s + MARGIN)
        & (2 * left + MARGIN < mu + psi * s) & (s + mu / 2 - phi > 2 * left + MARGIN)
    )  # fmt: skip
    return _traded("mandated package", clear, s, psi, phi, mu, 1, (False, INDIRECT))


def _traded(
    name: str, clear: np.ndarray, s: np.ndarray, psi: np.ndarray, phi: np.ndarray, mu: np.ndarray,
    ambition: int, alone: tuple[bool, int],
) -> Part:  # fmt: skip
    table = _crossed(ambition)
    plays = int(clear.sum())
    values = {"harm_weight": s, "indirect_harm": psi, "indirect_value": phi, "disappointment_weight": mu}
    values = {n: v[clear] for n, v in values.items()}
    wrong = []
    for trades, (adopted, text) in ((1, (True, EXPLICIT)), (0, alone)):
        outcome = play(table, plain(table, plays, chair_ambition=HARDLY, log_rolling=trades, **values))
        right = (outcome.adopted == adopted) & (outcome.text == text).all(axis=1)
        wrong += [f"log_rolling={trades}: {w}" for w in told(~right, **values)]
    return counted(name, wrong, 2 * plays, f"{plays:,} parameter sets, with trades and without")
