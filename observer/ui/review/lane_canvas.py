"""The picture of all lanes that is kept between changes; only what has changed is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from observer.model.samples import Gap
from observer.ui.review.lane_stack import LaneStack
from observer.ui.review.lanes.gaps import paint_gaps
from observer.ui.review.lanes.label import paint_label
from observer.ui.review.lanes.lane import Lane, RowTitle
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme

_DOT_PX = 8
_SCROLL_PX = 4


class LaneCanvas:
    """Paints lanes and their names into one picture at the screen's own pixels."""

    def __init__(self, stack: LaneStack, ruler: Lane, gutter_px: int, right_px: int) -> None:
        self.gaps: Sequence[Gap] = ()
        self._stack = stack
        self._ruler = ruler
        self._gutter_px = gutter_px
        self._right_px = right_px
        self._picture = QPixmap()
        self._stale: set[Lane] | None = None  # None: all of it

    def forget(self, *lanes: Lane) -> None:
        """These lanes have changed, all of them where none is named."""
        if not lanes:
            self._stale = None
        elif self._stale is not None:
            self._stale.update(lanes)

    def picture(self, size: QSize, ratio: float, scale: TimeScale) -> QPixmap:
        """The lanes as they are, `ratio` device pixels to the unit."""
        pixels = size * ratio
        if self._picture.size() != pixels or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(pixels)
            self._picture.setDevicePixelRatio(ratio)
            self._stale = None
        if self._stale is None or self._stale:
            self._paint(size, scale)
        return self._picture

    def _paint(self, size: QSize, scale: TimeScale) -> None:
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = self._stale is None
        if whole:
            painter.fillRect(QRectF(QPointF(0, 0), QSizeF(size)), theme().color("panel"))
        named = True
        for lane in self._stack.shown:
            if self._stale is None or lane in self._stale:
                self._paint_lane(painter, lane, size, scale, named=named)
            named = False  # a gap's reason stands in the first lane alone
        if whole:
            self._paint_scroll(painter, size)
        self._paint_lane(painter, self._ruler, size, scale, named=False)
        painter.end()
        self._stale = set()

    def _paint_lane(
        self, painter: QPainter, lane: Lane, size: QSize, scale: TimeScale, *, named: bool
    ) -> None:
        top, bottom = self._stack.place(lane)
        hidden_px = 0 if lane is self._ruler else max(0, self._stack.ruler_px - top)
        if bottom - top <= hidden_px or top >= size.height():
            return
        row = QRectF(0, top + hidden_px, size.width(), bottom - top - hidden_px)
        painter.save()
        painter.setClipRect(row)
        if lane is self._ruler or self._stale is not None:
            painter.fillRect(row, theme().color("panel"))
        painter.fillRect(QRectF(0, top, size.width(), 1), theme().color("line"))
        self._paint_names(painter, lane, QRectF(0, top, self._gutter_px, bottom - top))
        content = QSizeF(size.width() - self._gutter_px - self._right_px, bottom - top)
        # Words may run into the margin on the right, time may not.
        clip = QRectF(self._gutter_px, row.top() + 1, content.width(), row.height() - 1)
        painter.setClipRect(clip)
        painter.translate(self._gutter_px, top)
        lane.paint(painter, content, scale)
        paint_gaps(painter, content, scale, self.gaps, lane.track, named=named)
        painter.restore()

    def _paint_names(self, painter: QPainter, lane: Lane, area: QRectF) -> None:
        ink = theme().color("dim")
        titles: Sequence[RowTitle] = () if lane.words else lane.row_titles(area.size())
        if lane.folds:
            middle = titles[0].top + titles[0].height / 2 if titles else area.height() / 2
            _paint_chevron(painter, QPointF(9, area.top() + middle), ink, down=bool(titles))
        left = 2.0 * SPACE
        if not titles:
            painter.setPen(ink)
            name = area.adjusted(left, 0, -4, 0)
            paint_label(painter, name, lane.title)
            return
        for title in titles:
            row = QRectF(left, area.top() + title.top, area.width() - left - 4, title.height)
            if title.color is not None:
                middle = row.center().y() - _DOT_PX / 2
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(title.color)
                painter.drawEllipse(QRectF(left, middle, _DOT_PX, _DOT_PX))
                row.setLeft(left + _DOT_PX + 6)
            painter.setPen(ink)
            paint_label(painter, row, title.text)

    def _paint_scroll(self, painter: QPainter, size: QSize) -> None:
        """Where lanes lie out of sight, how far they are scrolled."""
        most = self._stack.most_scroll_px
        if not most:
            return
        room = size.height() - self._stack.ruler_px - 4
        length = room * room / (room + most)
        top = self._stack.ruler_px + 2 + (room - length) * self._stack.scroll_px / most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("faint"))
        bar = QRectF(size.width() - _SCROLL_PX - 4, top, _SCROLL_PX, length)
        painter.drawRoundedRect(bar, _SCROLL_PX / 2, _SCROLL_PX / 2)


def _paint_chevron(painter: QPainter, middle: QPointF, color: QColor, *, down: bool) -> None:
    path = QPainterPath()
    corners = ((-3, -2), (3, -2), (0, 2)) if down else ((-2, -3), (2, 0), (-2, 3))
    path.moveTo(middle + QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(middle + QPointF(*corner))
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(path, color)
