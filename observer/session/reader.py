"""A session folder read back: its manifest, its events, its marks."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from observer.model.annotation import Mark, latest_marks
from observer.model.manifest import Manifest, Segment, SessionState
from observer.model.samples import FocusChange, InputEvent
from observer.session.folder import session_state
from observer.session.layout import (
    CAMERA_FILE,
    FOCUS_FILE,
    INPUT_FILE,
    MARKS_FILE,
    MEDIA_FILE,
)
from observer.session.line_file import read_lines
from observer.session.manifest_file import read_manifest


def told_segments(manifest: Manifest) -> tuple[Segment, ...]:
    """The segments a manifest names; the one it means where it names none but has such tracks."""
    if manifest.segments or not any(MEDIA_FILE in track.files for track in manifest.tracks):
        return manifest.segments
    ended = manifest.state is SessionState.CLOSED
    return (Segment(MEDIA_FILE, 0, manifest.duration_ns if ended else 0),)


class SessionReader:
    """Reads one folder; works on one that is still recorded, as far as it has come.

    Raises SessionNotFound or SessionDamaged, at once for the manifest and while iterating for a
    line that cannot be read (a torn last line is not an error).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = read_manifest(folder)

    @property
    def manifest(self) -> Manifest:
        """What session.json said when the reader was made."""
        return self._manifest

    @property
    def state(self) -> SessionState:
        """Where the session stands now."""
        return session_state(self.folder, self._manifest)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The recording's files in their order, those alone that are there.

        Each begins where the one before ends. Of a recording that still runs, the last one's
        `end_ns` is 0; a width of 0 is one that the manifest does not tell.
        """
        told = told_segments(self._manifest)
        return tuple(segment for segment in told if (self.folder / segment.file).is_file())

    @property
    def media_paths(self) -> tuple[Path, ...]:
        """The files of the segments."""
        return tuple(self.folder / segment.file for segment in self.segments)

    @property
    def media_path(self) -> Path | None:
        """The recording's first file; None for a session of events only."""
        return self.media_paths[0] if self.segments else None

    @cached_property
    def camera_path(self) -> Path | None:
        """The camera's file; None for a session without."""
        path = self.folder / CAMERA_FILE
        return path if path.is_file() else None

    def input_events(self) -> Iterator[InputEvent]:
        """What the hands did, in time."""
        return read_lines(self.folder / INPUT_FILE, InputEvent)

    def focus_changes(self) -> Iterator[FocusChange]:
        """Which window was in front, in time."""
        return read_lines(self.folder / FOCUS_FILE, FocusChange)

    def marks(self) -> list[Mark]:
        """The marks made live as they stand, in the order they were made."""
        told = read_lines(self.folder / MARKS_FILE, Mark)
        return [mark for mark in latest_marks(told) if not mark.withdrawn]
