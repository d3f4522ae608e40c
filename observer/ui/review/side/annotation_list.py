"""A list of annotations whose selection is the book's."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from observer.model.annotation import Annotation
from observer.ui.review.moment_book import MomentBook
from observer.ui.theme import theme

ANNOTATION_ROLE = Qt.ItemDataRole.UserRole
_SPOKEN_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class AnnotationModel(QAbstractListModel):
    """Annotations as rows; `say` puts one into words for a screen reader and for the tip."""

    def __init__(self, say: Callable[[Annotation], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: Sequence[Annotation] = ()
        self._row_of: dict[str, int] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One an annotation; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """The annotation itself, or it in words."""
        if not index.isValid():
            return None
        said = self._rows[index.row()]
        if role == ANNOTATION_ROLE:
            return said
        return self._say(said) if role in _SPOKEN_ROLES else None

    @property
    def rows(self) -> Sequence[Annotation]:
        """What is shown, from top to bottom."""
        return self._rows

    def row_of(self, annotation_id: str) -> int:
        """Where an annotation stands, -1 for nowhere."""
        return self._row_of.get(annotation_id, -1)

    def show_rows(self, rows: Sequence[Annotation]) -> None:
        """Show these; rows that stay where they are keep what the view knows of them."""
        row_of = {said.id: row for row, said in enumerate(rows)}
        if row_of == self._row_of:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows, self._row_of = rows, row_of
        self.endResetModel()


class AnnotationList(QListView):
    """Rows of the book's moments or suggestions; one is current, several can be chosen."""

    jump_requested = Signal(str)  # an annotation's id: show it
    edit_requested = Signal(str)

    def __init__(
        self, book: MomentBook, say: Callable[[Annotation], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._rows = AnnotationModel(say, self)
        self._busy = False  # either side tells the other, and does not hear itself
        self.setModel(self._rows)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(self._take_selection)
        self.clicked.connect(self._take_click)
        self.doubleClicked.connect(
            lambda index: self.edit_requested.emit(index.data(ANNOTATION_ROLE).id)
        )
        book.selected.connect(self._follow)
        book.selection_changed.connect(self._follow)
        theme().changed.connect(self.viewport().update)

    @property
    def shown_ids(self) -> list[str]:
        """What is shown, from top to bottom."""
        return [said.id for said in self._rows.rows]

    def show_rows(self, rows: Sequence[Annotation]) -> None:
        """Show these, with the selection and as far as can be the place that was looked at."""
        place = self.verticalScrollBar().value()
        self._busy = True
        self._rows.show_rows(rows)
        self._busy = False
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)
        self._follow()

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802  # Qt's name
        """Letters are keys of the review here; they do not look for a row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row in view when the editor below takes room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _follow(self) -> None:
        """Select what the book says is selected."""
        if self._busy:
            return
        rows = sorted(
            row for one in self._book.selected_ids if (row := self._rows.row_of(one)) >= 0
        )
        current = self._book.current
        place = self._rows.row_of(current.id) if current else -1
        self._busy = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self._to_selection(rows), flags.ClearAndSelect)
        index = self._rows.index(place) if place >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            if place >= 0:
                self.scrollTo(index)
        self._busy = False

    def _to_selection(self, rows: Sequence[int]) -> QItemSelection:
        """Neighbouring rows as one range: Ctrl+A on thousands of rows is a single one."""
        selection = QItemSelection()
        edges = [-1, *(at for at, (a, b) in enumerate(pairwise(rows)) if b != a + 1)]
        for first, last in pairwise([*edges, len(rows) - 1]):
            if last > first:
                top, bottom = rows[first + 1], rows[last]
                selection.select(self._rows.index(top), self._rows.index(bottom))
        return selection

    def _take_selection(self) -> None:
        if self._busy:
            return
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        here = self.currentIndex().row()
        if here in chosen:
            chosen.remove(here)
            chosen.append(here)
        before = self._book.current
        self._busy = True
        self._book.select_many([self._rows.rows[row].id for row in chosen])
        self._busy = False
        current = self._book.current
        if current is not None and current != before:
            self.jump_requested.emit(current.id)

    def _take_click(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self.jump_requested.emit(index.data(ANNOTATION_ROLE).id)
