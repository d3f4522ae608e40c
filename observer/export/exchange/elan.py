"""A session as an ELAN annotation document (EAF 3.0)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from observer.export.document import Document
from observer.export.exchange.elan_words import (
    CODE_VOCABULARY,
    FIELD_TYPE,
    FIELDS,
    LIST_TYPE,
    LISTS,
    POINT_NS,
    POINT_TYPE,
    SEVERITY_VOCABULARY,
    STRETCH_TYPE,
)
from observer.export.exchange.tagged_text import comment_text
from observer.export.exchange.told import ToldMoment, told_moments
from observer.export.leaving.session import LeavingSession
from observer.model.annotation import SEVERITY_WORDS
from observer.model.clock import NS_PER_MS

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_LANGUAGE = "und"
# XML 1.0 has no way to write these, not even by number.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Tier:
    """One tier of moments: its name, and when the last of them ends."""

    name: str
    author: str
    linguistic_type: str
    moments: list[ToldMoment] = field(default_factory=list)
    end_ms: int = -1


def elan_document(session: LeavingSession) -> Document:
    """The media are named relative to the file, without a folder."""
    moments = told_moments(session)
    root = ElementTree.Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "",
            "DATE": session.row.recorded_at,
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": _INSTANCE,
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    _header(root, session)
    order = ElementTree.SubElement(root, "TIME_ORDER")
    writer = _Writer(root, session.row.participant)
    for tier in _tiers(moments):
        writer.write(tier)
    writer.write_slots(order)
    _types(root)
    _language(root)
    _constraints(root)
    _vocabulary(root, SEVERITY_VOCABULARY, _severities())
    _vocabulary(root, CODE_VOCABULARY, _codes(session, moments))
    ElementTree.indent(root)
    content = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    losses = list(_losses(moments))
    if len(session.segments) > 1:
        losses.append(f"ELAN is told of the first of {len(session.segments)} video files alone")
    return Document(content, tuple(losses))


def _losses(moments: Sequence[ToldMoment]) -> Iterator[str]:
    if any(t % NS_PER_MS for moment in moments for t in (moment.start_ns, moment.end_ns)):
        yield "ELAN counts in milliseconds: times are rounded to them"
    if any(_NOT_XML.search(moment.note + moment.quote) for moment in moments):
        yield "XML cannot hold control characters: they are left out"


def span_ms(moment: ToldMoment) -> tuple[int, int]:
    """Its begin and end in ELAN, never the same."""
    start_ms = round(moment.start_ns / NS_PER_MS)
    if moment.is_point:
        return start_ms, start_ms + POINT_NS // NS_PER_MS
    return start_ms, max(start_ms + 1, round(moment.end_ns / NS_PER_MS))


def _tiers(moments: Sequence[ToldMoment]) -> list[_Tier]:
    tiers: dict[str, _Tier] = {}
    for moment in moments:
        kind = STRETCH_TYPE if not moment.is_point else POINT_TYPE
        base = f"{moment.kind}{' (point)' if moment.is_point else ''}@{moment.author}"
        start_ms, end_ms = span_ms(moment)
        number = 1
        while True:
            name = base if number == 1 else f"{base}#{number}"
            tier = tiers.setdefault(name, _Tier(name, moment.author, kind))
            if tier.end_ms <= start_ms:
                break
            number += 1
        tier.moments.append(moment)
        tier.end_ms = end_ms
    return list(tiers.values())


class _Writer:
    """Writes tiers, and counts the annotations and time slots that they need."""

    def __init__(self, root: ElementTree.Element, participant: str) -> None:
        self._root = root
        self._participant = participant
        self._slots_ms: list[int] = []
        self._annotations = 0

    def write(self, tier: _Tier) -> None:
        """The tier, and those below it that hold anything."""
        element = self._tier(tier.name, tier, tier.linguistic_type)
        written: list[tuple[str, ToldMoment]] = []
        for moment in tier.moments:
            start, end = (self._slot(at_ms) for at_ms in span_ms(moment))
            number = self._annotate(
                *(element, "ALIGNABLE_ANNOTATION", moment.note),
                {"TIME_SLOT_REF1": start, "TIME_SLOT_REF2": end},
            )
            written.append((number, moment))
        for name in (*FIELDS, *LISTS):
            held = [(parent, texts(moment, name)) for parent, moment in written]
            if any(values for _, values in held):
                kind = LIST_TYPE if name in LISTS else FIELD_TYPE
                below = self._tier(f"{name}@{tier.name}", tier, kind, tier.name)
                self._write_below(below, held)

    def write_slots(self, order: ElementTree.Element) -> None:
        """The times, in their order as the schema asks."""
        numbered = sorted(enumerate(self._slots_ms, 1), key=lambda slot: slot[1])
        for number, at_ms in numbered:
            ElementTree.SubElement(
                order, "TIME_SLOT", {"TIME_SLOT_ID": f"ts{number}", "TIME_VALUE": str(at_ms)}
            )

    def _write_below(
        self, element: ElementTree.Element, held: Sequence[tuple[str, Sequence[str]]]
    ) -> None:
        for parent, values in held:
            before = ""
            for value in values:
                refers = {"ANNOTATION_REF": parent}
                if before:
                    refers["PREVIOUS_ANNOTATION"] = before
                before = self._annotate(element, "REF_ANNOTATION", value, refers)

    def _tier(self, name: str, tier: _Tier, kind: str, parent: str = "") -> ElementTree.Element:
        told = {"TIER_ID": name, "PARTICIPANT": self._participant, "ANNOTATOR": tier.author}
        told |= {"LINGUISTIC_TYPE_REF": kind} | ({"PARENT_REF": parent} if parent else {})
        clean = {key: _NOT_XML.sub("", value) for key, value in told.items()}
        return ElementTree.SubElement(self._root, "TIER", clean)

    def _slot(self, at_ms: int) -> str:
        self._slots_ms.append(at_ms)
        return f"ts{len(self._slots_ms)}"

    def _annotate(
        self, tier: ElementTree.Element, form: str, value: str, refers: dict[str, str]
    ) -> str:
        self._annotations += 1
        number = f"a{self._annotations}"
        holder = ElementTree.SubElement(tier, "ANNOTATION")
        said = ElementTree.SubElement(holder, form, {"ANNOTATION_ID": number, **refers})
        ElementTree.SubElement(said, "ANNOTATION_VALUE").text = _NOT_XML.sub("", value)
        return number


def texts(moment: ToldMoment, name: str) -> Sequence[str]:
    """What lies on the tier of that name below a moment."""
    match name:
        case "codes":
            return moment.codes
        case "comments":
            return [comment_text(comment) for comment in moment.comments]
        case "severity":
            return () if moment.severity is None else (str(moment.severity),)
        case "said":
            value = moment.created_at
        case _:
            value = getattr(moment, name)
    return (value,) if value else ()


def _header(root: ElementTree.Element, session: LeavingSession) -> None:
    header = ElementTree.SubElement(
        root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"}
    )
    for segment in session.segments[:1]:  # further files begin later, which ELAN cannot be told
        ElementTree.SubElement(
            header,
            "MEDIA_DESCRIPTOR",
            {
                "MEDIA_URL": f"./{segment.file}",
                "MIME_TYPE": "video/x-matroska",
                "RELATIVE_MEDIA_URL": f"./{segment.file}",
            },
        )
    for name, value in (("session", session.row.id), ("study", session.row.study)):
        told = ElementTree.SubElement(header, "PROPERTY", {"NAME": f"observer:{name}"})
        told.text = _NOT_XML.sub("", value)


def _types(root: ElementTree.Element) -> None:
    for name, constraint in (
        *((STRETCH_TYPE, ""), (POINT_TYPE, "")),
        *((FIELD_TYPE, "Symbolic_Association"), (LIST_TYPE, "Symbolic_Subdivision")),
    ):
        told = {"LINGUISTIC_TYPE_ID": name, "GRAPHIC_REFERENCES": "false"}
        told["TIME_ALIGNABLE"] = "false" if constraint else "true"
        if constraint:
            told["CONSTRAINTS"] = constraint
        ElementTree.SubElement(root, "LINGUISTIC_TYPE", told)


def _language(root: ElementTree.Element) -> None:
    ElementTree.SubElement(
        root,
        "LANGUAGE",
        {
            "LANG_ID": _LANGUAGE,
            "LANG_DEF": "http://cdb.iso.org/lg/CDB-00130975-001",
            "LANG_LABEL": "undetermined (und)",
        },
    )


def _constraints(root: ElementTree.Element) -> None:
    for name, words in (
        ("Symbolic_Subdivision", "Symbolic subdivision of a parent annotation, in an order"),
        ("Symbolic_Association", "1-1 association with a parent annotation"),
    ):
        ElementTree.SubElement(root, "CONSTRAINT", {"STEREOTYPE": name, "DESCRIPTION": words})


def _severities() -> dict[str, str]:
    return {str(step): word for step, word in enumerate(SEVERITY_WORDS)}


def _codes(session: LeavingSession, moments: Sequence[ToldMoment]) -> dict[str, str]:
    study = session.study
    codes = {code.name: code.description for code in study.codebook} if study else {}
    return codes | {code: codes.get(code, "") for moment in moments for code in moment.codes}


def _vocabulary(root: ElementTree.Element, name: str, entries: dict[str, str]) -> None:
    vocabulary = ElementTree.SubElement(root, "CONTROLLED_VOCABULARY", {"CV_ID": name})
    ElementTree.SubElement(vocabulary, "DESCRIPTION", {"LANG_REF": _LANGUAGE})
    for number, (value, words) in enumerate(entries.items()):
        entry = ElementTree.SubElement(vocabulary, "CV_ENTRY_ML", {"CVE_ID": f"{name}-{number}"})
        told = {"LANG_REF": _LANGUAGE, "DESCRIPTION": _NOT_XML.sub("", words)}
        ElementTree.SubElement(entry, "CVE_VALUE", told).text = _NOT_XML.sub("", value)
