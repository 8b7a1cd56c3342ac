"""Follow files for tests, beside the small scenario of `tests.scenario.files.OWN`."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.follow_loading import Followed, load_follow
from tests.scenario.files import OWN, written

FOLLOW = """scenario: scenario.yaml
entries:
  - date: 2020-04-01
    source: speech
    statement: {by: KEN, positions: {CABLES: -3}}
  - date: 2020-05
    source: minutes
    reading: 2
    draft: {base: as-it-stands, paragraphs: {CABLES: explicit}}
  - date: 2020-06-01
    source: minutes
    reading: 2
    stances: {CABLES: {brackets: [CHN, KEN], supports: FRA}}
  - date: 2020-07-01
    source: note
    withdrawal: {by: CHN, issues: [CABLES]}
  - date: 2020-08-01
    source: note
    chair: {name: Somebody else, strategy: dropper}
  - date: 2020-09-01
    source: decision
    deadline: {sessions: 3}
"""


def laid(folder: Path, text: str = FOLLOW, scenario: str = OWN) -> Path:
    """Write a follow file and its scenario into a folder."""
    written(folder, scenario)
    path = folder / "follow.yaml"
    path.write_text(text)
    return path


def followed(folder: Path, text: str = FOLLOW) -> Followed:
    """Return it as it is loaded."""
    return load_follow(laid(folder, text))
