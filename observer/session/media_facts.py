"""What a media file's streams hold, packet by packet, without decoding."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import SessionDamaged
from observer.session.rising import strays

AnyPacket: TypeAlias = "Packet[Any]"  # of whichever stream; PyAV is generic in its types alone

_FRAME_NS = 33_333_333  # one picture at 30 Hz, where nothing came after it to tell


@dataclass(slots=True)
class StreamFacts:
    """What one stream of a media file holds; `digest` tells its packets and their times apart.

    `name` is the track's kind in our own files; a size of 0 is none. Times are
    counted in the stream's ticks: turning each packet's into nanoseconds would double the work of
    finishing an hour.
    """

    is_video: bool
    name: str
    tick_ns: Fraction
    width: int = 0
    height: int = 0
    rate_hz: int = 0
    packets: int = 0
    rises: bool = True
    digest: int = 0
    bytes: int = 0
    _first: int = 0
    _last: int = 0
    _end: int = 0
    _tail: "AnyPacket | None" = None
    _order: int | None = None

    @property
    def first_ns(self) -> int:
        """When the first packet begins."""
        return int(self._first * self.tick_ns)

    @property
    def end_ns(self) -> int:
        """When the last packet ends, as far as its duration is known."""
        return int((self._end - self._filled_up()) * self.tick_ns)

    @property
    def shown_until_ns(self) -> int:
        """The end; a last picture that does not tell its duration stands for one frame."""
        untold = self.is_video and self.end_ns <= self.last_ns
        return self.last_ns + _FRAME_NS if untold else self.end_ns

    @property
    def last_ns(self) -> int:
        """When the last packet begins."""
        return int(self._last * self.tick_ns)

    @property
    def kind(self) -> TrackKind:
        """The track that the stream is of; imported files do not tell, and have only two."""
        by_sort = TrackKind.SCREEN if self.is_video else TrackKind.MICROPHONE
        return next((kind for kind in TrackKind if kind.value == self.name), by_sort)

    def add(self, packet: AnyPacket) -> None:
        """Take the stream's next packet into account."""
        pts: int = packet.pts or 0
        # Where pictures look ahead, the first ones have no decoding time.
        order = packet.dts
        if order is not None:
            self.rises &= self._order is None or order > self._order
            self._order = order
        if self.packets == 0:
            self._first = pts
        self._last = max(self._last, pts)
        self._end = max(self._end, pts + (packet.duration or 0))
        self._tail = packet
        self.packets += 1
        self.bytes += packet.size
        self.digest = zlib.crc32(packet, zlib.crc32(b"%d" % pts, self.digest))

    def _filled_up(self) -> int:
        """How many ticks of the last sound packet's end only fill it up.

        libav tells two numbers of samples: what to skip at a packet's beginning, and at its end.
        """
        packet = self._tail
        if not self.rate_hz or packet is None or not packet.has_sidedata("skip_samples"):
            return 0
        _, samples = struct.unpack_from("<II", bytes(packet.get_sidedata("skip_samples")))
        return int(samples * NS_PER_SECOND / self.rate_hz / self.tick_ns)


def facts_of(stream: Stream) -> StreamFacts:
    """A stream's facts, no packet read yet."""
    tick_ns = (stream.time_base or Fraction(1, 1000)) * NS_PER_SECOND
    name = stream.metadata.get("title", "")
    if isinstance(stream, VideoStream):
        return StreamFacts(True, name, tick_ns, stream.width, stream.height)
    rate_hz = stream.rate if isinstance(stream, AudioStream) else 0
    return StreamFacts(False, name, tick_ns, rate_hz=rate_hz or 0)


def read_facts(path: Path) -> list[StreamFacts]:
    """What each stream of the file holds, until where it can be read, less what is out of order.

    Raises SessionDamaged where the file is no recording at all.
    """
    facts = _read_facts(path, {})
    if all(stream.rises for stream in facts):
        return facts
    return _read_facts(path, stray_packets(path))


def _read_facts(path: Path, left_out: Mapping[int, Set[int]]) -> list[StreamFacts]:
    with open_media(path) as media:
        facts = [facts_of(stream) for stream in media.streams]
        for packet in packets_without(left_out, readable_packets(media)):
            facts[packet.stream_index].add(packet)
    return facts


def stray_packets(path: Path) -> dict[int, set[int]]:
    """By stream, which of its readable packets damage has put out of order, counted from 0."""
    times: dict[int, dict[int, int]] = {}
    counts: Counter[int] = Counter()
    with open_media(path) as media:
        for packet in readable_packets(media):
            index = packet.stream_index
            if packet.dts is not None:
                times.setdefault(index, {})[counts[index]] = packet.dts
            counts[index] += 1
    found: dict[int, set[int]] = {}
    for index, timed in times.items():
        numbers = list(timed)
        found[index] = {numbers[at] for at in strays(list(timed.values()), strictly=True)}
    return found


def packets_without(
    left_out: Mapping[int, Set[int]], packets: Iterator[AnyPacket]
) -> Iterator[AnyPacket]:
    """The packets less those that `stray_packets` named."""
    if not left_out:
        yield from packets  # the ordinary case, at no cost for an hour's packets
        return
    counts: Counter[int] = Counter()
    for packet in packets:
        number = counts[packet.stream_index]
        counts[packet.stream_index] += 1
        if number not in left_out.get(packet.stream_index, ()):
            yield packet


def open_media(path: Path) -> InputContainer:
    """Open a session's media file. Raises SessionDamaged where it holds nothing readable."""
    try:
        media = av.open(str(path))
    except (FFmpegError, OSError) as error:
        raise _unreadable(path, str(error)) from error
    # Where the header is damaged a stream has no codec, which PyAV tells by None alone.
    contexts: list[object] = [s.codec_context for s in (*media.streams.video, *media.streams.audio)]
    if None in contexts:
        media.close()
        raise _unreadable(path, "its header is damaged")
    return media


def _unreadable(path: Path, reason: str) -> SessionDamaged:
    return SessionDamaged(
        f"{path.parent.name}/{path.name} cannot be read ({reason})",
        "Put the file back from a copy; without it the session keeps its events and marks",
    )


def readable_packets(media: InputContainer) -> Iterator[AnyPacket]:
    """Every whole packet, in the file's order, until the end or until nothing more can be read."""
    packets = media.demux()
    while True:
        try:
            packet = next(packets, None)
        except FFmpegError:
            return  # the torn end of a file; whoever needs to know compares the counts
        if packet is None:
            return
        if packet.size and packet.pts is not None and not packet.is_corrupt:
            yield packet
