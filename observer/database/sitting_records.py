"""The library's methods about what happens in a sit-in beside the recording."""

from collections.abc import Sequence

from observer.database import answers, attempts, efforts, exposures
from observer.database.connection import Connection
from observer.model.effort import Effort
from observer.model.sitting import Answer, Asking, Attempt, Debrief, Exposure


class SittingRecords:
    """A part of `Library`, which owns the connection.

    Each method that keeps something raises SessionNotFound where the session is not indexed, and
    LibraryError where its study does not know the task or question, and never did.
    """

    _connection: Connection

    def save_attempt(self, attempt: Attempt) -> None:
        """Keep an attempt, in place of what its id stood for."""
        attempts.save_attempt(self._connection, attempt)

    def attempts(self, session_id: str) -> list[Attempt]:
        """A session's attempts in the order they began."""
        return attempts.attempts(self._connection, session_id)

    def remove_attempt(self, attempt_id: str) -> None:
        """Remove an attempt that was none. Raises LibraryError where there is no such attempt."""
        attempts.remove_attempt(self._connection, attempt_id)

    def save_efforts(self, measured: Sequence[Effort]) -> int:
        """Keep what attempts took of the hands; how many of them there are attempts for."""
        return efforts.save_efforts(self._connection, measured)

    def efforts(self, session_id: str) -> list[Effort]:
        """What is known of what a session's attempts took, in the order they began."""
        return efforts.efforts(self._connection, session_id)

    def study_efforts(self, study_id: str) -> dict[str, list[Effort]]:
        """The same of all a study's attempts, by session. Raises LibraryError."""
        return efforts.study_efforts(self._connection, study_id)

    def unmeasured(self, study_id: str | None = None) -> list[tuple[str, str]]:
        """Id and folder of sessions, of one study where asked, with attempts to be measured."""
        return efforts.unmeasured(self._connection, study_id)

    def save_asking(self, asking: Asking) -> None:
        """Keep that a question of the guide was asked at this moment; twice the same is once."""
        attempts.save_asking(self._connection, asking)

    def askings(self, session_id: str) -> list[Asking]:
        """What was asked in a session, in its time's order."""
        return attempts.askings(self._connection, session_id)

    def remove_asking(self, asking: Asking) -> None:
        """Take back that a question was asked; without effect where that is not kept."""
        attempts.remove_asking(self._connection, asking)

    def save_answer(self, answer: Answer) -> None:
        """Keep an answer, in place of the one to the same question about the same task."""
        answers.save_answer(self._connection, answer)

    def answers(self, session_id: str) -> list[Answer]:
        """A session's answers in the order they were first given."""
        return answers.answers(self._connection, session_id)

    def add_exposure(self, exposure: Exposure) -> None:
        """Keep a watched stretch, as one with those of this person that it overlaps or touches."""
        exposures.add_exposure(self._connection, exposure)

    def exposures(self, session_id: str | None = None, author: str | None = None) -> list[Exposure]:
        """Who watched what, oldest session first; of one session or person where asked."""
        return exposures.exposures(self._connection, session_id, author)

    def remove_exposures(self, session_id: str, author: str) -> None:
        """Take back that this person watched this session; without effect where they did not."""
        exposures.remove_exposures(self._connection, session_id, author)

    def save_debrief(self, debrief: Debrief) -> None:
        """Keep what one person says after a session; an empty text takes it back."""
        answers.save_debrief(self._connection, debrief)

    def debriefs(self, session_id: str) -> list[Debrief]:
        """What was said after a session, in the order people began to."""
        return answers.debriefs(self._connection, session_id)
