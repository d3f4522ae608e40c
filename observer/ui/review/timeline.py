"""The timeline: lanes over one scale, a playhead, and the gestures on them."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.model.annotation import Annotation
from observer.model.redaction import Redaction
from observer.model.samples import Gap
from observer.model.sitting import Attempt
from observer.model.span import Span
from observer.model.study import Study
from observer.ui.review.gestures import Drag, PanDrag
from observer.ui.review.lane_canvas import LaneCanvas
from observer.ui.review.lane_menu import LaneButton
from observer.ui.review.lane_stack import LaneStack
from observer.ui.review.lanes.codes import CodesLane
from observer.ui.review.lanes.covered import CoveredLane
from observer.ui.review.lanes.input import InputLane
from observer.ui.review.lanes.lane import Lane, Times
from observer.ui.review.lanes.moments import MomentsLane
from observer.ui.review.lanes.pictures import PicturesLane
from observer.ui.review.lanes.ruler import RulerLane, paint_range
from observer.ui.review.lanes.suggested import SuggestedLane
from observer.ui.review.lanes.tasks import TasksLane, task_stretches
from observer.ui.review.lanes.voice import VoiceLane
from observer.ui.review.lanes.window import WindowLane
from observer.ui.review.playhead import paint_playhead, paint_snap_line, playhead_area
from observer.ui.review.pointing import GUTTER_PX, Pointing
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme

__all__ = ["GUTTER_PX", "Timeline"]

RIGHT_PX = 2 * SPACE
_WHEEL_ZOOM = 1.25  # a notch; three notches halve the view
_HIGHEST_PX = 340  # what it asks for; the splitter above gives it more
_LEAST_LANES_PX = 190


class Timeline(QWidget):
    """Paints everything but the playhead, the range and the snap line into a picture that is kept;
    a lane is painted anew when it has changed, all of them when the view has."""

    seek_requested = Signal(object)  # int nanoseconds
    scrub_began = Signal()
    scrub_ended = Signal()
    moment_pressed = Signal(str)
    moment_opened = Signal(str)
    span_dragged = Signal(str, object)  # id, Span
    attempt_pressed = Signal(str)
    attempt_dragged = Signal(str, object)  # id, Span
    redaction_pressed = Signal(str)
    redaction_dragged = Signal(str, object)  # id, Span
    range_selected = Signal(object)  # Span, None where it was given up
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ruler = RulerLane("ruler", "")
        self.pictures = PicturesLane("pictures", self.tr("Pictures"))
        self.voice = VoiceLane("voice", self.tr("Voice"))
        self.system_sound = VoiceLane("system-sound", self.tr("Computer"))
        self.input = InputLane("input", self.tr("Input"))
        self.window_lane = WindowLane("window", self.tr("Window"))
        self.tasks = TasksLane("tasks", self.tr("Tasks"))
        self.moments = MomentsLane("moments", self.tr("Moments"))
        self.codes = CodesLane("codes", self.tr("Codes"))
        self.suggested = SuggestedLane("suggested", self.tr("Suggested"))
        self.covered = CoveredLane("covered", self.tr("Covered"))
        for lane in (self.system_sound, self.tasks, self.suggested, self.covered):
            lane.absent = True
        self.stack = LaneStack(
            (
                *(self.ruler, self.pictures, self.voice, self.system_sound, self.input),
                *(self.window_lane, self.tasks, self.moments, self.codes, self.suggested),
                self.covered,
            )
        )
        self._canvas = LaneCanvas(self.stack, self.ruler, GUTTER_PX, RIGHT_PX)
        self._scale = TimeScale(1, 1)
        self._time_ns = 0
        self._snap_ns: int | None = None
        self._drag: Drag | None = None
        self._pointing = Pointing(self)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing shows through
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LEAST_LANES_PX)
        self.setAccessibleName(self.tr("Timeline"))
        self.lanes_button = LaneButton(self)
        self.lanes_button.setGeometry(SPACE, 1, 10 * SPACE, self.stack.ruler_px - 2)
        theme().changed.connect(self.refresh)

    # -- what it shows -----------------------------------------------------------------

    @property
    def scale(self) -> TimeScale:
        """The part of the session in view."""
        return self._scale

    @property
    def time_ns(self) -> int:
        """Where the playhead stands."""
        return self._time_ns

    @property
    def chosen(self) -> Span | None:
        """The range that is selected."""
        return self.ruler.chosen

    def set_session(self, duration_ns: int, gaps: Sequence[Gap]) -> None:
        """Start over with a session of this length, all of it in view."""
        self._canvas.gaps = gaps
        self._time_ns = 0
        self.ruler.chosen = None
        self.system_sound.absent = True
        self._set_scale(TimeScale(duration_ns, self._content_width()))
        self.lay_out()

    def show_moments(
        self,
        moments: Sequence[Annotation],
        suggestions: Sequence[Annotation],
        study: Study | None,
        own_name: str,
    ) -> None:
        """Show what people say, each sequence in rising time; codes have their colours by their
        place in the study's codebook."""
        before = self._heights()
        self.moments.set_moments(moments, own_name)
        self.codes.set_moments(moments, study.codebook if study else ())
        self.suggested.set_suggestions(suggestions)
        self._refresh_lanes(before, self.moments, self.codes, self.suggested)

    def show_attempts(self, attempts: Sequence[Attempt], study: Study | None) -> None:
        """Show the attempts at the study's tasks."""
        before = self._heights()
        self.tasks.show_stretches(task_stretches(attempts, study, self._scale.duration_ns))
        self._refresh_lanes(before, self.tasks)

    def show_redactions(self, redactions: Sequence[Redaction], selected_id: str) -> None:
        """Show what is covered, in rising time, and outline one."""
        before = self._heights()
        self.covered.set_redactions(redactions)
        self.covered.selected_ids = frozenset(filter(None, (selected_id,)))
        self._refresh_lanes(before, self.covered)

    def show_frame_times(self, times_ns: Sequence[int]) -> None:
        """Show single frames as cells where the view is close enough."""
        self.pictures.set_frame_times(times_ns)
        self.refresh(self.pictures)
        self.view_changed.emit()  # other pictures may be missing

    def select(self, ids: Sequence[str]) -> None:
        """Outline these moments and suggestions."""
        self.moments.selected_ids = self.suggested.selected_ids = frozenset(ids)
        self.refresh(self.moments, self.suggested)

    def show_range(self, span: Span | None, snap_ns: int | None = None) -> None:
        """Show a range as selected, and what its end snaps to while it is dragged."""
        self.ruler.chosen = span if span is None or span.length_ns else None
        self._snap_ns = snap_ns
        self.update()

    def show_dragged(
        self, lane: Lane, dragged: tuple[str, Span] | None, snap_ns: int | None
    ) -> None:
        """Show a block of a lane where it is dragged to; None puts it back."""
        self.tasks.dragged = dragged if lane is self.tasks else None
        self.moments.dragged = dragged if lane is self.moments else None
        self.covered.dragged = dragged if lane is self.covered else None
        self._snap_ns = snap_ns
        self.refresh(lane)

    def set_time(self, time_ns: int, follow: bool) -> None:
        """Move the playhead; with `follow` the view turns a page where it would leave it."""
        self.update(self._playhead_rect())
        self._time_ns = time_ns
        if follow and not isinstance(self._drag, PanDrag):
            self._set_scale(self._scale.showing(time_ns))
        self.update(self._playhead_rect())

    def refresh(self, *lanes: Lane) -> None:
        """Paint these lanes anew, all of them where none is named."""
        self._canvas.forget(*lanes)
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

    # -- lanes ------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Give the lanes their places: which there are, or how high they are, has changed."""
        self.stack.lay_out(self.height())
        self.updateGeometry()
        self.refresh()

    def resize_lane(self, lane: Lane, height_px: float) -> None:
        """Make a lane about so high."""
        self.stack.resize(lane, height_px)
        self.lay_out()

    def scroll_lanes(self, dy: float) -> None:
        """Show lanes further down, in pixels."""
        self.stack.scroll_px += round(dy)
        self.lay_out()

    def sizeHint(self) -> QSize:
        """As high as the lanes together, within reason."""
        return QSize(1024, min(_HIGHEST_PX, self.stack.wanted_px))

    def _heights(self) -> list[tuple[str, float]]:
        return [(lane.key, lane.height) for lane in self.stack.shown]

    def _refresh_lanes(self, before: list[tuple[str, float]], *lanes: Lane) -> None:
        if self._heights() != before:
            self.lay_out()
        else:
            self.refresh(*lanes)

    # -- where things are --------------------------------------------------------------

    def _content_width(self) -> int:
        return max(1, self.width() - GUTTER_PX - RIGHT_PX)

    def lane_rect(self, lane: Lane) -> QRectF:
        """Where a lane's content lies."""
        top, bottom = self.stack.place(lane)
        return QRectF(GUTTER_PX, top, self._content_width(), bottom - top)

    def time_at(self, x: float) -> int:
        """The moment under a pixel of the widget."""
        return self._scale.ns_at(x - GUTTER_PX)

    def snap_edges(self) -> list[Times]:
        """What a drag may snap to."""
        lanes = (self.moments, self.tasks, self.window_lane)
        edges = [lane.edges_ns() for lane in lanes if not self.stack.is_hidden(lane)]
        ends = np.array([0, self._time_ns, self._scale.duration_ns], dtype=np.float64)
        return [*edges, ends]

    def lane_at(self, point: QPointF) -> Lane | None:
        """The lane under a point of the widget."""
        if point.y() < self.stack.ruler_px:
            return self.ruler
        places = ((lane, self.stack.place(lane)) for lane in self.stack.shown)
        return next((lane for lane, at in places if at[0] <= point.y() < at[1]), None)

    def _playhead_rect(self) -> QRect:
        return playhead_area(GUTTER_PX + self._scale.x_at(self._time_ns), self.height())

    # -- painting ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in view."""
        self.stack.lay_out(self.height())
        self.refresh()
        self._set_scale(self._scale.resized(self._content_width()))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture; over it the range, the playhead and the snap line."""
        picture = self._canvas.picture(self.size(), self.devicePixelRatioF(), self._scale)
        painter = QPainter(self)
        ratio = picture.devicePixelRatio()
        part = event.rect()
        source = QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio)
        painter.drawPixmap(QRectF(part), picture, source)
        painter.translate(GUTTER_PX, 0)
        if self.chosen is not None:
            painter.setClipRect(QRectF(0, 0, self._content_width(), self.height()))
            paint_range(painter, self.chosen, self._scale, self.stack.ruler_px, self.height())
            painter.setClipping(False)
        if self._snap_ns is not None:
            x = self._scale.x_at(self._snap_ns)
            paint_snap_line(painter, x, self.stack.ruler_px, self.height())
        x = self._scale.x_at(self._time_ns)
        if -1 <= x <= self._scale.width_px + 1:
            paint_playhead(painter, x, self.height())
        painter.end()

    # -- gestures ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        drag = self._pointing.pressed(event)
        if drag is not None:
            self._drag = drag
            self.setCursor(drag.cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what one would do here."""
        if self._drag is not None:
            self._drag.move(event.position(), free=_is_free(event))
            return
        self.setCursor(self._pointing.cursor_at(event.position()))
        text = self._pointing.tip_at(event.position())
        if text != self.toolTip():
            self.setToolTip(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._drag is not None:
            drag, self._drag = self._drag, None
            drag.release(event.position(), free=_is_free(event))
            self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a moment for editing."""
        hit = self._pointing.hit(event.position())
        if hit is not None and hit[0] not in (self.tasks, self.covered):
            self.moment_opened.emit(hit[1].id)
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl zoom at the pointer, over the gutter scroll the lanes, elsewhere pan."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _WHEEL_ZOOM ** (turned.y() / 120)
            self._set_scale(self._scale.zoomed(factor, event.position().x() - GUTTER_PX))
        elif event.position().x() < GUTTER_PX:
            self.scroll_lanes(-turned.y() * 0.4)
        else:
            self.pan(-(turned.x() or turned.y()) * 0.6)
        event.accept()

    def cancel_gesture(self) -> bool:
        """Give a drag up without doing it; whether there was one."""
        if self._drag is None:
            return False
        drag, self._drag = self._drag, None
        drag.cancel()
        self._snap_ns = None
        self.unsetCursor()
        return True

    def leaveEvent(self, event: QEvent) -> None:
        """No tip outside."""
        self.setToolTip("")
        super().leaveEvent(event)


def _is_free(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
