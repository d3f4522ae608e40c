"""On which line of a TOML file something stands: the standard library's reader does not say."""

import re
from collections import Counter

Place = tuple[str | int, ...]
"""The way to a value: `("task", 1, "title")` is the title of the second task."""

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]\"']+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_LONG_QUOTES = ('"""', "'''")


class TomlLines:
    """Finds lines by the way to a value, as well as headers and keys of plain form let it."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        self._counts: Counter[Place] = Counter()
        table: Place = ()
        closing = ""  # the quotes that end the text of several lines we are in
        for number, line in enumerate(text.split("\n"), 1):
            if closing:
                closing = "" if closing in line else closing
                continue
            if header := _HEADER.match(line):
                table = self._enter(header[2], is_list=header[1] == "[[")
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._lines.setdefault((*table, key[1]), number)
                closing = _opened(line)

    def line_of(self, place: Place) -> int | None:
        """The line of a value, or of the nearest table around it that was found."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place[:-1]
        return None

    def _enter(self, dotted: str, *, is_list: bool) -> Place:
        """Where a header leads: of lists on the way, their latest item is meant."""
        place: Place = ()
        parts = [part.strip() for part in dotted.split(".")]
        for depth, part in enumerate(parts, 1):
            place = (*place, part)
            if is_list and depth == len(parts):
                self._counts[place] += 1
            if self._counts[place]:
                place = (*place, self._counts[place] - 1)
        return place


def _opened(line: str) -> str:
    return next((quotes for quotes in _LONG_QUOTES if line.count(quotes) % 2), "")
