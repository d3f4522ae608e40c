"""What a pressed and moving mouse does on the timeline: scrub, pan, move or trim a moment."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt

from observer.model.span import Span
from observer.ui.review.lanes.moment_layout import Part

if TYPE_CHECKING:
    from observer.ui.review.timeline import Timeline

_THRESHOLD_PX = 4  # a click that trembles is no drag


class Drag(Protocol):
    """One gesture, from press to release."""

    cursor: Qt.CursorShape

    def move(self, point: QPointF) -> None:
        """The pointer went there."""

    def release(self, point: QPointF) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class ScrubDrag:
    """The playhead follows the pointer."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, timeline: "Timeline", point: QPointF) -> None:
        self._timeline = timeline
        timeline.scrub_began.emit()
        self.move(point)

    def move(self, point: QPointF) -> None:
        """Show the moment under the pointer."""
        self._timeline.seek_requested.emit(self._timeline.time_at(point.x()))

    def release(self, point: QPointF) -> None:
        """Stay there."""
        self.move(point)
        self._timeline.scrub_ended.emit()

    def cancel(self) -> None:
        """Stay where it came to."""
        self._timeline.scrub_ended.emit()


class PanDrag:
    """The view follows the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, timeline: "Timeline", point: QPointF) -> None:
        self._timeline = timeline
        self._x = point.x()

    def move(self, point: QPointF) -> None:
        """Move the view as far as the pointer went."""
        self._timeline.pan(self._x - point.x())
        self._x = point.x()

    def release(self, point: QPointF) -> None:
        """Stay there."""

    def cancel(self) -> None:
        """Stay there."""


class MomentDrag:
    """A moment moves, or one of its ends does; the edit is made once, on release."""

    def __init__(
        self, timeline: "Timeline", point: QPointF, moment_id: str, span: Span, part: Part
    ) -> None:
        self._timeline = timeline
        self._x = point.x()
        self._moment_id = moment_id
        self._span = span
        self._part = part
        self._moved = False
        body = part is Part.BODY
        self.cursor = Qt.CursorShape.ClosedHandCursor if body else Qt.CursorShape.SizeHorCursor

    def move(self, point: QPointF) -> None:
        """Show where it would come to lie."""
        if abs(point.x() - self._x) >= _THRESHOLD_PX:
            self._moved = True
        if self._moved:
            self._timeline.moments.dragged = (self._moment_id, self._at(point))
            self._timeline.refresh()

    def release(self, point: QPointF) -> None:
        """Say where it shall lie; a click without a move says nothing."""
        self.cancel()
        if self._moved and self._at(point) != self._span:
            self._timeline.span_dragged.emit(self._moment_id, self._at(point))

    def cancel(self) -> None:
        """Put it back."""
        self._timeline.moments.dragged = None
        self._timeline.refresh()

    def _at(self, point: QPointF) -> Span:
        scale = self._timeline.scale
        by_ns = round((point.x() - self._x) * scale.ns_per_px)
        return dragged_span(self._span, self._part, by_ns, scale.duration_ns)


def dragged_span(span: Span, part: Part, by_ns: int, duration_ns: int) -> Span:
    """The stretch after its body or one end was dragged `by_ns`, kept inside the session."""
    if part is Part.BODY:
        by_ns = min(max(by_ns, -span.start_ns), max(0, duration_ns - span.end_ns))
        return Span(span.start_ns + by_ns, span.end_ns + by_ns)
    if part is Part.START:
        return Span(min(max(0, span.start_ns + by_ns), span.end_ns), span.end_ns)
    return Span(span.start_ns, max(min(duration_ns, span.end_ns + by_ns), span.start_ns))
