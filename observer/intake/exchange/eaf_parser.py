"""An ELAN document read event by event, with nothing of XML that could do harm.

Expat calls us for each element, so a document is never held as a tree. Document types are refused
as soon as one begins: without them there are no entities but XML's own five, and so neither bombs
of entities nor files or addresses fetched for one. Depth, count and length are limited. The
standard library's parser does it all; a package like defusedxml would refuse the same and know
nothing of our limits.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from observer.intake.exchange.brought import LONGEST_TEXT, shown
from observer.model.errors import ExchangeError

DEEPEST = 16
"""An ELAN document is six elements deep."""

MOST_ELEMENTS = 600_000
"""Three for each annotation of the largest document we take, one for each of its times, and as much
again."""


@dataclass(slots=True)
class EafAnnotation:
    """One annotation: between two time slots, or below another one (`refers`)."""

    id: str
    line: int
    slots: tuple[str, str] | None = None
    refers: str = ""
    value: str = ""


@dataclass(slots=True)
class EafTier:
    """One tier, with its annotations in the document's order."""

    name: str
    annotator: str
    participant: str
    linguistic_type: str
    parent: str
    annotations: list[EafAnnotation] = field(default_factory=list)


@dataclass(slots=True)
class EafDocument:
    """What we take of a document. Times are in the document's own unit, None for unaligned ones."""

    slots: dict[str, int | None] = field(default_factory=dict)
    tiers: list[EafTier] = field(default_factory=list)
    origin_ms: int = 0
    time_units: str = "milliseconds"


def parse_eaf(content: bytes, name: str) -> EafDocument:
    """Read a document. Raises ExchangeError, naming the line."""
    reader = _Reader(name)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ExchangeError(
            f"{name} is broken in line {error.lineno}: {expat.ErrorString(error.code)}",
            "Open it in ELAN and save it anew",
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know, or no bytes
        raise ExchangeError(
            f"{name} cannot be read: {shown(error)}", "Open it in ELAN and save it anew"
        ) from error
    return reader.document


class _Reader:
    """The handlers, and where in the document they are."""

    def __init__(self, name: str) -> None:
        self.document = EafDocument()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self._name = name
        self._depth = 0
        self._elements = 0
        self._annotation: EafAnnotation | None = None
        self._value: list[str] | None = None
        self._length = 0

    def _fault(self, problem: str, remedy: str = "Open it in ELAN and save it anew") -> Exception:
        return ExchangeError(
            f"Line {self.parser.CurrentLineNumber} of {self._name} {problem}", remedy
        )

    def _refuse_doctype(self, *_: object) -> None:
        raise self._fault(
            "declares a document type, which no file of ELAN does",
            "Take it out if you trust the file; it can be made to do harm",
        )

    def _start(self, tag: str, told: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            raise self._fault(f"is {DEEPEST} elements deep")
        if self._elements > MOST_ELEMENTS:
            raise self._fault(f"is beyond {MOST_ELEMENTS} elements", "Split the document")
        if self._depth == 1 and tag != "ANNOTATION_DOCUMENT":
            raise self._fault(f"begins “{shown(tag)}”", "Choose a file that ELAN saved (.eaf)")
        if any(len(value) > LONGEST_TEXT for value in told.values()):
            raise self._fault(f"holds a text of more than {LONGEST_TEXT} characters")
        handle = _STARTS.get(tag)
        if handle is not None:
            handle(self, told)

    def _header(self, told: dict[str, str]) -> None:
        self.document.time_units = told.get("TIME_UNITS", "milliseconds")

    def _media(self, told: dict[str, str]) -> None:
        if "TIME_ORIGIN" in told and not self.document.origin_ms:
            self.document.origin_ms = self._whole(told["TIME_ORIGIN"])

    def _slot(self, told: dict[str, str]) -> None:
        value = told.get("TIME_VALUE")
        number = None if value is None else self._whole(value)
        if number is not None and number < 0:
            raise self._fault("states a time before the start", "Put it right in ELAN")
        self.document.slots[told.get("TIME_SLOT_ID", "")] = number

    def _tier(self, told: dict[str, str]) -> None:
        self.document.tiers.append(
            EafTier(
                told.get("TIER_ID", ""),
                told.get("ANNOTATOR", ""),
                told.get("PARTICIPANT", ""),
                told.get("LINGUISTIC_TYPE_REF", ""),
                told.get("PARENT_REF", ""),
            )
        )

    def _aligned(self, told: dict[str, str]) -> None:
        slots = (told.get("TIME_SLOT_REF1", ""), told.get("TIME_SLOT_REF2", ""))
        self._begin(told, slots, "")

    def _referring(self, told: dict[str, str]) -> None:
        self._begin(told, None, told.get("ANNOTATION_REF", ""))

    def _begin(self, told: dict[str, str], slots: tuple[str, str] | None, refers: str) -> None:
        if not self.document.tiers:
            raise self._fault("holds an annotation outside of a tier")
        line = self.parser.CurrentLineNumber
        self._annotation = EafAnnotation(told.get("ANNOTATION_ID", ""), line, slots, refers)
        self.document.tiers[-1].annotations.append(self._annotation)

    def _begin_value(self, _: dict[str, str]) -> None:
        self._value, self._length = [], 0

    def _say(self, text: str) -> None:
        if self._value is not None:
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise self._fault(f"holds a text of more than {LONGEST_TEXT} characters")
            self._value.append(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "ANNOTATION_VALUE" and self._value is not None:
            if self._annotation is not None:
                self._annotation.value = "".join(self._value)
            self._value = None
        elif tag == "ANNOTATION":
            self._annotation = None

    def _whole(self, text: str) -> int:
        digits = text.strip().removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
            raise self._fault(f"states “{shown(text)}” as a time", "Put it right in ELAN")
        return int(text)


_STARTS = {
    "HEADER": _Reader._header,
    "MEDIA_DESCRIPTOR": _Reader._media,
    "TIME_SLOT": _Reader._slot,
    "TIER": _Reader._tier,
    "ALIGNABLE_ANNOTATION": _Reader._aligned,
    "REF_ANNOTATION": _Reader._referring,
    "ANNOTATION_VALUE": _Reader._begin_value,
}
