"""For how many days sessions are kept: the library's period, and the studies' own."""

from collections.abc import Mapping
from dataclasses import dataclass

from observer.database.connection import Connection
from observer.database.study_names import number_of
from observer.model.errors import LibraryError

LONGEST_DAYS = 36_500
"""A hundred years: what is longer was mistyped."""


@dataclass(frozen=True, slots=True)
class RetentionPeriods:
    """Days from the recording on. `library` holds where a study has none; None is for ever."""

    library: int | None
    studies: Mapping[str, int]

    def days(self, study: str) -> int | None:
        """How long this study's sessions are kept."""
        return self.studies.get(study, self.library)


def retention(connection: Connection) -> RetentionPeriods:
    """The periods, studies by their names."""
    rows = connection.tuples(
        "SELECT studies.name, days FROM retention LEFT JOIN studies ON studies.id = study_id"
    )
    periods = {name: int(days) for name, days in rows}
    return RetentionPeriods(periods.pop(None, None), periods)


def set_retention(connection: Connection, days: int | None, study: str) -> None:
    """Keep sessions for so many days; None takes the period away. Raises LibraryError."""
    if days is not None and not 0 < days <= LONGEST_DAYS:
        raise LibraryError(
            f"Sessions cannot be kept for {days} days", f"Choose 1 to {LONGEST_DAYS} days"
        )
    with connection.writing() as database:
        number = number_of(connection, study) if study else None
        if study and number is None:
            raise LibraryError(
                f"There is no study “{study}”", "“observer study list” lists those that are there"
            )
        database.execute("DELETE FROM retention WHERE study_id IS ?", [number])
        if days is not None:
            database.execute("INSERT INTO retention (study_id, days) VALUES (?, ?)", [number, days])
