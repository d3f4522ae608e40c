"""A recording on its way to the disk: the Sink that fills a session folder.

    recording (open files, manifest says so) ── close ──▶ closed (finished media, digests)

Everything that is written is with the system when the call returns, so a killed process loses
nothing of it; `sync`, called each second, puts it on the disk for the power cut.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from observer.model.annotation import Mark
from observer.model.consent import TrackKind
from observer.model.errors import LibraryReadOnly, SessionError
from observer.model.manifest import Health, Manifest, Segment, SessionState, TrackEntry
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    FormatChange,
    Gap,
    InputEvent,
    Sample,
    SoundBlock,
    SoundFormat,
    VideoFormat,
)
from observer.model.sink import TrackFormat
from observer.session.digests import digest_files
from observer.session.disk import disk_errors
from observer.session.gap_book import GapBook
from observer.session.layout import CAMERA_FILE, FILE_OF_TRACK, MARKS_FILE, NO_INDEX_NOTE
from observer.session.line_file import LineFile
from observer.session.manifest_file import write_manifest
from observer.session.media_sink import MediaSink
from observer.session.reserve import release_reserve, take_reserve
from observer.session.segment_sink import MediaFormats, SegmentSink, first_segments
from observer.session.tracks import TrackTally, camera_end_ns


class SessionWriter:
    """Writes one session. `write`, `sync` and `close` belong to one thread, marks to any.

    Every method raises LibraryReadOnly where the disk is full or forbidden; what was written
    before stays readable, and `close` still closes the session.
    """

    def __init__(self, folder: Path, manifest: Manifest, formats: Sequence[TrackFormat]) -> None:
        self._folder = folder
        self._tallies = {track.kind: TrackTally(track) for track in formats}
        self._gaps = GapBook(manifest.gaps)
        self._marks_lock = threading.Lock()
        self._media: SegmentSink | None = None
        self._camera: MediaSink | None = None
        self._marks: LineFile | None = None
        self._lines: dict[TrackKind, LineFile] = {}
        media = {track.kind: track.media for track in formats if track.media is not None}
        face = media.pop(TrackKind.CAMERA, None)
        self._manifest = replace(
            manifest,
            state=SessionState.RECORDING,
            tracks=self._entries(()),
            segments=first_segments(media),
        )
        try:
            with disk_errors(folder):
                self._open_files(media, face)
        except BaseException:
            self._close_files()
            raise

    @property
    def bytes_written(self) -> int:
        """How much the session holds so far, media and events together."""
        return sum(file.bytes_written for file in self._files())

    @property
    def bytes_by_track(self) -> dict[TrackKind, int]:
        """How much each track holds so far; the files' own heads belong to none."""
        sizes = {kind: file.bytes_written for kind, file in self._lines.items()}
        for media in (self._media, self._camera):
            if media:
                sizes |= media.bytes_by_track
        return sizes

    def write(self, sample: Sample) -> None:
        """Keep one sample, in rising time within its track."""
        with disk_errors(self._folder):
            if isinstance(sample, Gap):
                self._gaps.add(sample)
            elif isinstance(sample, InputEvent):
                self._write_event(TrackKind.INPUT, sample)
            elif isinstance(sample, FocusChange):
                self._write_event(TrackKind.FOCUS, sample)
            elif sample.track not in self._tallies:
                raise ValueError(f"no track was opened for {sample.track}")
            elif isinstance(sample, FormatChange):
                self._change_format(sample)
            elif isinstance(sample, EncodedFrame):
                self._write_frame(sample)
            else:
                self._write_sound(sample)

    def write_mark(self, mark: Mark) -> None:
        """Keep a mark; it is on the disk when this returns. Any thread may call it.

        Raises SessionError once the session is closed.
        """
        with self._marks_lock, disk_errors(self._folder):
            if self._marks is None:
                raise SessionError(
                    f"The recording of {self._folder.name} has ended",
                    "Add the moment in the review, or with “observer mark”",
                )
            self._marks.append(mark)
            self._marks.sync()

    def sync(self, now_ns: int) -> None:
        """Put everything on the disk itself; gaps go into the manifest, with the time `now_ns`."""
        with disk_errors(self._folder):
            for file in (self._media, self._camera, *self._lines.values()):
                if file:
                    file.sync()
            if not self._gaps.is_kept:
                gaps = self._gaps.all()
                self._manifest = replace(self._manifest, gaps=gaps, duration_ns=now_ns)
                self._gaps.is_kept = True
                write_manifest(self._folder, self._manifest)

    def close(self, end_ns: int, health: Health) -> Manifest:
        """End the session at `end_ns`: finish the media, count, digest, write the manifest.

        A disk too full for the index leaves the recording as it was written, which is
        complete and playable, and says so in the manifest's health.
        """
        with disk_errors(self._folder):
            return self._close(end_ns, health)

    def _close(self, end_ns: int, health: Health) -> Manifest:
        release_reserve(self._folder)
        notes = list(health.notes)
        notes += self._let_go(end_ns)
        notes += self._drop_empty_camera()
        segments = self._ended_segments(end_ns)
        self._show_last_picture_until(end_ns)
        self._manifest = replace(
            self._manifest,
            state=SessionState.CLOSED,
            duration_ns=end_ns,
            tracks=self._entries(segments),
            segments=segments,
            gaps=self._gaps.all(),
            health=replace(health, notes=tuple(notes)),
            sha256=digest_files(self._folder),
        )
        write_manifest(self._folder, self._manifest)
        return self._manifest

    def _write_event(self, kind: TrackKind, event: InputEvent | FocusChange) -> None:
        self._lines[kind].append(event)
        self._tallies[kind].count(event.time_ns, event.time_ns)

    def _change_format(self, change: FormatChange) -> None:
        if change.track is not TrackKind.SCREEN or self._media is None:
            raise ValueError(f"only the screen changes its size, not {change.track}")
        self._media.change_format(change.media)

    def _write_frame(self, frame: EncodedFrame) -> None:
        sink = self._camera if frame.track is TrackKind.CAMERA else self._media
        assert sink is not None, "a track of pictures has a file"
        sink.write_frame(frame)
        self._tallies[frame.track].count(frame.start_ns, frame.start_ns)

    def _write_sound(self, block: SoundBlock) -> None:
        assert self._media is not None, "a track of sound has a file"
        end_ns = self._media.write_sound(block)
        self._tallies[block.track].count(block.start_ns, end_ns)

    def _keep_segments(self, segments: tuple[Segment, ...]) -> None:
        """Put the segments into the manifest on the disk, before one of them gets a packet."""
        self._manifest = replace(self._manifest, segments=segments, tracks=self._entries(segments))
        write_manifest(self._folder, self._manifest)

    def _entries(self, segments: tuple[Segment, ...]) -> tuple[TrackEntry, ...]:
        names = tuple(segment.file for segment in segments)
        return tuple(tally.entry(names) for tally in self._tallies.values())

    def _ended_segments(self, end_ns: int) -> tuple[Segment, ...]:
        if self._media is None:
            return ()
        *earlier, last = self._media.segments
        return (*earlier, replace(last, end_ns=end_ns))

    def _drop_empty_camera(self) -> list[str]:
        """A file without a picture is one that no player opens; says so where there was one."""
        if self._camera is None or self._tallies[TrackKind.CAMERA].items:
            return []
        self._camera = None
        del self._tallies[TrackKind.CAMERA]
        (self._folder / CAMERA_FILE).unlink()
        return ["The camera gave no picture"]

    def _show_last_picture_until(self, end_ns: int) -> None:
        screen = self._tallies.get(TrackKind.SCREEN)
        if screen and screen.items:
            screen.end_ns = end_ns

    def _let_go(self, end_ns: int) -> list[str]:
        """Finish and close the files, whatever the disk says; says what went wrong."""
        notes = []
        try:
            with disk_errors(self._folder):
                if self._media:
                    self._media.finish_sound(end_ns)
                for file in self._files():
                    file.sync()
        except LibraryReadOnly as error:
            notes.append(f"The last moment may be lost: {error.message}")
        try:
            notes += self._finish_media(end_ns)
        finally:
            self._close_files()
        return notes

    def _finish_media(self, end_ns: int) -> list[str]:
        """Give each file its index; says so where the disk has no room for one."""
        finishes = []
        if self._media:
            finishes.append(partial(self._media.finish, end_ns))
        if self._camera:
            last_ns = self._tallies[TrackKind.CAMERA].end_ns
            finishes.append(partial(self._camera.finish, camera_end_ns(last_ns, end_ns)))
        notes = []
        for finish in finishes:
            try:
                with disk_errors(self._folder):
                    finish()
            except LibraryReadOnly as error:
                notes.append(f"{NO_INDEX_NOTE}: {error.message}")
        return notes[:1]  # a repair looks at both

    def _open_files(self, media: MediaFormats, face: VideoFormat | SoundFormat | None) -> None:
        write_manifest(self._folder, self._manifest)
        take_reserve(self._folder)
        self._marks = LineFile(self._folder / MARKS_FILE)
        for kind in (TrackKind.INPUT, TrackKind.FOCUS):
            if kind in self._tallies:
                self._lines[kind] = LineFile(self._folder / FILE_OF_TRACK[kind])
        if media:
            self._media = SegmentSink(self._folder, media, self._keep_segments)
        if face:
            self._camera = MediaSink(self._folder / CAMERA_FILE, {TrackKind.CAMERA: face})

    def _files(self) -> list[SegmentSink | MediaSink | LineFile]:
        files = (self._media, self._camera, self._marks, *self._lines.values())
        return [file for file in files if file]

    def _close_files(self) -> None:
        with self._marks_lock:
            for file in self._files():
                file.close()
            self._marks = None
