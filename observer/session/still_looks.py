"""Which looks surely saw no change, told from the packets of their own moments.

To compare two pictures they have to be decoded from a keyframe on, a hundred pictures for the few
between them. Whether a box stayed as it was can be told without knowing what it showed: a picture
of noise takes the place of the first, and the packets after it are decoded on that. What they leave
alone stays the noise that it was; what they move, draw or brighten differs from it by as much as
ever, or by more. So a box that stays is a sure answer; another has to be looked at in earnest, for
what changes and changes back, or is drawn as it was, differs here too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.picture_change import Look
from observer.session.h264_decoding import numbering_of, packet_like, uncropped_decoder
from observer.session.h264_numbers import Numbering
from observer.session.media_facts import AnyPacket
from observer.session.picture_patch import PointerPlaces, differs, patch_of
from observer.session.reader import SessionReader
from observer.session.video_reader import VideoReader
from observer.session.waypoints import raw_keyframe

HEARTBEAT_NS = 900 * NS_PER_MS
"""The recorder repeats a picture that has stood for so long (capture/screen/paced.py)."""

_DARKEST, _BRIGHTEST = 64, 192  # a change by up to 64 is not cut off at black or white
_BLOCK = 16  # pixels a side of a macroblock
_STRICTER = 2  # of moved noise, a third of the pixels are like those they cover


@dataclass(frozen=True, slots=True)
class _Packet:
    time_ns: int
    is_keyframe: bool
    data: AnyPacket


def surely_still(
    reader: SessionReader,
    looks: Iterable[Look],
    pointer: PointerPlaces,
    cancelled: Callable[[], bool] = lambda: False,
) -> set[Look]:
    """Those of the looks in which nothing changed. Raises MediaError."""
    found: set[Look] = set()
    for path, here in _by_file(reader, looks):
        with StillLooks(path) as stills:
            for look in here:
                if cancelled():
                    return found
                if stills.is_still(look, pointer):
                    found.add(look)
    return found


class StillLooks(VideoReader):
    """Judges looks into one file; a context manager. Not thread-safe."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._tick_ns = int((self._stream.time_base or 0) * NS_PER_SECOND)
        self._numbering = numbering_of(self._stream)
        self._codec = uncropped_decoder(self._stream)
        self._noise = b""

    def is_still(self, look: Look, pointer: PointerPlaces) -> bool:
        """Whether nothing changed in the look's box for sure; False is no answer.

        Raises MediaError where the file cannot be read.
        """
        if self._numbering is None:
            return False
        try:
            packets = self._packets_of(look)
            if packets is None:
                return False
            pictures = list(self._on_noise(packets, self._numbering))
        except FFmpegError as error:
            raise self._unreadable(error) from error
        return self._stays(look, pictures, pointer)

    def _packets_of(self, look: Look) -> list[_Packet] | None:
        """That of the picture before, and those up to the look's end; None where they say nothing.

        A keyframe may hold anything, unless it is a heartbeat: that shows what the picture before
        it showed, and is left out.
        """
        self._media.seek(look.before_ns // self._tick_ns, stream=self._stream, backward=True)
        found: list[_Packet] = []
        for packet in self._media.demux(self._stream):
            if packet.pts is None or not packet.size:
                continue
            time_ns = packet.pts * self._tick_ns
            if time_ns > look.end_ns:
                break
            if time_ns <= look.before_ns:
                found.clear()
            elif not found or (packet.is_keyframe and time_ns - found[-1].time_ns < HEARTBEAT_NS):
                return None
            found.append(_Packet(time_ns, packet.is_keyframe, packet))
        return found or None

    def _on_noise(
        self, packets: Sequence[_Packet], numbering: Numbering
    ) -> Iterator[tuple[int, VideoFrame]]:
        """The pictures and their moments, the first of noise. Their numbers go on from its 0."""
        first = packets[0].data
        by, latest = numbering.first_of(bytes(first)) or 0, 0
        self._codec.flush_buffers()
        for frame in self._codec.decode(packet_like(first, self._noise_keyframe())):
            yield packets[0].time_ns, frame
        for packet in packets[1:]:
            if packet.is_keyframe:
                by = -latest
                continue
            data = numbering.renumbered(bytes(packet.data), by)
            latest = numbering.first_of(data) or 0
            for frame in self._codec.decode(packet_like(packet.data, data)):
                yield packet.time_ns, frame

    def _stays(
        self, look: Look, pictures: Sequence[tuple[int, VideoFrame]], pointer: PointerPlaces
    ) -> bool:
        stricter = replace(look, least_px=look.least_px // _STRICTER)
        before = patch_of(pictures[0][1], look)
        ends = [*(time_ns for time_ns, _ in pictures[1:]), look.end_ns + 1]
        shown = zip(pictures[1:], pairwise(ends), strict=True)
        return not any(
            differs(stricter, before, frame, at_ns, pointer)
            for (_, frame), (start_ns, end_ns) in shown
            for at_ns in look.after_ns
            if start_ns <= at_ns < end_ns
        )

    def _noise_keyframe(self) -> bytes:
        if not self._noise and self._numbering is not None:
            codec = self._stream.codec_context
            columns, rows = -(-codec.width // _BLOCK), -(-codec.height // _BLOCK)
            shape = (rows * _BLOCK * 3 // 2, columns * _BLOCK)
            noise = np.random.default_rng(1).integers(_DARKEST, _BRIGHTEST, shape, np.uint8)
            frame = VideoFrame.from_ndarray(noise, format="yuv420p")
            self._noise = raw_keyframe(frame, self._numbering.bits)
        return self._noise


def _by_file(reader: SessionReader, looks: Iterable[Look]) -> Iterator[tuple[Path, list[Look]]]:
    """The looks that lie within one file, with it."""
    asked = list(looks)
    starts = [0, *(segment.start_ns for segment in reader.segments[1:])]
    ends = [*starts[1:], 1 << 62]
    for path, start_ns, end_ns in zip(reader.media_paths, starts, ends, strict=False):
        here = [look for look in asked if start_ns <= look.before_ns and look.end_ns < end_ns]
        if here:
            yield path, here
