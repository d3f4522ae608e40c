"""A list of times to jump to, painted by whoever knows what stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from observer.ui.review.side.moment_delegate import paint_ground
from observer.ui.theme import theme


class Row:
    """Something that happens at a time: how high it is, how it looks, how it is read out."""

    start_ns: int
    words: str

    def height(self, width: float) -> float:
        """In pixels, at this width."""
        raise NotImplementedError

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw it; what lies below it is there."""
        raise NotImplementedError


class PlainList(QListView):
    """A click, the arrows and Enter jump; one row can be marked as the one that is on."""

    jump_requested = Signal(object)  # ns, beyond what an int of Qt holds

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self._jump(index.row()))
        theme().changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._rows.show(rows)

    def mark(self, row: int) -> None:
        """Select the row that is on, -1 for none, and keep it in sight."""
        index = self._rows.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802  # Qt's name
        """Letters are keys of the review here; they do not look for a row."""

    def event(self, event: QEvent) -> bool:
        """Up, Down and Enter are the list's own while it has the focus."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row, and jump there."""
        if not _is_own(event):
            super().keyPressEvent(event)
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        last = self._rows.rowCount() - 1
        self._jump(min(max(0, self.currentIndex().row() + steps), last))

    def _jump(self, row: int) -> None:
        if 0 <= row < self._rows.rowCount():
            self.mark(row)
            self.jump_requested.emit(self._rows.rows[row].start_ns)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.rows[index.row()].words if index.isValid() and role in spoken else None

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: PlainList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        return QSize(200, round(self._row(index).height(width)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state)
        self._row(index).paint(painter, area)
        painter.restore()

    def _row(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        return self._view._rows.rows[index.row()]


def _is_own(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    own = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return plain == Qt.KeyboardModifier.NoModifier and event.key() in own
