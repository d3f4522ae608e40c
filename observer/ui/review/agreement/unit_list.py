"""Every unit in a line: what each coder said of it, side by side."""

from collections.abc import Sequence

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
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from observer.analysis.agreement import NOTHING, Facet
from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.ui.review.agreement.comparison import Match, Row
from observer.ui.review.agreement.words import label_words, match_words, say
from observer.ui.review.side.moment_delegate import paint_badge, paint_ground, paint_line
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import readable_on

_ROW_PX = 56
_BADGE_PX = 20
_TEXT_LEFT = 48
_TIME_PX = 64
_HEAD_PX = 28


def columns(width: float, count: int) -> list[tuple[float, float]]:
    """Left and width of each coder's column."""
    left = _TEXT_LEFT + _TIME_PX
    each = (width - left - SPACE) / max(1, count)
    return [(left + place * each, each - SPACE) for place in range(count)]


class UnitList(QListView):
    """The arrows or a click show a unit's moment behind; Enter or a double click opens it."""

    shown = Signal(object)  # Row
    opened = Signal(object)  # Row
    play_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._units = _Units(self)
        self.setModel(self._units)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("What each coder said, event by event"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._follow)
        self.doubleClicked.connect(self._open)
        theme().changed.connect(self.viewport().update)

    @property
    def coders(self) -> Sequence[str]:
        """A column each."""
        return self._units.coders

    @property
    def rows(self) -> Sequence[Row]:
        """What is listed."""
        return self._units.rows

    @property
    def current(self) -> Row | None:
        """The one that is shown behind."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def show_rows(self, coders: Sequence[str], facet: Facet, rows: Sequence[Row]) -> None:
        """List these; the one that was current stays so where it is among them."""
        before = self.current
        ids = set() if before is None else {one.id for one in before.unit.said.values()}
        self._units.show(coders, facet, rows)
        for place, row in enumerate(rows):
            if ids & {one.id for one in row.unit.said.values()}:
                self._go_quietly(place)
                break

    def go_to(self, place: int) -> None:
        """Make this one the current one, and show it."""
        if self.rows:
            self.setCurrentIndex(self._units.index(min(max(0, place), len(self.rows) - 1)))

    def settle_at(self, time_ns: int) -> None:
        """Make the last one that began by then the current one, without showing it."""
        began = [place for place, row in enumerate(self.rows) if row.unit.start_ns <= time_ns]
        if self.rows:
            self._go_quietly(began[-1] if began else 0)

    def _go_quietly(self, place: int) -> None:
        model = self.selectionModel()
        model.blockSignals(True)
        self.setCurrentIndex(self._units.index(place))
        model.blockSignals(False)

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802  # Qt's name
        """Letters do not look for a line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space plays; the arrows are a list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Space:
            self.play_toggled.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        if self.current is not None:
            self.shown.emit(self.current)

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)


class CoderHeads(QWidget):
    """The coders' names above their columns."""

    def __init__(self, units: UnitList) -> None:
        super().__init__()
        self._units = units
        self.setFixedHeight(_HEAD_PX)
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A name a column."""
        painter = QPainter(self)
        width = self._units.viewport().width()
        coders = self._units.coders
        for who, (left, room) in zip(coders, columns(width, len(coders)), strict=True):
            paint_line(painter, QRectF(left, 0, room, _HEAD_PX), who, SMALL, "dim", 600)
        painter.end()


class _Units(QAbstractListModel):
    def __init__(self, parent: UnitList) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.coders: Sequence[str] = ()
        self.facet = Facet.KIND

    def show(self, coders: Sequence[str], facet: Facet, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.coders, self.facet, self.rows = coders, facet, rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in spoken:
            return None
        row = self.rows[index.row()]
        told = [
            f"{who}: {label_words(self.facet, row.labels.get(who, NOTHING))}" for who in self.coders
        ]
        return " · ".join((format_ns(row.unit.start_ns), match_words(row.match), *told))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: UnitList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = QRectF(option.rect)
        units = self._view._units
        row = units.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state)
        _paint_match(painter, QPointF(area.left() + 2 * SPACE, area.top() + 9), row.match)
        time = QRectF(area.left() + _TEXT_LEFT, area.top() + 9, _TIME_PX, 20)
        paint_line(painter, time, format_ns(row.unit.start_ns), SMALL, "dim")
        for who, (left, room) in zip(
            units.coders, columns(area.width(), len(units.coders)), strict=True
        ):
            place = QRectF(area.left() + left, area.top(), room, area.height())
            said = row.unit.said.get(who)
            if said is None:
                middle = place.adjusted(_BADGE_PX + SPACE, 9, 0, 0)
                middle.setHeight(20)
                paint_line(painter, middle, say("not marked"), BODY, "dim")
            else:
                _paint_said(painter, place, said, label_words(units.facet, row.labels[who]))
        painter.restore()


def _paint_said(painter: QPainter, place: QRectF, said: Annotation, label: str) -> None:
    paint_badge(painter, QPointF(place.left(), place.top() + 9), said)
    left = place.left() + _BADGE_PX + SPACE
    room = place.right() - left
    paint_line(painter, QRectF(left, place.top() + 9, room, 20), label, BODY, "ink", 600)
    words = " ".join((said.note or said.quote).split()) or say("no note")
    paint_line(painter, QRectF(left, place.top() + 30, room, 20), words, SMALL, "dim")


def _paint_match(painter: QPainter, corner: QPointF, match: Match) -> None:
    """Equal, unequal, or an empty ring: a sign and a colour."""
    palette = theme().palette
    square = QRectF(corner.x(), corner.y(), _BADGE_PX, _BADGE_PX)
    if match is Match.UNMATCHED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color("dim"), 1.5, Qt.PenStyle.DotLine))
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
        return
    fill = palette.accent if match is Match.AGREE else palette.s3
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(square)
    painter.setFont(font(BODY, 600))
    painter.setPen(QColor(readable_on(fill)))
    sign = "=" if match is Match.AGREE else "≠"
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sign)
