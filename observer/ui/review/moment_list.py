"""The list of moments beside the picture."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_delegate import MomentDelegate
from observer.ui.review.words import kind_words, moment_title, severity_words
from observer.ui.theme import theme

MOMENT_ROLE = Qt.ItemDataRole.UserRole


class MomentModel(QAbstractListModel):
    """The book's moments as rows."""

    def __init__(self, book: MomentBook) -> None:
        super().__init__(book)
        self._book = book
        self._shown: list[Annotation] = []
        book.changed.connect(self._refresh)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One a moment; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """The moment itself, or it in words for a screen reader."""
        if not index.isValid():
            return None
        moment = self._shown[index.row()]
        if role == MOMENT_ROLE:
            return moment
        if role == Qt.ItemDataRole.DisplayRole:
            return moment_title(moment)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = [
                format_ns(moment.start_ns),
                kind_words(moment.kind),
                severity_words(moment.severity),
                moment.note.strip(),
            ]
            return " · ".join(part for part in parts if part)
        return None

    def row_of(self, moment_id: str) -> int:
        """Where a moment stands, -1 for nowhere."""
        return next((row for row, moment in enumerate(self._shown) if moment.id == moment_id), -1)

    def _refresh(self) -> None:
        moments = list(self._book.moments)
        if [moment.id for moment in moments] == [moment.id for moment in self._shown]:
            self._shown = moments
            if moments:
                self.dataChanged.emit(self.index(0), self.index(len(moments) - 1))
            return
        self.beginResetModel()
        self._shown = moments
        self.endResetModel()


class MomentList(QListView):
    """Shows the moments and keeps its selection the book's."""

    jump_requested = Signal(str)  # a moment's id: show it
    edit_requested = Signal(str)

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._model = MomentModel(book)
        self.setModel(self._model)
        self.setItemDelegate(MomentDelegate(book, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Moments"))
        self.selectionModel().currentChanged.connect(self._take_current)
        self.clicked.connect(self._take_click)
        self.doubleClicked.connect(
            lambda index: self.edit_requested.emit(index.data(MOMENT_ROLE).id)
        )
        book.selected.connect(self._follow)
        book.changed.connect(lambda: self._follow(book.current.id if book.current else ""))
        theme().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected moment in view when the editor below takes room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _follow(self, moment_id: str) -> None:
        row = self._model.row_of(moment_id)
        if row == self.currentIndex().row():
            return
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self._model.index(row))
        self.scrollTo(self._model.index(row))

    def _take_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        moment = current.data(MOMENT_ROLE) if current.isValid() else None
        chosen = self._book.current.id if self._book.current else ""
        if moment is not None and moment.id != chosen:
            self._book.select(moment.id)
            self.jump_requested.emit(moment.id)

    def _take_click(self, index: QModelIndex) -> None:
        self.jump_requested.emit(index.data(MOMENT_ROLE).id)
