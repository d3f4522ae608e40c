"""The list of finds: arrows choose one, Enter or a click opens it at its moment."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from observer.database.rows import SearchHit, SessionRow
from observer.ui.search.hit_delegate import HitDelegate
from observer.ui.search.hit_model import ENTRY, HitModel

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitList(QListView):
    """Finds under the names of their sessions."""

    open_requested = Signal(str, object, str)
    """A session's id, the moment in ns, and the annotation's id or nothing."""
    left_upwards = Signal()
    """Arrow up on the first find: the field above it takes over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finds")
        self.setAccessibleName(self.tr("What was found"))
        self.setStyleSheet("#finds { background: transparent; }")
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)

    def show_hits(
        self,
        hits: Sequence[SearchHit],
        sessions: Mapping[str, SessionRow],
        *,
        named: bool = True,
    ) -> None:
        """List these; the first is the one that Enter opens."""
        self.hits.show_hits(hits, sessions, named=named)
        self.scrollToTop()
        self._go_to(0, 1)

    def content_height(self) -> int:
        """How high the list would have to be to show everything."""
        return sum(self.sizeHintForRow(row) for row in range(self.hits.rowCount()))

    def go_on(self, step: int) -> bool:
        """Choose the next find (1) or the one before (-1); False where there is none."""
        return self._go_to(self.currentIndex().row() + step, step)

    def open_current(self) -> None:
        """Open the chosen one."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pass over the sessions' names, Enter opens."""
        if event.key() in _OPENING_KEYS:
            self.open_current()
        elif event.key() == Qt.Key.Key_Down:
            self.go_on(1)
        elif event.key() == Qt.Key.Key_Up:
            if not self.go_on(-1):
                self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _go_to(self, row: int, step: int) -> bool:
        while 0 <= row < self.hits.rowCount():
            index = self.hits.index(row)
            if self.hits.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                above = self.hits.index(row - 1)
                if above.isValid() and isinstance(above.data(ENTRY), SessionRow):
                    self.scrollTo(above)  # its session's name comes into sight with it
                self.scrollTo(index)
                return True
            row += step
        return False

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, SearchHit):
            self.open_requested.emit(entry.session_id, entry.time_ns, entry.annotation_id or "")
