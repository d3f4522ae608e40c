"""A recording on its way to the disk: the Sink that fills a session folder.

    recording (open files, manifest says so) ── close ──▶ closed (finished media, digests)

Everything that is written is with the system when the call returns, so a killed process loses
nothing of it; `sync`, called each second, puts it on the disk for the power cut.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from observer.model.annotation import Mark
from observer.model.consent import TrackKind
from observer.model.errors import LibraryReadOnly, SessionDamaged, SessionError
from observer.model.manifest import Health, Manifest, SessionState
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    FormatChange,
    Gap,
    InputEvent,
    Sample,
    SoundBlock,
)
from observer.model.sink import TrackFormat
from observer.session.digests import digest_files
from observer.session.disk import disk_errors
from observer.session.layout import FILE_OF_TRACK, MARKS_FILE, MEDIA_FILE, NO_INDEX_NOTE
from observer.session.line_file import LineFile
from observer.session.manifest_file import write_manifest
from observer.session.media_sink import MediaSink
from observer.session.remux import finish_media
from observer.session.reserve import release_reserve, take_reserve
from observer.session.tracks import TrackTally


class SessionWriter:
    """Writes one session. `write`, `sync` and `close` belong to one thread, marks to any.

    Every method raises LibraryReadOnly where the disk is full or forbidden; what was written
    before stays readable, and `close` still closes the session.
    """

    def __init__(self, folder: Path, manifest: Manifest, formats: Sequence[TrackFormat]) -> None:
        self._folder = folder
        self._tallies = {track.kind: TrackTally(track) for track in formats}
        self._gaps: list[Gap] = list(manifest.gaps)
        self._gaps_kept = len(self._gaps)
        self._marks_lock = threading.Lock()
        self._media: MediaSink | None = None
        self._marks: LineFile | None = None
        self._lines: dict[TrackKind, LineFile] = {}
        self._manifest = replace(
            manifest,
            state=SessionState.RECORDING,
            tracks=tuple(tally.entry() for tally in self._tallies.values()),
        )
        try:
            with disk_errors(folder):
                self._open_files(formats)
        except BaseException:
            self._close_files()
            raise

    @property
    def bytes_written(self) -> int:
        """How much the session holds so far, media and events together."""
        return sum(file.bytes_written for file in self._files())

    def write(self, sample: Sample) -> None:
        """Keep one sample, in rising time within its track."""
        with disk_errors(self._folder):
            if isinstance(sample, Gap):
                self._gaps.append(sample)
            elif isinstance(sample, InputEvent):
                self._write_event(TrackKind.INPUT, sample)
            elif isinstance(sample, FocusChange):
                self._write_event(TrackKind.FOCUS, sample)
            elif isinstance(sample, FormatChange):
                raise NotImplementedError("a segment of its own for each size")
            elif self._media is None:
                raise ValueError(f"no track was opened for {sample.track}")
            elif isinstance(sample, EncodedFrame):
                self._media.write_frame(sample)
                self._tallies[sample.track].count(sample.start_ns, sample.start_ns)
            else:
                self._write_sound(self._media, sample)

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
            if self._media:
                self._media.sync()
            for file in self._lines.values():
                file.sync()
            if len(self._gaps) != self._gaps_kept:
                self._gaps_kept = len(self._gaps)
                self._manifest = replace(self._manifest, gaps=tuple(self._gaps), duration_ns=now_ns)
                write_manifest(self._folder, self._manifest)

    def close(self, end_ns: int, health: Health) -> Manifest:
        """End the session at `end_ns`: finish the media, count, digest, write the manifest.

        A disk too full for the finished copy leaves the recording as it was written, which is
        complete and playable, and says so in the manifest's health.
        """
        with disk_errors(self._folder):
            return self._close(end_ns, health)

    def _close(self, end_ns: int, health: Health) -> Manifest:
        release_reserve(self._folder)
        notes = list(health.notes)
        notes += self._let_go(end_ns)
        if self._media:
            self._show_last_picture_until(end_ns)
            try:
                finish_media(self._folder / MEDIA_FILE, end_ns)
            except (LibraryReadOnly, SessionDamaged) as error:
                notes.append(f"{NO_INDEX_NOTE}: {error.message}")
        self._manifest = replace(
            self._manifest,
            state=SessionState.CLOSED,
            duration_ns=end_ns,
            tracks=tuple(tally.entry() for tally in self._tallies.values()),
            gaps=tuple(self._gaps),
            health=replace(health, notes=tuple(notes)),
            sha256=digest_files(self._folder),
        )
        write_manifest(self._folder, self._manifest)
        return self._manifest

    def _write_event(self, kind: TrackKind, event: InputEvent | FocusChange) -> None:
        self._lines[kind].append(event)
        self._tallies[kind].count(event.time_ns, event.time_ns)

    def _write_sound(self, media: MediaSink, block: SoundBlock) -> None:
        end_ns = media.write_sound(block)
        self._tallies[block.track].count(block.start_ns, end_ns)

    def _show_last_picture_until(self, end_ns: int) -> None:
        screen = self._tallies.get(TrackKind.SCREEN)
        if screen and screen.items:
            screen.end_ns = end_ns

    def _let_go(self, end_ns: int) -> list[str]:
        """Close the files, whatever the disk says of the last bytes; says what went wrong."""
        notes = []
        try:
            with disk_errors(self._folder):
                if self._media:
                    self._media.finish_sound(end_ns)
                for file in self._files():
                    file.sync()
        except LibraryReadOnly as error:
            notes.append(f"The last moment may be lost: {error.message}")
        finally:
            self._close_files()
        return notes

    def _open_files(self, formats: Sequence[TrackFormat]) -> None:
        write_manifest(self._folder, self._manifest)
        take_reserve(self._folder)
        self._marks = LineFile(self._folder / MARKS_FILE)
        for kind in (TrackKind.INPUT, TrackKind.FOCUS):
            if kind in self._tallies:
                self._lines[kind] = LineFile(self._folder / FILE_OF_TRACK[kind])
        media = [track for track in formats if track.media is not None]
        if media:
            self._media = MediaSink(self._folder / MEDIA_FILE, media)

    def _files(self) -> list[MediaSink | LineFile]:
        return [file for file in (self._media, self._marks, *self._lines.values()) if file]

    def _close_files(self) -> None:
        with self._marks_lock:
            for file in self._files():
                file.close()
            self._marks = None
