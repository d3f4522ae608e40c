"""Goes through a recording once, ahead of whoever seeks in it, and leaves waypoints and glimpses.

What a picture costs to decode is told by its packet's size. Where the way from a keyframe grows
long, a waypoint shortens it; each stretch between keyframes is one piece of work, and those near
the playhead come first.
"""

import threading
import zlib
from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.session.h264_decoding import numbering_of, uncropped_decoder
from observer.session.video_reader import VideoReader
from observer.session.waypoints import Waypoint, Waypoints, raw_keyframe, waypoint

# Measured at 1080p on one core of the machine that DESIGN.md's figures are from.
_BLOCK_NS = 80  # for each macroblock, unchanged ones too
_BYTE_NS = 85
WAY_NS = 28 * NS_PER_MS  # to decode at most: half of what an exact seek may take
GLIMPSE_EVERY_NS = 2 * NS_PER_SECOND  # while something changes
GLIMPSE_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A small picture of the recording: three bytes a pixel, rows from the top, zipped.

    `full_size` is the recording's own, in pixels.
    """

    time_ns: int
    width: int
    height: int
    packed: bytes
    full_size: tuple[int, int]

    def rgb(self) -> bytes:
        """Its pixels."""
        return zlib.decompress(self.packed)


class Glimpses:
    """Small pictures of a session in time. One thread adds, another one asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: list[int] = []
        self._at: dict[int, Glimpse] = {}

    def add(self, glimpse: Glimpse) -> None:
        """Keep one more."""
        with self._lock:
            if glimpse.time_ns not in self._at:
                insort(self._times, glimpse.time_ns)
            self._at[glimpse.time_ns] = glimpse

    def near(self, time_ns: int, within_ns: int) -> Glimpse | None:
        """The last one up to a moment, or the next one, if it is as near as that."""
        with self._lock:
            place = bisect_right(self._times, time_ns)
            for at_ns in self._times[max(0, place - 1) : place + 1]:
                if abs(at_ns - time_ns) <= within_ns:
                    return self._at[at_ns]
        return None


@dataclass(slots=True)
class _Stretch:
    """From a keyframe to before the next: which of its pictures become waypoints."""

    start: int  # ticks, as all here
    end: int
    waypoints: list[int]
    glimpses: list[int]


class Waymarker(VideoReader):
    """Marks one file. Not thread-safe; raises MediaError where it cannot be read.

    Of streams whose pictures refer to more than the one before them, as films have it, it takes
    glimpses alone, of keyframes alone: there are many pictures, and each is dear.
    """

    def __init__(self, path: Path, waypoints: Waypoints, glimpses: Glimpses) -> None:
        super().__init__(path)
        self._waypoints = waypoints
        self._glimpses = glimpses
        self._tick_ns = (self._stream.time_base or 1) * NS_PER_SECOND
        self._numbering = numbering_of(self._stream)
        self._codec = self._stream.codec_context
        if self._numbering is not None:
            self._codec = uncropped_decoder(self._stream)
        self._codec.thread_count = 1
        self._size = (self._stream.codec_context.width, self._stream.codec_context.height)
        self._left: list[_Stretch] | None = None

    def mark_near(self, time_ns: int, may_go_on: Callable[[], bool]) -> bool:
        """Mark the stretch nearest to a moment that is still unmarked; False once all are.

        `may_go_on` is asked before each picture, may wait, and ends the work by saying no.
        """
        try:
            if self._left is None:
                self._left = self._plan()
            if not self._left:
                return False
            tick = int(time_ns / self._tick_ns)
            nearest = min(self._left, key=lambda s: max(s.start - tick, tick - s.end, 0))
            self._left.remove(nearest)
            self._mark(nearest, may_go_on)
            return True
        except FFmpegError as error:
            raise self._unreadable(error) from error

    def _plan(self) -> list[_Stretch]:
        """Where waypoints and glimpses go, by the size of packets; nothing is decoded."""
        codec = self._stream.codec_context
        blocks_ns = -(-codec.width // 16) * -(-codec.height // 16) * _BLOCK_NS
        stretches: list[_Stretch] = []
        way_ns, glimpsed = 0, 0
        every = int(GLIMPSE_EVERY_NS / self._tick_ns)
        for packet in self._media.demux(self._stream):
            if packet.pts is None:
                continue
            cost_ns = blocks_ns + packet.size * _BYTE_NS
            if packet.is_keyframe or not stretches:
                if stretches:
                    stretches[-1].end = packet.pts
                stretches.append(_Stretch(packet.pts, packet.pts, [], [packet.pts]))
                way_ns, glimpsed = cost_ns, packet.pts
                continue
            stretch = stretches[-1]
            stretch.end = packet.pts
            way_ns += cost_ns
            if way_ns > WAY_NS and self._numbering is not None:
                stretch.waypoints.append(packet.pts)
                way_ns = 0
            if packet.pts - glimpsed >= every and self._numbering is not None:
                stretch.glimpses.append(packet.pts)
                glimpsed = packet.pts
        return stretches

    def _mark(self, stretch: _Stretch, may_go_on: Callable[[], bool]) -> None:
        wanted = {*stretch.waypoints, *stretch.glimpses}
        last = max(wanted)
        base: Waypoint | None = None
        self._media.seek(stretch.start, stream=self._stream, backward=True)
        self._codec.flush_buffers()
        for packet in self._media.demux(self._stream):
            if packet.pts is not None and packet.pts < stretch.start:
                continue
            if not may_go_on():
                return
            for frame in self._codec.decode(packet if packet.size else None):
                if frame.pts in stretch.glimpses:
                    self._glimpses.add(self._glimpse(frame))
                if frame.pts in stretch.waypoints:
                    base = self._waymark(frame, base, may_go_on) or base
                if frame.pts is not None and frame.pts >= last:
                    return

    def _waymark(
        self, frame: VideoFrame, base: Waypoint | None, may_go_on: Callable[[], bool]
    ) -> Waypoint | None:
        assert self._numbering is not None, "waypoints are planned for such streams alone"
        raw = raw_keyframe(frame, self._numbering.bits)
        if not may_go_on():
            return None
        added = waypoint(frame.pts or 0, raw, base)
        self._waypoints.add(added)
        return added.base or added

    def _glimpse(self, frame: VideoFrame) -> Glimpse:
        width = min(GLIMPSE_WIDTH, self._size[0])
        height = max(1, round(self._size[1] * width / self._size[0]))
        share = width / self._size[0]  # the decoder's picture is larger by what is cut off
        pixels = frame.to_ndarray(
            format="rgb24",
            width=max(width, round(frame.width * share)),
            height=max(height, round(frame.height * share)),
        )
        time_ns = int((frame.pts or 0) * self._tick_ns)
        packed = zlib.compress(pixels[:height, :width].tobytes(), 1)
        return Glimpse(time_ns, width, height, packed, self._size)
