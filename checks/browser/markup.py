"""What a page is written in, read without a browser."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MEANINGS


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


@dataclass(frozen=True)
class Markup:
    """A page as it is written."""

    text: str

    @classmethod
    def of(cls, file: Path) -> "Markup":
        """Read a page."""
        return cls(file.read_text(encoding="utf-8"))

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
        root = parser.parse(self.text)
        told = [f"line {place[0]}: {MEANINGS[code] % values}" for place, code, values in parser.errors]
        return root, told

    @property
    def errors(self) -> list[str]:
        """Every error against the HTML standard, with its line."""
        return self._parsed[1]

    @cached_property
    def elements(self) -> list[Element]:
        """Every element, in order."""
        return [element for element in self._parsed[0].iter() if isinstance(element.tag, str)]

    def named(self, *names: str) -> list[Element]:
        """Return the elements of some names, in order."""
        return [element for element in self.elements if _name(element) in names]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of every heading, in order."""
        return [
            (int(_name(h)[1]), "".join(h.itertext()).strip())
            for h in self.named("h1", "h2", "h3", "h4", "h5", "h6")
        ]

    @property
    def gaps(self) -> list[str]:
        """Headings that lie more than one level below the heading before them."""
        levels = [(0, ""), *self.headings]
        pairs = pairwise(levels)
        return [f"h{here} {told}" for (before, _), (here, told) in pairs if here > before + 1]

    @property
    def scripts(self) -> list[str]:
        """Whatever would run: script elements, handlers of events, addresses that are scripts."""
        found = ["script" for _ in self.named("script")]
        for element in self.elements:
            for key, value in element.attrib.items():
                if key.lower().startswith("on") or value.strip().lower().startswith("javascript:"):
                    found.append(f"{_name(element)} {key}")
        return found

    @property
    def twice(self) -> list[str]:
        """Ids that more than one element has."""
        return [name for name, times in Counter(self._ids).items() if times > 1]

    @property
    def dangling(self) -> list[str]:
        """Ids that something points to, and nothing has: links, uses, clips, labels and descriptions."""
        ids, wanted = set(self._ids), []
        for element in self.elements:
            for key, value in element.attrib.items():
                name = key.rpartition("}")[2]
                if name == "href" and value.startswith("#"):
                    wanted.append(value[1:])
                elif name in ("aria-labelledby", "aria-describedby", "for", "headers"):
                    wanted += value.split()
                wanted += re.findall(r"url\(['\"]?#([^)'\"]+)", value)
        return [name for name in wanted if name not in ids]

    @property
    def _ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.elements if "id" in element.attrib]

    @property
    def drawn_letters(self) -> list[str]:
        """Letters in figures that are mere outlines: matplotlib names them by their font and number."""
        used = [value for use in self.named("use") for key, value in use.attrib.items() if "href" in key]
        return [name for name in used if re.search(r"(Sans|Serif|Mono)[\w-]*-[0-9a-f]+$", name)]

    @property
    def figures(self) -> list[tuple[str, list[str]]]:
        """What every figure says to those who hear the page, and the words that stand in it."""
        return [
            (
                figure.attrib.get("aria-label", ""),
                ["".join(text.itertext()).strip() for text in figure.iter() if _name(text) == "text"],
            )
            for figure in self.named("figure")
        ]

    def attribute(self, element: str, name: str) -> Any:
        """Return an attribute of the first element of a name; None if it has none."""
        found = self.named(element)
        return found[0].attrib.get(name) if found else None
