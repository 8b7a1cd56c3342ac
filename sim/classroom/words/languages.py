"""Languages: the six official languages of the United Nations, and one that only tests layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The language of the source; its sentences are the keys of all catalogues.
ENGLISH = "en"
#: Accented English, 40 % longer: it shows what is not translated and what overflows. Nobody is offered it.
PSEUDO = "pseudo"


@dataclass(frozen=True)
class Language:
    """A language of the class.

    Parameters
    ----------
    code : in options, cookies and names of folders
    name : as its speakers write it
    tag : BCP 47 tag, for browsers; CLDR has its numbers, lists and plural forms
    direction : ltr or rtl
    shipped : whether its translation is complete, so that everybody is offered it and tests hold it complete
    """

    code: str
    name: str
    tag: str
    direction: str = "ltr"
    shipped: bool = False


LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        # British: lists read "A, B and C".
        Language(ENGLISH, "English", "en-GB", shipped=True),
        Language("ar", "العربية", "ar", "rtl", shipped=True),
        Language("es", "Español", "es", shipped=True),
        Language("fr", "Français", "fr", shipped=True),
        Language("ru", "Русский", "ru", shipped=True),
        Language("zh", "中文", "zh-Hans", shipped=True),
        Language(PSEUDO, "Ƥşéûðö", "en-GB"),
    )
}
#: Languages that have a catalogue.
TRANSLATED = tuple(code for code in LANGUAGES if code not in (ENGLISH, PSEUDO))


def offered(now: str = ENGLISH) -> tuple[Language, ...]:
    """Return the languages that a reader can choose: those that are complete, and the present one."""
    return tuple(one for one in LANGUAGES.values() if one.shipped or one.code == now)
