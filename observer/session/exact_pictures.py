"""The picture on screen at a moment, decoded exactly and soon; for whoever seeks and steps.

A decoder stays open at the place where it has been, and what it decoded last is kept: the next
picture costs one decoding, the one before none.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.span import Span
from observer.session.h264_decoding import packet_like
from observer.session.h264_numbers import read_numbering
from observer.session.media_facts import AnyPacket
from observer.session.video_reader import VideoReader
from observer.session.waypoints import Waypoint, Waypoints

NEVER = 1 << 62  # the end of a picture that none follows
_KEPT = 16  # pictures, 3 MB each at 1080p: half a second of full motion to step back through
_KEPT_NS = 600 * NS_PER_MS  # of a longer way only its end: more would take memory for nothing
_STROLL_NS = 250 * NS_PER_MS  # so far ahead decoding on is quicker than going to a waypoint
_BACK_NS = (0, NS_PER_SECOND, 10 * NS_PER_SECOND, 60 * NS_PER_SECOND, NEVER)
"""How far before a moment to begin where the index leads astray, one after the other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A decoded picture, on screen from `start_ns` until `end_ns`, in the session's time."""

    frame: VideoFrame
    start_ns: int
    end_ns: int

    def is_on_screen(self, time_ns: int) -> bool:
        """Whether it is the picture of this moment."""
        return self.start_ns <= time_ns < self.end_ns


class ExactPictures(VideoReader):
    """Pictures of one video file; times as it states them, in nanoseconds. Not thread-safe.

    Raises MediaError where the file holds no picture that can be decoded. Where there are
    `waypoints`, of this file, the way from a keyframe is shortened by them.
    """

    def __init__(self, path: Path, waypoints: Waypoints | None = None) -> None:
        super().__init__(path)
        self._waypoints = Waypoints() if waypoints is None else waypoints
        self._kept: deque[Shown] = deque(maxlen=_KEPT)
        self._reached: Shown | None = None  # where the decoder stands
        self._first_ns = 0
        # Two threads gave nothing on two cores and hold each picture back until the next is read.
        self._stream.codec_context.thread_count = 1
        self._tick_ns = (self._stream.time_base or 1) * NS_PER_SECOND
        self._reorders = bool(self._stream.codec_context.has_b_frames)
        self._pictures: Iterator[Shown] = iter(())
        self.decoded = 0  # pictures so far: what a seek costs is their number

    def picture_at(self, time_ns: int) -> Shown:
        """The picture on screen at a moment; before the first one that is the first."""
        try:
            return self._picture_at(max(time_ns, self._first_ns))
        except FFmpegError as error:
            raise self._unreadable(error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._kept.clear()
        self._reached = None
        self._pictures = iter(())
        self._media.close()

    def _picture_at(self, time_ns: int) -> Shown:
        kept = self._kept_at(time_ns)
        if kept is not None:
            return kept
        if self._reached is None or self._is_nearer_from_elsewhere(self._reached, time_ns):
            return self._from_a_keyframe(time_ns)
        return self._decode_until(time_ns) or self._from_a_keyframe(time_ns)

    def _kept_at(self, time_ns: int) -> Shown | None:
        return next((shown for shown in self._kept if shown.is_on_screen(time_ns)), None)

    def _is_nearer_from_elsewhere(self, reached: Shown, time_ns: int) -> bool:
        """Whether a keyframe or waypoint lies between here and there, or there is before here."""
        if time_ns < reached.start_ns:
            return True
        ahead_ns = time_ns - reached.end_ns
        if ahead_ns < 0:
            return False
        tick, here = int(time_ns / self._tick_ns), int(reached.start_ns / self._tick_ns)
        keyframe = self._keyframe_before(tick)
        if keyframe is None:
            return ahead_ns > _BACK_NS[1]
        waypoint = self._waypoints.last(tick, here) if ahead_ns > _STROLL_NS else None
        return keyframe > here or waypoint is not None

    def _keyframe_before(self, tick: int) -> int | None:
        """When the last keyframe up to a moment came, as the file's index says."""
        entry = self._stream.index_entries.search_timestamp(tick, backward=True)
        return None if entry < 0 else self._stream.index_entries[entry].timestamp

    def _from_a_keyframe(self, time_ns: int) -> Shown:
        first: Shown | None = None
        for back_ns in _BACK_NS:
            self._seek(max(0, time_ns - back_ns))
            first = next(self._pictures, None)
            if first is not None and first.start_ns <= time_ns:
                self._keep(first, time_ns)
                return self._decode_until(time_ns) or first
        if first is None:
            raise self._undecodable()
        self._first_ns = first.start_ns  # it comes later than was asked for
        self._keep(first, self._first_ns)
        return first

    def _decode_until(self, time_ns: int) -> Shown | None:
        """Go on to the picture of a moment; at the end of the file the last one."""
        while self._reached is not None:
            if time_ns < self._reached.end_ns:
                return self._reached
            following = next(self._pictures, None)
            if following is None:
                break
            self._keep(following, time_ns)
        return self._reached

    def _keep(self, shown: Shown, wanted_ns: int) -> None:
        self._reached = shown
        self.decoded += 1
        if shown.end_ns > wanted_ns - _KEPT_NS:
            self._kept.append(shown)

    def _seek(self, time_ns: int) -> None:
        self._kept.clear()
        self._reached = None
        tick = int(time_ns / self._tick_ns)
        self._media.seek(tick, stream=self._stream, backward=True)
        keyframe = self._keyframe_before(tick)
        waypoint = self._waypoints.last(tick, keyframe) if keyframe is not None else None
        packets = self._media.demux(self._stream)
        if self._reorders:
            self._pictures = self._in_shown_order(packets)
        elif waypoint is None:
            self._pictures = self._one_by_one(packets)
        else:
            self._pictures = self._one_by_one(self._from_waypoint(waypoint, packets))

    def _from_waypoint(
        self, waypoint: Waypoint, packets: Iterator[AnyPacket]
    ) -> Iterator[AnyPacket]:
        """Its keyframe in the place of the picture there, and the packets that come after."""
        numbering = read_numbering(bytes(self._stream.codec_context.extradata or b""))
        assert numbering is not None, "other streams have no waypoints"
        number: int | None = None
        for packet in packets:
            if packet.pts is not None and packet.pts < waypoint.tick:
                continue
            if packet.pts == waypoint.tick:
                number = numbering.first_of(bytes(packet))
                yield packet_like(packet, waypoint.keyframe())
                continue
            if packet.is_keyframe:
                number = None
            if number is None or not packet.size:
                yield packet
            else:
                yield packet_like(packet, numbering.renumbered(bytes(packet), number))

    def _one_by_one(self, packets: Iterator[AnyPacket]) -> Iterator[Shown]:
        """Pictures of a stream that stores them as they are shown: the next packet tells the end.

        Nothing is decoded beyond the picture that is asked for.
        """
        held: AnyPacket | None = None
        for packet in packets:
            if held is not None:
                end_ns = NEVER if packet.pts is None else self._ns(packet.pts)
                for frame in self._stream.codec_context.decode(held):
                    if frame.pts is not None:
                        yield Shown(frame, self._ns(frame.pts), end_ns)
            held = packet if packet.size and packet.pts is not None else None

    def _in_shown_order(self, packets: Iterator[AnyPacket]) -> Iterator[Shown]:
        """Pictures that the decoder puts in order: the next picture tells the end.

        Those that come before the keyframe it began at refer to others that it never saw.
        """
        before: VideoFrame | None = None
        began: int | None = None
        for packet in packets:
            if began is None:
                began = packet.pts
            for frame in self._stream.codec_context.decode(packet if packet.size else None):
                if frame.pts is None or (began is not None and frame.pts < began):
                    continue
                if before is not None:
                    yield Shown(before, self._ns(before.pts or 0), self._ns(frame.pts))
                before = frame
        if before is not None:
            yield Shown(before, self._ns(before.pts or 0), NEVER)

    def _ns(self, ticks: int) -> int:
        return int(ticks * self._tick_ns)


class ExactRecording:
    """The same over all files of a session, each on screen for its own span. Not thread-safe.

    A moment belongs to the file whose span holds it, and shows no picture of another: before its
    first picture the first one stands.
    """

    def __init__(
        self, files: Sequence[tuple[Path, Span]], waypoints: Sequence[Waypoints] = ()
    ) -> None:
        self._files = list(files)
        self._waypoints = list(waypoints) or [Waypoints() for _ in files]
        self._open: dict[int, ExactPictures] = {}

    def picture_at(self, time_ns: int) -> Shown:
        """The picture on screen at a moment. Raises MediaError."""
        index = max(0, sum(span.start_ns <= time_ns for _, span in self._files) - 1)
        if index not in self._open:
            for other in list(self._open):
                if abs(other - index) > 1:  # a neighbour is stepped to and fro
                    self._open.pop(other).close()
            self._open[index] = ExactPictures(self._files[index][0], self._waypoints[index])
        return self._open[index].picture_at(time_ns)

    def close(self) -> None:
        """Let go of all files."""
        for pictures in self._open.values():
            pictures.close()
        self._open.clear()
