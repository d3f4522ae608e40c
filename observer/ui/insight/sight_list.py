"""A list of places in sessions, however many: painted rows under headings."""

from bisect import bisect_right
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

_SIGNS = {True: ("check", "ok"), False: ("close", "s3"), None: ("play", "dim")}
"""Of an attempt that arrived, of one that did not, and of a whole sit-in."""

_ROW_PX = 60
_HEADING_PX = 36
_LINE_PX = 20
_BATCH = 400
"""Rows laid out at once; the rest follows while the first ones are seen already."""


class _Model(QAbstractListModel):
    """Headings and sights one after the other; a sight is made when its row is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[Group] = []
        self._starts: list[int] = []
        self._rows = 0

    def show(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self._groups = [group for group in groups if group.heading or group.sights]
        self._starts, self._rows = [], 0
        for group in self._groups:
            self._starts.append(self._rows)
            self._rows += len(group.sights) + bool(group.heading)
        self.endResetModel()

    def row(self, number: int) -> Sight | str:
        place = bisect_right(self._starts, number) - 1
        group, within = self._groups[place], number - self._starts[place]
        if group.heading and within == 0:
            return f"{group.heading} · {len(group.sights)}"
        return group.sights[within - bool(group.heading)]

    def is_heading(self, number: int) -> bool:
        place = bisect_right(self._starts, number) - 1
        return bool(self._groups[place].heading) and number == self._starts[place]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else self._rows

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return self.row(index.row())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            row = self.row(index.row())
            return row if isinstance(row, str) else f"{row.title}, {row.subline}"
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.row(index.row())
            if isinstance(row, Sight):
                return moment_in_words(row.moment) if row.moment else row.title
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self.is_heading(index.row()):
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
        self._groups: tuple[Group, ...] = ()
        self.setModel(self._model)
        self.setItemDelegate(SightDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
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
        self._groups = tuple(groups)
        headed = any(group.heading for group in groups)
        self.setUniformItemSizes(not headed)
        self._model.show(groups)

    @property
    def sights(self) -> list[Sight]:
        """All places in their order."""
        return [sight for group in self._groups for sight in group.sights]

    @property
    def count(self) -> int:
        """How many places there are."""
        return sum(len(group.sights) for group in self._groups)

    @property
    def first_row(self) -> int:
        """The row of the first place; -1 where there is none."""
        if not self.count:
            return -1
        return next(row for row in range(self._model.rowCount()) if not self._model.is_heading(row))

    @property
    def chosen(self) -> list[Sight]:
        """Those that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._model.row(row) for row in rows)
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
        model = index.model()
        heading = isinstance(model, _Model) and model.is_heading(index.row())
        return QSize(200, _HEADING_PX if heading else _ROW_PX)

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
            name, token = _SIGNS[row.ok]
            paint_icon(
                painter, name, QRectF(corner, corner + QPointF(20, 20)), theme().color(token)
            )
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        first = QRectF(left, area.top() + 9, right - left, _LINE_PX)
        paint_line(painter, first, row.title, BODY, "ink")
        paint_line(painter, first.translated(0, 22), row.subline, SMALL, "dim")
        painter.restore()
