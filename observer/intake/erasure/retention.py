"""Sessions that have been kept for as long as was said; they go when somebody says so."""

from pathlib import Path

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import refresh_index


def past_their_date(library: Library, root: Path) -> list[SessionRow]:
    """The sessions that are due to go, the longest overdue first."""
    rows = [row for row in refresh_index(library, root).rows if row.is_past]
    return sorted(rows, key=lambda row: row.keep_until)
