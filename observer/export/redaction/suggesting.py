"""Areas to cover, suggested by the text that is read in the pictures.

Reading needs the tesseract program, or the tesserocr package; neither is a part of Observer. What
is suggested has to be judged by a person: text that is small, turned or drawn is not read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from observer.export.choices import ClipChoices
from observer.export.painted_pictures import PaintedPictures
from observer.export.redaction.text_reading import Word, read_text
from observer.export.sources import Sources
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import Cancelled
from observer.model.redaction import Area
from observer.model.span import Span
from observer.session.reader import SessionReader

# Reading a picture of 1080p takes half a second and more; a text that is to be read stays longer.
_LOOK_EACH_NS = NS_PER_SECOND
_JOINED_NS = 2 * _LOOK_EACH_NS
# The same text is read a pixel or two elsewhere from picture to picture.
_SAME_PX = 12

_CARD_DIGITS = range(13, 20)  # ISO/IEC 7812: what a card's number has
_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    re.compile(r"(?:\+|00)\d[\d ().\-/]{6,16}\d|\b0\d{2,4}[ /\-]\d[\d \-]{4,10}\d"),
)
_DIGITS = re.compile(r"\d[\d \-]{11,22}\d")


_Seen = tuple[Area, str]


@dataclass(frozen=True, slots=True)
class SuggestedArea:
    """Where text was read, when, and which."""

    area: Area
    span: Span
    text: str


def suggest_areas(
    reader: SessionReader,
    span: Span,
    words: Sequence[str] = (),
    *,
    personal: bool = False,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[SuggestedArea]:
    """Where one of the words is read in the span; case does not count.

    With `personal` also numbers of cards (whose check digit is right), addresses of e-mail and
    numbers of telephones. `progress` hears the part done. Raises ExportError where text cannot be
    read on this computer, Cancelled where `cancelled` turned true.
    """
    looks: list[tuple[int, list[_Seen]]] = []
    last: npt.NDArray[np.uint8] | None = None
    with Sources() as sources:
        painted = PaintedPictures(reader, span, ClipChoices(), sources)
        for time_ns, frame in painted.pictures() if painted.shape else ():
            if looks and time_ns < looks[-1][0] + _LOOK_EACH_NS:
                continue
            if cancelled():
                raise Cancelled("The search for text was stopped", "Nothing was covered")
            progress((time_ns - span.start_ns) / max(1, span.length_ns))
            grey = frame.to_ndarray(format="gray").astype(np.uint8, copy=False)
            if last is not None and np.array_equal(last, grey):  # a screen stands still mostly
                looks.append((time_ns, looks[-1][1]))
                continue
            last, lines = grey, read_text(grey)
            seen = [one for line in lines for one in _matches(line, words, personal=personal)]
            looks.append((time_ns, seen))
    return _joined(looks, span)


def _joined(looks: Sequence[tuple[int, list[_Seen]]], span: Span) -> list[SuggestedArea]:
    """What was seen, each from the look before it was there to the look after."""
    times_ns = [span.start_ns, *(time_ns for time_ns, _ in looks), span.end_ns]
    found: list[SuggestedArea] = []
    for number, (_, seen) in enumerate(looks):
        around = Span(times_ns[number], times_ns[number + 2])
        for area, text in seen:
            _note(found, SuggestedArea(area, around, text))
    return found


def _note(found: list[SuggestedArea], fresh: SuggestedArea) -> None:
    """Go on with what was seen at the same place before, or add it."""
    for place, known in enumerate(found):
        near_ns = fresh.span.start_ns - known.span.end_ns
        if known.text == fresh.text and near_ns <= _JOINED_NS and _is_near(known.area, fresh.area):
            found[place] = replace(known, span=Span(known.span.start_ns, fresh.span.end_ns))
            return
    found.append(fresh)


def _is_near(one: Area, other: Area) -> bool:
    return abs(one.x - other.x) <= _SAME_PX and abs(one.y - other.y) <= _SAME_PX


def _matches(
    line: Sequence[Word], words: Sequence[str], *, personal: bool
) -> Iterator[tuple[Area, str]]:
    """The parts of a line of text that are looked for."""
    text, starts = "", []
    for word in line:
        starts.append(len(text))
        text += word.text + " "
    for first, last in _places(text, words, personal=personal):
        touched = [
            word
            for word, start in zip(line, starts, strict=True)
            if start < last and start + len(word.text) > first
        ]
        if touched:
            yield _around(touched), text[first:last].strip()


def _places(text: str, words: Sequence[str], *, personal: bool) -> Iterator[tuple[int, int]]:
    folded = text.casefold()
    for word in filter(None, (word.strip().casefold() for word in words)):
        for match in re.finditer(re.escape(word), folded):
            yield match.span()
    if not personal:
        return
    for pattern in _PERSONAL:
        for match in pattern.finditer(text):
            yield match.span()
    for match in _DIGITS.finditer(text):
        digits = [int(sign) for sign in match[0] if sign.isdigit()]
        if len(digits) in _CARD_DIGITS and _is_checked(digits):
            yield match.span()


def _is_checked(digits: Sequence[int]) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1, annex B: Luhn)."""
    doubled = [2 * d - 9 * (d > 4) if at % 2 else d for at, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _around(words: Sequence[Word]) -> Area:
    left = min(word.area.x for word in words)
    top = min(word.area.y for word in words)
    right = max(word.area.x + word.area.width for word in words)
    bottom = max(word.area.y + word.area.height for word in words)
    return Area(left, top, right - left, bottom - top)
