"""Looking for hundreds of texts at once in bytes of any kind, at the speed a disk reads them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from observer.database.traces import Trace

SHORTEST_OWN = 6
"""Letters of a name or code: six bytes come about by chance once in 280 TB."""

SHORTEST_WORDS = 8
"""Letters of what may be said by anybody."""

_LONGEST = 48  # letters looked for; of a longer text, its beginning and its end
_ESCAPED = re.compile(r"[\x00-\x1f\"'\\<>&\x7f]+")
"""What is written in other ways in JSON, HTML and logs: a text is looked for in the parts between.
"""

_START = 4  # bytes by which a text is found before it is compared


class Needles:
    """Finds which of the texts occur in a block of bytes, in UTF-8, UTF-16 and escaped JSON."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self._by_start: dict[int, list[tuple[bytes, Trace]]] = defaultdict(list)
        self._pairs = np.zeros(1 << 16, dtype=bool)
        self.longest = 0
        """Bytes; blocks that follow each other have to overlap by them."""
        self.count = 0
        """Texts that are looked for."""
        self.too_short = 0
        """Texts that anything might hold by chance."""
        for trace in traces:
            parts = list(_parts(trace))
            self.count += bool(parts)
            self.too_short += not parts
            for part in parts:
                for needle in _spellings(part):
                    self._by_start[int.from_bytes(needle[:_START], "little")].append(
                        (needle, trace)
                    )
                    self._pairs[int.from_bytes(needle[:2], "little")] = True
                    self.longest = max(self.longest, len(needle))
        self._starts = np.array(sorted(self._by_start), dtype=np.uint32)

    def found_in(self, block: bytes) -> set[Trace]:
        """Those that occur in it."""
        if len(block) < _START or not self.count:
            return set()
        found: set[Trace] = set()
        for place in self._places(block):
            start = int.from_bytes(block[place : place + _START], "little")
            for needle, trace in self._by_start[start]:
                if block.startswith(needle, place):
                    found.add(trace)
        return found

    def _places(self, block: bytes) -> Iterator[int]:
        """Where one may begin: first by two bytes, then, of the few that are left, by four."""
        octets = np.frombuffer(block, dtype=np.uint8)
        for shift in (0, 1):
            pairs = np.frombuffer(block, dtype="<u2", offset=shift, count=(len(block) - shift) // 2)
            places = np.flatnonzero(self._pairs[pairs]) * 2 + shift
            places = places[places <= len(block) - _START]
            starts = _starts_at(octets, places)
            yield from places[np.isin(starts, self._starts)].tolist()


def _starts_at(
    octets: npt.NDArray[np.uint8], places: npt.NDArray[np.intp]
) -> npt.NDArray[np.uint32]:
    starts = np.zeros(len(places), dtype=np.uint32)
    for number in range(_START):
        starts |= octets[places + number].astype(np.uint32) << np.uint32(8 * number)
    return starts


def _parts(trace: Trace) -> Iterator[str]:
    """The longest part of a text that is written the same everywhere, as far as is looked for."""
    text = max(_ESCAPED.split(trace.text), key=len).strip()
    if len(text) < (SHORTEST_OWN if trace.own else SHORTEST_WORDS):
        return
    yield text[-_LONGEST:]
    if len(text) > 2 * _LONGEST:
        yield text[:_LONGEST]


def _spellings(text: str) -> set[bytes]:
    found = {text.encode("utf-8", "replace")}
    for form in ("utf-16-le", "utf-16-be"):
        found.add(text.encode(form, "replace"))
    found.add(json.dumps(text)[1:-1].encode("ascii"))
    return found
