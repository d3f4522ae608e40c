"""Where clusters and packets lie in a Matroska file, found without the product or its libraries."""

from dataclasses import dataclass

_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_BLOCK_GROUP, _BLOCK, _SIMPLE_BLOCK = 0xA0, 0xA1, 0xA3


@dataclass(frozen=True)
class Block:
    """One packet: its track, and where its bytes end in the file."""

    track: int
    end: int


@dataclass(frozen=True)
class Places:
    """Offsets at which each cluster begins, and every packet in the file's order."""

    clusters: list[int]
    blocks: list[Block]

    def whole_before(self, cut: int) -> dict[int, int]:
        """How many packets of each track lie wholly before this offset."""
        counts: dict[int, int] = {}
        for block in self.blocks:
            counts[block.track] = counts.get(block.track, 0) + (block.end <= cut)
        return counts


def places_in(content: bytes) -> Places:
    places = Places([], [])
    _walk(content, 0, len(content), places)
    return places


def _walk(content: bytes, at: int, end: int, places: Places) -> None:
    while at < end:
        start = at
        identifier, at = _number(content, at, keep_marker=True)
        size, at = _number(content, at, keep_marker=False)
        if identifier == _CLUSTER:
            places.clusters.append(start)
        if identifier in (_SEGMENT, _CLUSTER):
            continue  # its children are read as if they followed it
        if identifier == _SIMPLE_BLOCK:
            places.blocks.append(Block(content[at] & 0x7F, at + size))
        elif identifier == _BLOCK_GROUP:  # a block with its duration: readable where both are
            places.blocks.append(Block(_track_of_group(content, at), at + size))
        at += size


def _track_of_group(content: bytes, at: int) -> int:
    while True:
        identifier, at = _number(content, at, keep_marker=True)
        size, at = _number(content, at, keep_marker=False)
        if identifier == _BLOCK:
            return content[at] & 0x7F
        at += size


def _number(content: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """EBML's number of variable length, and where the next thing begins."""
    width = 9 - content[at].bit_length()
    value = int.from_bytes(content[at : at + width], "big")
    return (value if keep_marker else value & ~(1 << 7 * width)), at + width
