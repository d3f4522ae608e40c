"""The editing verbs: what one author does to one session's annotations, with undo."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

from observer.annotate.change import Change
from observer.annotate.wording import say_addition, say_change, say_removal
from observer.database.library import Library
from observer.database.rows import Edit
from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind
from observer.model.errors import ObserverError, SessionNotFound
from observer.model.identity import new_id


class Fields(TypedDict, total=False):
    """What can be changed about an annotation."""

    kind: AnnotationKind
    note: str
    severity: int | None
    start_ns: int
    end_ns: int


class Editor:
    """Adds, changes and removes annotations as one author, in one session.

    Every change is in the library before the verb returns, and so is the way back: undo and redo
    have no limit and last over restarts. An author undoes only this author's own changes. All
    verbs raise LibraryError where the library fails.
    """

    def __init__(self, library: Library, session_id: str, author: str) -> None:
        """Raises SessionNotFound where the library does not know the session."""
        library.session(session_id)
        self._library = library
        self._session_id = session_id
        self._author = author

    @property
    def session_id(self) -> str:
        """The session that is edited."""
        return self._session_id

    @property
    def author(self) -> str:
        """Who edits."""
        return self._author

    def annotations(self) -> list[Annotation]:
        """What was said about the session, by anyone, in its time's order."""
        return self._library.annotations(self._session_id)

    def add(
        self,
        kind: AnnotationKind,
        start_ns: int,
        end_ns: int | None = None,
        severity: int | None = None,
        note: str = "",
    ) -> Change:
        """Say something about a stretch, or about a point where `end_ns` is None.

        Raises ObserverError where it would end before it starts or the severity is not 0 to 4.
        """
        end_ns = start_ns if end_ns is None else end_ns
        _check(start_ns, end_ns, severity)
        said_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        said = Annotation(
            id=new_id(),
            session_id=self._session_id,
            author=self._author,
            kind=AnnotationKind(kind),
            start_ns=start_ns,
            end_ns=end_ns,
            severity=severity,
            note=note,
            created_at=said_at,
            changed_at=said_at,
        )
        what = say_addition(said)
        self._library.record_addition(self._author, said, what)
        return Change((said.id,), what)

    def change(self, annotation_id: str, **fields: Unpack[Fields]) -> Change:
        """Change some fields; a change that changes nothing leaves no trace in the history.

        Raises ObserverError for an id the session does not have, an end before the start, or a
        severity that is not 0 to 4.
        """
        before = self._find(annotation_id)
        values: dict[str, Any] = {"start_ns": before.start_ns, "end_ns": before.end_ns, **fields}
        _check(values["start_ns"], values["end_ns"], values.get("severity"))
        after = replace(before, **values)
        what = say_change(before, after)
        if after == before:
            return Change((), what)
        self._library.record_change(self._author, before, after, what)
        return Change((annotation_id,), what)

    def remove(self, annotation_id: str) -> Change:
        """Take an annotation away. Raises ObserverError for an id the session does not have."""
        said = self._find(annotation_id)
        what = say_removal(said)
        self._library.record_removal(self._author, said, what)
        return Change((annotation_id,), what)

    def undo(self) -> Change | None:
        """Take back this author's latest change that stands; None where there is none."""
        return _to_change(self._library.undo(self._session_id, self._author))

    def redo(self) -> Change | None:
        """Make again what was taken back last; None where there is nothing, or after a new edit."""
        return _to_change(self._library.redo(self._session_id, self._author))

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._library.next_undo(self._session_id, self._author) is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is something to make again."""
        return self._library.next_redo(self._session_id, self._author) is not None

    @property
    def undo_text(self) -> str:
        """What undo takes back, such as `severity of “Post code refused”`; empty for nothing."""
        edit = self._library.next_undo(self._session_id, self._author)
        return edit.what if edit else ""

    @property
    def redo_text(self) -> str:
        """What redo makes again; empty for nothing."""
        edit = self._library.next_redo(self._session_id, self._author)
        return edit.what if edit else ""

    def _find(self, annotation_id: str) -> Annotation:
        said = self._library.annotation(annotation_id)
        if said.session_id != self._session_id:
            raise SessionNotFound(
                f"The annotation “{annotation_id}” belongs to another session",
                f"Open session {said.session_id} to edit it",
            )
        return said


def _to_change(edit: Edit | None) -> Change | None:
    return Change((edit.annotation_id,), edit.what) if edit else None


def _check(start_ns: int, end_ns: int, severity: int | None) -> None:
    if start_ns < 0:
        raise ObserverError(
            "A moment cannot lie before the session's start", "Choose a later start"
        )
    if end_ns < start_ns:
        raise ObserverError(
            "A moment cannot end before it starts", "Choose an end at or after its start"
        )
    if severity is not None and not 0 <= severity < len(SEVERITY_WORDS):
        raise ObserverError(
            f"{severity} is not a severity",
            f"Choose 0 ({SEVERITY_WORDS[0]}) to {len(SEVERITY_WORDS) - 1} ({SEVERITY_WORDS[-1]})",
        )
