"""Measuring what attempts took of the hands, from the folders of their sessions."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from observer.analysis.effort import effort_of
from observer.analysis.tracks import Tracks
from observer.database.library import Library
from observer.model.consent import TrackKind
from observer.model.errors import SessionError, SessionNotFound
from observer.model.sitting import Attempt
from observer.model.span import Span
from observer.session.reader import SessionReader


@dataclass(frozen=True, slots=True)
class Measured:
    """How many attempts were measured, and which sessions' folders are there but unreadable."""

    kept: int
    unread: tuple[str, ...]


def measure_efforts(
    library: Library,
    root: Path,
    study_id: str | None = None,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    progressed: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Measured:
    """Measure those attempts, of a study or of `only` these sessions, that are not measured yet.

    Reads events alone, no media: some tenths of a second for an hour of hands. A folder that is
    missing or damaged, or still records, leaves its attempts without figures; sessions `without`
    are not tried. What was measured is kept where `cancelled` turns true. Raises LibraryError.
    """
    waiting = [
        one
        for one in library.unmeasured(study_id)
        if one[0] not in without and (only is None or one[0] in only)
    ]
    kept, unread = 0, []
    for number, (session_id, folder) in enumerate(waiting):
        if cancelled():
            break
        progressed(number / len(waiting))
        attempts = [one for one in library.attempts(session_id) if one.end_ns is not None]
        try:
            tracks = read_hands(SessionReader(root / folder), attempts)
        except SessionNotFound:  # a disk that is not there; it may come back
            continue
        except (SessionError, OSError):  # the library says elsewhere that it cannot be read
            unread.append(session_id)
            continue
        kept += library.save_efforts([effort_of(tracks, attempt) for attempt in attempts])
    return Measured(kept, tuple(unread))


def read_hands(reader: SessionReader, attempts: Sequence[Attempt] = ()) -> Tracks:
    """The events and windows of a session, without its pictures and sound. Raises SessionDamaged.

    Its gaps are those in which the hands were not recorded.
    """
    manifest = reader.manifest
    windows = tuple(reader.focus_changes())
    has_windows = bool(windows) or any(one.kind is TrackKind.FOCUS for one in manifest.tracks)
    return Tracks(
        duration_ns=manifest.duration_ns,
        events=tuple(reader.input_events()),
        windows=windows if has_windows else None,
        attempts=tuple(attempts),
        gaps=tuple(
            Span(gap.start_ns, max(gap.start_ns, gap.end_ns))
            for gap in manifest.gaps
            if gap.track in {None, TrackKind.INPUT}
        ),
    )
