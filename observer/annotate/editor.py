"""The editing verbs: what one author does to one session's annotations, with undo."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

from observer.annotate.change import Change
from observer.annotate.code_keys import add_code
from observer.annotate.surroundings import Surroundings, surroundings_of
from observer.annotate.wording import say_addition, say_change, say_many, say_removal
from observer.database.history import changed, commented, removed
from observer.database.library import Library
from observer.database.rows import Edit
from observer.model.annotation import (
    SEVERITY_WORDS,
    Annotation,
    AnnotationKind,
    Comment,
    Standing,
)
from observer.model.errors import LibraryError, ObserverError, SessionNotFound
from observer.model.identity import new_id
from observer.model.study import Code, Study


class Said(TypedDict, total=False):
    """What can be said of a moment beside its kind, span, severity and note."""

    quote: str
    codes: tuple[str, ...]
    component: str
    team: str
    task_id: str
    finding_id: str


class Fields(Said, total=False):
    """What can be changed about an annotation."""

    kind: AnnotationKind
    note: str
    severity: int | None
    start_ns: int
    end_ns: int


class Editor:
    """Adds, changes and removes annotations as one author, in one session.

    Every change is in the library before the verb returns, and so is the way back: undo and redo
    have no limit and last over restarts. A verb about several annotations is one step. An author
    undoes only this author's own steps. All verbs raise LibraryError where the library fails, and
    ObserverError for an id that the session does not have.
    """

    def __init__(self, library: Library, session_id: str, author: str) -> None:
        """Raises SessionNotFound where the library does not know the session."""
        self._surroundings = surroundings_of(library, session_id)
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

    @property
    def surroundings(self) -> Surroundings:
        """Which window and task were there when; read when the editor was made, or refreshed."""
        return self._surroundings

    def refresh_surroundings(self) -> None:
        """Look anew at the study's components and the session's attempts."""
        self._surroundings = surroundings_of(self._library, self._session_id)

    def annotations(self) -> list[Annotation]:
        """What was said about the session, by anyone, in its time's order."""
        return self._library.annotations(self._session_id)

    def suggestions(self) -> list[Annotation]:
        """What rules suggested and nobody accepted, rejected ones included."""
        return self._library.suggestions(self._session_id)

    def comments(self) -> list[Comment]:
        """What was said to the session's annotations, in the order it was said."""
        return self._library.comments(self._session_id)

    # -- one moment ----------------------------------------------------------------------

    def add(
        self,
        kind: AnnotationKind,
        start_ns: int,
        end_ns: int | None = None,
        severity: int | None = None,
        note: str = "",
        **said: Unpack[Said],
    ) -> Change:
        """Say something about a stretch, or about a point where `end_ns` is None.

        Component, team and task are those of the moment unless they are given. Raises
        ObserverError where it would end before it starts or the severity is not 0 to 4.
        """
        end_ns = start_ns if end_ns is None else end_ns
        _check(start_ns, end_ns, severity)
        place = self._surroundings.at(start_ns)
        said_at = _now()
        plain = Annotation(
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
            component=place.component,
            team=place.team,
            task_id=place.task_id,
        )
        made = replace(plain, **said)
        what = say_addition(made)
        self._library.record_addition(self._author, made, what)
        return Change((made.id,), what)

    def change(self, annotation_id: str, **fields: Unpack[Fields]) -> Change:
        """Change some fields; a change that changes nothing leaves no trace in the history.

        Raises ObserverError for an end before the start, or a severity that is not 0 to 4.
        """
        return self.change_many((annotation_id,), **fields)

    def remove(self, annotation_id: str) -> Change:
        """Take an annotation away."""
        return self.remove_many((annotation_id,))

    # -- many at once --------------------------------------------------------------------

    def change_many(self, annotation_ids: Sequence[str], **fields: Unpack[Fields]) -> Change:
        """Change some fields of all of them, as one step."""

        def fill(before: Annotation) -> Annotation:
            values: dict[str, Any] = {
                "start_ns": before.start_ns,
                "end_ns": before.end_ns,
                **fields,
            }
            _check(values["start_ns"], values["end_ns"], values.get("severity"))
            return replace(before, **values)

        return self._change_each(annotation_ids, fill)

    def set_code(self, annotation_ids: Sequence[str], code_id: str, *, applied: bool) -> Change:
        """Apply a code to all of them, or take it off."""

        def fill(before: Annotation) -> Annotation:
            others = tuple(code for code in before.codes if code != code_id)
            if applied and code_id in before.codes:
                return before
            return replace(before, codes=(*others, code_id) if applied else others)

        return self._change_each(annotation_ids, fill)

    def add_code(self, study_id: str, name: str) -> tuple[Study, Code]:
        """Put a code into the study's codebook, with a key; no step to undo. See code_keys."""
        return add_code(self._library, study_id, name)

    def remove_many(self, annotation_ids: Sequence[str]) -> Change:
        """Take them away."""
        gone = [self._find(one) for one in annotation_ids]
        what = say_many([say_removal(said) for said in gone], "removing")
        if gone:
            self._library.record(self._author, [removed(said) for said in gone], what)
        return Change(tuple(said.id for said in gone), what)

    def accept(self, annotation_ids: Sequence[str]) -> Change:
        """Stand behind what a rule suggested: from here on it is this author's moment."""
        return self._judge(annotation_ids, Standing.KEPT, self._author)

    def reject(self, annotation_ids: Sequence[str]) -> Change:
        """Say that a suggestion is none."""
        return self._judge(annotation_ids, Standing.REJECTED, None)

    def reconsider(self, annotation_ids: Sequence[str]) -> Change:
        """Let what was rejected wait for a judgement again."""
        return self._judge(annotation_ids, Standing.SUGGESTED, None)

    def _judge(
        self, annotation_ids: Sequence[str], standing: Standing, author: str | None
    ) -> Change:
        def fill(before: Annotation) -> Annotation:
            if not before.rule:
                raise ObserverError(
                    "Only what a rule suggested can be accepted or rejected",
                    "Choose suggestions alone",
                )
            return replace(before, standing=standing, author=author or before.author)

        return self._change_each(annotation_ids, fill)

    def _change_each(
        self, annotation_ids: Sequence[str], fill: Callable[[Annotation], Annotation]
    ) -> Change:
        befores = [self._find(one) for one in annotation_ids]
        pairs = [(before, fill(before)) for before in befores]
        differing = [(before, after) for before, after in pairs if after != before]
        what = say_many([say_change(before, after) for before, after in differing or pairs])
        if differing:
            alterations = [changed(before, after) for before, after in differing]
            self._library.record(self._author, alterations, what)
        return Change(tuple(before.id for before, _ in differing), what)

    # -- comments ------------------------------------------------------------------------

    def comment(self, annotation_id: str, text: str) -> Change:
        """Say something to an annotation. Raises ObserverError where the text is empty."""
        _check_words(text)
        said = self._find(annotation_id)
        now = _now()
        made = Comment(new_id(), annotation_id, self._author, text, now, now)
        return self._record_comment(said, None, made, "comment on")

    def change_comment(self, comment_id: str, text: str) -> Change:
        """Say it in other words. Raises ObserverError for another's, or empty, words."""
        _check_words(text)
        before = self._own_comment(comment_id)
        said = self._find(before.annotation_id)
        if text == before.text:
            return Change((), "nothing about a comment")
        return self._record_comment(said, before, replace(before, text=text), "comment on")

    def remove_comment(self, comment_id: str) -> Change:
        """Take it back. Raises ObserverError for another's."""
        before = self._own_comment(comment_id)
        return self._record_comment(
            self._find(before.annotation_id), before, None, "removing a comment on"
        )

    def _record_comment(
        self, said: Annotation, before: Comment | None, after: Comment | None, words: str
    ) -> Change:
        what = say_addition(said).replace("adding", words, 1)
        self._library.record(self._author, [commented(said, before, after)], what)
        return Change((said.id,), what)

    def _own_comment(self, comment_id: str) -> Comment:
        found = next((one for one in self.comments() if one.id == comment_id), None)
        if found is None:
            raise LibraryError(
                f"There is no comment “{comment_id}”",
                "It may have been removed meanwhile; look at the moment's comments",
            )
        if found.author != self._author:
            raise ObserverError(
                f"This comment is {found.author}'s", "Answer it with a comment of your own"
            )
        return found

    # -- the way back --------------------------------------------------------------------

    def undo(self) -> Change | None:
        """Take back this author's latest step that stands; None where there is none."""
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
    return Change(edit.annotation_ids, edit.what) if edit else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _check_words(text: str) -> None:
    if not text.strip():
        raise ObserverError("A comment has to have words", "Write it, or remove it")


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
