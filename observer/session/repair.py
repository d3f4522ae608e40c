"""A session that a crash left open, or that was damaged, closed again as far as it is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from observer.model.annotation import Mark, latest_marks
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.manifest import Manifest, SessionState
from observer.model.samples import FocusChange, Gap, GapReason, InputEvent
from observer.session.digests import digest_files
from observer.session.disk import disk_errors, replace_file
from observer.session.folder import SessionLock, is_session_folder
from observer.session.found_media import (
    find_media,
    found_segments,
    missing_stretches,
    torn_tracks,
)
from observer.session.gaps import excused_ns
from observer.session.layout import (
    CAMERA_FILE,
    DAMAGED_SUFFIX,
    FOCUS_FILE,
    INPUT_FILE,
    MANIFEST_FILE,
    MARKS_FILE,
    NO_INDEX_NOTE,
    PARTIAL_SUFFIX,
    recording_files,
)
from observer.session.line_file import read_lines, readable_lines
from observer.session.manifest_file import (
    SessionNewer,
    read_boot_id,
    read_manifest,
    write_manifest,
)
from observer.session.media_facts import StreamFacts, read_facts
from observer.session.remux import finish_media
from observer.session.reserve import release_reserve
from observer.session.rising import strays
from observer.session.salvage import salvage_manifest
from observer.session.spare_header import mend_header
from observer.session.tracks import camera_end_ns, found_tracks

T = TypeVar("T")

# The screen sends a picture at least each 0.45 s, and all that is written is with the system: a
# killed process loses less than this. A power cut also takes what came since the last sync.
_LOST_BY_KILL_NS = NS_PER_SECOND
_LOST_BY_POWER_CUT_NS = 2 * NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was found and done: `actions` in plain words, empty for a session that was whole.

    `lost_ns_at_most` bounds what the crash took from the end; `marks` is how many there are.
    """

    session_id: str
    folder: Path
    duration_ns: int
    lost_ns_at_most: int
    marks: int
    actions: tuple[str, ...]


def repair_session(folder: Path) -> RepairReport:
    """Close what a crash left open and mend what can be; a whole session is left as it is.

    Nothing readable is thrown away. Raises SessionBusy while it is being recorded, SessionNewer
    where a later Observer wrote it, SessionNotFound, LibraryReadOnly.
    """
    if not is_session_folder(folder):
        raise SessionNotFound(
            f"{folder} is no session's folder", "“observer sessions” lists the sessions"
        )
    with disk_errors(folder):
        return _whole(folder) or _repair(folder)


def _whole(folder: Path) -> RepairReport | None:
    """The report on a session that needs nothing; None for any other."""
    manifest = _read(folder)
    if manifest is None or manifest.state is not SessionState.CLOSED:
        return None
    if any(note.startswith(NO_INDEX_NOTE) for note in manifest.health.notes):
        return None  # the disk was full when it closed; it may have room by this time
    if digest_files(folder) != manifest.sha256:
        return None
    marks = _count(read_lines(folder / MARKS_FILE, Mark))
    return RepairReport(manifest.id, folder, manifest.duration_ns, 0, marks, ())


def _repair(folder: Path) -> RepairReport:
    with SessionLock(folder):
        # Whoever held the lock may have closed the session meanwhile.
        return _whole(folder) or _mend(folder, _read(folder))


def _mend(folder: Path, found: Manifest | None) -> RepairReport:
    actions: list[str] = []
    manifest = found or _rebuild(folder, actions)
    was_open = manifest.state is not SessionState.CLOSED
    _sweep(folder)
    marks = _mend_lines(folder / MARKS_FILE, Mark, actions)
    moves = _mend_lines(folder / INPUT_FILE, InputEvent, actions)
    changes = _mend_lines(folder / FOCUS_FILE, FocusChange, actions)
    for path in (*recording_files(folder), folder / CAMERA_FILE):
        if mended := mend_header(path):
            actions.append(mended)
    files = find_media(recording_files(folder), actions)
    cameras = find_media([path for path in (folder / CAMERA_FILE,) if path.is_file()], actions)
    recorded_ns = max((file.shown_until_ns for file in files), default=0)
    times_ns = [mark.made_ns for mark in marks]
    times_ns += [move.time_ns for move in moves[-1:]]
    times_ns += [change.time_ns for change in changes[-1:]]
    times_ns += [file.shown_until_ns for file in cameras]
    end_ns = max(manifest.duration_ns, recorded_ns, *times_ns)
    segments = found_segments(files, manifest, end_ns)
    gaps = list(manifest.gaps)
    gaps += missing_stretches(files, segments, gaps)
    lost_ns = end_ns - recorded_ns - excused_ns(gaps, recorded_ns, end_ns)
    broke_off = was_open or lost_ns > NS_PER_SECOND
    gaps += torn_tracks(files, recorded_ns if broke_off else end_ns, gaps)
    if broke_off:
        gaps.append(Gap(recorded_ns if files else end_ns, end_ns, GapReason.CRASH))
    streams: list[StreamFacts] = []
    for segment in segments:
        streams += _finish(folder / segment.file, segment.end_ns, actions)
    for file in cameras:
        last_ns = max(stream.last_ns for stream in file.streams)
        streams += _finish(file.path, camera_end_ns(last_ns, end_ns), actions)
    manifest = replace(manifest, duration_ns=end_ns, segments=segments, gaps=tuple(gaps))
    manifest = _close(folder, manifest, streams, (moves, changes))
    lost_at_most_ns = _lost_at_most_ns(manifest) if was_open else 0
    actions.append("closed the session")
    return RepairReport(manifest.id, folder, end_ns, lost_at_most_ns, _count(marks), tuple(actions))


def _close(
    folder: Path,
    manifest: Manifest,
    streams: list[StreamFacts],
    events: tuple[list[InputEvent], list[FocusChange]],
) -> Manifest:
    notes = tuple(n for n in manifest.health.notes if not n.startswith(NO_INDEX_NOTE))
    closed = replace(
        manifest,
        state=SessionState.CLOSED,
        tracks=found_tracks(folder, manifest, streams, *events),
        health=replace(manifest.health, notes=notes),
        sha256=digest_files(folder),
    )
    write_manifest(folder, closed)
    return closed


def _read(folder: Path) -> Manifest | None:
    """The manifest; None where it is damaged or gone."""
    try:
        return read_manifest(folder)
    except SessionNewer:
        raise
    except (SessionDamaged, SessionNotFound):
        return None


def _rebuild(folder: Path, actions: list[str]) -> Manifest:
    manifest = salvage_manifest(folder)
    damaged = folder / MANIFEST_FILE
    if damaged.is_file():
        replace_file(folder / (MANIFEST_FILE + DAMAGED_SUFFIX), damaged.read_bytes())
    actions.append("rebuilt the manifest from what the folder tells")
    return manifest


def _sweep(folder: Path) -> None:
    """Take away what a crash left half made and nobody needs."""
    release_reserve(folder)
    for partial in folder.glob(f"*{PARTIAL_SUFFIX}"):
        partial.unlink()


class _Timed(msgspec.Struct):
    time_ns: int


def _mend_lines(path: Path, kind: type[T], actions: list[str]) -> list[T]:
    """Keep the lines that can be read and lie in time; others cannot be told from noise."""
    if not path.is_file():
        return []
    lines, dropped = readable_lines(path, kind)
    if kind is not Mark:  # marks are made for any moment, in any order
        times_ns = [msgspec.json.decode(line, type=_Timed).time_ns for line in lines]
        misplaced = strays(times_ns, strictly=False)
        lines = [line for number, line in enumerate(lines) if number not in misplaced]
        dropped += len(misplaced)
    if dropped:
        replace_file(path, b"".join(lines))
        actions.append(f"dropped {dropped} torn line{'s' * (dropped > 1)} of {path.name}")
    return list(read_lines(path, kind))


def _finish(path: Path, end_ns: int, actions: list[str]) -> list[StreamFacts]:
    try:
        streams = finish_media(path, end_ns)
    except SessionDamaged as error:  # it stays as it was found: nothing of it is lost
        actions.append(f"left {path.name} as it is: {error.message}")
        return read_facts(path)
    actions.append(f"finished {path.name}: {_in_words(streams)}")
    return streams


def _in_words(streams: list[StreamFacts]) -> str:
    return ", ".join(
        f"{stream.packets} pictures"
        if stream.is_video
        else f"{stream.end_ns / NS_PER_SECOND:.1f} s of sound"
        for stream in streams
    )


def _lost_at_most_ns(manifest: Manifest) -> int:
    """More where the machine itself went down: then the system's unwritten pages went too."""
    boot_id = manifest.clock.boot_id
    same_boot = bool(boot_id) and boot_id == read_boot_id()
    return _LOST_BY_KILL_NS if same_boot else _LOST_BY_POWER_CUT_NS


def _count(told: Iterable[Mark]) -> int:
    return sum(not mark.withdrawn for mark in latest_marks(told))
