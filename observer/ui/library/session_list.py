"""The sessions as a Qt model: those that are wanted, in the order that is wanted.

Grid and list show the same model; the grid shows its first column alone. Choosing and sorting are
done here over plain values: a proxy model would ask back for each of ten thousand rows.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from functools import cache
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.model.clock import format_ns
from observer.ui.library.choice import Choice
from observer.ui.library.words import state_words
from observer.ui.wording import spoken_date

ROW = int(Qt.ItemDataRole.UserRole)
"""The role that hands out the SessionRow itself."""

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The list's columns."""

    PARTICIPANT = 0
    STUDY = 1
    SEGMENT = 2
    DATE = 3
    LENGTH = 4
    MOMENTS = 5
    STATE = 6


_REVIEW_ORDER = {state: place for place, state in enumerate(ReviewState)}
_KEYS: dict[Column, Callable[[SessionRow], Any]] = {
    Column.PARTICIPANT: lambda row: row.participant.casefold(),
    Column.STUDY: lambda row: row.study.casefold(),
    Column.SEGMENT: lambda row: (not row.segment, row.segment.casefold()),
    Column.LENGTH: lambda row: row.duration_ns,
    Column.MOMENTS: lambda row: row.moments,
    Column.STATE: lambda row: (row.state, _REVIEW_ORDER[row.review]),
}
_WORDS: dict[Column, Callable[[SessionRow], str]] = {
    Column.PARTICIPANT: lambda row: row.participant,
    Column.STUDY: lambda row: row.study,
    Column.SEGMENT: lambda row: row.segment,
    Column.DATE: lambda row: spoken_date(row.recorded_at),
    Column.LENGTH: lambda row: format_ns(row.duration_ns) if row.duration_ns else "",
    Column.MOMENTS: lambda row: str(row.moments),
}
_FIGURES = (Column.LENGTH, Column.MOMENTS)


class SessionList(QAbstractTableModel):
    """Rows of the library as the views see them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[SessionRow] = []  # newest first
        self._shown: list[SessionRow] = []
        self._choice = Choice()
        self._column = Column.DATE
        self._descending = True
        self._spoken: dict[str, str] = {}  # what is looked through, by id, made on need

    # -- what is in it -------------------------------------------------------------------

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Take the library's rows (newest last); unchanged ones keep their place and selection."""
        fresh = list(reversed(rows))
        if fresh == self._all:
            return
        self._all = fresh
        self._spoken.clear()
        self._arrange()

    def choose(self, choice: Choice) -> None:
        """Show what is wanted."""
        if choice != self._choice:
            self._choice = choice
            self._arrange()

    def rows(self) -> tuple[SessionRow, ...]:
        """Everything, newest first."""
        return tuple(self._all)

    def shown(self) -> Sequence[SessionRow]:
        """What is wanted, in order."""
        return self._shown

    def row_of(self, session_id: str) -> int | None:
        """Where a session stands among those that are shown."""
        found = (number for number, row in enumerate(self._shown) if row.id == session_id)
        return next(found, None)

    def repaint_row(self, number: int) -> None:
        """Have the views paint a row again."""
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in another order; equal ones stay newest first."""
        wanted = (Column(column), order == Qt.SortOrder.DescendingOrder)
        if wanted != (self._column, self._descending):
            self._column, self._descending = wanted
            self._arrange()

    def _arrange(self) -> None:
        wanted = [row for row in self._all if self._choice.takes(row)]
        if self._choice.words:
            wanted = [row for row in wanted if self._says(row, self._choice.words)]
        if self._column is Column.DATE:
            wanted = wanted if self._descending else wanted[::-1]
        else:
            wanted.sort(key=_KEYS[self._column], reverse=self._descending)
        if [row.id for row in wanted] != [row.id for row in self._shown]:
            self.beginResetModel()
            self._shown = wanted
            self.endResetModel()
            return
        changed = [n for n, row in enumerate(wanted) if row != self._shown[n]]
        self._shown = wanted
        for number in changed:
            self.repaint_row(number)

    def _says(self, row: SessionRow, words: Sequence[str]) -> bool:
        spoken = self._spoken.get(row.id)
        if spoken is None:
            date = f"{row.recorded_at} {_day(row.recorded_at)}"
            names = f"{row.study} {row.participant} {row.segment}"
            spoken = f"{names} {date} {row.state} {row.review} {row.id}".casefold()
            self._spoken[row.id] = spoken
        return all(word in spoken for word in words)

    # -- what Qt asks --------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """The number of sessions that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """The list's columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.PARTICIPANT: self.tr("Participant"),
                Column.STUDY: self.tr("Study"),
                Column.SEGMENT: self.tr("Segment"),
                Column.DATE: self.tr("Date"),
                Column.LENGTH: self.tr("Length"),
                Column.MOMENTS: self.tr("Moments"),
                Column.STATE: self.tr("State"),
            }[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for ROW; words for the eye and for a screen reader."""
        row = self._shown[index.row()] if index.isValid() else None
        if row is None or role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, Column(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:  # what a card or a cell has no room for
            told = (row.participant, row.study, row.segment)
            return " · ".join(words for words in told if words)
        if role == Qt.ItemDataRole.AccessibleTextRole and not index.column():
            date = spoken_date(row.recorded_at)
            return f"{row.participant}, {row.study}, {date}, {state_words(row)}"
        return None


def _day(iso: str) -> str:
    """`21 Nov 2026, 14:03`, ten times as quickly as Qt says it; nothing for what is no date."""
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return ""
    return f"{moment.day} {_month(moment.month)} {moment.year}, {moment:%H:%M}"


@cache
def _month(number: int) -> str:
    return QLocale().monthName(number, QLocale.FormatType.ShortFormat)


def _words(row: SessionRow, column: Column) -> str:
    words = _WORDS.get(column)
    return words(row) if words else state_words(row)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
