"""The few pieces of EBML, Matroska's notation, that a live recording needs (RFC 8794, RFC 9559)."""

import struct

UNKNOWN_SIZE = b"\x01\xff\xff\xff\xff\xff\xff\xff"
"""Stands for a size that is not known yet: the element ends where its parent's next one begins."""

SIZE_BYTES = len(UNKNOWN_SIZE)
"""How many bytes the size of an element takes that was opened and is closed later."""

DURATION_BYTES = 4
"""How many bytes at the end of a picture's block hold its duration, in milliseconds."""

EBML_HEADER = 0x1A45DFA3
VOID = 0xEC
SEGMENT = 0x18538067
INFO = 0x1549A966
TRACKS = 0x1654AE6B
TRACK_ENTRY = 0xAE
CLUSTER = 0x1F43B675
CLUSTER_TIMESTAMP = 0xE7
SIMPLE_BLOCK = 0xA3
BLOCK_GROUP = 0xA0
BLOCK = 0xA1
BLOCK_DURATION = 0x9B
REFERENCE_BLOCK = 0xFB
DISCARD_PADDING = 0x75A2
CUES = 0x1C53BB6B


def element(identifier: int, payload: bytes) -> bytes:
    """An element whose content is known whole."""
    return _identifier(identifier) + _size(len(payload)) + payload


def open_element(identifier: int) -> bytes:
    """The head of an element that goes on until the file ends or a sibling begins."""
    return _identifier(identifier) + UNKNOWN_SIZE


def known_size(length: int) -> bytes:
    """What takes the place of `UNKNOWN_SIZE` once an element's content is whole."""
    return (length | 1 << 56).to_bytes(SIZE_BYTES, "big")


def room(length: int) -> bytes:
    """An element of this many bytes, head and all, that says nothing; 2 to 128 of them."""
    return element(VOID, bytes(length - 2))


def unsigned(identifier: int, value: int) -> bytes:
    """An element that holds a whole number."""
    return element(identifier, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def real(identifier: int, value: float) -> bytes:
    """An element that holds a real number."""
    return element(identifier, struct.pack(">d", value))


def text(identifier: int, value: str) -> bytes:
    """An element that holds words."""
    return element(identifier, value.encode())


def simple_block(track: int, relative_ms: int, keyframe: bool, payload: bytes) -> bytes:
    """One packet; `relative_ms` counts from its cluster's timestamp and fits 16 signed bits."""
    head = struct.pack(">BhB", 0x80 | track, relative_ms, 0x80 if keyframe else 0)
    return element(SIMPLE_BLOCK, head + payload)


def picture_block(track: int, relative_ms: int, since_ms: int | None, payload: bytes) -> bytes:
    """A picture whose duration is not known yet: the block's last `DURATION_BYTES` are to hold it.

    `since_ms` is how long after the picture before it comes, None for a keyframe.
    """
    head = struct.pack(">BhB", 0x80 | track, relative_ms, 0)
    block = element(BLOCK, head + payload)
    if since_ms is not None:
        block += element(REFERENCE_BLOCK, struct.pack(">i", -since_ms))
    return element(BLOCK_GROUP, block + element(BLOCK_DURATION, bytes(DURATION_BYTES)))


def shortened_block(track: int, relative_ms: int, payload: bytes, discard_ns: int) -> bytes:
    """A packet of sound of whose end `discard_ns` are not to be heard."""
    head = struct.pack(">BhB", 0x80 | track, relative_ms, 0)
    discard = element(DISCARD_PADDING, discard_ns.to_bytes(8, "big", signed=True))
    return element(BLOCK_GROUP, element(BLOCK, head + payload) + discard)


def _identifier(identifier: int) -> bytes:
    return identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")


def _size(length: int) -> bytes:
    width = 1
    while length >= (1 << (7 * width)) - 1:  # all ones is kept for the unknown size
        width += 1
    return (length | 1 << (7 * width)).to_bytes(width, "big")
