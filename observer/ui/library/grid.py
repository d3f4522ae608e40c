"""The grid of session cards: as many in a row as the width holds."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from observer.database.rows import SessionRow
from observer.ui.library.cards import CardPainter, cell_size
from observer.ui.library.menu import SessionMenu
from observer.ui.library.session_list import ROW, SessionList
from observer.ui.library.thumbnails import Thumbnails


class SessionGrid(QListView):
    """Shows the sessions and says what the user wants done with one of them."""

    open_asked = Signal(str)

    def __init__(self, sessions: SessionList, thumbnails: Thumbnails, menu: SessionMenu) -> None:
        super().__init__()
        self.sessions = sessions
        self._menu = menu
        self.setModel(sessions)
        self._painter = CardPainter(thumbnails, self)
        self._painter.repair_asked.connect(menu.repair_asked)
        thumbnails.ready.connect(self._repaint_session)
        self.setItemDelegate(self._painter)
        self.setObjectName("sessions")
        self.setAccessibleName(self.tr("Sessions"))
        self.setStyleSheet("#sessions { background: transparent; }")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().rangeChanged.connect(self._hide_idle_scroll_bar)
        self._hide_idle_scroll_bar(0, 0)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)
        self.doubleClicked.connect(self._open)

    def select_session(self, session_id: str) -> None:
        """Make a session the current one, where it is shown."""
        number = self.sessions.row_of(session_id)
        if number is not None:
            index = self.sessions.index(number, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        cell = cell_size(self.viewport().width())
        if cell != self.gridSize():
            self.setGridSize(QSize(cell))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A card under the pointer leafs through its session."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        cell = self.visualRect(index) if index.isValid() else None
        row: SessionRow | None = index.data(ROW) if index.isValid() else None
        left = self._painter.hover(row.id if row else "", position, cell)
        for session_id in left:
            self._repaint_session(session_id)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The cards show their own pictures again."""
        for session_id in self._painter.hover("", QPoint(), None):
            self._repaint_session(session_id)
        super().leaveEvent(event)

    def _hide_idle_scroll_bar(self, _lowest: int, highest: int) -> None:
        # Its room stays, or the cards would change their size with it.
        idle = "QScrollBar::handle { background: transparent; }"
        self.verticalScrollBar().setStyleSheet("" if highest else idle)

    def _open(self, index: QModelIndex) -> None:
        row: SessionRow = index.data(ROW)
        self.open_asked.emit(row.id)

    def _repaint_session(self, session_id: str) -> None:
        number = self.sessions.row_of(session_id)
        if number is not None:
            self.update(self.sessions.index(number, 0))

    def _offer_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            menu = self._menu.make(index.data(ROW), self)
            menu.exec(self.viewport().mapToGlobal(position))
            menu.deleteLater()
