"""The room: one play of a negotiation as a Mesa model, reading by reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs import ChairStrategy, chair_named
from sim.negotiation.convene import convene, own_priors
from sim.negotiation.draw import draw
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.observer import NOBODY, Observer
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior, checked
from sim.negotiation.payoff import weigh
from sim.negotiation.play import conclude, hold_reading
from sim.negotiation.reading import net, open_reading
from sim.negotiation.silence import put_under_silence
from sim.negotiation.stance import largest_complaint, on_package, on_paragraphs
from sim.negotiation.vocabulary import Complaint, ParagraphStance, Stance
from sim.negotiation.whole_numbers import whole
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.schema import Scenario

_ROW = np.zeros(1, dtype=np.int64)
#: What is collected of each delegation.
TOLD = ("code", "stance", "worth", "complaint", "flexibility")


class Delegation(mesa.Agent):  # type: ignore[misc]
    """A delegation in the room; what it has and says are views of the room's arrays.

    Parameters
    ----------
    room : where it sits
    seat : its number among the delegations, sorted by code, from 0
    """

    def __init__(self, room: Room, seat: int) -> None:
        super().__init__(room)
        self.room = room
        self.seat = seat
        self.code = room.table.codes[seat]

    @property
    def stake(self) -> float:
        """Worth of having a report at all, 0 to 1, as the file has it."""
        return float(self.room.table.stakes[self.seat])

    @property
    def weight(self) -> float:
        """Standing, 0 to 1."""
        return float(self.room.table.weights[self.seat])

    @property
    def conduct(self) -> str:
        """How it behaves, by name."""
        return self.room.table.conduct[self.seat].called

    @property
    def positions(self) -> dict[str, float]:
        """Its instructed position by issue in this play, -1 to 1."""
        return dict(
            zip(self.room.table.issues, self.room.interests.position[0, :, self.seat].tolist(), strict=True)
        )

    @property
    def flexibility(self) -> float:
        """Share of its complaints that it gives up by now."""
        return float(self.room.reading.flexibility[0, self.seat])

    @property
    def worth(self) -> float:
        """What adopting the draft is worth to it now against having no report."""
        return float(self.room.worth[self.seat])

    @property
    def complaint(self) -> str:
        """What it would complain of most: the issue, and whether it resists it or wants more; or nothing."""
        numbers = largest_complaint(self.room.reading, self.room.draft[None], _ROW)
        issue, kind = Complaint.of(int(numbers[0, self.seat]))
        return f"{kind.verb} {self.room.table.issues[issue]}" if kind.verb else ""

    @property
    def stances(self) -> dict[str, str]:
        """Its stance on each paragraph: supports, accepts or brackets."""
        stances = on_paragraphs(self.room.reading, self.room.draft[None], _ROW)[0, :, self.seat]
        words = [ParagraphStance(stance).word for stance in stances]
        return dict(zip(self.room.table.issues, words, strict=True))

    @property
    def stance(self) -> str:
        """Its stance on the package, were it put under silence now: joins, dissociates or objects."""
        return Stance(self.room.package[self.seat]).word


class Chair(mesa.Agent):  # type: ignore[misc]
    """The chair: after each reading it proposes the next draft, by its strategy.

    Parameters
    ----------
    room : where it chairs
    strategy : how it changes the text
    """

    def __init__(self, room: Room, strategy: ChairStrategy) -> None:
        super().__init__(room)
        self.room = room
        self.strategy = strategy

    def propose(self) -> Rungs:
        """Return the next draft (K,)."""
        room = self.room
        return np.asarray(hold_reading(self.strategy, room.reading, room.draft[None], room.observer)[0])


class Room(mesa.Model):  # type: ignore[misc]
    """One play of a scenario; each `step` is one reading, and the last ends with the silence procedure.

    Played to its end it equals the same replicate of the batch, bit by bit:
    both call the same functions. Before a step, `table_text` puts another
    draft on the table; a person or a strategy of one's own may take the chair.

    Parameters
    ----------
    scenario : what is negotiated, or the name or path of its file
    seed : seed of all chance; None, as Mesa's `batch_run` may have it, is 1
    replicate : which play of that seed
    priors : parameters that differ from the model's priors, by name
    ensemble : weighted parameter sets in place of the priors, as a forecast has them
    chair : strategy of the chair, its class, or its name; the scenario's if not given
    observer : watches every change and repair of the draft as it is made
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        seed: int | None = 1,
        replicate: int = 0,
        priors: Mapping[str, Prior | float] | None = None,
        ensemble: Ensemble | None = None,
        chair: ChairStrategy | type[ChairStrategy] | str | None = None,
        observer: Observer = NOBODY,
    ) -> None:
        seed = 1 if seed is None else seed
        whole(seed=seed, replicate=replicate)
        super().__init__(rng=seed)
        self.observer = observer
        scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
        self.table = convene(scenario)
        given = own_priors(scenario) | checked(priors or {})
        self.draws = draw(self.table, seed, np.array([replicate]), given, ensemble)
        self.interests = weigh(self.table, self.draws)
        self.chair = Chair(self, chair_named(scenario.chair.strategy if chair is None else chair))
        self.delegations = [Delegation(self, seat) for seat in range(len(self.table.codes))]
        self.readings_held = 0
        self.draft: Rungs = self.chair.strategy.zero_draft(self.table, self.draws.past)[0]
        self.path: list[Rungs] = [self.draft]
        self.outcome: Outcomes | None = None
        self._hear()
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "reading": "readings_held",
                "text": "text",
                "dissociating": "dissociating",
                "objecting": "objecting",
                "adopted": "adopted",
            },
            agenttype_reporters={Delegation: dict(zip(TOLD, TOLD, strict=True))},
        )
        # One row a step, as `batch_run` expects; what is told of the zero draft is kept apart.
        self._at_first = [[0, *(getattr(one, name) for name in TOLD)] for one in self.delegations]

    def _hear(self) -> None:
        number = max(1, self.readings_held)
        self.reading = open_reading(self.table, self.draws, self.interests, number)
        self.worth = net(self.reading, self.draft[None], _ROW)[0]
        self.package = on_package(self.reading, self.draft[None], _ROW)[0]

    def step(self) -> None:
        """Hold one reading; after the last, put the text under silence.

        Raises
        ------
        RuntimeError
            if the negotiation is over
        """
        if self.outcome is not None:
            raise RuntimeError("the negotiation is over")
        self.readings_held += 1
        self._hear()
        self.draft = self.chair.propose()
        self.path.append(self.draft)
        if self.readings_held == self.table.readings:
            text = self.draft[None]
            self.draft = put_under_silence(self.chair.strategy, self.reading, text, self.observer)[0]
            self.outcome = conclude(
                self.draws, self.reading, [draft[None] for draft in self.path], self.draft[None]
            )
            self.running = False
        self._hear()
        self.datacollector.collect(self)

    def play(self) -> Outcomes:
        """Hold all readings that are left, and return the outcome (R = 1)."""
        while self.outcome is None:
            self.step()
        return self.outcome

    def table_text(self, wording: Mapping[str, str]) -> None:
        """Put another draft on the table: formulations (silent, indirect, explicit) by issue."""
        self.draft = self._worded(wording)
        self._hear()

    def put(self, wording: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return everybody's stance if a text were put under silence now, as it stands.

        The draft on the table, and the negotiation, stay as they are.

        Parameters
        ----------
        wording : formulations by issue that differ from the draft on the table
        """
        text = self._worded(wording or {})
        stances = on_package(self.reading, text[None], _ROW)[0]
        return {code: Stance(s).word for code, s in zip(self.table.codes, stances, strict=True)}

    def _worded(self, wording: Mapping[str, str]) -> Rungs:
        draft = self.draft.copy()
        for issue, word in wording.items():
            if issue not in self.table.issues:
                raise ValueError(f"no issue {issue!r}; there are {', '.join(self.table.issues)}")
            place = self.table.issues.index(issue)
            ladder = [rung.word for rung in Rung if self.table.available[place, rung]]
            if word not in ladder:
                raise ValueError(f"{issue} has no formulation {word!r}; it has {', '.join(ladder)}")
            draft[place] = Rung.named(word)
        return draft

    @property
    def text(self) -> dict[str, str]:
        """The draft on the table: formulation by issue."""
        return {i: Rung(r).word for i, r in zip(self.table.issues, self.draft, strict=True)}

    @property
    def dissociating(self) -> int:
        """Number of delegations that would dissociate, were the draft put under silence now."""
        return int((self.package == Stance.DISSOCIATES).sum())

    @property
    def objecting(self) -> int:
        """Number of delegations that would object, were the draft put under silence now."""
        return int((self.package == Stance.OBJECTS).sum())

    @property
    def adopted(self) -> bool | None:
        """Whether the report was adopted; None while the negotiation goes on."""
        return None if self.outcome is None else bool(self.outcome.adopted[0])

    def release(self) -> None:
        """Let go of what Mesa 3.3 keeps of every model for ever."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def table_of_the_play(self) -> Any:
        """Return the play as a data frame: a row for each reading, 0 the zero draft, and delegation."""
        import pandas as pd

        first = pd.DataFrame(self._at_first, columns=["reading", *TOLD])
        if not self.readings_held:
            return first.set_index(["reading", "code"])
        frame = self.datacollector.get_agenttype_vars_dataframe(Delegation).reset_index()
        frame = frame.drop(columns="AgentID").rename(columns={"Step": "reading"})
        frame["reading"] = frame["reading"].astype(int)  # Mesa 3.5 counts steps as time, in fractions
        return pd.concat([first, frame]).set_index(["reading", "code"])
