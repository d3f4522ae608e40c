"""The timeline: lanes over one scale, a playhead, and the gestures on them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.model.samples import Gap
from observer.model.span import Span
from observer.ui.review.gestures import Drag, MomentDrag, PanDrag, ScrubDrag
from observer.ui.review.lanes.gaps import paint_gaps
from observer.ui.review.lanes.input import InputLane
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.lanes.moment_layout import Part
from observer.ui.review.lanes.moments import MomentsLane
from observer.ui.review.lanes.pictures import PicturesLane
from observer.ui.review.lanes.ruler import RulerLane
from observer.ui.review.lanes.voice import VoiceLane
from observer.ui.review.lanes.window import WindowLane
from observer.ui.review.playhead import paint_playhead, playhead_area
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SMALL, SPACE, font, theme

GUTTER_PX = 120
_RIGHT_PX = 2 * SPACE
_WHEEL_ZOOM = 1.25  # a notch; three notches halve the view
_SMALLEST_SHARE = 0.62  # lanes may shrink to this share of their height in a low window


class Timeline(QWidget):
    """Paints everything but the playhead once into a picture, which only a change makes anew."""

    seek_requested = Signal(object)  # int nanoseconds
    scrub_began = Signal()
    scrub_ended = Signal()
    moment_pressed = Signal(str)
    moment_opened = Signal(str)
    span_dragged = Signal(str, object)  # id, Span
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ruler = RulerLane("")
        self.pictures = PicturesLane(self.tr("Pictures"))
        self.voice = VoiceLane(self.tr("Voice"))
        self.input = InputLane(self.tr("Input"))
        self.window_lane = WindowLane(self.tr("Window"))
        self.moments = MomentsLane(self.tr("Moments"))
        self._lanes: tuple[Lane, ...] = (
            *(self.ruler, self.pictures, self.voice),
            *(self.input, self.window_lane, self.moments),
        )
        self._gaps: Sequence[Gap] = ()
        self._scale = TimeScale(1, 1)
        self._time_ns = 0
        self._picture = QPixmap()
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(round(self.sizeHint().height() * _SMALLEST_SHARE))
        self.setAccessibleName(self.tr("Timeline"))
        theme().changed.connect(self.refresh)

    # -- what it shows -----------------------------------------------------------------

    @property
    def scale(self) -> TimeScale:
        """The part of the session in view."""
        return self._scale

    def set_session(self, duration_ns: int, gaps: Sequence[Gap]) -> None:
        """Start over with a session of this length, all of it in view."""
        self._gaps = gaps
        self._time_ns = 0
        self._set_scale(TimeScale(duration_ns, self._content_width()))

    def set_time(self, time_ns: int, follow: bool) -> None:
        """Move the playhead; with `follow` the view turns a page where it would leave it."""
        self.update(self._playhead_rect())
        self._time_ns = time_ns
        if follow and not isinstance(self._drag, PanDrag):
            self._set_scale(self._scale.showing(time_ns))
        self.update(self._playhead_rect())

    def refresh(self) -> None:
        """Paint anew: something other than the playhead is different."""
        self._picture = QPixmap()
        self.update()

    def zoom(self, factor: float) -> None:
        """Closer (above 1) or wider around the playhead, or the middle where that is off view."""
        x = self._scale.x_at(self._time_ns)
        held = x if 0 <= x <= self._scale.width_px else self._scale.width_px / 2
        self._set_scale(self._scale.zoomed(factor, held))

    def fit(self) -> None:
        """The whole session in view."""
        self._set_scale(self._scale.fitted())

    def pan(self, dx: float) -> None:
        """Move the view towards later moments, in pixels."""
        self._set_scale(self._scale.panned(dx))

    def _set_scale(self, scale: TimeScale) -> None:
        if scale != self._scale:
            self._scale = scale
            self.refresh()
            self.view_changed.emit()

    # -- where things are --------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as the lanes together."""
        return QSize(1024, sum(lane.height for lane in self._lanes))

    def _content_width(self) -> int:
        return max(1, self.width() - GUTTER_PX - _RIGHT_PX)

    def lane_rect(self, lane: Lane) -> QRectF:
        """Where a lane's content lies; lanes shrink and grow together with the widget."""
        total = sum(each.height for each in self._lanes)
        share = self.height() / total
        above = sum(each.height for each in self._lanes[: self._lanes.index(lane)])
        top, bottom = round(above * share), round((above + lane.height) * share)
        return QRectF(GUTTER_PX, top, self._content_width(), bottom - top)

    def time_at(self, x: float) -> int:
        """The moment under a pixel of the widget."""
        return self._scale.ns_at(x - GUTTER_PX)

    def moment_rect_contains(self, point: QPointF) -> bool:
        """Whether a moment lies under a point of the widget."""
        return self._hit(point) is not None

    def _hit(self, point: QPointF) -> tuple[str, Span, Part] | None:
        area = self.lane_rect(self.moments)
        if not area.contains(point):
            return None
        hit = self.moments.hit(point - area.topLeft(), area.size(), self._scale)
        return (hit[0].id, hit[0].span, hit[1]) if hit else None

    def _playhead_rect(self) -> QRect:
        return playhead_area(GUTTER_PX + self._scale.x_at(self._time_ns), self.height())

    # -- painting ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in view."""
        self._picture = QPixmap()
        self._set_scale(self._scale.resized(self._content_width()))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, and the playhead over it."""
        if self._picture.isNull():
            self._picture = self._painted()
        painter = QPainter(self)
        ratio = self._picture.devicePixelRatio()
        part = event.rect()
        source = QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio)
        painter.drawPixmap(QRectF(part), self._picture, source)
        x = self._scale.x_at(self._time_ns)
        if -1 <= x <= self._scale.width_px + 1:
            paint_playhead(painter, GUTTER_PX + x, self.height())
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme().color("panel"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane in self._lanes:
            self._paint_lane(painter, lane)
        painter.translate(GUTTER_PX, 0)
        content = QSizeF(self._content_width(), self.height())
        painter.setClipRect(QRectF(QPointF(0, 0), content))
        paint_gaps(painter, content, self._scale, self._gaps)
        painter.end()
        return picture

    def _paint_lane(self, painter: QPainter, lane: Lane) -> None:
        area = self.lane_rect(lane)
        painter.save()
        painter.setPen(theme().color("line"))
        painter.drawLine(QPointF(0, area.top() + 0.5), QPointF(self.width(), area.top() + 0.5))
        painter.setPen(theme().color("dim"))
        painter.setFont(font(SMALL))
        title = QRectF(2 * SPACE, area.top(), GUTTER_PX - 2 * SPACE, area.height())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, lane.title)
        painter.setClipRect(area.adjusted(0, 1, _RIGHT_PX if lane is self.moments else 0, 0))
        painter.translate(area.topLeft())
        lane.paint(painter, area.size(), self._scale)
        painter.restore()

    # -- gestures ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to scrub, to drag a moment, or (middle button, or with Shift) to pan."""
        point, hit = event.position(), self._hit(event.position())
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = PanDrag(self, point)
        elif event.button() != Qt.MouseButton.LeftButton or point.x() < GUTTER_PX - 6:
            return
        elif hit is not None:
            self.moment_pressed.emit(hit[0])
            self._drag = MomentDrag(self, point, *hit)
        else:
            self._drag = ScrubDrag(self, point)
        self.setCursor(self._drag.cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what one would do here."""
        if self._drag is not None:
            self._drag.move(event.position())
            return
        hit = self._hit(event.position())
        edge = hit is not None and hit[2] is not Part.BODY
        arrow = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit and not edge else arrow)
        self._show_tip(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._drag is not None:
            drag, self._drag = self._drag, None
            drag.release(event.position())
            self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a moment for editing."""
        hit = self._hit(event.position())
        if hit is not None:
            self.moment_opened.emit(hit[0])
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl zoom at the pointer, without it pan."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _WHEEL_ZOOM ** (turned.y() / 120)
            self._set_scale(self._scale.zoomed(factor, event.position().x() - GUTTER_PX))
        else:
            self.pan(-(turned.x() or turned.y()) * 0.6)
        event.accept()

    def cancel_gesture(self) -> bool:
        """Give a drag up without doing it; whether there was one."""
        if self._drag is None:
            return False
        drag, self._drag = self._drag, None
        drag.cancel()
        self.unsetCursor()
        return True

    def leaveEvent(self, event: QEvent) -> None:
        """No tip outside."""
        self.setToolTip("")
        super().leaveEvent(event)

    def _show_tip(self, point: QPointF) -> None:
        over_window = self.lane_rect(self.window_lane).contains(point)
        text = self.window_lane.text_at(self.time_at(point.x())) if over_window else ""
        if text != self.toolTip():
            self.setToolTip(text)
