"""An existing recording, from a meeting tool or a camera, becomes a session."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from observer import __version__
from observer.database.library import Library
from observer.intake.foreign import ForeignFacts
from observer.intake.foreign_process import convert_apart
from observer.intake.landing import land_session
from observer.intake.workplace import move_into_place, working_folder
from observer.intake.written_media import WrittenMedia, WrittenTrack
from observer.model.clock import NS_PER_MS
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.errors import ObserverError
from observer.model.identity import folder_name, new_id
from observer.model.manifest import ClockAnchor, Health, Manifest, Segment, SessionState, TrackEntry
from observer.model.samples import Gap, GapReason
from observer.session.digests import digest_files
from observer.session.layout import MEDIA_FILE
from observer.session.manifest_file import write_manifest

_SHORTEST_ABSENCE_NS = 100 * NS_PER_MS
"""Tracks of a whole recording end within a few packets of each other; one lasts up to 40 ms."""


def import_video(
    library: Library,
    root: Path,
    video: Path,
    study: str,
    participant: str,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Path:
    """Make a closed session of a video, land it, and return its folder. The video is untouched.

    H.264 pictures, and AAC or Opus sound, are copied as they are; anything else is encoded. The
    video is read in a process of its own, which can change nothing but the session in the making.
    `progress` is called with the part done, 0 to 1; once `cancelled` is true nothing is left and
    Cancelled is raised. Raises MediaError for a file that is no video, LibraryReadOnly where the
    library cannot be written, ObserverError without a study or participant.
    """
    if not study.strip() or not participant.strip():
        raise ObserverError(
            "A session belongs to a study and a participant", "Say both, for example Checkout, P01"
        )
    session_id = new_id()
    with working_folder(root, session_id) as folder:
        media = folder / MEDIA_FILE
        facts, written = convert_apart(video, media, progress, cancelled)
        _sync(media)
        manifest = _describe(session_id, study.strip(), participant.strip(), facts, written)
        manifest = replace(manifest, sha256=digest_files(folder))
        write_manifest(folder, manifest)
        day = facts.recorded_at.astimezone().date()
        place = root / folder_name(day, study, participant, session_id)
        if place.exists():  # another session whose id begins alike
            place = place.with_name(f"{place.name}{session_id[4:]}")
        move_into_place(folder, place)
    land_session(library, place)
    return place


def _describe(
    session_id: str, study: str, participant: str, facts: ForeignFacts, written: WrittenMedia
) -> Manifest:
    name = facts.path.name
    pictures = "copied" if facts.copies_pictures else f"encoded from {facts.codec}"
    tracks = [
        _entry(
            TrackKind.SCREEN,
            written.pictures,
            {"size": f"{facts.width}x{facts.height}", "pictures": pictures},
        )
    ]
    if written.sound:
        sound = "copied" if facts.copies_sound else "encoded"
        tracks.append(_entry(TrackKind.MICROPHONE, written.sound, {"sound": sound}))
    duration_ns = max(track.end_ns for track in tracks)
    return Manifest(
        id=session_id,
        study=study,
        participant=participant,
        consent=Consent(
            (ConsentItem.SCREEN, ConsentItem.VOICE),
            datetime.now(UTC).isoformat(timespec="seconds"),
            f"Imported from {name}: what was agreed when it was recorded is not known here",
        ),
        clock=ClockAnchor(facts.recorded_at.isoformat(timespec="milliseconds"), 0),
        state=SessionState.CLOSED,
        software=f"Observer {__version__}",
        source=name,
        duration_ns=duration_ns,
        tracks=tuple(tracks),
        segments=(Segment(MEDIA_FILE, 0, duration_ns, facts.width, facts.height),),
        gaps=tuple(gap for track in tracks for gap in _absences(track, duration_ns)),
        health=Health(notes=_notes(written)),
    )


def _entry(kind: TrackKind, track: WrittenTrack, details: dict[str, str]) -> TrackEntry:
    return TrackEntry(kind, (MEDIA_FILE,), track.start_ns, track.end_ns, track.items, details)


def _absences(track: TrackEntry, duration_ns: int) -> Iterator[Gap]:
    """Where the original has no such track yet, or no more."""
    if track.start_ns > _SHORTEST_ABSENCE_NS:
        yield Gap(0, track.start_ns, GapReason.ABSENT, track.kind)
    if duration_ns - track.end_ns > _SHORTEST_ABSENCE_NS:
        yield Gap(track.end_ns, duration_ns, GapReason.ABSENT, track.kind)


def _notes(written: WrittenMedia) -> tuple[str, ...]:
    notes = []
    if not written.whole:
        notes.append("The video's end could not be read")
    skipped = written.pictures.skipped + (written.sound.skipped if written.sound else 0)
    if skipped:
        notes.append(f"{skipped} damaged packets of the video were left out")
    return tuple(notes)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
