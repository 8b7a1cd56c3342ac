"""Translation: messages in one language, on paper. In a browser, words.js does the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width

from markupsafe import Markup, escape

from sim.classroom.words.catalogue import Sentences, catalogue
from sim.classroom.words.languages import ENGLISH, LANGUAGES, PSEUDO, Language
from sim.classroom.words.message import Gap, Listing, Message, filled

if TYPE_CHECKING:
    from babel import Locale

#: Isolates a name of another direction from the sentence around it.
_ISOLATE, _END = "\u2068", "\u2069"


def columns(text: str) -> int:
    """Return the width of a text in columns: a Chinese character takes two, a mark over a letter none."""
    return sum(
        2 if east_asian_width(letter) in "WF" else int(category(letter) not in ("Mn", "Me", "Cf"))
        for letter in text
    )


@dataclass(frozen=True)
class Translation:
    """A language and its sentences.

    Parameters
    ----------
    language : the language
    sentences : by English sentence; what is missing stays English
    """

    language: Language
    sentences: Sentences

    @classmethod
    def into(cls, code: str, more: Sentences | None = None) -> Translation:
        """Return the translation into a language.

        Parameters
        ----------
        code : of the language
        more : texts of a scenario in that language
        """
        return cls(LANGUAGES[code], {**catalogue(code), **(more or {})})

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.language.tag, sep="-")

    def __call__(self, value: Any) -> Any:
        """Return a message or a list in this language, a number as it writes it, all else unchanged."""
        if isinstance(value, Message):
            gaps = {name: self._gap(gap) for name, gap in value.gaps.items()}
            return filled(self._sentence(value), gaps)
        if isinstance(value, Listing):
            return self._joined([str(self(part)) for part in value.parts])
        return value

    def text(self, value: str) -> str:
        """Return a text in this language."""
        return str(self(value))

    def short(self, value: str, most: int) -> str:
        """Return the beginning of a text in this language, at most so many columns wide."""
        told = self.text(value)
        if columns(told) <= most:
            return told
        while columns(told) > most - 2:
            # Between words where there are any; Chinese has none.
            told = told.rpartition(" ")[0] or told[:-1]
        return f"{told} …"

    def markup(self, message: Message) -> Markup:
        """Return a message whose sentence has markup; what fills its gaps is escaped."""
        gaps: Mapping[str, Gap] = {name: escape(self._gap(gap)) for name, gap in message.gaps.items()}
        return Markup(filled(self._sentence(message), gaps))

    def _sentence(self, message: Message) -> str:
        if not message.many:
            found = self.sentences.get(message.key, message.key)
            assert isinstance(found, str)
            return found
        forms = self.sentences.get(message.many)
        if not isinstance(forms, Mapping):
            return message.many if message.n != 1 else message.key
        return forms.get(self._locale.plural_form(message.n)) or forms["other"]

    def _gap(self, gap: Gap) -> str:
        if not isinstance(gap, str):
            return self.number(gap)
        told = self.text(gap)
        return f"{_ISOLATE}{told}{_END}" if self.language.direction == "rtl" else told

    def number(self, value: int) -> str:
        """Return a whole number as the language writes it, in the digits that the draft has, too."""
        if self.language.code in (ENGLISH, PSEUDO):
            return f"{value:,}"
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale)

    def _joined(self, parts: list[str]) -> str:
        if self.language.code in (ENGLISH, PSEUDO):
            return str(Listing(parts))
        from babel.lists import format_list

        return format_list(parts, locale=self._locale)


#: The source itself.
IN_ENGLISH = Translation.into(ENGLISH)
