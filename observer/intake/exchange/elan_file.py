"""ELAN documents as moments: our own tiers with all their fields, and anybody's."""

from collections.abc import Iterator
from dataclasses import replace

from observer.export.exchange.elan_words import (
    FIELD_TYPE,
    FIELDS,
    LIST_TYPE,
    LISTS,
    POINT_TYPE,
    STRETCH_TYPE,
)
from observer.export.exchange.tagged_text import comment_of
from observer.export.exchange.told import ToldMoment
from observer.intake.exchange.brought import Brought, check_count, plain_text, shown, time_ns
from observer.intake.exchange.eaf_parser import EafAnnotation, EafDocument, EafTier, parse_eaf
from observer.intake.exchange.eaf_times import Times
from observer.model.annotation import AnnotationKind
from observer.model.errors import ExchangeError

_KINDS = {kind.value: kind for kind in AnnotationKind}
_OWN_TYPES = (STRETCH_TYPE, POINT_TYPE)
_BELOW_TYPES = (FIELD_TYPE, LIST_TYPE)


def read_elan(content: bytes, name: str) -> Brought:
    """A moment for each annotation; of tools other than ours, its tier's name becomes a code.

    Annotations below others lie where those lie. Raises ExchangeError, naming the line.
    """
    document = parse_eaf(content, name)
    reader = _Reading(document, name)
    moments = list(reader.moments())
    told = []
    if reader.nowhere:
        told.append(f"{reader.nowhere} annotations have no time, nor one above them; left out")
    if document.origin_ms:
        told.append(f"The video begins {document.origin_ms} ms late in ELAN; times are the video's")
    if any(tier.linguistic_type not in (*_OWN_TYPES, *_BELOW_TYPES) for tier in document.tiers):
        told.append("Tiers have become codes; how they depend on each other has no place here")
    return Brought(check_count(moments, name), tuple(told))


class _Reading:
    """A document while its moments are made."""

    def __init__(self, document: EafDocument, name: str) -> None:
        self._name = name
        self._tiers = document.tiers
        self._times = Times(document, name)
        self.nowhere = 0

    def moments(self) -> Iterator[ToldMoment]:
        """In the order of the document."""
        fields = self._fields()
        for tier in self._tiers:
            if tier.linguistic_type in _BELOW_TYPES:
                continue
            for said in tier.annotations:
                span = self._times.span_of(said)
                if span is None:
                    self.nowhere += 1
                    continue
                where = f"The annotation in line {said.line} of {self._name}"
                start_ns, end_ns = (time_ns(at_ms / 1000, where) for at_ms in span)
                if end_ns < start_ns:
                    raise ExchangeError(f"{where} ends before it begins", "Put it right in ELAN")
                bare = ToldMoment(start_ns, end_ns, note=plain_text(said.value, where))
                below = fields.get(said.id, {})
                yield self._told(bare, tier, below, where)

    def _told(
        self, bare: ToldMoment, tier: EafTier, below: dict[str, list[str]], where: str
    ) -> ToldMoment:
        author = plain_text(tier.annotator, where)
        if tier.linguistic_type not in _OWN_TYPES:
            code = plain_text(tier.name, where).strip()
            return replace(bare, author=author, codes=(code,) if code else ())
        kind = tier.name.partition("@")[0].removesuffix(" (point)")
        is_point = tier.linguistic_type == POINT_TYPE
        one = {name: (below.get(name) or [""])[0] for name in FIELDS}
        severity = one["severity"].strip()
        if severity not in ("", "0", "1", "2", "3", "4"):
            raise ExchangeError(f"{where} has “{shown(severity)}” as severity", "Choose 0 to 4")
        return replace(
            bare,
            end_ns=bare.start_ns if is_point else bare.end_ns,
            kind=_KINDS.get(kind, AnnotationKind.NOTE),
            author=author,
            severity=int(severity) if severity else None,
            quote=one["quote"],
            component=one["component"],
            team=one["team"],
            task=one["task"],
            rule=one["rule"],
            reason=one["reason"],
            created_at=one["said"],
            id=one["id"],
            codes=tuple(below.get("codes", ())),
            comments=tuple(comment_of(text) for text in below.get("comments", ())),
        )

    def _fields(self) -> dict[str, dict[str, list[str]]]:
        """What lies on our own lower tiers, by the annotation above and the field's name."""
        found: dict[str, dict[str, list[str]]] = {}
        for tier in self._tiers:
            name = tier.name.partition("@")[0]
            if tier.linguistic_type in _BELOW_TYPES and name in (*FIELDS, *LISTS):
                for said in tier.annotations:
                    text = plain_text(said.value, self._where(said))
                    found.setdefault(said.refers, {}).setdefault(name, []).append(text)
        return found

    def _where(self, said: EafAnnotation) -> str:
        return f"The annotation in line {said.line} of {self._name}"
