"""Boxes: where the texts of a figure stand, turned ones too."""

import warnings
from itertools import combinations
from unittest.mock import patch

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

Box = np.ndarray


def faults(figure: Figure, least: float = 1.0) -> list[str]:
    """What texts of a figure lie outside it, or on each other by more than so many pixels."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")
        found = [(text.get_text(), _box(text)) for text in _drawn(figure)]
    edge = figure.bbox
    outside = [
        f"outside: {text}"
        for text, box in found
        if not ((box >= (edge.x0 - 1, edge.y0 - 1)).all() and (box <= (edge.x1 + 1, edge.y1 + 1)).all())
    ]
    return outside + [
        f"{one} / {other}" for (one, a), (other, b) in combinations(found, 2) if _depth(a, b) > least
    ]


def _drawn(figure: Figure) -> list[Text]:
    """The texts that are really drawn: no labels of hidden axes, or of ticks beyond their ends."""
    found: list[Text] = []
    draw = Text.draw

    def noted(text: Text, renderer: RendererBase) -> None:
        found.append(text)
        draw(text, renderer)

    with patch.object(Text, "draw", noted):
        figure.draw_without_rendering()
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _box(text: Text) -> Box:
    """The corners of a text, one after the other."""
    angle = text.get_rotation()
    around = text.get_window_extent()
    text.set_rotation(0)
    flat = text.get_window_extent()
    text.set_rotation(angle)
    turn = np.deg2rad(angle)
    along, up = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    centre = np.array([around.x0 + around.x1, around.y0 + around.y1]) / 2
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.array([centre + a * along * flat.width / 2 + b * up * flat.height / 2 for a, b in signs])


def _depth(one: Box, other: Box) -> float:
    """How far two boxes lie on each other: the least shift, along any of their sides, that parts them."""
    depths = []
    for box in (one, other):
        for side in (box[1] - box[0], box[3] - box[0]):
            if not (length := np.hypot(*side)):
                return 0.0
            a, b = one @ side / length, other @ side / length
            depths.append(min(a.max(), b.max()) - max(a.min(), b.min()))
    return float(min(depths))
