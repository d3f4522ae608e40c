"""What a pressed and moving mouse does on the timeline."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt, SignalInstance

from observer.model.span import Span
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.lanes.moment_layout import Part
from observer.ui.review.lanes.span_lane import Hit
from observer.ui.review.snapping import SNAP_PX, Snapped, SnapPoints

if TYPE_CHECKING:
    from observer.ui.review.timeline import Timeline

_THRESHOLD_PX = 4  # a click that trembles is no drag


class Drag(Protocol):
    """One gesture, from press to release; `free` suspends the snapping."""

    cursor: Qt.CursorShape

    def move(self, point: QPointF, *, free: bool) -> None:
        """The pointer went there."""

    def release(self, point: QPointF, *, free: bool) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class ScrubDrag:
    """The playhead follows the pointer."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, timeline: "Timeline", point: QPointF) -> None:
        self._timeline = timeline
        timeline.scrub_began.emit()
        self.move(point, free=True)

    def move(self, point: QPointF, *, free: bool) -> None:  # noqa: ARG002  # a scrub never snaps
        """Show the moment under the pointer."""
        self._timeline.seek_requested.emit(self._timeline.time_at(point.x()))

    def release(self, point: QPointF, *, free: bool) -> None:
        """Stay there."""
        self.move(point, free=free)
        self._timeline.scrub_ended.emit()

    def cancel(self) -> None:
        """Stay where it came to."""
        self._timeline.scrub_ended.emit()


class PanDrag:
    """The view follows the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, timeline: "Timeline", point: QPointF) -> None:
        self._timeline = timeline
        self._point = point

    def move(self, point: QPointF, *, free: bool) -> None:  # noqa: ARG002  # a pan never snaps
        """Move the view as far as the pointer went."""
        self._timeline.pan(self._point.x() - point.x())
        self._timeline.scroll_lanes(self._point.y() - point.y())
        self._point = point

    def release(self, point: QPointF, *, free: bool) -> None:
        """Stay there."""

    def cancel(self) -> None:
        """Stay there."""


class SpanDrag:
    """A block moves, or one of its ends does; the edit is made once, on release."""

    def __init__(
        self, timeline: "Timeline", point: QPointF, lane: Lane, hit: Hit, done: SignalInstance
    ) -> None:
        self._timeline = timeline
        self._lane = lane
        self._x = point.x()
        self._hit = hit
        self._done = done
        self._moved = False
        self._snaps = SnapPoints(
            timeline.snap_edges(), without=(hit.span.start_ns, hit.span.end_ns)
        )
        body = hit.part is Part.BODY
        self.cursor = Qt.CursorShape.ClosedHandCursor if body else Qt.CursorShape.SizeHorCursor

    def move(self, point: QPointF, *, free: bool) -> None:
        """Show where it would come to lie, and what it snaps to."""
        if abs(point.x() - self._x) >= _THRESHOLD_PX:
            self._moved = True
        if self._moved:
            to = self._at(point, free=free)
            self._timeline.show_dragged(self._lane, (self._hit.id, to.span), to.at_ns)

    def release(self, point: QPointF, *, free: bool) -> None:
        """Say where it shall lie; a click without a move goes to where it was made."""
        self.cancel()
        to = self._at(point, free=free).span
        if self._moved and to != self._hit.span:
            self._done.emit(self._hit.id, to)
        elif not self._moved and self._lane is self._timeline.tasks:
            self._timeline.seek_requested.emit(self._timeline.time_at(point.x()))

    def cancel(self) -> None:
        """Put it back."""
        self._timeline.show_dragged(self._lane, None, None)

    def _at(self, point: QPointF, *, free: bool) -> Snapped:
        scale, hit = self._timeline.scale, self._hit
        by_ns = round((point.x() - self._x) * scale.ns_per_px)
        span = dragged_span(hit.span, hit.part, by_ns, scale.duration_ns)
        within_ns = 0.0 if free else SNAP_PX * scale.ns_per_px
        if not within_ns:
            return Snapped(span)
        return self._snaps.snapped(span, hit.part, within_ns, scale.duration_ns)


class RangeDrag:
    """A stretch of the session is chosen, from where the pointer was pressed to where it is."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(
        self, timeline: "Timeline", point: QPointF, anchor_ns: int | None, *, from_playhead: bool
    ) -> None:
        self._timeline = timeline
        self._x = point.x()
        self._before = timeline.chosen
        self._moved = False
        self._from_playhead = from_playhead
        self._snaps = SnapPoints(timeline.snap_edges())
        start_ns = timeline.time_at(point.x())
        self._anchor_ns = anchor_ns
        if anchor_ns is None:
            near = self._snaps.nearest(start_ns, SNAP_PX * timeline.scale.ns_per_px)
            self._anchor_ns = start_ns if near is None else near

    def move(self, point: QPointF, *, free: bool) -> None:
        """Show the stretch and its length."""
        if abs(point.x() - self._x) >= _THRESHOLD_PX:
            self._moved = True
        if self._moved:
            to = self._at(point, free=free)
            self._timeline.show_range(to.span, to.at_ns)

    def release(self, point: QPointF, *, free: bool) -> None:
        """Say which stretch it is; a click goes there, with Shift the stretch ends there."""
        if not self._moved and not self._from_playhead:
            self._timeline.seek_requested.emit(self._timeline.time_at(point.x()))
            return
        if not self._moved:
            self._anchor_ns = self._timeline.time_ns
        span = self._at(point, free=free).span
        self._timeline.show_range(span, None)
        self._timeline.range_selected.emit(span)

    def cancel(self) -> None:
        """Choose what was chosen before."""
        self._timeline.show_range(self._before, None)

    def _at(self, point: QPointF, *, free: bool) -> Snapped:
        anchor = self._anchor_ns or 0
        pointed = self._timeline.time_at(point.x())
        near = None
        if not free:
            near = self._snaps.nearest(pointed, SNAP_PX * self._timeline.scale.ns_per_px)
        end = pointed if near is None else near
        return Snapped(Span(min(anchor, end), max(anchor, end)), near)


class HeightDrag:
    """A lane becomes higher or lower, its lower edge following the pointer."""

    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self, timeline: "Timeline", point: QPointF, lane: Lane) -> None:
        self._timeline = timeline
        self._lane = lane
        self._height = timeline.lane_rect(lane).height()
        self._y = point.y()

    def move(self, point: QPointF, *, free: bool) -> None:  # noqa: ARG002  # heights do not snap
        """Show it so high."""
        self._timeline.resize_lane(self._lane, self._height + point.y() - self._y)

    def release(self, point: QPointF, *, free: bool) -> None:
        """Keep it so high."""
        self.move(point, free=free)

    def cancel(self) -> None:
        """Give it back the height it had."""
        self._timeline.resize_lane(self._lane, self._height)


def dragged_span(span: Span, part: Part, by_ns: int, duration_ns: int) -> Span:
    """The stretch after its body or one end was dragged `by_ns`, kept inside the session."""
    if part is Part.BODY:
        by_ns = min(max(by_ns, -span.start_ns), max(0, duration_ns - span.end_ns))
        return Span(span.start_ns + by_ns, span.end_ns + by_ns)
    if part is Part.START:
        return Span(min(max(0, span.start_ns + by_ns), span.end_ns), span.end_ns)
    return Span(span.start_ns, max(min(duration_ns, span.end_ns + by_ns), span.start_ns))
