"""What a participant agreed to as plain text: written once, kept, and read back for a copy.

Blocks stand apart by an empty line. The first is the title; in a block of several lines the first
is its heading; an answer's line begins with a tick or a cross.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from observer.intake.consent_text import ConsentText, ConsentThing
from observer.model.consent import ConsentItem

TICK, CROSS, ARROW = "✓", "✗", "→"


class LineKind(StrEnum):
    """What a line of the kept text is."""

    TITLE = "title"
    HEADING = "heading"
    WORDS = "words"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the kept text; an answer's without its tick or cross."""

    kind: LineKind
    text: str


def kept_wording(filled: ConsentText, agreed: Collection[ConsentItem]) -> str:
    """The exact text that was agreed to, in the order it was read, with every answer."""
    answers = [_answer(filled, thing, thing.item in agreed) for thing in filled.thing]
    blocks = [
        filled.title,
        filled.about,
        filled.introduction,
        *(f"{part.title}\n{part.words}" for part in filled.section),
        "\n".join([filled.asking.title, filled.asking.words, *answers]),
        filled.statement,
        filled.thanks,
    ]
    return "\n\n".join(blocks)


def read_wording(text: str) -> list[Line]:
    """The lines of a kept text. A text that was written otherwise comes back whole, as words."""
    lines: list[Line] = []
    for block in text.strip().split("\n\n"):
        several = "\n" in block
        for number, line in enumerate(block.split("\n")):
            kind = LineKind.HEADING if several and number == 0 else LineKind.WORDS
            lines.append(_line(line, kind if lines else LineKind.TITLE))
    return lines


def _answer(filled: ConsentText, thing: ConsentThing, agreed: bool) -> str:
    sign, word = (TICK, filled.asking.yes) if agreed else (CROSS, filled.asking.no)
    meaning = thing.agreed if agreed else thing.refused
    return f"{sign} {thing.title}. {thing.words} {ARROW} {word}. {meaning}."


def _line(text: str, kind: LineKind) -> Line:
    if text.startswith((TICK, CROSS)):
        return Line(LineKind.YES if text.startswith(TICK) else LineKind.NO, text[1:].strip())
    return Line(kind, text)
