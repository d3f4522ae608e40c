"""A live recording made into a finished file: index, length and durations, packets untouched."""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import SessionDamaged
from observer.session.disk import disk_errors, sync_folder
from observer.session.layout import PARTIAL_SUFFIX

AnyPacket: TypeAlias = "Packet[Any]"  # of whichever stream; PyAV is generic in its types alone

_MS = Fraction(1, 1000)
_FRAME_NS = 33_333_333  # one picture at 30 Hz, where nothing came after it to tell


@dataclass(slots=True)
class StreamFacts:
    """What one stream of a media file holds; `digest` tells its packets and their times apart."""

    is_video: bool
    name: str = ""
    packets: int = 0
    first_ns: int = 0
    last_ns: int = 0
    end_ns: int = 0
    rises: bool = True
    digest: int = 0
    _order: int = 0

    @property
    def shown_until_ns(self) -> int:
        """The end, with the last picture standing for one frame at least."""
        return max(self.end_ns, self.last_ns + _FRAME_NS if self.is_video else 0)

    def add(self, packet: AnyPacket) -> None:
        """Take the stream's next packet into account."""
        tick_ns = (packet.time_base or _MS) * NS_PER_SECOND
        pts = packet.pts or 0
        time_ns = int(pts * tick_ns)
        order = pts if packet.dts is None else packet.dts  # differ where pictures look ahead
        if self.packets == 0:
            self.first_ns = time_ns
        elif order <= self._order:
            self.rises = False
        self._order = order
        self.last_ns = max(self.last_ns, time_ns)
        self.end_ns = max(self.end_ns, int((pts + (packet.duration or 0)) * tick_ns))
        self.packets += 1
        self.digest = zlib.crc32(packet, zlib.crc32(b"%d" % pts, self.digest))


def facts_of(stream: Stream) -> StreamFacts:
    """A stream's facts, no packet read yet; its name is the track's kind in our own files."""
    return StreamFacts(stream.type == "video", stream.metadata.get("title", ""))


def read_facts(path: Path) -> list[StreamFacts]:
    """What each stream of the file holds, until where it can be read.

    Raises SessionDamaged where the file is no recording at all.
    """
    with open_media(path) as media:
        facts = [facts_of(stream) for stream in media.streams]
        for packet in readable_packets(media):
            facts[packet.stream_index].add(packet)
    return facts


def open_media(path: Path) -> InputContainer:
    """Open a session's media file. Raises SessionDamaged where it holds nothing readable."""
    try:
        return av.open(str(path))
    except (FFmpegError, OSError) as error:
        raise SessionDamaged(
            f"{path.parent.name}/{path.name} cannot be read ({error})",
            "Put the file back from a copy; without it the session keeps its events and marks",
        ) from error


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


def finish_media(path: Path, end_ns: int) -> list[StreamFacts]:
    """Put index, length and durations into the file; its last picture lasts until `end_ns`.

    The original stands until its copy is on the disk and holds the same packets.
    Raises LibraryReadOnly where the disk cannot hold the copy, SessionDamaged where nothing of the
    file can be read; the original is untouched then.
    """
    partial = path.with_name(path.name + PARTIAL_SUFFIX)
    with disk_errors(path.parent):
        try:
            wanted = _copy(path, partial, end_ns // 1_000_000)
            facts = read_facts(partial)
            if [(f.packets, f.digest) for f in facts] != wanted:
                raise SessionDamaged(
                    f"The finished copy of {path.parent.name}/{path.name} is not like its original",
                    "The disk may be failing: copy the session to another one and repair it there",
                )
            _sync_file(partial)
            partial.replace(path)
            sync_folder(path.parent)
        finally:
            partial.unlink(missing_ok=True)
    return facts


def _copy(source: Path, copy: Path, end_ms: int) -> list[tuple[int, int]]:
    """Copy every packet; says how many each stream has, with their digest."""
    with open_media(source) as media, closing(av.open(str(copy), "w", format="matroska")) as out:
        streams = [_like(out, stream) for stream in media.streams]
        facts = [facts_of(stream) for stream in media.streams]

        def write(packet: AnyPacket) -> None:
            facts[packet.stream_index].add(packet)
            packet.dts = packet.pts  # pictures are stored in the order they are shown
            packet.stream = streams[packet.stream_index]
            out.mux_one(packet)

        _with_durations(
            readable_packets(media), {i for i, f in enumerate(facts) if f.is_video}, end_ms, write
        )
    return [(f.packets, f.digest) for f in facts]


def _with_durations(
    packets: Iterator[AnyPacket], video: set[int], end_ms: int, write: Callable[[AnyPacket], None]
) -> None:
    """Hold each picture until the next one tells how long it was shown."""
    held: dict[int, AnyPacket] = {}
    for packet in packets:
        index = packet.stream_index
        if index not in video:
            write(packet)
            continue
        if index in held:
            shown = held.pop(index)
            shown.duration = (packet.pts or 0) - (shown.pts or 0)
            write(shown)
        held[index] = packet
    for last in held.values():
        last.duration = max(1, end_ms - (last.pts or 0))
        write(last)


def _like(out: OutputContainer, stream: Stream) -> Stream:
    copy = out.add_stream_from_template(stream)
    if "title" in stream.metadata:
        copy.metadata["title"] = stream.metadata["title"]
    return copy


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
