"""What can be read of a recording copied into a finished file: how a repair closes a broken one."""

import os
from collections.abc import Iterator, Mapping, Set
from contextlib import closing
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.error import ArgumentError, InvalidDataError
from av.stream import Stream

from observer.model.errors import SessionDamaged
from observer.session.disk import disk_errors, sync_folder
from observer.session.layout import PARTIAL_SUFFIX
from observer.session.media_facts import (
    AnyPacket,
    StreamFacts,
    facts_of,
    open_media,
    packets_without,
    read_facts,
    readable_packets,
    stray_packets,
)
from observer.session.spare_header import keep_header


def finish_media(path: Path, end_ns: int) -> list[StreamFacts]:
    """Replace the file by a whole one of its readable packets, with index, length and durations.

    Its last picture lasts until `end_ns`. The original stands until its copy is on the disk and
    holds the same packets.
    Raises LibraryReadOnly where the disk cannot hold the copy, SessionDamaged where nothing of the
    file can be read; the original is untouched then.
    """
    partial = path.with_name(path.name + PARTIAL_SUFFIX)
    with disk_errors(path.parent):
        try:
            wanted = _copy_in_order(path, partial, end_ns // 1_000_000)
            facts = read_facts(partial)
            if [(f.packets, f.digest) for f in facts] != wanted:
                raise SessionDamaged(
                    f"The finished copy of {path.parent.name}/{path.name} is not like its original",
                    "The disk may be failing: copy the session to another one and repair it there",
                )
            _sync_file(partial)
            keep_header(partial, path)
            partial.replace(path)
            sync_folder(path.parent)
        finally:
            partial.unlink(missing_ok=True)
    return facts


class _OutOfOrderError(Exception):
    """Damage has put packets out of order; which ones is looked for only then."""


def _copy_in_order(source: Path, copy: Path, end_ms: int) -> list[tuple[int, int]]:
    try:
        try:
            return _copy(source, copy, end_ms, None)
        except _OutOfOrderError:
            return _copy(source, copy, end_ms, stray_packets(source))
    except (ArgumentError, InvalidDataError) as error:  # a header or packet that makes no sense
        raise SessionDamaged(
            f"{source.parent.name}/{source.name} cannot be finished ({error})",
            "It is left as it was recorded; players can open it, but seek slowly",
        ) from error


def _copy(
    source: Path, copy: Path, end_ms: int, left_out: Mapping[int, Set[int]] | None
) -> list[tuple[int, int]]:
    """Copy every packet; says how many each stream has, with their digest.

    Raises _OutOfOrderError where it is not known yet which packets to leave out.
    """
    with open_media(source) as media, closing(_create(copy)) as out:
        streams = [_like(out, stream) for stream in media.streams]
        facts = [facts_of(stream) for stream in media.streams]
        readable = packets_without(left_out or {}, readable_packets(media))
        in_order = _pictures_in_order(media)
        packets = _in_order(_timed(readable, in_order), surely=left_out is not None)
        for packet in _with_durations(packets, in_order, end_ms):
            facts[packet.stream_index].add(packet)
            packet.stream = streams[packet.stream_index]
            out.mux_one(packet)
    return [(f.packets, f.digest) for f in facts]


def _pictures_in_order(media: InputContainer) -> set[int]:
    """The streams whose pictures are stored as they are shown: all of ours, some imported ones."""
    return {video.index for video in media.streams.video if not video.codec_context.has_b_frames}


def _timed(packets: Iterator[AnyPacket], in_order: set[int]) -> Iterator[AnyPacket]:
    """Packets with the decoding times that libav leaves out at the start of a still screen."""
    for packet in packets:
        if packet.dts is None and packet.stream_index in in_order:
            packet.dts = packet.pts
        yield packet


def _in_order(packets: Iterator[AnyPacket], *, surely: bool) -> Iterator[AnyPacket]:
    """Packets with decoding times that rise; what still breaks the order is left out.

    Raises _OutOfOrderError for the first that breaks it, unless `surely` nothing better is known.
    A stream whose pictures look ahead starts without such times: they are put just before the
    first that is known. A stream too short for libav to tell has none at all: its own order does.
    """
    last: dict[int, int] = {}
    untimed: dict[int, list[AnyPacket]] = {}
    for packet in packets:
        index = packet.stream_index
        if packet.dts is None:
            untimed.setdefault(index, []).append(packet)
            continue
        waiting = untimed.pop(index, [])
        for place, early in enumerate(waiting):
            early.dts = packet.dts - len(waiting) + place
        for ready in (*waiting, packet):
            dts: int = ready.dts or 0
            if index not in last or dts > last[index]:
                last[index] = dts
                yield ready
            elif not surely:
                raise _OutOfOrderError
    for waiting in untimed.values():
        yield from _timed_by_order(waiting)


def _timed_by_order(packets: list[AnyPacket]) -> Iterator[AnyPacket]:
    """Packets without any decoding time, decoded in the order they are stored."""
    shown = [packet.pts or 0 for packet in packets]
    ahead = max(early - late for early, late in zip(sorted(shown), shown, strict=True))
    for packet, place in zip(packets, sorted(set(shown)), strict=False):
        packet.dts = place - ahead
        yield packet


def _with_durations(
    packets: Iterator[AnyPacket], video: set[int], end_ms: int
) -> Iterator[AnyPacket]:
    """Hold each picture until the next one tells how long it was shown."""
    held: dict[int, AnyPacket] = {}
    for packet in packets:
        index = packet.stream_index
        if index not in video:
            yield packet
            continue
        if index in held:
            shown = held.pop(index)
            shown.duration = (packet.pts or 0) - (shown.pts or 0)
            yield shown
        held[index] = packet
    for last in held.values():
        last.duration = max(1, end_ms - (last.pts or 0))
        yield last


def _create(path: Path) -> OutputContainer:
    # A reader that meets damage goes on at the next cluster: short ones keep the rest readable.
    return av.open(str(path), "w", format="matroska", options={"cluster_time_limit": "1000"})


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
