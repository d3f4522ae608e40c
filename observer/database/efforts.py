"""What attempts took of the hands, as it was measured last."""

import json
from collections.abc import Sequence

from observer.database.connection import Connection
from observer.database.rows import storable
from observer.database.studies import number_of_study
from observer.model.effort import METHOD, Effort
from observer.model.manifest import SessionState

_FIELDS = (
    "attempt_efforts.attempt_id, attempt_efforts.session_id, attempt_efforts.start_ns,"
    " attempt_efforts.end_ns, clicks, pointer_px, help_turns, steps, places, unseen_ns, fronts"
)
_FRESH = (
    "attempt_efforts ON attempt_id = attempts.id AND method = ?"
    " AND attempt_efforts.start_ns = attempts.start_ns AND attempt_efforts.end_ns = attempts.end_ns"
)


def save_efforts(connection: Connection, efforts: Sequence[Effort]) -> int:
    """Keep what was measured, in place of what was before; how many there are attempts for."""
    kept = 0
    with connection.writing() as database:
        for effort in efforts:
            kept += database.execute(
                "INSERT OR REPLACE INTO attempt_efforts (attempt_id, session_id, method, start_ns,"
                " end_ns, clicks, pointer_px, help_turns, steps, places, fronts, unseen_ns)"
                " SELECT id, session_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM attempts WHERE id = ?",
                [
                    METHOD,
                    effort.start_ns,
                    effort.end_ns,
                    effort.clicks,
                    effort.pointer_px,
                    effort.help_turns,
                    effort.steps,
                    effort.places,
                    storable(json.dumps(effort.fronts, ensure_ascii=False)),
                    effort.unseen_ns,
                    effort.attempt_id,
                ],
            ).rowcount
    return kept


def efforts(connection: Connection, session_id: str) -> list[Effort]:
    """What is known of a session's attempts as they stand, in the order they began."""
    return _efforts(connection, "attempts.session_id = ?", session_id)


def study_efforts(connection: Connection, study_id: str) -> dict[str, list[Effort]]:
    """What is known of a study's attempts as they stand, by session. Raises LibraryError."""
    found: dict[str, list[Effort]] = {}
    of_study = (
        "attempts.session_id IN (SELECT sessions.id FROM sessions"
        " JOIN participants ON participants.id = participant_id WHERE study_id = ?)"
    )
    for effort in _efforts(connection, of_study, number_of_study(connection, study_id)):
        found.setdefault(effort.session_id, []).append(effort)
    return found


def unmeasured(connection: Connection, study_id: str | None = None) -> list[tuple[str, str]]:
    """Sessions with ended attempts that are still to be measured: id and folder.

    Of one study where asked. Those whose folder is missing, or that still record, are left out.
    Raises LibraryError for an unknown study.
    """
    return connection.tuples(
        "SELECT DISTINCT sessions.id, folder FROM attempts"
        " JOIN sessions ON sessions.id = attempts.session_id"
        " JOIN participants ON participants.id = participant_id"
        f" LEFT JOIN {_FRESH}"
        " WHERE study_id = coalesce(?, study_id) AND attempts.end_ns IS NOT NULL"
        " AND attempt_id IS NULL AND state NOT IN (?, ?) ORDER BY sessions.id",
        [
            METHOD,
            None if study_id is None else number_of_study(connection, study_id),
            SessionState.RECORDING.value,
            SessionState.MISSING.value,
        ],
    )


def _efforts(connection: Connection, which: str, value: object) -> list[Effort]:
    rows = connection.tuples(
        f"SELECT {_FIELDS} FROM attempts JOIN {_FRESH} WHERE {which}"
        " ORDER BY attempts.session_id, attempts.start_ns, attempts.number",
        [METHOD, value],
    )
    return [_to_effort(*row) for row in rows]


def _to_effort(
    attempt_id: str,
    session_id: str,
    start_ns: int,
    end_ns: int,
    clicks: int | None,
    pointer_px: float | None,
    help_turns: int | None,
    steps: int | None,
    places: int | None,
    unseen_ns: int,
    fronts: str,
) -> Effort:
    """From the columns in their order."""
    told = tuple((name, front_ns) for name, front_ns in json.loads(fronts))
    return Effort(
        *(attempt_id, session_id, start_ns, end_ns, clicks, pointer_px),
        *(help_turns, steps, places, told, unseen_ns),
    )
