"""What is covered in all that leaves, the reels, and which files have left the library."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from observer.database.connection import Connection, Row
from observer.database.rows import storable, utc_now
from observer.database.sessions import check_owner, check_session
from observer.model.errors import LibraryError
from observer.model.redaction import Area, Cover, Redaction
from observer.model.reel import ExportNote, Reel, ReelClip, TitleCard


def save_redaction(connection: Connection, redaction: Redaction) -> None:
    """Keep it, in place of what its id stood for. Raises SessionNotFound."""
    area = redaction.area
    with connection.writing() as database:
        check_session(connection, redaction.session_id)
        check_owner(connection, "redactions", redaction.id, redaction.session_id)
        database.table("redactions").upsert(
            {
                "id": redaction.id,
                "session_id": redaction.session_id,
                "author": storable(redaction.author),
                "cover": redaction.cover.value,
                "start_ns": redaction.start_ns,
                "end_ns": redaction.end_ns,
                "area": None if area is None else json.dumps(asdict(area)),
                "window": storable(redaction.window),
                "reason": storable(redaction.reason),
            },
            pk="id",
        )


def redactions(connection: Connection, session_id: str) -> list[Redaction]:
    """What is covered of a session, in its time's order."""
    rows = connection.rows(
        "SELECT * FROM redactions WHERE session_id = ? ORDER BY start_ns, number", [session_id]
    )
    return [_to_redaction(row) for row in rows]


def remove_redaction(connection: Connection, redaction_id: str) -> None:
    """Cover it no longer; without effect where it is not kept."""
    with connection.writing() as database:
        database.execute("DELETE FROM redactions WHERE id = ?", [redaction_id])


def save_reel(connection: Connection, reel: Reel) -> None:
    """Keep a reel, in place of what its id stood for; its dates are the library's."""
    items = [
        {"form": "clip" if isinstance(item, ReelClip) else "card", **asdict(item)}
        for item in reel.items
    ]
    with connection.writing() as database:
        database.execute(
            "INSERT INTO reels (id, title, items, created_at, changed_at)"
            " VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (id) DO UPDATE"
            " SET title = excluded.title, items = excluded.items, changed_at = excluded.changed_at",
            [
                reel.id,
                storable(reel.title),
                storable(json.dumps(items, ensure_ascii=False)),
                utc_now(),
            ],
        )


def reels(connection: Connection) -> list[Reel]:
    """All reels, the one changed last first."""
    rows = connection.rows("SELECT * FROM reels ORDER BY changed_at DESC, number DESC")
    return [_to_reel(row) for row in rows]


def reel(connection: Connection, reel_id: str) -> Reel:
    """One reel. Raises LibraryError where there is none of this id."""
    row = connection.row("SELECT * FROM reels WHERE id = ?", [reel_id])
    if row is None:
        raise LibraryError(
            f"There is no reel “{reel_id}”", "Look at the list of reels for those that are there"
        )
    return _to_reel(row)


def remove_reel(connection: Connection, reel_id: str) -> None:
    """Forget a reel; files made of it stay. Without effect where it is not kept."""
    with connection.writing() as database:
        database.execute("DELETE FROM reels WHERE id = ?", [reel_id])


def note_export(connection: Connection, session_ids: Iterable[str], path: str, kind: str) -> None:
    """Remember that a file with something of these sessions was written, at an absolute path."""
    with connection.writing() as database:
        for session_id in session_ids:
            check_session(connection, session_id)
            database.execute(
                "INSERT INTO exported_files (session_id, path, kind, made_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (session_id, path)"
                " DO UPDATE SET kind = excluded.kind, made_at = excluded.made_at",
                [session_id, storable(path), kind, utc_now()],
            )


def exports(connection: Connection, session_id: str | None = None) -> list[ExportNote]:
    """Which files left, the latest first; of one session alone where asked."""
    rows = connection.rows(
        "SELECT session_id, path, kind, made_at FROM exported_files"
        " WHERE session_id = ?1 OR ?1 IS NULL ORDER BY made_at DESC, number DESC",
        [session_id],
    )
    return [ExportNote(**row) for row in rows]


def _to_redaction(row: Row) -> Redaction:
    return Redaction(
        id=row["id"],
        session_id=row["session_id"],
        author=row["author"],
        cover=Cover(row["cover"]),
        start_ns=row["start_ns"],
        end_ns=row["end_ns"],
        area=None if row["area"] is None else Area(**json.loads(row["area"])),
        window=row["window"],
        reason=row["reason"],
    )


def _to_reel(row: Row) -> Reel:
    items: list[TitleCard | ReelClip] = []
    for kept in json.loads(row["items"]):
        form = kept.pop("form")
        items.append(ReelClip(**kept) if form == "clip" else TitleCard(**kept))
    return Reel(row["id"], row["title"], tuple(items), row["created_at"], row["changed_at"])
