"""The library: one object in front of the database, and the only door the other rooms use."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from observer.database import annotations, comments, history, search, sessions, suggestions
from observer.database.connection import Connection
from observer.database.erasure_records import ErasureRecords
from observer.database.evidence_records import EvidenceRecords
from observer.database.failures import full_disk, read_only
from observer.database.history import Alteration
from observer.database.migrations import migrate
from observer.database.rows import Edit, FolderStamp, IndexedFolder, SearchHit, SessionRow
from observer.database.sessions import UNKNOWN_STAMP
from observer.database.sitting_records import SittingRecords
from observer.database.study_records import StudyRecords
from observer.database.travel_records import TravelRecords
from observer.model.annotation import Annotation, Comment, ReviewState
from observer.model.consent import Consent
from observer.model.errors import LibraryReadOnly
from observer.model.manifest import Manifest, SessionState
from observer.model.samples import FocusChange

DATABASE_NAME = "library.db"


def open_library(folder: Path) -> "Library":
    """Open the library in a folder, making both where they are missing.

    A database of an earlier version is copied, then brought up to date. Raises LibraryNewer for
    one of a later version, LibraryReadOnly where it cannot be written, LibraryError where it is
    damaged, busy or somebody else's.
    """
    path = folder / DATABASE_NAME
    _prepare(folder, path)
    connection = Connection(path)
    try:
        migrate(connection)
        connection.make_durable()
    except BaseException:  # the file must not stay open behind an error, whichever it is
        connection.close()
        raise
    return Library(folder, connection)


def _prepare(folder: Path, path: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_make(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise read_only(folder)


def _cannot_make(folder: Path, error: OSError) -> LibraryReadOnly:
    return full_disk(folder.parent) if error.errno == errno.ENOSPC else read_only(folder)


class Library(SittingRecords, StudyRecords, TravelRecords, EvidenceRecords, ErasureRecords):
    """Sessions, studies, what was said about them, and the search.

    Any thread may call any method: calls wait for one another on one lock, and each write is a
    transaction of its own that is on the disk when the method returns. Other processes may have
    the same library open. Every method raises LibraryError or LibraryReadOnly where the file
    fails.
    """

    def __init__(self, folder: Path, connection: Connection) -> None:
        self.folder = folder
        self._connection = connection

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Safe to call twice."""
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several calls as one transaction: all are kept, or none. Keep it short."""
        with self._connection.writing():
            yield

    # Sessions

    def index_session(
        self,
        manifest: Manifest,
        folder_name: str,
        state: SessionState,
        stamp: FolderStamp = UNKNOWN_STAMP,
    ) -> None:
        """Put one session into the index, or bring its row up to date."""
        sessions.index_session(self._connection, manifest, folder_name, state, stamp)

    def sessions(self) -> list[SessionRow]:
        """Every session, newest last."""
        return sessions.sessions(self._connection)

    def sessions_of(self, session_ids: Collection[str]) -> list[SessionRow]:
        """Those of these sessions that there are, newest last."""
        return sessions.sessions_of(self._connection, session_ids)

    def changes(self) -> tuple[int, int]:
        """Differs from what it was before once anybody, here or elsewhere, changed anything."""
        return sessions.changes(self._connection)

    def session(self, session_id: str) -> SessionRow:
        """One session. Raises SessionNotFound."""
        return sessions.session(self._connection, session_id)

    def consent(self, session_id: str) -> Consent:
        """What the session's participant agreed to, and who signed. Raises SessionNotFound."""
        return sessions.consent(self._connection, session_id)

    def indexed_folders(self) -> list[IndexedFolder]:
        """Which folder is indexed as which session."""
        return sessions.indexed_folders(self._connection)

    def mark_missing(self, session_ids: Sequence[str]) -> None:
        """Say that these sessions' folders are gone; what was said about them stays."""
        sessions.mark_missing(self._connection, session_ids)

    def forget_session(self, session_id: str) -> None:
        """Remove a session with everything said about it. Raises SessionNotFound."""
        sessions.forget_session(self._connection, session_id)

    def set_review_state(self, session_id: str, state: ReviewState) -> None:
        """Say how far the annotating has come; `session` tells it. Raises SessionNotFound."""
        sessions.set_review_state(self._connection, session_id, state)

    # Annotations, without a history

    def annotations(self, session_id: str) -> list[Annotation]:
        """What people say about a session, in its time's order, without mere suggestions."""
        return annotations.annotations(self._connection, session_id)

    def annotation(self, annotation_id: str) -> Annotation:
        """One annotation. Raises LibraryError where there is none, or it was removed."""
        return annotations.annotation(self._connection, annotation_id)

    def add_annotation(self, said: Annotation) -> None:
        """Keep a new annotation. Raises SessionNotFound where its session is not indexed."""
        annotations.add_annotation(self._connection, said)

    def land_annotations(self, landed: Sequence[Annotation], withdrawn: Sequence[str] = ()) -> int:
        """Keep what was marked live, and bring up to date what nobody edited; how many are new."""
        return annotations.land_annotations(self._connection, landed, withdrawn)

    def replace_annotation(self, said: Annotation) -> None:
        """Put all fields of an annotation in place of what was kept. Raises LibraryError."""
        annotations.replace_annotation(self._connection, said)

    def remove_annotation(self, annotation_id: str) -> None:
        """Remove an annotation; landing its mark again does not bring it back."""
        annotations.remove_annotation(self._connection, annotation_id)

    def comments(self, session_id: str) -> list[Comment]:
        """All comments on a session's annotations, in the order they were made."""
        return comments.comments(self._connection, session_id)

    # What rules suggest

    def suggestions(self, session_id: str) -> list[Annotation]:
        """What rules suggested and nobody has accepted, rejected ones included, by time."""
        return suggestions.suggestions(self._connection, session_id)

    def rule_suggestions(self, study_id: str, rule: str) -> list[Annotation]:
        """What a rule suggested in a study, whatever a person made of it. Raises LibraryError."""
        return suggestions.rule_suggestions(self._connection, study_id, rule)

    def suggest(
        self, session_id: str, suggested: Sequence[Annotation], rules: Iterable[str] = ()
    ) -> int:
        """Put these in place of what the rules suggested before and nobody judged; how many."""
        return suggestions.suggest(self._connection, session_id, suggested, rules)

    # Annotations, with the undo history (the annotate room's verbs stand on these)

    def record_addition(self, author: str, said: Annotation, what: str) -> None:
        """Keep a new annotation as this author's change, said in plain words."""
        history.record_addition(self._connection, author, said, what)

    def record_additions(
        self, author: str, added: Sequence[Annotation], comments: Sequence[Alteration], what: str
    ) -> None:
        """Keep new annotations, and comments on them, as one step of this author's."""
        history.record_additions(self._connection, author, added, comments, what)

    def record(self, author: str, alterations: Sequence[Alteration], what: str) -> None:
        """Change what differs, as one step of this author's."""
        history.record(self._connection, author, alterations, what)

    def next_undo(self, session_id: str, author: str) -> Edit | None:
        """The author's latest change that stands, or None."""
        return history.next_undo(self._connection, session_id, author)

    def next_redo(self, session_id: str, author: str) -> Edit | None:
        """The change the author took back last, or None."""
        return history.next_redo(self._connection, session_id, author)

    def undo(self, session_id: str, author: str) -> Edit | None:
        """Take back the author's latest change in the session; None where there is none."""
        return history.undo(self._connection, session_id, author)

    def redo(self, session_id: str, author: str) -> Edit | None:
        """Make again the change the author took back last; None where there is none."""
        return history.redo(self._connection, session_id, author)

    # Search

    def index_windows(self, session_id: str, changes: Sequence[FocusChange]) -> None:
        """Replace a session's window titles. Raises SessionNotFound."""
        sessions.index_windows(self._connection, session_id, changes)

    def windows(self, session_id: str) -> list[FocusChange]:
        """Which windows came to the front, in their time's order."""
        return sessions.windows(self._connection, session_id)

    def search(self, text: str, limit: int = 50, session_id: str | None = None) -> list[SearchHit]:
        """What people said first, then titles and names; in one session where asked.

        All words must occur, the last may be only begun; words in quotation marks stay together.
        """
        return search.search(self._connection, text, limit, session_id)

    def scrub_search(self) -> None:
        """Leave nothing readable in the file of what was removed; as slow as copying it."""
        search.scrub_search(self._connection)
