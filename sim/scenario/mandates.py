"""Mandates: what the operative paragraph of an establishing resolution asks for, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sim.scenario.yaml_file import shipped_yaml


@cache
def mandate_texts() -> Mapping[str, str]:
    """Return the text of each mandate that ships with the program, by symbol of the resolution."""
    texts = shipped_yaml("mandates.yaml").items()
    return MappingProxyType({symbol: " ".join(text.split()) for symbol, text in texts})
