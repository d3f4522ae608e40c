"""The Matroska file of a running recording, written block by block.

libavformat's muxer keeps packets back (interleaving, one audio packet, a whole cluster), all of
which a crash would lose. Here each packet reaches the system in the same call, so a killed process
loses nothing that was written, and a file that ends anywhere is readable until there. Index,
durations and lengths come when the session closes (see `remux`).
"""

import os
from dataclasses import dataclass
from pathlib import Path

from observer.session import ebml
from observer.session.disk import write_all
from observer.session.spare_header import spare_path

# Short clusters keep every block's 16-bit relative time small and give a reader that meets a torn
# stretch a near place to go on.
_CLUSTER_MS = 400


@dataclass(frozen=True, slots=True)
class MediaTrack:
    """A track as the file's header tells it: everything already in Matroska's own terms."""

    name: str
    codec_id: str
    codec_header: bytes
    width: int = 0
    height: int = 0
    rate_hz: int = 0
    channels: int = 0
    delay_ns: int = 0
    packet_ns: int = 0


class LiveMedia:
    """Writes packets of several tracks to one file. Not thread-safe.

    Every method raises OSError as the disk gives it; a packet that did not fit is taken back.
    """

    def __init__(self, path: Path, tracks: list[MediaTrack]) -> None:
        self.bytes_written = 0
        self._cluster_ms: int | None = None
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            self._write(_header(tracks))
            spare_path(path).write_bytes(_header(tracks))
        except OSError:
            self.close()
            path.unlink()  # nothing is in it, and the next attempt needs the name
            raise

    def write_packet(
        self, track: int, time_ms: int, keyframe: bool, payload: bytes, discard_ns: int = 0
    ) -> None:
        """Write one packet of the track with this number, counted from 0 as given at the start.

        Of the end of a sound packet, `discard_ns` are not to be heard.
        """
        head = b""
        cluster_ms = self._cluster_ms
        if cluster_ms is None or abs(time_ms - cluster_ms) >= _CLUSTER_MS:
            cluster_ms = time_ms
            head = ebml.open_element(ebml.CLUSTER)
            head += ebml.unsigned(ebml.CLUSTER_TIMESTAMP, time_ms)
        relative_ms = time_ms - cluster_ms
        if discard_ns:
            block = ebml.shortened_block(track + 1, relative_ms, payload, discard_ns)
        else:
            block = ebml.simple_block(track + 1, relative_ms, keyframe, payload)
        self._write(head + block)
        self._cluster_ms = cluster_ms

    def sync(self) -> None:
        """Put everything on the disk itself."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _write(self, content: bytes) -> None:
        try:
            write_all(self._descriptor, content)
        except OSError:
            os.ftruncate(self._descriptor, self.bytes_written)
            raise
        self.bytes_written += len(content)


def _header(tracks: list[MediaTrack]) -> bytes:
    document = (
        ebml.unsigned(0x4286, 1)  # EBMLVersion
        + ebml.unsigned(0x42F7, 1)  # EBMLReadVersion
        + ebml.unsigned(0x42F2, 4)  # EBMLMaxIDLength
        + ebml.unsigned(0x42F3, 8)  # EBMLMaxSizeLength
        + ebml.text(0x4282, "matroska")  # DocType
        + ebml.unsigned(0x4287, 4)  # DocTypeVersion
        + ebml.unsigned(0x4285, 2)  # DocTypeReadVersion
    )
    info = (
        ebml.unsigned(0x2AD7B1, 1_000_000)  # TimestampScale: milliseconds
        + ebml.text(0x4D80, "Observer")  # MuxingApp
        + ebml.text(0x5741, "Observer")  # WritingApp
    )
    entries = b"".join(_track_entry(number, track) for number, track in enumerate(tracks, 1))
    return (
        ebml.element(ebml.EBML_HEADER, document)
        + ebml.open_element(ebml.SEGMENT)
        + ebml.element(ebml.INFO, info)
        + ebml.element(ebml.TRACKS, entries)
    )


def _track_entry(number: int, track: MediaTrack) -> bytes:
    is_video = track.width > 0
    entry = (
        ebml.unsigned(0xD7, number)  # TrackNumber
        + ebml.unsigned(0x73C5, number)  # TrackUID
        + ebml.unsigned(0x83, 1 if is_video else 2)  # TrackType
        + ebml.unsigned(0x9C, 0)  # FlagLacing
        + ebml.text(0x536E, track.name)  # Name
        + ebml.text(0x86, track.codec_id)  # CodecID
        + ebml.element(0x63A2, track.codec_header)  # CodecPrivate
    )
    if is_video:
        size = ebml.unsigned(0xB0, track.width) + ebml.unsigned(0xBA, track.height)
        return ebml.element(ebml.TRACK_ENTRY, entry + ebml.element(0xE0, size))
    sound = ebml.real(0xB5, track.rate_hz) + ebml.unsigned(0x9F, track.channels)
    entry += (
        ebml.unsigned(0x23E383, track.packet_ns)  # DefaultDuration
        + ebml.unsigned(0x56AA, track.delay_ns)  # CodecDelay
        + ebml.unsigned(0x56BB, 80_000_000)  # SeekPreRoll: Opus needs 80 ms to settle (RFC 7845)
        + ebml.element(0xE1, sound)
    )
    return ebml.element(ebml.TRACK_ENTRY, entry)
