"""The numbers that H.264 pictures bear since their last keyframe, and how to count them anew.

Packets that follow a keyframe can be kept as they are behind another keyframe of the same picture,
if their numbers (`frame_num`) go on from it. A number has a fixed width, so that nothing else of a
packet changes. Clauses are those of ITU-T H.264.
"""

import re
from dataclasses import dataclass

from observer.model.errors import SessionDamaged

_TYPE_SLICE, _TYPE_IDR, _TYPE_SEI, _TYPE_SPS = 1, 5, 6, 7
# Profiles whose parameter sets tell more before the numbers' width (7.3.2.1.1) are not ours.
_PLAIN_PROFILES = (66, 77, 88)
# A slice's header up to its number takes 3 codes: 16 bytes hold them at any size of picture.
_HEADER_BYTES = 16
_ESCAPED = re.compile(rb"\x00\x00\x03")
_TO_ESCAPE = re.compile(rb"\x00\x00(?=[\x00-\x03])")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How wide the numbers of a stream's pictures are, in bits."""

    bits: int

    def first_of(self, packet: bytes) -> int | None:
        """The number of a packet's picture; None where it is a keyframe."""
        for unit in units(packet):
            if unit[0] & 31 == _TYPE_SLICE:
                bits, at = _header(unit, self.bits)
                return bits >> at & self._mask
        return None

    def renumbered(self, packet: bytes, by: int) -> bytes:
        """The packet with its picture's number less `by`; what only describes it is left out."""
        kept = (
            self._renumber(unit, by) if unit[0] & 31 == _TYPE_SLICE else unit
            for unit in units(packet)
            if unit[0] & 31 != _TYPE_SEI
        )
        return b"".join(len(unit).to_bytes(4, "big") + unit for unit in kept)

    @property
    def _mask(self) -> int:
        return (1 << self.bits) - 1

    def _renumber(self, unit: bytes, by: int) -> bytes:
        size = _header_size(unit)
        bits, at = _header(unit, self.bits)
        number = (bits >> at) - by & self._mask
        bits = bits & ~(self._mask << at) | number << at
        length = len(_ESCAPED.sub(b"\x00\x00", unit[:size]))
        return _TO_ESCAPE.sub(b"\x00\x00\x03", bits.to_bytes(length, "big")) + unit[size:]


def read_numbering(header: bytes) -> Numbering | None:
    """What the codec's header (avcC) says of numbers.

    None where the pictures may refer to more than the one before them, are not shown in their
    order or come in halves: packets of such a stream cannot be set behind another keyframe.
    """
    if len(header) < 9 or header[0] != 1 or header[4] & 3 != 3 or header[5] & 31 != 1:
        return None
    sps = header[8 : 8 + int.from_bytes(header[6:8], "big")]
    if len(sps) < 5 or sps[0] & 31 != _TYPE_SPS or sps[1] not in _PLAIN_PROFILES:
        return None
    plain = _ESCAPED.sub(b"\x00\x00", sps)
    reader = _Bits(int.from_bytes(plain, "big"), 8 * len(plain))
    try:
        reader.take(32)
        reader.code()
        width = reader.code() + 4
        in_order, references = reader.code() == 2, reader.code()
        reader.take(1)
        reader.code(), reader.code()
        whole_pictures = reader.take(1) == 1
    except ValueError:
        return None
    return Numbering(width) if in_order and references == 1 and whole_pictures else None


def units(packet: bytes) -> list[bytes]:
    """A stored packet's units, without their lengths. Raises SessionDamaged where it is torn."""
    found, at = [], 0
    while at < len(packet):
        size = int.from_bytes(packet[at : at + 4], "big")
        if not size or at + 4 + size > len(packet):
            raise SessionDamaged(
                "A picture of the recording is damaged", "Run: observer repair, then try again"
            )
        found.append(packet[at + 4 : at + 4 + size])
        at += 4 + size
    return found


def without_notes(packet: bytes) -> bytes:
    """A stored packet less what its encoder says of itself."""
    kept = (unit for unit in units(packet) if unit[0] & 31 != _TYPE_SEI)
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in kept)


class _Bits:
    """Reads bits and Exp-Golomb codes (9.1) from the front."""

    def __init__(self, bits: int, left: int) -> None:
        self._bits = bits
        self.left = left

    def take(self, count: int) -> int:
        if count > self.left:
            raise ValueError("the header ends too early")
        self.left -= count
        return self._bits >> self.left & (1 << count) - 1

    def code(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)


def _header_size(unit: bytes) -> int:
    """How many bytes to look at; the cut does not part an escape (7.4.1) from its zeros."""
    size = _HEADER_BYTES
    while unit[:size].endswith(b"\x00\x00\x03"):
        size += 1
    return min(size, len(unit))


def _header(unit: bytes, width: int) -> tuple[int, int]:
    """The unit's beginning as bits, and how many of them follow its picture's number (7.3.3)."""
    plain = _ESCAPED.sub(b"\x00\x00", unit[: _header_size(unit)])
    bits = int.from_bytes(plain, "big")
    reader = _Bits(bits, 8 * len(plain))
    reader.take(8)
    for _ in ("first macroblock", "type", "parameter set"):
        reader.code()
    reader.take(width)
    return bits, reader.left
