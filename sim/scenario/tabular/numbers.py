"""Numbers in tables: decimal points and decimal commas, and never a guess between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
#: One to three digits, a sign, three digits: thousands, or decimals. Nobody writes thousands as 0,500.
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[,.][0-9]{3}")
#: A minus sign or a dash, as a word processor writes a minus.
_MINUS = ("\u2212", "\u2013", "\u2010", "\u2011", "\ufe63", "\uff0d")


def has_decimal_commas(cells: Iterable[str]) -> bool:
    """Return whether one of some cells can only be a number with a decimal comma."""
    return any(_COMMA.fullmatch(c) and not _EITHER.fullmatch(c) for c in map(_with_minus, cells))


def with_point(cell: str, commas: bool) -> str:
    """Return a number with a decimal point; any other cell as it is.

    Raises ValueError if it can be read in two ways: the two, in words.

    Parameters
    ----------
    commas : whether other cells of the table have decimal commas
    """
    plain = _with_minus(cell)
    if _EITHER.fullmatch(plain) and ("," in plain or commas):
        whole = re.sub("[,.]", "", plain)
        raise ValueError(f"may be {whole} or {plain.replace(',', '.')}")
    return plain.replace(",", ".") if _COMMA.fullmatch(plain) else plain


def _with_minus(cell: str) -> str:
    return f"-{cell[1:]}" if cell.startswith(_MINUS) else cell
