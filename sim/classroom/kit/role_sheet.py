"""The role sheet: one page for each seat, whatever the number of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from sim.classroom.kit.allies_and_opponents import Company, Voice
from sim.classroom.kit.instructions import Instructions, Wish
from sim.classroom.kit.negotiation_tips import tips
from sim.classroom.kit.short_lists import named, some
from sim.classroom.room.attitude import AGAINST, FOR, ON_A_SHEET, Attitude
from sim.classroom.room.numbered import numbered, some_numbered
from sim.classroom.words.message import counted, listed, say
from sim.classroom.words.names import called, group
from sim.classroom.words.translation import IN_ENGLISH, Translation, columns

#: Longest title, source and wording on a sheet, in characters.
_TITLE, _SOURCE, _TEXT = 70, 110, 230
#: Most names, and most sources, in a list.
_NAMES, _SOURCES = 3, 2


@dataclass(frozen=True)
class Density:
    """How densely a sheet is set.

    Parameters
    ----------
    name : of its style
    points : size of letters
    worded : attitudes whose paragraphs are quoted
    noted : whether paragraphs have notes
    most : most paragraphs of an attitude; the others are only counted
    """

    name: str
    points: float
    worded: frozenset[Attitude]
    noted: bool
    most: int = 40

    @property
    def line(self) -> int:
        """Characters in a line, with a wide font."""
        return int(_WIDTH / (self.points * 0.54))

    @property
    def lines(self) -> int:
        """Lines on the page."""
        return int(_HEIGHT / (self.points * _LEADING))


#: Size of a page in points, without its head and foot, and the distance of lines.
_WIDTH, _HEIGHT, _LEADING = 500.0, 730.0, 1.36
_STRONG = frozenset(FOR + AGAINST)
#: What it has said in public on a paragraph.
_POSITIONS = {
    Attitude.INSISTS: say("{title} (insists)"),
    Attitude.WANTS: say("{title} (wants)"),
    Attitude.WELCOMES: say("{title} (welcomes)"),
    Attitude.INDIFFERENT: say("{title} (indifferent)"),
    Attitude.RELUCTANT: say("{title} (would rather not)"),
    Attitude.RESISTS: say("{title} (resists)"),
    Attitude.REJECTS: say("{title} (rejects)"),
}
_FIRST = frozenset((Attitude.REJECTS, Attitude.INSISTS))
DENSITIES = (
    Density("roomy", 12.5, frozenset(Attitude) - {Attitude.INDIFFERENT}, True),
    Density("normal", 11.5, frozenset(Attitude) - {Attitude.INDIFFERENT}, True),
    Density("normal", 11.5, _STRONG, True),
    Density("normal", 11.5, _FIRST, False),
    Density("close", 10.5, _STRONG, True),
    Density("close", 10.5, _FIRST, False),
    Density("close", 10.5, frozenset((Attitude.REJECTS,)), False),
    Density("close", 10.5, frozenset(), False),
    Density("tight", 9.75, frozenset(), False),
    Density("list", 8.5, frozenset(), False, most=8),
)


@dataclass(frozen=True)
class Point:
    """A paragraph on a role sheet: number in the draft and title; wording and note if there is room."""

    number: int
    title: str
    text: str
    note: str


@dataclass(frozen=True)
class Group:
    """The paragraphs of one attitude.

    Parameters
    ----------
    style : the attitude, as the name of a style
    heading, order : what the capital says about them
    points : one for each paragraph; empty where titles are only listed
    listed : titles in one line
    """

    style: str
    heading: str
    order: str
    points: tuple[Point, ...]
    listed: str


@dataclass(frozen=True)
class RoleSheet:
    """The content of a role sheet.

    Parameters
    ----------
    own : the delegation's instructions
    density : name of its style
    groups : paragraphs by attitude
    company : allies and opponents, in sentences
    said, inferred : what is public and what is not, in sentences
    tips : how to negotiate the seat
    goals : lines of the goal card, if there is room
    """

    own: Instructions
    density: str
    groups: tuple[Group, ...]
    company: tuple[str, ...]
    said: tuple[str, ...]
    inferred: str
    tips: tuple[str, ...]
    goals: tuple[str, ...]


def role_sheet(own: Instructions, near: Company, words: Translation = IN_ENGLISH) -> RoleSheet:
    """Return a role sheet, as spacious as one page allows in its language."""
    sheets = (_set(own, near, density, words) for density in DENSITIES)
    pairs = zip(sheets, DENSITIES, strict=True)
    fitting = (sheet for sheet, density in pairs if _taken(sheet, density, words) <= 1)
    return next(fitting, None) or _set(own, near, DENSITIES[-1], words)


def single_sheet(own: Instructions, near: Company, words: Translation = IN_ENGLISH) -> RoleSheet:
    """Return a role sheet with everything that it can say, for a page that may be of any length."""
    return _set(own, near, DENSITIES[0], words)


def _set(own: Instructions, near: Company, density: Density, words: Translation) -> RoleSheet:
    return RoleSheet(
        own=own,
        density=density.name,
        groups=tuple(_group(own, one, density, words) for one in ON_A_SHEET if own.of(one)),
        company=tuple(_company(own, near, words)),
        said=tuple(_said(own, words)),
        inferred=_inferred(own),
        tips=tuple(tip.text for tip in tips(own, near)),
        goals=own.goal.goals if density.name != "list" else (),
    )


def _group(own: Instructions, one: Attitude, density: Density, words: Translation) -> Group:
    wishes = own.of(one)
    single = one in density.worded or (one.strong and density.noted)
    points = [
        Point(
            wish.number,
            words.short(wish.title, _TITLE),
            words.short(wish.text, _TEXT) if one in density.worded else "",
            wish.note if density.noted else "",
        )
        for wish in wishes[: density.most]
    ]
    rest = len(wishes) - len(points)
    titles: list[str] = [numbered(p.title, p.number) for p in points]
    titles += [counted(rest, "one other", "{n} others")] if rest > 0 else []
    told = single and density.most > len(wishes)
    return Group(
        one.name.lower(),
        one.heading,
        one.order,
        tuple(points) if told else (),
        "" if told else listed(titles),
    )


def _company(own: Instructions, near: Company, words: Translation) -> list[str]:
    told: list[str] = []
    if near.fellows:
        told.append(
            say("Your caucus, {name}: {names}.", name=group(own.caucus), names=named(near.fellows, _NAMES))
        )
    if near.alike:
        told.append(say("These want the same: {names}.", names=_voices(near.alike, words)))
    if near.against:
        told.append(say("These want the opposite: {names}.", names=_voices(near.against, words)))
    if not (near.alike or near.against):
        told.append(say("Nobody has spoken in public on what matters to you. Ask around."))
    return told


def _voices(voices: tuple[Voice, ...], words: Translation) -> str:
    told = [say("{name} ({about})", name=called(voice.code), about=_about(voice, words)) for voice in voices]
    return some(told, _NAMES)


def _about(voice: Voice, words: Translation) -> str:
    if len(voice.titles) == 1:
        return words.short(voice.titles[0], _TITLE)
    return counted(len(voice.titles), "{n} paragraph", "{n} paragraphs")


def _said(own: Instructions, words: Translation) -> list[str]:
    """List what it has said in public, by source."""
    by_source: dict[tuple[str, str], list[Wish]] = {}
    for wish in own.said:
        by_source.setdefault((wish.source, wish.date), []).append(wish)
    told = [
        say(
            "{paragraphs}: {source} ({date}).",
            paragraphs=words.short(
                listed(_POSITIONS[w.attitude].with_gaps(title=w.title) for w in wishes), 3 * _TITLE
            ),
            source=words.short(source, _SOURCE),
            date=date,
        )
        for (source, date), wishes in list(by_source.items())[:_SOURCES]
    ]
    more = len(by_source) - _SOURCES
    return [*told, *([counted(more, "One more source.", "{n} more sources.")] if more > 0 else [])]


def _inferred(own: Instructions) -> str:
    if not own.inferred:
        return say("Everything on this sheet is public.")
    if not own.said:
        return say("You have said nothing in public. Nobody knows what is on this sheet.")
    return say(
        "Nobody knows what you want here: {paragraphs}.",
        paragraphs=some_numbered([(w.title, w.number) for w in own.inferred], 4),
    )


def _taken(sheet: RoleSheet, density: Density, words: Translation) -> float:
    """Return the share of its page that a sheet takes with a wide font; more than 1 does not fit."""
    line = density.line

    def lines(*texts: str, indent: int = 0) -> int:
        wide = sum(columns(words.text(text)) for text in texts) + len(texts) - 1
        return ceil(wide / (line - indent)) if any(texts) else 0

    taken = 0.0
    goal = sheet.own.goal
    for text in ((goal.who,), (goal.why, sheet.own.giving), *zip(sheet.goals)):
        taken += lines(*text, indent=4) + 0.2
    for part in sheet.groups:
        taken += 1.6 + lines(part.heading, part.order) - 1 + lines(part.listed)
        for point in part.points:
            taken += lines(str(point.number), point.title, point.text, point.note, indent=5) + 0.25
    for told in (sheet.company, (*sheet.said, sheet.inferred), sheet.tips):
        taken += 2.4 + sum(lines(text, indent=4) + 0.15 for text in told)
    return taken / density.lines
