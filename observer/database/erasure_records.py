"""The library's methods about what goes for good, and when it is due to."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from observer.database import erasure, retention, traces
from observer.database.connection import Connection
from observer.database.retention import RetentionPeriods
from observer.database.traces import Trace


class ErasureRecords:
    """A part of `Library`, which owns the connection."""

    _connection: Connection

    # Erasing

    def studies_of_participant(self, code: str) -> list[str]:
        """The names of the studies that have a participant of this code, by name."""
        return erasure.studies_of_participant(self._connection, code)

    def erase_rows(
        self, session_ids: Collection[str], participants: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Take out sessions with everything said of them, and participants without any left.

        `participants` are (study, code). What is taken out stays readable until `scrub`.
        """
        erasure.erase_rows(self._connection, session_ids, participants)

    def scrub(self) -> None:
        """Leave no trace in the database's files of what was taken out; as slow as copying it.

        Raises LibraryError where another program reads it all the time.
        """
        erasure.scrub(self._connection)

    def check_index(self) -> None:
        """Raise LibraryError unless the search index holds exactly the words of its texts."""
        erasure.check_index(self._connection)

    def row_counts(self, session_ids: Sequence[str]) -> dict[str, int]:
        """How many rows of each table belong to the sessions."""
        return erasure.row_counts(self._connection, session_ids)

    def traces_of(self, session_ids: Collection[str]) -> list[Trace]:
        """The texts of the sessions by which one would know them."""
        return traces.traces_of(self._connection, session_ids)

    def words_of_others(self) -> str:
        """Everything that the studies, and the sessions that are there, say in one text."""
        return traces.words_of_others(self._connection)

    def mentions(self, study: str, code: str) -> list[tuple[str, str]]:
        """Where the team names a participant: what it is (`note`), and which session or finding."""
        return traces.mentions(self._connection, study, code)

    def every_text(self) -> Iterator[tuple[str, str]]:
        """Each text of each table, with the table's name."""
        return erasure.every_text(self._connection)

    # Retention

    def retention(self) -> RetentionPeriods:
        """For how many days sessions are kept, where somebody said so."""
        return retention.retention(self._connection)

    def set_retention(self, days: int | None, study: str = "") -> None:
        """Keep sessions for so many days, of one study or of all that say nothing of their own.

        None takes the period away. Raises LibraryError for a study that nobody knows.
        """
        retention.set_retention(self._connection, days, study)
