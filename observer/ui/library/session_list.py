"""The sessions as a Qt model, newest first, and its filter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from observer.database.rows import SessionRow
from observer.ui.wording import spoken_date

ROW = int(Qt.ItemDataRole.UserRole)
"""The role that hands out the SessionRow itself."""

AnyIndex = QModelIndex | QPersistentModelIndex


class SessionList(QAbstractListModel):
    """Rows of the library as the view sees them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SessionRow] = []

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Take the library's rows (newest last); unchanged ones keep their place and selection."""
        fresh = list(reversed(rows))
        if [row.id for row in fresh] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        for number, (old, row) in enumerate(zip(self._rows, fresh, strict=True)):
            if old != row:
                self._rows[number] = row
                self.repaint_row(number)

    def row_of(self, session_id: str) -> int | None:
        """Where a session stands in the list."""
        found = (number for number, row in enumerate(self._rows) if row.id == session_id)
        return next(found, None)

    def repaint_row(self, number: int) -> None:
        """Have the view paint a row again."""
        self.dataChanged.emit(self.index(number), self.index(number))

    def rows(self) -> tuple[SessionRow, ...]:
        """What is in the list, newest first."""
        return tuple(self._rows)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """The number of sessions."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for ROW; words for the eye and for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.participant} · {row.study}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.participant}, {row.study}, {spoken_date(row.recorded_at)}, {row.state}"
        return None


class SessionFilter(QSortFilterProxyModel):
    """Leaves the sessions that hold every word typed, in study, participant, date or state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Filter by these words; empty shows everything."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        """Whether a session holds every word."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        row: SessionRow = index.data(ROW)
        date = f"{row.recorded_at} {spoken_date(row.recorded_at)}"
        text = f"{row.study} {row.participant} {date} {row.state} {row.id}".casefold()
        return all(word in text for word in self._words)
