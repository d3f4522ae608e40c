"""A foreign recording written as a session's media file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from observer.intake.foreign import LONGEST_S, ForeignFacts, no_video, open_foreign
from observer.intake.picture_tracks import MS, CopiedPictures, EncodedPictures
from observer.intake.sound_tracks import CopiedSound, EncodedSound
from observer.intake.written_media import WrittenMedia, WrittenTrack
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import Cancelled, MediaError

_CLUSTER_MS = 1000  # the longest stretch a reader must go through to find a packet

AnyPacket: TypeAlias = "av.Packet[Any]"  # of either stream; PyAV's type asks for one


class ForeignTrack(Protocol):
    """One track on its way: takes the source's packets, gives those of the new file."""

    skipped: int

    def take(self, packet: AnyPacket) -> Iterator[AnyPacket]:
        """The packets that are ready."""

    def finish(self) -> Iterator[AnyPacket]:
        """Those that are left."""


def convert(
    facts: ForeignFacts,
    out: Path,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> WrittenMedia:
    """Write the recording to `out` as Matroska; `progress` goes from 0 to 1.

    Raises Cancelled, MediaError where nothing of it can be decoded or its times make no sense,
    OSError as the disk gives it.
    """
    written = {facts.picture_index: WrittenTrack()}
    options = {"cluster_time_limit": str(_CLUSTER_MS)}
    with (
        open_foreign(facts.path) as source,
        av.open(str(out), "w", format="matroska", options=options) as output,
    ):
        tracks = _tracks(source, output, facts)
        written |= {index: WrittenTrack() for index in tracks}
        packets = _Readable(source, list(tracks))
        done = 0.0
        for packet in packets:
            if cancelled():
                raise Cancelled("The import was stopped", "Start it again when you want it")
            index = packet.stream.index  # its own stream_index is 0 in those that end a stream
            _refuse_wild_time(packet, facts)
            for ready in tracks[index].take(packet):
                _write(output, ready, written[index], facts)
                progress(done)  # an hour of silence comes of one packet
            done = max(done, _part_done(packet, facts, source))  # pictures may be out of order
            progress(done)
        for index, track in tracks.items():
            for ready in track.finish():
                _write(output, ready, written[index], facts)
                progress(done)
            written[index].skipped = track.skipped
    pictures = written.pop(facts.picture_index)
    if not pictures.items:
        raise no_video(facts.path)
    progress(1.0)
    sound = next((track for track in written.values() if track.items), None)
    return WrittenMedia(pictures, sound, packets.whole)


class _Readable:
    """The source's packets until its end, or until it cannot be read any more."""

    def __init__(self, source: InputContainer, indexes: list[int]) -> None:
        self._packets = source.demux([source.streams[index] for index in indexes])
        self.whole = True

    def __iter__(self) -> Iterator[AnyPacket]:
        try:
            yield from self._packets
        except FFmpegError:
            self.whole = False


def _tracks(
    source: InputContainer, output: OutputContainer, facts: ForeignFacts
) -> dict[int, ForeignTrack]:
    tracks: dict[int, ForeignTrack] = {}
    for stream in source.streams:
        if stream.index == facts.picture_index and isinstance(stream, VideoStream):
            stream.thread_type = "AUTO"
            pictures = CopiedPictures if facts.copies_pictures else EncodedPictures
            tracks[stream.index] = pictures(output, stream, facts)
            output.streams[-1].metadata["title"] = TrackKind.SCREEN
        elif stream.index == facts.sound_index and isinstance(stream, AudioStream):
            sound = CopiedSound if facts.copies_sound else EncodedSound
            tracks[stream.index] = sound(output, stream, facts)
            output.streams[-1].metadata["title"] = TrackKind.MICROPHONE
    return tracks


def _write(
    output: OutputContainer, packet: AnyPacket, track: WrittenTrack, facts: ForeignFacts
) -> None:
    track.count(*_lasting_ns(packet))
    try:
        output.mux_one(packet)
    except FFmpegError as error:
        if isinstance(error, OSError):
            raise  # the disk's fault, not the file's
        raise _senseless_times(facts, str(error.strerror)) from error


def _refuse_wild_time(packet: AnyPacket, facts: ForeignFacts) -> None:
    """Before the silence up to then is made, or the empty picture shown."""
    if packet.pts is None or packet.time_base is None:
        return
    at_s = packet.pts * packet.time_base - facts.origin_s
    if abs(at_s) > LONGEST_S:
        raise _senseless_times(facts, f"{float(at_s):.0f} s")


def _senseless_times(facts: ForeignFacts, why: str) -> MediaError:
    return MediaError(
        f"The times in {facts.path.name} make no sense ({why})",
        f"Convert it first: ffmpeg -i {facts.path.name} -c:v libx264 converted.mp4",
    )


def _lasting_ns(packet: AnyPacket) -> tuple[int, int]:
    tick_ns = (packet.time_base or MS) * NS_PER_SECOND
    pts = packet.pts or 0
    start_ns = max(0, int(pts * tick_ns))  # Opus runs up for 6.5 ms before it is heard
    return start_ns, int((pts + (packet.duration or 0)) * tick_ns)


def _part_done(packet: AnyPacket, facts: ForeignFacts, source: InputContainer) -> float:
    """By time where the file says its length, else by how far it was read."""
    if facts.duration_s and packet.pts is not None and packet.time_base:
        done = float(packet.pts * packet.time_base - facts.origin_s) / facts.duration_s
    else:
        done = (packet.pos or 0) / max(1, source.size)
    return min(1.0, max(0.0, done))
