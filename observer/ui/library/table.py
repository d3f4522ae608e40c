"""The sessions as a list, sorted by the column whose head is pressed."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from observer.database.rows import SessionRow
from observer.model.manifest import SessionState
from observer.ui.library.menu import SessionMenu
from observer.ui.library.session_list import ROW, Column, SessionList
from observer.ui.library.words import review_tone
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

_LINE_HEIGHT = 5 * SPACE
_SORTED = "library/sorted"
_WIDTHS = {
    Column.PARTICIPANT: 150,
    Column.SEGMENT: 170,
    Column.DATE: 170,
    Column.LENGTH: 90,
    Column.MOMENTS: 90,
    Column.STATE: 216,  # with room for “past its date”
}


class SessionTable(QTableView):
    """Says what the user wants done with a session, as the grid does."""

    open_asked = Signal(str)

    def __init__(self, sessions: SessionList, menu: SessionMenu) -> None:
        super().__init__()
        self._sessions = sessions
        self._menu = menu
        self.setObjectName("table")
        self.setAccessibleName(self.tr("Sessions"))
        self.setStyleSheet(
            "#table, #table QHeaderView, #table QHeaderView::section { background: transparent; }"
        )
        self.setModel(sessions)
        self.setItemDelegate(_LinePainter(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress_heads()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)
        self.doubleClicked.connect(self._open)

    def sort_as_before(self) -> None:
        """Put the sessions in the order that was chosen last in a list."""
        words = str(QSettings().value(_SORTED, f"{int(Column.DATE)} 1")).split()
        column, descending = (int(word) for word in words)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self._sessions.sort(column, order)

    def select_session(self, session_id: str) -> None:
        """Make a session the current one, where it is shown."""
        number = self._sessions.row_of(session_id)
        if number is not None:
            self.setCurrentIndex(self._sessions.index(number, 0))
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _dress_heads(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_LINE_HEIGHT)
        heads = self.horizontalHeader()
        heads.setFont(font(SMALL, 600))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(Column.STUDY, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, width)
        heads.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        QSettings().setValue(_SORTED, f"{column} {int(descending)}")
        self._sessions.sort(column, order)

    def _open(self, index: QModelIndex) -> None:
        row: SessionRow = index.data(ROW)
        self.open_asked.emit(row.id)

    def _offer_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            menu: QMenu = self._menu.make(index.data(ROW), self)
            menu.exec(self.viewport().mapToGlobal(position))
            menu.deleteLater()


class _LinePainter(QStyledItemDelegate):
    """A quiet line: the participant in bold, the state with a dot in its colour."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        row: SessionRow = index.data(ROW)
        palette = theme().palette
        column = Column(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, palette.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, mix(palette.panel, palette.ink, 0.05))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, palette.color("line"))
        box = QRectF(option.rect).adjusted(SPACE, 0, -SPACE, 0)
        bold = column is Column.PARTICIPANT
        face = font(BODY, 600 if bold else 400)
        painter.setFont(face)
        loud = column in (Column.PARTICIPANT, Column.STUDY, Column.STATE)
        painter.setPen(palette.color("ink" if loud else "dim"))
        if column is Column.STATE:
            _paint_dot(painter, box, row)
            box.adjust(2 * SPACE, 0, 0, 0)
        text = QFontMetricsF(face).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()


def _paint_dot(painter: QPainter, box: QRectF, row: SessionRow) -> None:
    token = {
        SessionState.RECORDING: "rec",
        SessionState.INTERRUPTED: "s2",
        SessionState.MISSING: "s0",
    }.get(row.state, review_tone(row.review))
    dot = QRectF(box.left(), box.center().y() - 4, 8, 8)
    ink = painter.pen()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color(token))
    painter.drawEllipse(dot)
    painter.setPen(ink)
