"""Findings of a study, and what the cost of its friction rests on."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from observer.database.annotations import annotations as kept_of_session
from observer.database.connection import Connection, Row
from observer.database.rows import storable, to_json, utc_now
from observer.database.studies import number_of_study
from observer.model.annotation import Annotation
from observer.model.errors import LibraryError
from observer.model.finding import Assumptions, Finding, FindingState


def save_finding(connection: Connection, finding: Finding) -> None:
    """Keep a finding, in place of what its id stood for; its dates of making are the library's.

    Raises LibraryError for an unknown study or a finding without a name.
    """
    if not finding.name.strip():
        raise LibraryError("A finding has to have a name", "Say in a few words what the problem is")
    with connection.writing() as database:
        database.execute(
            "INSERT INTO findings (id, study_id, name, description, severity, state, issue,"
            " fixed_at, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " description = excluded.description, severity = excluded.severity,"
            " state = excluded.state, issue = excluded.issue, fixed_at = excluded.fixed_at,"
            " changed_at = excluded.changed_at",
            [
                finding.id,
                number_of_study(connection, finding.study_id),
                storable(finding.name),
                storable(finding.description),
                finding.severity,
                finding.state.value,
                storable(finding.issue),
                finding.fixed_at,
                utc_now(),
            ],
        )


def findings(connection: Connection, study_id: str) -> list[Finding]:
    """A study's findings in the order they were named. Raises LibraryError."""
    rows = connection.rows(
        "SELECT findings.*, studies.key FROM findings JOIN studies ON studies.id = study_id"
        " WHERE study_id = ? ORDER BY number",
        [number_of_study(connection, study_id)],
    )
    return [_to_finding(row) for row in rows]


def remove_finding(connection: Connection, finding_id: str) -> None:
    """Forget a finding; its moments stay, without one."""
    with connection.writing() as database:
        database.execute(
            "UPDATE annotations SET finding_id = '' WHERE finding_id = ?", [finding_id]
        )
        database.execute("DELETE FROM findings WHERE id = ?", [finding_id])


def link_moments(connection: Connection, annotation_ids: Sequence[str], finding_id: str) -> None:
    """Say that these moments, of whichever sessions, show this finding; "" for none.

    Raises LibraryError for a finding nobody named.
    """
    with connection.writing() as database:
        known = connection.row("SELECT 1 FROM findings WHERE id = ?", [finding_id])
        if finding_id and known is None:
            raise LibraryError(
                f"There is no finding “{finding_id}”", "Look at the board for those that are there"
            )
        for annotation_id in annotation_ids:
            database.execute(
                "UPDATE annotations SET finding_id = ? WHERE id = ?", [finding_id, annotation_id]
            )


def finding_moments(connection: Connection, finding_id: str) -> list[str]:
    """The ids of all that belongs to a finding, suggestions and what was removed included."""
    rows = connection.rows(
        "SELECT id FROM annotations WHERE finding_id = ? AND finding_id <> '' ORDER BY number",
        [finding_id],
    )
    return [row["id"] for row in rows]


def study_annotations(connection: Connection, study_id: str) -> dict[str, list[Annotation]]:
    """What people say of all sessions of a study, by session, in each session's time's order.

    A session at a time, so that nobody waits for the connection until all are read.
    """
    sessions = connection.tuples(
        "SELECT sessions.id FROM sessions JOIN participants ON participants.id = participant_id"
        " WHERE study_id = ?",
        [number_of_study(connection, study_id)],
    )
    found = {}
    for (session_id,) in sessions:
        said = kept_of_session(connection, session_id)
        if said:
            found[session_id] = said
    return found


def judged_suggestions(connection: Connection) -> list[tuple[str, str, str, int]]:
    """How often what each rule suggested was accepted, rejected, or waits: (rule, standing,
    study's id, count)."""
    rows = connection.rows(
        "SELECT rule, standing, studies.key AS study, count(*) AS times FROM annotations"
        " JOIN sessions ON sessions.id = session_id"
        " JOIN participants ON participants.id = participant_id"
        " JOIN studies ON studies.id = participants.study_id"
        " WHERE rule <> '' AND removed_at IS NULL GROUP BY rule, standing, studies.key"
        " ORDER BY rule, studies.key, standing"
    )
    return [(row["rule"], row["standing"], row["study"], row["times"]) for row in rows]


def set_assumptions(connection: Connection, study_id: str, assumptions: Assumptions) -> None:
    """Keep what the cost of a study's friction rests on. Raises LibraryError."""
    with connection.writing() as database:
        database.execute(
            "UPDATE studies SET assumptions = ? WHERE id = ?",
            [to_json(asdict(assumptions)), number_of_study(connection, study_id)],
        )


def assumptions(connection: Connection, study_id: str) -> Assumptions:
    """What the cost rests on; nothing where nobody said. Raises LibraryError."""
    row = connection.row(
        "SELECT assumptions FROM studies WHERE id = ?", [number_of_study(connection, study_id)]
    )
    return Assumptions(**json.loads(row["assumptions"])) if row else Assumptions()


def _to_finding(row: Row) -> Finding:
    return Finding(
        id=row["id"],
        study_id=row["key"],
        name=row["name"],
        description=row["description"],
        severity=row["severity"],
        state=FindingState(row["state"]),
        issue=row["issue"],
        fixed_at=row["fixed_at"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
    )
