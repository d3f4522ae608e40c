"""The library's methods about studies: what is asked, of whom, and what was predicted."""

from observer.database import participants, predictions, studies
from observer.database.connection import Connection
from observer.model.study import Prediction, Study


class StudyRecords:
    """A part of `Library`, which owns the connection."""

    _connection: Connection

    def save_study(self, study: Study) -> None:
        """Keep a study in place of what its id stood for; parts still in use stay as removed.

        A study that only recordings named becomes this one. Raises LibraryError where the name is
        empty or another study's.
        """
        studies.save_study(self._connection, study)

    def study(self, study_id: str, *, removed: bool = False) -> Study:
        """One study; with `removed`, parts that were taken out of it follow the others.

        Raises LibraryError where there is none of this id.
        """
        return studies.study(self._connection, study_id, removed=removed)

    def study_by_name(self, name: str) -> Study | None:
        """The study that has this name, or had it before it was renamed."""
        return studies.study_by_name(self._connection, name)

    def study_list(self) -> list[Study]:
        """All studies by name, those that only recordings named included."""
        return studies.study_list(self._connection)

    def studies(self) -> list[str]:
        """The names of all studies, by name."""
        return studies.studies(self._connection)

    # Participants

    def participants(self, study: str) -> list[str]:
        """The codes of a study's participants, by code."""
        return participants.participants(self._connection, study)

    def set_segment(self, study_name: str, participant: str, segment_id: str) -> None:
        """Say which segment a participant belongs to, recorded yet or not; "" for none.

        Raises LibraryError where the study has no such segment.
        """
        participants.set_segment(self._connection, study_name, participant, segment_id)

    def participant_segment(self, study_name: str, participant: str) -> str:
        """The id of the segment a participant belongs to; empty where nobody said."""
        return participants.participant_segment(self._connection, study_name, participant)

    def watched_segments(self, study_name: str) -> dict[str, int]:
        """How many participants of each segment, by its id, have a session."""
        return participants.watched_segments(self._connection, study_name)

    # Predictions

    def save_prediction(self, study_id: str, prediction: Prediction) -> None:
        """Keep what one person predicts of one task, in place of what this person said before.

        Raises LibraryError once the study has had a session, and for an unknown study or task.
        """
        predictions.save_prediction(self._connection, study_id, prediction)

    def predictions(self, study_id: str) -> list[Prediction]:
        """What was predicted, by task and author. Raises LibraryError for an unknown study."""
        return predictions.predictions(self._connection, study_id)

    def predictions_locked(self, study_id: str) -> bool:
        """Whether the study has had a session. Raises LibraryError for an unknown study."""
        return predictions.predictions_locked(self._connection, study_id)
