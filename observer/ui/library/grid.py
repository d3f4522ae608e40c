"""The grid of session cards: as many in a row as the width holds."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from observer.database.rows import SessionRow
from observer.model.manifest import SessionState
from observer.ui.library.cards import CardPainter, cell_size
from observer.ui.library.session_list import ROW, SessionFilter, SessionList
from observer.ui.library.thumbnails import Thumbnails


class SessionGrid(QListView):
    """Shows the sessions and says what the user wants done with one of them."""

    open_asked = Signal(str)
    repair_asked = Signal(str)
    folder_asked = Signal(str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sessions = SessionList(self)
        self.filter = SessionFilter(self)
        self.filter.setSourceModel(self.sessions)
        self.setModel(self.filter)
        painter = CardPainter(thumbnails, self)
        painter.repair_asked.connect(self.repair_asked)
        thumbnails.ready.connect(self._repaint_session)
        self.setItemDelegate(painter)
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
        """Make a session the current one, where the filter shows it."""
        number = self.sessions.row_of(session_id)
        if number is not None:
            index = self.filter.mapFromSource(self.sessions.index(number))
            if index.isValid():
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
            self.sessions.repaint_row(number)

    def _offer_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            menu = self.menu_for(index.data(ROW))
            menu.exec(self.viewport().mapToGlobal(position))
            menu.deleteLater()

    def menu_for(self, row: SessionRow) -> QMenu:
        """What can be done with a session."""
        menu = QMenu(self)
        recording = row.state is SessionState.RECORDING
        words = self.tr("Go to the recording") if recording else self.tr("Open")
        menu.addAction(words).triggered.connect(lambda: self.open_asked.emit(row.id))
        if row.state is SessionState.INTERRUPTED:
            menu.addAction(self.tr("Repair")).triggered.connect(
                lambda: self.repair_asked.emit(row.id)
            )
        menu.addAction(self.tr("Show the folder")).triggered.connect(
            lambda: self.folder_asked.emit(row.folder)
        )
        return menu
