"""The index of session folders: what a list shows, without a folder being read."""

from collections.abc import Collection, Sequence

from observer.database.connection import Connection, Row
from observer.database.consents import consent_of, keep_consent
from observer.database.participants import keep_participant
from observer.database.rows import (
    FolderStamp,
    IndexedFolder,
    SessionRow,
    storable,
    to_json,
    to_session,
)
from observer.model.annotation import ReviewState
from observer.model.consent import Consent
from observer.model.errors import LibraryError, SessionNotFound
from observer.model.manifest import Manifest, SessionState
from observer.model.samples import FocusChange

_LIST = """
    SELECT sessions.id, folder, state, studies.name AS study, participants.code AS participant,
           duration_ns, recorded_at, review, coalesce(segments.name, '') AS segment,
           coalesce(date(recorded_at, '+' || coalesce(own.days, common.days) || ' days'), '')
           AS keep_until,
           (SELECT count(*) FROM annotations WHERE session_id = sessions.id
            AND removed_at IS NULL AND standing = 'kept') AS moments
    FROM sessions
    JOIN participants ON participants.id = participant_id
    JOIN studies ON studies.id = participants.study_id
    LEFT JOIN segments ON segments.study_id = studies.id AND segments.id = segment_id
    LEFT JOIN retention AS own ON own.study_id = studies.id
    LEFT JOIN retention AS common ON common.study_id IS NULL
"""

UNKNOWN_STAMP = FolderStamp(0, 0)
"""Says that the files were not looked at: the next refresh reads them again."""


def index_session(
    connection: Connection,
    manifest: Manifest,
    folder_name: str,
    state: SessionState,
    stamp: FolderStamp = UNKNOWN_STAMP,
) -> None:
    """Put one session into the index, or bring its row up to date."""
    with connection.writing():
        participant_id = keep_participant(connection, manifest.study, manifest.participant)
        _keep_session(connection, manifest, participant_id, folder_name, state, stamp)
        keep_consent(connection, manifest.id, participant_id, manifest.consent)
        _keep_tracks(connection, manifest)


def sessions(connection: Connection) -> list[SessionRow]:
    """Every session, newest last."""
    order = " ORDER BY julianday(recorded_at), recorded_at, sessions.id"
    return [to_session(row) for row in connection.rows(_LIST + order)]


def sessions_of(connection: Connection, session_ids: Collection[str]) -> list[SessionRow]:
    """Those of these sessions that there are, newest last."""
    marks = ", ".join("?" for _ in session_ids)
    order = " ORDER BY julianday(recorded_at), recorded_at, sessions.id"
    rows = connection.rows(f"{_LIST} WHERE sessions.id IN ({marks}) {order}", list(session_ids))
    return [to_session(row) for row in rows]


def changes(connection: Connection) -> tuple[int, int]:
    """Differs from what it was before once anybody has changed anything in the library."""
    with connection.reading() as database:
        (others,) = database.execute("PRAGMA data_version").fetchone()
        return int(others), database.conn.total_changes


def session(connection: Connection, session_id: str) -> SessionRow:
    """One session. Raises SessionNotFound."""
    row = connection.row(_LIST + " WHERE sessions.id = ?", [session_id])
    if row is None:
        raise not_in_library(session_id)
    return to_session(row)


def consent(connection: Connection, session_id: str) -> Consent:
    """What was agreed to for a session. Raises SessionNotFound."""
    found = consent_of(connection, session_id)
    if found is None:
        raise not_in_library(session_id)
    return found


def indexed_folders(connection: Connection) -> list[IndexedFolder]:
    """What is indexed from which folder."""
    columns = "id, folder, state, files_changed_ns, files_bytes"
    return [_to_folder(row) for row in connection.rows(f"SELECT {columns} FROM sessions")]


def mark_missing(connection: Connection, session_ids: Sequence[str]) -> None:
    """Say that these sessions' folders are gone; what was said about them stays."""
    with connection.writing() as database:
        for session_id in session_ids:
            database.execute(
                "UPDATE sessions SET state = ?, files_changed_ns = 0, files_bytes = 0 WHERE id = ?",
                [SessionState.MISSING.value, session_id],
            )


def forget_session(connection: Connection, session_id: str) -> None:
    """Remove a session with everything said about it. Raises SessionNotFound."""
    with connection.writing() as database:
        gone = database.execute("DELETE FROM sessions WHERE id = ?", [session_id]).rowcount
        if not gone:
            raise not_in_library(session_id)


def index_windows(connection: Connection, session_id: str, changes: Sequence[FocusChange]) -> None:
    """Replace a session's window titles; a title that merely stays in front is kept once.

    Raises SessionNotFound where the session is not indexed.
    """
    with connection.writing() as database:
        session(connection, session_id)
        database.execute("DELETE FROM windows WHERE session_id = ?", [session_id])
        last = ("", "")
        seen = {""}  # a window without a title is not searched for
        for change in changes:
            shown = (storable(change.application), storable(change.title))
            if shown != last:
                database.execute(
                    "INSERT INTO windows (session_id, time_ns, application, title, first_shown)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [session_id, change.time_ns, *shown, int(shown[1] not in seen)],
                )
            seen.add(shown[1])
            last = shown


def windows(connection: Connection, session_id: str) -> list[FocusChange]:
    """Which windows came to the front, as they were indexed, in their time's order."""
    rows = connection.rows(
        "SELECT time_ns, application, title FROM windows WHERE session_id = ? ORDER BY time_ns, id",
        [session_id],
    )
    return [FocusChange(row["time_ns"], row["application"], row["title"]) for row in rows]


def set_review_state(connection: Connection, session_id: str, state: ReviewState) -> None:
    """Say how far the annotating has come. Raises SessionNotFound."""
    with connection.writing() as database:
        check_session(connection, session_id)
        database.execute("UPDATE sessions SET review = ? WHERE id = ?", [state.value, session_id])


def check_session(connection: Connection, session_id: str) -> None:
    """Raise SessionNotFound unless the session is indexed."""
    if connection.row("SELECT 1 FROM sessions WHERE id = ?", [session_id]) is None:
        raise not_in_library(session_id)


def check_owner(connection: Connection, table: str, row_id: str, session_id: str) -> None:
    """Raise LibraryError where an id that came from elsewhere belongs to another session here."""
    row = connection.row(f"SELECT session_id FROM {table} WHERE id = ?", [row_id])
    if row is not None and row["session_id"] != session_id:
        raise LibraryError(
            f"“{row_id}” belongs to another session of this library",
            "Ask for the file anew from where it came from",
        )


def not_in_library(session_id: str) -> SessionNotFound:
    """The error for an id the library does not know."""
    return SessionNotFound(
        f"The library holds no session “{session_id}”", "Look at the list of sessions for its id"
    )


def _keep_session(
    connection: Connection,
    manifest: Manifest,
    participant_id: int,
    folder_name: str,
    state: SessionState,
    stamp: FolderStamp,
) -> None:
    record = {
        "id": manifest.id,
        "participant_id": participant_id,
        "folder": folder_name,
        "state": state.value,
        "duration_ns": manifest.duration_ns,
        "recorded_at": manifest.clock.wall_start,
        "source": manifest.source,
        "software": manifest.software,
        "files_changed_ns": stamp.changed_ns,
        "files_bytes": stamp.size_bytes,
    }
    with connection.writing() as database:
        database.table("sessions").upsert(record, pk="id")
        # Kept even when the session goes: what was watched once cannot be predicted any more.
        database.execute(
            "UPDATE studies SET first_session_at = ? WHERE first_session_at IS NULL"
            " AND id = (SELECT study_id FROM participants WHERE id = ?)",
            [manifest.clock.wall_start, participant_id],
        )


def _keep_tracks(connection: Connection, manifest: Manifest) -> None:
    with connection.writing() as database:
        database.execute("DELETE FROM tracks WHERE session_id = ?", [manifest.id])
        database.table("tracks").insert_all(
            {
                "session_id": manifest.id,
                "kind": track.kind.value,
                "files": to_json(list(track.files)),
                "start_ns": track.start_ns,
                "end_ns": track.end_ns,
                "items": track.items,
                "details": to_json(track.details),
            }
            for track in manifest.tracks
        )


def _to_folder(row: Row) -> IndexedFolder:
    return IndexedFolder(
        session_id=row["id"],
        folder=row["folder"],
        state=SessionState(row["state"]),
        stamp=FolderStamp(row["files_changed_ns"], row["files_bytes"]),
    )
