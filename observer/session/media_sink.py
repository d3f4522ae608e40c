"""Pictures and sound of a running recording, into one media file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from observer.model.clock import NS_PER_MS
from observer.model.consent import TrackKind
from observer.model.samples import EncodedFrame, SoundFormat, VideoFormat
from observer.session.h264 import stored_header, stored_packet
from observer.session.live_media import LiveMedia
from observer.session.media_header import MediaTrack
from observer.session.sound_encoder import SoundEncoder, SoundPacket
from observer.session.sound_line import Run


class MediaSink:
    """Turns samples into packets of `LiveMedia`. Not thread-safe; raises OSError like it.

    `sound_starts_ms` says where each sound track begins in this file, 0 where it does not.
    """

    def __init__(
        self,
        path: Path,
        formats: Mapping[TrackKind, VideoFormat | SoundFormat],
        sound_starts_ms: Mapping[TrackKind, int] | None = None,
    ) -> None:
        self._starts_ms = sound_starts_ms or {}
        self._numbers = {kind: number for number, kind in enumerate(formats)}
        self._sound: dict[TrackKind, SoundEncoder] = {}
        self._limits: dict[TrackKind, int] = {}
        self._sound_finished = False
        self._end_ns: int | None = None
        self._finished = False
        self.last_picture_ms = -1
        self.bytes_by_track = dict.fromkeys(formats, 0)
        self._file = LiveMedia(path, [self._track(kind, formats[kind]) for kind in formats])

    @property
    def bytes_written(self) -> int:
        """How large the file is."""
        return self._file.bytes_written

    @property
    def is_full(self) -> bool:
        """Whether the file ends at a boundary that all its sound has reached."""
        return len(self._limits) == len(self._sound) and all(
            self._sound[kind].end_sample >= limit for kind, limit in self._limits.items()
        )

    def write_frame(self, frame: EncodedFrame) -> None:
        """Write a picture at its millisecond, rounded down so that it shows from its moment on."""
        time_ms = max(frame.start_ns // NS_PER_MS, self.last_picture_ms + 1)
        self._write(frame.track, time_ms, frame.keyframe, stored_packet(frame.data))
        self.last_picture_ms = time_ms

    def take_sound(self, kind: TrackKind, run: Run) -> Run:
        """Write the part of a run that belongs here; gives back the rest."""
        packets, rest = self._sound[kind].take(run, self._limits.get(kind))
        self._write_packets(kind, packets)
        return rest

    def end_at(self, end_ns: int, limits: Mapping[TrackKind, int]) -> None:
        """Another file goes on: take each track's sound up to this sample of its line only."""
        self._end_ns = end_ns
        self._limits = dict(limits)

    def finish_sound(self) -> None:
        """Write what the encoders still hold, once: a full disk may have refused it before."""
        if not self._sound_finished:
            self._sound_finished = True
            for kind, encoder in self._sound.items():
                self._write_packets(kind, encoder.finish())

    def finish(self, end_ns: int) -> None:
        """Make a whole file of it, once: it ends at `end_ns` unless another one goes on before."""
        if not self._finished:
            self._file.finish((self._end_ns or end_ns) // NS_PER_MS)
            self._finished = True

    def sync(self) -> None:
        """Put everything on the disk itself."""
        self._file.sync()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _write_packets(self, kind: TrackKind, packets: Iterable[SoundPacket]) -> None:
        for packet in packets:
            self._write(kind, packet.time_ms, True, packet.payload, packet.discard_ns)

    def _write(
        self, kind: TrackKind, time_ms: int, keyframe: bool, payload: bytes, discard_ns: int = 0
    ) -> None:
        before = self._file.bytes_written
        self._file.write_packet(self._numbers[kind], time_ms, keyframe, payload, discard_ns)
        self.bytes_by_track[kind] += self._file.bytes_written - before

    def _track(self, kind: TrackKind, media: VideoFormat | SoundFormat) -> MediaTrack:
        if isinstance(media, VideoFormat):
            if media.codec != "h264":
                raise ValueError(f"the recording holds H.264, not {media.codec}")
            header = stored_header(media.extradata)
            return MediaTrack(kind, "V_MPEG4/ISO/AVC", header, media.width, media.height)
        encoder = SoundEncoder(kind, media, self._starts_ms.get(kind, 0))
        self._sound[kind] = encoder
        return encoder.track
