"""What of a session folder goes into the library, read as far as it can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from observer.database.rows import FolderStamp
from observer.model.annotation import Annotation, Mark, latest_marks
from observer.model.errors import SessionDamaged
from observer.model.manifest import Manifest, SessionState
from observer.model.samples import FocusChange
from observer.session.layout import FOCUS_FILE, MANIFEST_FILE, MARKS_FILE
from observer.session.line_file import read_lines
from observer.session.reader import SessionReader

T = TypeVar("T")

_LANDED_FILES = (MANIFEST_FILE, MARKS_FILE, FOCUS_FILE)


@dataclass(frozen=True, slots=True)
class FolderContent:
    """One folder as the library wants it; `damage` says what of it could not be read."""

    manifest: Manifest
    state: SessionState
    stamp: FolderStamp
    marked: list[Annotation]
    withdrawn: list[str]
    windows: list[FocusChange]
    damage: SessionDamaged | None


def read_folder(folder: Path) -> FolderContent:
    """Read what the library wants of a folder, without taking a lock.

    Raises SessionNotFound where there is no manifest, SessionDamaged where it cannot be read.
    """
    try:
        stamp = read_stamp(folder)  # before the files: a change meanwhile shows next time
        reader = SessionReader(folder)
        marks, marks_damage = _readable(read_lines(folder / MARKS_FILE, Mark))
        marks = latest_marks(marks)
        windows, windows_damage = _readable(reader.focus_changes())
        state = reader.state
    except OSError as error:
        raise SessionDamaged(
            f"{folder} cannot be read ({error.strerror})",
            "Give yourself the right to read it, or check the disk it is on",
        ) from error
    return FolderContent(
        manifest=reader.manifest,
        state=state,
        stamp=stamp,
        marked=[_to_annotation(mark, reader.manifest) for mark in marks if not mark.withdrawn],
        withdrawn=[mark.id for mark in marks if mark.withdrawn],
        windows=windows,
        damage=marks_damage or windows_damage,
    )


def read_stamp(folder: Path) -> FolderStamp:
    """What the files that land look like from outside: a change of any of them changes it."""
    changed_ns = size_bytes = 0
    for name in _LANDED_FILES:
        try:
            facts = (folder / name).stat()
        except FileNotFoundError:
            continue
        changed_ns = max(changed_ns, facts.st_mtime_ns)
        size_bytes += facts.st_size
    return FolderStamp(changed_ns, size_bytes)


def _readable(items: Iterator[T]) -> tuple[list[T], SessionDamaged | None]:
    read: list[T] = []
    try:
        read.extend(items)  # keeps what came before a damaged line
    except SessionDamaged as damage:
        return read, damage
    return read, None


def _to_annotation(mark: Mark, manifest: Manifest) -> Annotation:
    made_at = _wall_time(manifest.clock.wall_start, mark.made_ns)
    return Annotation(
        id=mark.id,
        session_id=manifest.id,
        author=mark.author,
        kind=mark.kind,
        start_ns=mark.start_ns,
        end_ns=mark.start_ns,
        severity=mark.severity,
        note=mark.note,
        created_at=made_at,
        changed_at=made_at,
    )


def _wall_time(wall_start: str, session_ns: int) -> str:
    """The date of a moment of the session, in UTC; that of the landing if the anchor is none."""
    try:
        start = datetime.fromisoformat(wall_start)
        moment = start + timedelta(microseconds=session_ns // 1000)
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return datetime.now(UTC).isoformat(timespec="milliseconds")
