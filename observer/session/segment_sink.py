"""The recording's files, one after another: a file for each size that the screen had."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from observer.model.clock import NS_PER_MS
from observer.model.consent import TrackKind
from observer.model.manifest import Segment
from observer.model.samples import EncodedFrame, SoundBlock, SoundFormat, VideoFormat
from observer.session.layout import media_file
from observer.session.media_sink import MediaSink
from observer.session.sound_line import Run, SoundLine

MediaFormats: TypeAlias = Mapping[TrackKind, VideoFormat | SoundFormat]

# A device that is told to stop has not handed over its last block or two; a longer silence would
# hide that it had failed before.
_ON_ITS_WAY_NS = 300 * NS_PER_MS


class SegmentSink:
    """Writes pictures and sound to the file they belong to. Not thread-safe; raises OSError.

        one file ── change_format ── next picture ──▶ two files ── sound has passed ──▶ one file

    A segment begins with its first picture. Sound comes later than pictures: until it has passed
    the boundary, the file before stays open for it. Sound that had passed the boundary already
    stays where it is, so that none is lost or doubled.

    `announce` is called with the segments before the first packet of each file but the first.
    """

    def __init__(
        self,
        folder: Path,
        formats: MediaFormats,
        announce: Callable[[tuple[Segment, ...]], None],
    ) -> None:
        self._folder = folder
        self._formats = dict(formats)
        self._announce = announce
        self._rates_hz = {k: m.rate_hz for k, m in formats.items() if isinstance(m, SoundFormat)}
        self._lines = {k: SoundLine(m) for k, m in formats.items() if isinstance(m, SoundFormat)}
        self._coming: VideoFormat | None = None
        self._finished_bytes = dict.fromkeys(formats, 0)
        self._finished_size = 0
        self.segments = first_segments(formats)
        self._sinks = [MediaSink(folder / self.segments[0].file, formats)]

    @property
    def bytes_written(self) -> int:
        """How large the files are together."""
        return self._finished_size + sum(sink.bytes_written for sink in self._sinks)

    @property
    def bytes_by_track(self) -> dict[TrackKind, int]:
        """What each track's packets take in the files."""
        return {
            kind: finished + sum(sink.bytes_by_track[kind] for sink in self._sinks)
            for kind, finished in self._finished_bytes.items()
        }

    def change_format(self, media: VideoFormat) -> None:
        """Begin another file with the next picture."""
        if media.codec != "h264":
            raise ValueError(f"the recording holds H.264, not {media.codec}")
        self._coming = media

    def write_frame(self, frame: EncodedFrame) -> None:
        """Write a picture, to the file that is open for pictures."""
        if self._coming is not None:
            self._begin(frame, self._coming)
            self._coming = None
        self._sinks[-1].write_frame(frame)

    def write_sound(self, block: SoundBlock) -> int:
        """Write a sound block; says where the track's sound ends then, in ns."""
        line = self._lines[block.track]
        self._write_run(block.track, line.place(block.start_ns, block.pcm))
        return line.end_ns

    def finish_sound(self, end_ns: int) -> None:
        """Write what the encoders still hold; what was on its way until `end_ns` is silence."""
        for kind, line in self._lines.items():
            if 0 < end_ns - line.end_ns <= _ON_ITS_WAY_NS:
                self._write_run(kind, line.silence_until(end_ns))
        for sink in self._sinks:
            sink.finish_sound()

    def finish(self, end_ns: int) -> None:
        """Make whole files of those that are still open; the session ends at `end_ns`."""
        for sink in self._sinks:
            sink.finish(end_ns)

    def sync(self) -> None:
        """Put everything on the disk itself."""
        for sink in self._sinks:
            sink.sync()

    def close(self) -> None:
        """Let go of the files."""
        for sink in self._sinks:
            sink.close()

    def _write_run(self, kind: TrackKind, run: Run) -> None:
        for sink in self._sinks:
            run = sink.take_sound(kind, run)
        while len(self._sinks) > 1 and self._sinks[0].is_full:
            self._let_go(self._sinks[0])

    def _let_go(self, sink: MediaSink) -> None:
        sink.finish_sound()
        sink.finish(self.segments[-1].start_ns)
        sink.close()
        self._sinks.remove(sink)
        self._finished_size += sink.bytes_written
        for kind, size in sink.bytes_by_track.items():
            self._finished_bytes[kind] += size

    def _begin(self, frame: EncodedFrame, media: VideoFormat) -> None:
        before = self._sinks[-1]
        start_ms = max(frame.start_ns // NS_PER_MS, before.last_picture_ms + 1)
        starts_ms = {kind: self._sound_boundary_ms(kind, start_ms) for kind in self._lines}
        start_ns = start_ms * NS_PER_MS
        name = media_file(len(self.segments) + 1)
        ended = replace(self.segments[-1], end_ns=start_ns)
        begun = Segment(name, start_ns, 0, media.width, media.height)
        formats = {**self._formats, frame.track: media}
        sink = MediaSink(self._folder / name, formats, starts_ms)
        sink.last_picture_ms = start_ms - 1
        segments = (*self.segments[:-1], ended, begun)
        try:
            self._announce(segments)
        except BaseException:
            sink.close()
            (self._folder / name).unlink()
            raise
        before.end_at(
            start_ns, {kind: ms * self._rates_hz[kind] // 1000 for kind, ms in starts_ms.items()}
        )
        self.segments = segments
        self._formats = formats
        self._sinks.append(sink)
        if before.is_full:
            self._let_go(before)

    def _sound_boundary_ms(self, kind: TrackKind, start_ms: int) -> int:
        """Where the next file's sound begins: at the boundary, or where the sound stands."""
        samples_per_ms = self._rates_hz[kind] // 1000
        return max(start_ms, -(-self._lines[kind].samples // samples_per_ms))


def first_segments(
    formats: MediaFormats,
) -> tuple[Segment, ...]:
    """A recording's segments when it begins; none where it has neither pictures nor sound."""
    if not formats:
        return ()
    screen = formats.get(TrackKind.SCREEN)
    if isinstance(screen, VideoFormat):
        return (Segment(media_file(1), 0, 0, screen.width, screen.height),)
    return (Segment(media_file(1), 0),)
