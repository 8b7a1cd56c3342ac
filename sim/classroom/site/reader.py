"""Readers: the language of whoever looks at a page, by their own choice or the default of the class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sim.classroom.site.cookies import shown
from sim.classroom.words.catalogue import Sentences
from sim.classroom.words.languages import ENGLISH, LANGUAGES, Language, offered
from sim.classroom.words.translation import Translation


@dataclass(frozen=True)
class Reader:
    """Whoever looks at a page.

    Parameters
    ----------
    code : of their language
    cookie : name of the cookie that keeps their choice; empty where a page offers none
    words : the texts of the scenario in their language
    """

    code: str = ENGLISH
    cookie: str = ""
    words: Sentences = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """Their language."""
        return LANGUAGES[self.code]

    @cached_property
    def translation(self) -> Translation:
        """What the server itself says to them."""
        return Translation.into(self.code, self.words)

    def data(self, assets: str) -> dict[str, Any]:
        """Return what a page has to know of its reader.

        Parameters
        ----------
        assets : address of the assets, where the catalogues are, too
        """
        return {
            "code": self.code,
            "tag": self.language.tag,
            "cookie": self.cookie,
            "catalogue": "" if self.code == ENGLISH else f"{assets}/words/{self.code}.json",
            "words": self.words,
            "languages": [{"code": one.code, "name": one.name, "tag": one.tag} for one in offered(self.code)],
        }


ENGLISH_READER = Reader()


def reader_of(
    headers: Iterable[tuple[bytes, bytes]], page: str, default: str, words: Callable[[str], Sentences]
) -> Reader:
    """Return the reader of a page.

    Parameters
    ----------
    headers : of the request
    page : of the teacher, of the projector, or of students: each keeps a choice of its own, because a laptop
        may show all three
    default : language of the class
    words : texts of the scenario by language
    """
    cookie = f"gge-language-{page}"
    chosen: Mapping[str, str] = shown(headers)
    code = chosen.get(cookie, default)
    code = code if code in LANGUAGES else default
    return Reader(code, cookie, words(code))
