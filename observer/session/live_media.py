"""The Matroska file of a recording, written block by block and finished where it lies.

libavformat's muxer keeps packets back (interleaving, one audio packet, a whole cluster), all of
which a crash would lose. Here each packet reaches the system in the same call, so a killed process
loses nothing that was written, and a file that ends anywhere is readable until there.

    header, no length ── packets, clusters ──▶ index behind them ── on the disk ──▶ header, length

Finishing moves no packet, so there is nothing to copy and to compare. Until the header tells of
the index, the file reads as one that broke off.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from observer.session import ebml
from observer.session.disk import write_all_at
from observer.session.media_header import SEGMENT_AT, Ending, MediaTrack, media_header
from observer.session.media_index import MediaIndex
from observer.session.spare_header import spare_path

# Short clusters keep every block's 16-bit relative time small and give a reader that meets a torn
# stretch a near place to go on.
_CLUSTER_MS = 400
_SOUND_INDEXED_MS = 5_000  # each of its packets is a place to begin; libav seeks a track by its own


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The one that packets go into: its time, and where in the file it and its content begin."""

    time_ms: int
    at: int
    content_at: int


@dataclass(frozen=True, slots=True)
class _Picture:
    """A track's last picture: its time, and where in the file its duration goes."""

    time_ms: int
    duration_at: int


class LiveMedia:
    """Writes packets of several tracks to one file. Not thread-safe.

    Every method raises OSError as the disk gives it; a packet that did not fit is taken back.
    """

    def __init__(self, path: Path, tracks: list[MediaTrack]) -> None:
        self.bytes_written = 0
        self._tracks = tracks
        self._index = MediaIndex()
        self._next_indexed_ms: dict[int, int] = {}  # by track of sound
        self._cluster: _Cluster | None = None
        self._pictures: dict[int, _Picture] = {}
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            self._append(media_header(tracks))
            spare_path(path).write_bytes(media_header(tracks))
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
        head, cluster = b"", self._cluster
        if cluster is None or abs(time_ms - cluster.time_ms) >= _CLUSTER_MS:
            self._close_cluster()
            head = ebml.open_element(ebml.CLUSTER)
            cluster = _Cluster(time_ms, self.bytes_written, self.bytes_written + len(head))
            head += ebml.unsigned(ebml.CLUSTER_TIMESTAMP, time_ms)
        block = self._block(track, time_ms, cluster.time_ms, keyframe, payload, discard_ns)
        block_at = self.bytes_written + len(head)
        self._append(head + block)
        self._cluster = cluster
        if self._tracks[track].is_video:
            self._end_picture(track, time_ms)
            duration_at = self.bytes_written - ebml.DURATION_BYTES
            self._pictures[track] = _Picture(time_ms, duration_at)
        if self._is_indexed(track, time_ms, keyframe):
            places = cluster.at - SEGMENT_AT, block_at - cluster.content_at
            self._index.add(time_ms, track + 1, *places)

    def finish(self, end_ms: int) -> None:
        """Make a whole file of it, on the disk: its last pictures last until `end_ms`."""
        for track in self._pictures:
            self._end_picture(track, end_ms)
        self._close_cluster()
        index_at = self.bytes_written
        self._append(self._index.element())
        self.sync()  # before anything says that the index is there
        ending = Ending(self.bytes_written, index_at, end_ms)
        write_all_at(self._descriptor, media_header(self._tracks, ending), 0)
        self.sync()

    def sync(self) -> None:
        """Put everything on the disk itself."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _block(
        self,
        track: int,
        time_ms: int,
        cluster_ms: int,
        keyframe: bool,
        payload: bytes,
        discard_ns: int,
    ) -> bytes:
        number, relative_ms = track + 1, time_ms - cluster_ms
        if self._tracks[track].is_video:
            before = self._pictures.get(track)
            since_ms = None if keyframe else time_ms - before.time_ms if before else 0
            return ebml.picture_block(number, relative_ms, since_ms, payload)
        if discard_ns:
            return ebml.shortened_block(number, relative_ms, payload, discard_ns)
        return ebml.simple_block(number, relative_ms, keyframe, payload)

    def _is_indexed(self, track: int, time_ms: int, keyframe: bool) -> bool:
        if self._tracks[track].is_video:
            return keyframe
        if time_ms < self._next_indexed_ms.get(track, time_ms):
            return False
        self._next_indexed_ms[track] = time_ms + _SOUND_INDEXED_MS
        return True

    def _end_picture(self, track: int, end_ms: int) -> None:
        """Tell until when the track's last picture was shown, if there was one."""
        if picture := self._pictures.get(track):
            duration_ms = max(1, end_ms - picture.time_ms)
            told = duration_ms.to_bytes(ebml.DURATION_BYTES, "big")
            write_all_at(self._descriptor, told, picture.duration_at)

    def _close_cluster(self) -> None:
        """Tell how long the last cluster has become: whoever skips it need not read it."""
        if cluster := self._cluster:
            size = ebml.known_size(self.bytes_written - cluster.content_at)
            size_at = cluster.content_at - ebml.SIZE_BYTES
            write_all_at(self._descriptor, size, size_at)

    def _append(self, content: bytes) -> None:
        try:
            write_all_at(self._descriptor, content, self.bytes_written)
        except OSError:
            os.ftruncate(self._descriptor, self.bytes_written)
            raise
        self.bytes_written += len(content)
