"""Pictures and sound of a running recording, into its one media file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from observer.model.clock import NS_PER_MS
from observer.model.consent import TrackKind
from observer.model.samples import EncodedFrame, SoundBlock, SoundFormat, VideoFormat
from observer.model.sink import TrackFormat
from observer.session.h264 import stored_header, stored_packet
from observer.session.live_media import LiveMedia, MediaTrack
from observer.session.sound_encoder import SoundEncoder

# A device that is told to stop has not handed over its last block or two; a longer silence would
# hide that it had failed before.
_ON_ITS_WAY_NS = 300 * NS_PER_MS


class MediaSink:
    """Turns samples into packets of `LiveMedia`. Not thread-safe; raises OSError like it."""

    def __init__(self, path: Path, formats: Sequence[TrackFormat]) -> None:
        self._numbers = {track.kind: number for number, track in enumerate(formats)}
        self._sound: dict[TrackKind, SoundEncoder] = {}
        self._last_ms: dict[TrackKind, int] = {}
        self._file = LiveMedia(path, [self._track(track) for track in formats])

    @property
    def bytes_written(self) -> int:
        """How large the file is."""
        return self._file.bytes_written

    def write_frame(self, frame: EncodedFrame) -> None:
        """Write a picture at its millisecond, rounded down so that it shows from its moment on."""
        time_ms = max(frame.start_ns // NS_PER_MS, self._last_ms.get(frame.track, -1) + 1)
        self._last_ms[frame.track] = time_ms
        number = self._numbers[frame.track]
        self._file.write_packet(number, time_ms, frame.keyframe, stored_packet(frame.data))

    def write_sound(self, block: SoundBlock) -> int:
        """Write a sound block; says where the track's sound ends then, in ns."""
        encoder = self._sound[block.track]
        self._write_packets(block.track, encoder.write(block.start_ns, block.pcm))
        return encoder.end_ns

    def finish_sound(self, end_ns: int) -> None:
        """Write what the encoders still hold; what was on its way until `end_ns` is silence."""
        for kind, encoder in self._sound.items():
            if 0 < end_ns - encoder.end_ns <= _ON_ITS_WAY_NS:
                self._write_packets(kind, encoder.fill_until(end_ns))
            self._write_packets(kind, encoder.finish())

    def sync(self) -> None:
        """Put everything on the disk itself."""
        self._file.sync()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _write_packets(self, kind: TrackKind, packets: Iterable[tuple[int, bytes]]) -> None:
        for time_ms, payload in packets:
            self._file.write_packet(self._numbers[kind], time_ms, True, payload)

    def _track(self, track: TrackFormat) -> MediaTrack:
        media = track.media
        if isinstance(media, VideoFormat):
            if media.codec != "h264":
                raise ValueError(f"the recording holds H.264, not {media.codec}")
            header = stored_header(media.extradata)
            return MediaTrack(track.kind, "V_MPEG4/ISO/AVC", header, media.width, media.height)
        assert isinstance(media, SoundFormat), "an event track has no media"
        encoder = SoundEncoder(track.kind, media)
        self._sound[track.kind] = encoder
        return encoder.track
