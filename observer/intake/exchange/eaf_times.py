"""When an annotation of an ELAN document is: from its slots, its neighbours or the one above it."""

from observer.intake.exchange.eaf_parser import EafAnnotation, EafDocument
from observer.model.errors import ExchangeError

_UNITS_MS = {"milliseconds": 1.0, "": 1.0}
_LONGEST_CHAIN = 32  # annotations above one another; ELAN's own documents have three or four


class Times:
    """The spans of a document's annotations, in milliseconds of the video.

    Slots without a time lie at even distances between the aligned ones around them, along the
    annotations of their tier: so ELAN draws them.
    """

    def __init__(self, document: EafDocument, name: str) -> None:
        """Raises ExchangeError for a document that counts in frames or samples."""
        if document.time_units not in _UNITS_MS:
            raise ExchangeError(
                f"{name} counts in {document.time_units[:40]}, not in milliseconds",
                "Open it in ELAN 4 or later and save it anew",
            )
        self._origin_ms = document.origin_ms
        self._slots: dict[str, float | None] = dict(document.slots)
        self._by_id: dict[str, EafAnnotation] = {}
        for tier in document.tiers:
            self._fill(tier.annotations)
            self._by_id |= {said.id: said for said in tier.annotations}

    def span_of(self, said: EafAnnotation) -> tuple[float, float] | None:
        """Begin and end; None where neither it nor one above it has a time."""
        for _ in range(_LONGEST_CHAIN):
            if said.slots is not None:
                start, end = (self._slots.get(slot) for slot in said.slots)
                if start is None or end is None:
                    return None
                return start + self._origin_ms, end + self._origin_ms
            above = self._by_id.get(said.refers)
            if above is None:
                return None
            said = above
        return None

    def _fill(self, annotations: list[EafAnnotation]) -> None:
        """Give the unaligned slots of a tier their times."""
        waiting: list[str] = []
        since: float | None = None
        for slot in (slot for said in annotations for slot in said.slots or ()):
            at_ms = self._slots.get(slot)
            if at_ms is None:
                if slot in self._slots and slot not in waiting[-1:]:
                    waiting.append(slot)
                continue
            if waiting and since is not None:
                step = (at_ms - since) / (len(waiting) + 1)
                for place, name in enumerate(waiting, 1):
                    self._slots[name] = since + step * place
            waiting, since = [], at_ms
