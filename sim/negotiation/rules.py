"""The rules that can be switched off, to see what each is worth: an ablation fixes a few parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.negotiation.parameters import Prior


@dataclass(frozen=True)
class Rule:
    """A rule of behaviour with a switch.

    Parameters
    ----------
    name : as the command line takes it
    off : the parameters that switch it off, by name, each with the prior that it has then
    meaning : what the rule says, in a sentence
    """

    name: str
    off: Mapping[str, Prior]
    meaning: str


def _rule(name: str, meaning: str, priors: Mapping[str, Prior] | None = None, **fixed: float) -> Rule:
    return Rule(name, {n: Prior.fixed(value) for n, value in fixed.items()} | dict(priors or {}), meaning)


#: What blocking alone cost before there were red lines.
_CHEAPER = {"blocking_cost": Prior("loguniform", 0.05, 1.2)}
#: Rules that were added when the others had been scored on other fields (docs/explanation/research-log.md).
ADDED = ("outlet", "red-line", "realism", "promises")
_ALL = (
    _rule("outlet", "Where a matter goes on elsewhere, a report is less needed here.", outlet_stake=1),
    _rule("red-line", "No gain elsewhere makes up for a paragraph that a delegation cannot bear; blocking is "
          "dearer.", _CHEAPER, red_line=100),
    _rule("realism", "A claim is worth less where a permanent member resists it.", realism=0),
    _rule("promises", "Language already agreed keeps a promise only in part.", promise_kept=1),
    _rule("disappointment", "Falling short of a promise or a claim hurts.", disappointment_weight=0),
    _rule("own-claim", "A capital makes its own claim a condition.", own_claim=0),
    _rule("relief", "An outlet takes away a part of a disappointment.", outlet_factor=1),
    _rule("loss-aversion", "A harm weighs more than an equal gain.", harm_weight=1),
    _rule("convexity", "Who insists twice as much cares more than twice as much.", convexity=1),
    _rule("acquis", "Language already agreed is repeated almost for free.", acquis_discount=0),
    _rule("foreign-acquis", "That goes for the language of other bodies, too.", foreign_acquis=0),
    _rule("concessions", "Delegations give up a part of their complaints at the deadline.",
          deadline_concession=0),
    _rule("caucus", "Members of a caucus share a part of their mood.", caucus_share=0),
    _rule("blocking-cost", "To block alone costs a delegation without weight more than it loses.",
          blocking_cost=0),
    _rule("cover", "Others with the same complaint make it cheaper to block.", cover_exponent=0),
    _rule("partial-chair", "A chair from a camp hears the others less.", chair_partiality=0),
    _rule("ambition", "The chair wants a strong text, too.", chair_ambition=0),
    _rule("scope", "The chair avoids text that the mandate does not ask for.", scope_cost=0),
    _rule("inertia", "Contested text is hard to touch.", inertia=0),
    _rule("log-rolling", "The chair trades two paragraphs when no single change helps.", log_rolling=0),
    _rule("repairs", "Last-minute changes answer objections.", repairs=0),
)  # fmt: skip
#: Every rule that can be switched off, by name, those added last first.
RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _ALL})


def without(names: Iterable[str]) -> dict[str, Prior]:
    """Return the parameters that switch some rules off; the first rule that names a parameter decides."""
    off: dict[str, Prior] = {}
    for name in names:
        off = {**RULES[name].off, **off}
    return off
