"""The finds as a Qt model: each session's name, and under it what was found in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from observer.database.rows import SearchHit, SessionRow
from observer.model.clock import format_ns
from observer.ui.search.words import where_words
from observer.ui.wording import spoken_date

ENTRY = int(Qt.ItemDataRole.UserRole)
"""The role that hands out a SearchHit, or the SessionRow above some of them."""

AnyIndex = QModelIndex | QPersistentModelIndex
Entry = SearchHit | SessionRow


class HitModel(QAbstractListModel):
    """Sessions in the order of their best finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_hits(
        self, hits: Sequence[SearchHit], sessions: Mapping[str, SessionRow], *, named: bool
    ) -> None:
        """List these finds; `named` says each session above its own."""
        grouped: dict[str, list[SearchHit]] = {}
        for hit in hits:
            if hit.session_id in sessions:  # gone since, while the search was under way
                grouped.setdefault(hit.session_id, []).append(hit)
        self.beginResetModel()
        self._entries = []
        for session_id, found in grouped.items():
            if named:
                self._entries.append(sessions[session_id])
            self._entries += found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Finds and names."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A session's name is passed over by the keys."""
        if index.isValid() and isinstance(self._entries[index.row()], SearchHit):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry itself for ENTRY; words for a screen reader."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(entry, SessionRow):
            return entry.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, SessionRow):
                return f"{entry.participant} · {entry.study}, {spoken_date(entry.recorded_at)}"
            return f"{format_ns(entry.time_ns)}, {where_words(entry.where)}: {entry.text}"
        return None
