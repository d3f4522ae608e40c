"""What each session's participant agreed to, as its manifest says it."""

from observer.database.connection import Connection
from observer.database.rows import storable
from observer.model.consent import Consent, ConsentItem


def keep_consent(
    connection: Connection, session_id: str, participant_id: int, consent: Consent
) -> None:
    """Put a session's consent in place of what was kept of it."""
    record = {
        "session_id": session_id,
        "participant_id": participant_id,
        "items": ",".join(item.value for item in consent.items),
        "agreed_at": storable(consent.agreed_at),
        "text": storable(consent.text),
        "language": storable(consent.language),
        "name": storable(consent.name),
        "signature": storable(consent.signature),
    }
    with connection.writing() as database:
        database.execute("DELETE FROM consents WHERE session_id = ?", [session_id])
        database.table("consents").insert(record)


def consent_of(connection: Connection, session_id: str) -> Consent | None:
    """What was agreed to for a session; None where the library does not know the session."""
    row = connection.row("SELECT * FROM consents WHERE session_id = ?", [session_id])
    if row is None:
        return None
    return Consent(
        items=tuple(ConsentItem(name) for name in row["items"].split(",") if name),
        agreed_at=row["agreed_at"],
        text=row["text"],
        language=row["language"],
        name=row["name"],
        signature=row["signature"],
    )
