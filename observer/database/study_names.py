"""Which row a study's name belongs to: recordings know a study by its name alone.

A study that is renamed keeps its former names, so that the folders recorded under them, which are
read again at any time, go on landing in it.
"""

from observer.database.connection import Connection, Row
from observer.database.rows import storable
from observer.model.errors import LibraryError
from observer.model.identity import new_id


def number_of(connection: Connection, name: str) -> int | None:
    """The row number of the study that has this name, or had it; None for a name nobody knows."""
    row = connection.row(
        "SELECT id FROM studies WHERE name = ?1"
        " UNION ALL SELECT study_id FROM former_study_names WHERE name = ?1",
        [storable(name)],
    )
    return int(row["id"]) if row else None


def keep_name(connection: Connection, name: str) -> int:
    """The row number of the study of this name, made where there is none."""
    with connection.writing() as database:
        number = number_of(connection, name)
        if number is not None:
            return number
        (made,) = database.execute(
            "INSERT INTO studies (name, key) VALUES (?, ?) RETURNING id",
            [storable(name), new_id()],
        ).fetchone()
        return int(made)


def claim_name(connection: Connection, name: str, study_id: str) -> int:
    """Give the study this name and return its row number; the name it had stays with it.

    A study that nobody has described yet and that only recordings named becomes this one. Raises
    LibraryError where the name is empty or belongs to another study.
    """
    wanted = storable(name)
    if not wanted.strip():
        raise LibraryError("A study has to have a name", "Give it one of a few words")
    with connection.writing() as database:
        own = connection.row("SELECT * FROM studies WHERE key = ?", [study_id])
        _free_former_name(connection, wanted, own)
        holder = connection.row("SELECT * FROM studies WHERE name = ?", [wanted])
        if holder is None and own is None:
            number = keep_name(connection, wanted)
        elif own is None and holder is not None and holder["described_at"] is None:
            number = int(holder["id"])
        elif own is not None and (holder is None or holder["id"] == own["id"]):
            number = int(own["id"])
            _keep_former_name(connection, own, wanted)
        else:
            raise _taken(name)
        database.execute(
            "UPDATE studies SET key = ?, name = ? WHERE id = ?", [study_id, wanted, number]
        )
    return number


def _keep_former_name(connection: Connection, own: Row, wanted: str) -> None:
    with connection.writing() as database:
        database.execute("DELETE FROM former_study_names WHERE name = ?", [wanted])
        if own["name"] != wanted:
            database.execute(
                "INSERT INTO former_study_names (name, study_id) VALUES (?, ?)",
                [own["name"], own["id"]],
            )


def _free_former_name(connection: Connection, wanted: str, own: Row | None) -> None:
    """A former name may be taken over unless folders may carry it."""
    former = connection.row(
        "SELECT studies.* FROM former_study_names JOIN studies ON studies.id = study_id"
        " WHERE former_study_names.name = ?",
        [wanted],
    )
    if former is None or (own is not None and own["id"] == former["id"]):
        return
    if former["first_session_at"] is not None:
        raise _taken(wanted)
    with connection.writing() as database:
        database.execute("DELETE FROM former_study_names WHERE name = ?", [wanted])


def _taken(name: str) -> LibraryError:
    return LibraryError(
        f"There is, or was, another study called “{name}” in this library",
        "Give this one another name",
    )
