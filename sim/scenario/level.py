"""The level: behavioural parameters that a scenario fixes, in place of the model's priors."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.fields import Strict


class Level(Strict):
    """Behavioural parameters of a field or an invented room, if known: each replaces its prior."""

    stake_scale: float | None = Field(default=None, gt=0, le=100)
    """Worth of having a report at all (b0)."""
    decision_noise: float | None = Field(default=None, gt=0, le=100)
    """Spread of what moves a delegation and is not in the file (sigma_e)."""
    harm_weight: float | None = Field(default=None, ge=0, le=100)
    """Weight of a harm against an equal gain (kappa)."""
    disappointment_weight: float | None = Field(default=None, ge=0, le=100)
    """Weight of falling short of what was promised or claimed (mu)."""
    own_claim: float | None = Field(default=None, ge=0, le=1)
    """How far a capital makes its own claim a condition (chi)."""
    deadline_concession: float | None = Field(default=None, ge=0, le=0.9)
    """Share of its complaints that a delegation gives up at the deadline (f0)."""
    blocking_cost: float | None = Field(default=None, ge=0, le=100)
    """Cost of blocking alone, for a delegation without weight (d0)."""
    red_line: float | None = Field(default=None, ge=0, le=100)
    """How large a complaint over a single paragraph may be; 100 for no red lines (ell)."""
    outlet_factor: float | None = Field(default=None, ge=0, le=1)
    """Share of a disappointment that each other outlet leaves (rho)."""
    outlet_stake: float | None = Field(default=None, ge=0, le=1)
    """Share of the stake that each other outlet leaves (omega)."""
