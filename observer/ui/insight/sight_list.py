"""A list of places in sessions, however many: painted rows under headings."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from observer.ui.icons import paint_icon
from observer.ui.insight.evidence import Group, Sight
from observer.ui.review.side.moment_delegate import (
    TEXT_LEFT,
    paint_badge,
    paint_ground,
    paint_line,
)
from observer.ui.review.words import moment_in_words
from observer.ui.theme import BODY, SMALL, SPACE, theme

_ROW_PX = 60
_HEADING_PX = 36
_LINE_PX = 20


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Sight | str] = []

    def show(self, rows: list[Sight | str]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row if isinstance(row, str) else f"{row.title}, {row.subline}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Sight):
            return moment_in_words(row.moment) if row.moment else row.title
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SightList(QListView):
    """Return or a click opens a place; `checkable` lists choose several first."""

    opened = Signal(object)
    """A Sight."""

    chosen_changed = Signal()

    def __init__(self, name: str, *, several: bool = False) -> None:
        super().__init__()
        self._model = _Model()
        self._several = several
        self.setModel(self._model)
        self.setItemDelegate(SightDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        if several:
            self.doubleClicked.connect(self._open)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._open)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show them; a heading alone is not said."""
        rows: list[Sight | str] = []
        for group in groups:
            if group.heading:
                rows.append(f"{group.heading} · {len(group.sights)}")
            rows.extend(group.sights)
        self._model.show(rows)

    @property
    def sights(self) -> list[Sight]:
        """All places in their order."""
        return [row for row in self._model.rows if isinstance(row, Sight)]

    @property
    def chosen(self) -> list[Sight]:
        """Those that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._model.rows[row] for row in rows)
        return [row for row in found if isinstance(row, Sight)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if isinstance(row, Sight):
            self.opened.emit(row)


class SightDelegate(QStyledItemDelegate):
    """Badge, title and a quiet line; headings bolder."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Headings are lower."""
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, _HEADING_PX if isinstance(row, str) else _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        row = cast("Sight | str", index.data(Qt.ItemDataRole.UserRole))
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            place = area.adjusted(2 * SPACE, SPACE, -2 * SPACE, 0)
            paint_line(painter, place, row, SMALL, "dim", 600)
            painter.restore()
            return
        paint_ground(painter, area, option.state)
        corner = QPointF(area.left() + 2 * SPACE, area.top() + 10)
        if row.moment is not None:
            paint_badge(painter, corner, row.moment)
        else:
            name, token = ("check", "ok") if row.ok else ("close", "s3")
            paint_icon(
                painter, name, QRectF(corner, corner + QPointF(20, 20)), theme().color(token)
            )
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        first = QRectF(left, area.top() + 9, right - left, _LINE_PX)
        paint_line(painter, first, row.title, BODY, "ink")
        paint_line(painter, first.translated(0, 22), row.subline, SMALL, "dim")
        painter.restore()
