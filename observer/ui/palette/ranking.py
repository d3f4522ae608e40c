"""Which of many names is meant by a few typed letters."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

Thing = TypeVar("Thing")

_WHOLE, _BEGINS, _WORD, _INITIALS, _INSIDE, _SCATTERED = 6.0, 5.0, 4.0, 3.0, 2.0, 1.0
_ELSEWHERE = 0.5
_LOOSEST = 2.5
"""Scattered letters may lie over so many times their number: wider, and anything matches."""


def rank(
    things: Iterable[Thing],
    typed: str,
    names: Callable[[Thing], tuple[str, str]],
    lately: Sequence[Thing] = (),
) -> list[Thing]:
    """The things that match, best first; all of them where nothing is typed.

    `names` gives a thing's name and other words it may be looked for by. Each word that was typed
    has to match. Of equal ones the lately used go first, then what stood first.
    """
    places = {id(thing): place for place, thing in enumerate(lately)}
    words = fold(typed).split()
    found: list[tuple[float, int, int, Thing]] = []
    for number, thing in enumerate(things):
        name, also = names(thing)
        score = _score_all(fold(name), fold(also), words)
        if score is not None:
            found.append((-score, places.get(id(thing), len(places)), number, thing))
    found.sort(key=lambda one: one[:3])
    return [thing for *_rank, thing in found]


def matched_at(name: str, typed: str) -> set[int]:
    """Which letters of a name the typed ones are, to be drawn stronger."""
    folded = fold(name)
    if len(folded) != len(name):
        return set()
    places: set[int] = set()
    for word in fold(typed).split():
        at = _word_start(folded, word)
        at = folded.find(word) if at < 0 else at
        places |= set(range(at, at + len(word)) if at >= 0 else _scattered(folded, word))
    return places


@cache
def fold(text: str) -> str:
    """Without case and accents: they are no matter in a search."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _score_all(name: str, also: str, words: Sequence[str]) -> float | None:
    total = 0.0
    for word in words:
        score = _score(name, word)
        if score is None and _word_start(also, word) >= 0:
            score = _ELSEWHERE
        if score is None:
            return None
        total += score
    if len(words) > 1 and " ".join(words) in name:
        total += 1.0
    return total


def _score(name: str, word: str) -> float | None:
    if name == word:
        return _WHOLE
    if name.startswith(word):
        return _BEGINS
    if _word_start(name, word) >= 0:
        return _WORD
    if "".join(part[0] for part in name.split()).startswith(word):
        return _INITIALS
    if word in name:
        return _INSIDE
    return _SCATTERED if _scattered(name, word) else None


def _word_start(name: str, word: str) -> int:
    """Where a word of the name begins with what was typed, or -1."""
    at = name.find(word)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(word, at + 1)
    return at


def _scattered(name: str, word: str) -> list[int]:
    """The letters in their order, beginning at a word and not too far apart; or none."""
    for start, letter in enumerate(name):
        if letter != word[0] or (start and name[start - 1].isalnum()):
            continue
        places, at = [start], start
        for wanted in word[1:]:
            at = name.find(wanted, at + 1)
            if at < 0:
                break
            places.append(at)
        near = places[-1] - start < _LOOSEST * len(word)
        if len(places) == len(word) and near:
            return places
    return []
