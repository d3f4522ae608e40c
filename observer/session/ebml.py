"""The few pieces of EBML, Matroska's notation, that a live recording needs (RFC 8794, RFC 9559)."""

import struct

UNKNOWN_SIZE = b"\x01\xff\xff\xff\xff\xff\xff\xff"
"""Stands for a size that is not known yet: the element ends where its parent's next one begins."""

EBML_HEADER = 0x1A45DFA3
SEGMENT = 0x18538067
INFO = 0x1549A966
TRACKS = 0x1654AE6B
TRACK_ENTRY = 0xAE
CLUSTER = 0x1F43B675
CLUSTER_TIMESTAMP = 0xE7
SIMPLE_BLOCK = 0xA3
BLOCK_GROUP = 0xA0
BLOCK = 0xA1
DISCARD_PADDING = 0x75A2


def element(identifier: int, payload: bytes) -> bytes:
    """An element whose content is known whole."""
    return _identifier(identifier) + _size(len(payload)) + payload


def open_element(identifier: int) -> bytes:
    """The head of an element that goes on until the file ends or a sibling begins."""
    return _identifier(identifier) + UNKNOWN_SIZE


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
