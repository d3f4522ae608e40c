"""What lies under the pointer on the timeline, and which gesture a press there begins."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from observer.ui.review.gestures import Drag, HeightDrag, PanDrag, RangeDrag, ScrubDrag, SpanDrag
from observer.ui.review.lanes.covered import CoveredLane
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.lanes.moment_layout import Part
from observer.ui.review.lanes.moments import MomentsLane
from observer.ui.review.lanes.span_lane import Hit
from observer.ui.review.lanes.suggested import SuggestedLane
from observer.ui.review.lanes.tasks import TasksLane

if TYPE_CHECKING:
    from observer.ui.review.timeline import Timeline

GUTTER_PX = 120
_NEAR_PX = 5  # takes hold of the playhead, of a range's end, of a lane's edge


class Pointing:
    """Reads one timeline; the gestures it makes act on it."""

    def __init__(self, timeline: "Timeline") -> None:
        self._timeline = timeline

    def pressed(self, event: QMouseEvent) -> Drag | None:
        """The gesture that a press begins, None where it is none."""
        point = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            return PanDrag(self._timeline, point)
        if event.button() != Qt.MouseButton.LeftButton:
            return None
        if point.x() < GUTTER_PX - 6:
            return self._press_gutter(point)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return RangeDrag(self._timeline, point, None, from_playhead=True)
        if point.y() < self._timeline.stack.ruler_px:
            return self._press_ruler(point)
        hit = self.hit(point)
        return ScrubDrag(self._timeline, point) if hit is None else self._press_block(point, *hit)

    def _press_gutter(self, point: QPointF) -> Drag | None:
        edge = self._timeline.stack.lane_below_edge(point.y(), _NEAR_PX)
        if edge is not None:
            return HeightDrag(self._timeline, point, edge)
        lane = self._timeline.lane_at(point)
        if lane is not None and lane.folds:
            self._timeline.stack.fold(lane, unfolded=not lane.unfolded)
            self._timeline.lay_out()
        return None

    def _press_ruler(self, point: QPointF) -> Drag:
        x = point.x() - GUTTER_PX
        if abs(x - self._timeline.scale.x_at(self._timeline.time_ns)) <= _NEAR_PX + 2:
            return ScrubDrag(self._timeline, point)
        other = None
        if self._timeline.chosen is not None:
            start_ns, end_ns = self._timeline.chosen.start_ns, self._timeline.chosen.end_ns
            if abs(x - self._timeline.scale.x_at(start_ns)) <= _NEAR_PX:
                other = end_ns
            elif abs(x - self._timeline.scale.x_at(end_ns)) <= _NEAR_PX:
                other = start_ns
        return RangeDrag(self._timeline, point, other, from_playhead=False)

    def _press_block(self, point: QPointF, lane: Lane, hit: Hit) -> Drag | None:
        if lane is self._timeline.tasks:
            self._timeline.attempt_pressed.emit(hit.id)
            return SpanDrag(self._timeline, point, lane, hit, self._timeline.attempt_dragged)
        if lane is self._timeline.covered:
            self._timeline.redaction_pressed.emit(hit.id)
            return SpanDrag(self._timeline, point, lane, hit, self._timeline.redaction_dragged)
        self._timeline.moment_pressed.emit(hit.id)
        if lane is self._timeline.suggested:
            return None
        return SpanDrag(self._timeline, point, lane, hit, self._timeline.span_dragged)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        """What shows that something can be taken hold of here."""
        if point.x() < GUTTER_PX - 6:
            if self._timeline.stack.lane_below_edge(point.y(), _NEAR_PX) is not None:
                return Qt.CursorShape.SizeVerCursor
            lane = self._timeline.lane_at(point)
            folds = lane is not None and lane.folds
            return Qt.CursorShape.PointingHandCursor if folds else Qt.CursorShape.ArrowCursor
        hit = self.hit(point)
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        edge = hit[1].part is not Part.BODY and hit[0] is not self._timeline.suggested
        return Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.PointingHandCursor

    def hit(self, point: QPointF) -> tuple[Lane, Hit] | None:
        """The block under a point of the timeline, and its lane."""
        lane = self._timeline.lane_at(point)
        if (
            not isinstance(lane, MomentsLane | TasksLane | SuggestedLane | CoveredLane)
            or lane.words
        ):
            return None
        area = self._timeline.lane_rect(lane)
        hit = lane.hit(point - area.topLeft(), area.size(), self._timeline.scale)
        inside = GUTTER_PX - 6 <= point.x() <= self._timeline.width()
        return (lane, hit) if hit is not None and inside else None

    def tip_at(self, point: QPointF) -> str:
        """What lies under a point of the timeline, in full."""
        lane = self._timeline.lane_at(point)
        if lane is None or point.x() < GUTTER_PX or lane.words:
            return ""
        area = self._timeline.lane_rect(lane)
        return lane.tip_at(point - area.topLeft(), area.size(), self._timeline.scale)
