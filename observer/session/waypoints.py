"""Decoded pictures kept beside a recording, from which decoding can go on.

A keyframe costs the recording many bytes, so there are few. In a player's memory there may be
more: a waypoint is a picture as the decoder left it, spelled as a keyframe of raw pixels (H.264's
I_PCM). Decoding that is a copy, and every bit of what follows is as if all before had been decoded.
"""

import re
import threading
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np
from av.video.frame import VideoFrame

_BLOCK = 16  # pixels a side of a macroblock
_TO_ESCAPE = re.compile(rb"\x00\x00(?=[\x00-\x03])")
_WORTH_IT = 0.6  # of a whole waypoint's size: a difference above it is kept whole

# Its parameter set: number 1, of sequence 0, variable-length codes, deblocking as the slice says.
_PPS = bytes.fromhex("68538f20")

Plane = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A picture that came at `tick` of its stream's time base.

    `packed` is its keyframe, zipped, or what differs in it from that of `base`.
    """

    tick: int
    packed: bytes
    base: "Waypoint | None" = None

    def keyframe(self) -> bytes:
        """What the decoder takes in the place of everything before."""
        raw = zlib.decompress(self.packed)
        return raw if self.base is None else _differing(raw, self.base.keyframe())


def waypoint(tick: int, keyframe: bytes, base: Waypoint | None) -> Waypoint:
    """Pack a keyframe, as a difference from `base` where that is much smaller."""
    if base is not None and base.base is None:
        before = base.keyframe()
        if len(before) == len(keyframe):
            packed = zlib.compress(_differing(keyframe, before), 1)
            if len(packed) < _WORTH_IT * len(base.packed):
                return Waypoint(tick, packed, base)
    return Waypoint(tick, zlib.compress(keyframe, 1))


class Waypoints:
    """Those of one file, in time. One thread adds, another one asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ticks: list[int] = []
        self._waypoints: list[Waypoint] = []
        self.size = 0  # bytes

    def __len__(self) -> int:
        return len(self._ticks)

    def add(self, added: Waypoint) -> None:
        """Keep one more."""
        with self._lock:
            place = bisect_right(self._ticks, added.tick)
            self._ticks.insert(place, added.tick)
            self._waypoints.insert(place, added)
            self.size += len(added.packed)

    def last(self, tick: int, after: int) -> Waypoint | None:
        """The last one up to `tick`, if it is later than `after`."""
        with self._lock:
            place = bisect_right(self._ticks, tick)
            if not place or self._ticks[place - 1] <= after:
                return None
            return self._waypoints[place - 1]


def raw_keyframe(frame: VideoFrame, number_bits: int) -> bytes:
    """A picture as one keyframe of raw macroblocks, in units that follow their lengths.

    The frame is in yuv420p and has its coded size, a whole number of macroblocks. `number_bits`
    is the width of the stream's picture numbers; this one's is 0 (ITU-T H.264, 7.3.3 and 7.3.5).
    """
    luma, blue, red = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    )
    rows, columns = frame.height // _BLOCK, frame.width // _BLOCK
    blocks = np.empty((rows, columns, 2 + 384), np.uint8)
    blocks[:, :, :2] = (0x0D, 0x00)  # a raw macroblock's type, and zeros up to the next byte
    for plane, side, at in ((luma, 16, 2), (blue, 8, 258), (red, 8, 322)):
        parted = plane.reshape(rows, side, columns, side).swapaxes(1, 2)
        blocks[:, :, at : at + side * side] = parted.reshape(rows, columns, side * side)
    # First macroblock 0, intra slice, parameter set 1, number 0, keyframe 0, both marks unset, no
    # change of the quantiser, no deblocking; then the first macroblock's type.
    bits = f"1{'0001000'}{'010'}{'0' * number_bits}1{'00'}1{'010'}{'000011010'}"
    bits += "0" * (-len(bits) % 8)
    head = int(bits, 2).to_bytes(len(bits) // 8, "big")
    body = head + blocks.tobytes()[2:] + b"\x80"
    if b"\x00\x00" in body:
        body = _TO_ESCAPE.sub(b"\x00\x00\x03", body)
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in (_PPS, b"\x65" + body))


def _differing(left: bytes, right: bytes) -> bytes:
    return np.bitwise_xor(np.frombuffer(left, np.uint8), np.frombuffer(right, np.uint8)).tobytes()
