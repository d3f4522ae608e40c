"""The library's methods by which what was said of a session travels whole."""

from collections.abc import Iterable

from observer.database import travel
from observer.database.connection import Connection
from observer.model.study import Prediction
from observer.model.travel import KeptAnnotation, KeptChange, KeptComment


class TravelRecords:
    """A part of `Library`, which owns the connection."""

    _connection: Connection

    def kept_annotations(self, session_id: str) -> list[KeptAnnotation]:
        """Every annotation of a session: suggestions and removed ones, too."""
        return travel.kept_annotations(self._connection, session_id)

    def kept_comments(self, session_id: str) -> list[KeptComment]:
        """Every comment of a session, removed ones too."""
        return travel.kept_comments(self._connection, session_id)

    def kept_changes(self, session_id: str) -> list[KeptChange]:
        """The undo history of a session, oldest first."""
        return travel.kept_changes(self._connection, session_id)

    def put_annotation(self, kept: KeptAnnotation) -> None:
        """Make an annotation this one, removed or not. Raises SessionNotFound."""
        travel.put_annotation(self._connection, kept)

    def put_comment(self, kept: KeptComment) -> None:
        """Make a comment this one, removed or not."""
        travel.put_kept_comment(self._connection, kept)

    def add_changes(self, session_id: str, changes: Iterable[KeptChange]) -> None:
        """Keep changes that were made elsewhere. Raises LibraryError for nonsense."""
        travel.add_changes(self._connection, session_id, changes)

    def add_predictions(self, study_id: str, predictions: Iterable[Prediction]) -> None:
        """Keep what was predicted elsewhere; what is here stays."""
        travel.add_predictions(self._connection, study_id, predictions)
