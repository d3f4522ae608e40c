"""Attempts at tasks, added and corrected by hand after the sit-in, each step with its way back."""

from dataclasses import dataclass, fields, replace
from typing import TypedDict, Unpack

from observer.database.library import Library
from observer.model.errors import LibraryError
from observer.model.identity import new_id
from observer.model.sitting import Attempt, Outcome
from observer.model.span import Span


class AttemptFields(TypedDict, total=False):
    """What can be corrected about an attempt."""

    task_id: str
    start_ns: int
    end_ns: int | None
    outcome: Outcome | None
    helped: int
    note: str


@dataclass(frozen=True, slots=True)
class AttemptStep:
    """What one attempt was and became: None where it was not there, or is no more."""

    before: Attempt | None
    after: Attempt | None


class Attempts:
    """Those of one session. Every step is in the library before the verb returns.

    All verbs raise LibraryError where the library fails, where the session's study has no such
    task, and for an attempt that the session does not have.
    """

    def __init__(self, library: Library, session_id: str) -> None:
        self._library = library
        self._session_id = session_id

    def all(self) -> tuple[Attempt, ...]:
        """In the order they began."""
        return tuple(self._library.attempts(self._session_id))

    def add(self, task_id: str, span: Span, outcome: Outcome | None = None) -> AttemptStep:
        """An attempt that nobody noted while it happened."""
        made = Attempt(new_id(), self._session_id, task_id, span.start_ns, span.end_ns, outcome)
        self._library.save_attempt(made)
        return AttemptStep(None, made)

    def change(self, attempt_id: str, **said: Unpack[AttemptFields]) -> AttemptStep:
        """Correct it. Raises ValueError for an end before its start."""
        before = self._find(attempt_id)
        after = replace(before, **said)
        after = replace(after, helped=max(0, after.helped))
        if after != before:
            self._library.save_attempt(after)
        return AttemptStep(before, after)

    def remove(self, attempt_id: str) -> AttemptStep:
        """Take away what was no attempt."""
        before = self._find(attempt_id)
        self._library.remove_attempt(attempt_id)
        return AttemptStep(before, None)

    def take_back(self, step: AttemptStep) -> None:
        """Undo a step; what was done to the rest of the same attempt meanwhile stays."""
        before, after = step.before, step.after
        if before is None and after is not None:
            self._library.remove_attempt(after.id)
        elif before is not None and after is None:
            self._library.save_attempt(before)
        elif before is not None and after is not None:
            differing = {
                one.name: getattr(before, one.name)
                for one in fields(Attempt)
                if getattr(before, one.name) != getattr(after, one.name)
            }
            self._library.save_attempt(replace(self._find(after.id), **differing))

    def _find(self, attempt_id: str) -> Attempt:
        found = next((one for one in self.all() if one.id == attempt_id), None)
        if found is None:
            raise LibraryError(
                f"There is no attempt “{attempt_id}” in this session",
                "It may have been removed meanwhile; look at the session's tasks",
            )
        return found
