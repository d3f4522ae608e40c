"""What a drag on the timeline snaps to: edges of moments and tasks, windows, the playhead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from observer.model.span import Span
from observer.ui.review.lanes.lane import Times
from observer.ui.review.lanes.moment_layout import Part

SNAP_PX = 8


@dataclass(frozen=True, slots=True)
class Snapped:
    """Where a drag comes to lie, and the moment it was drawn to, None where to none."""

    span: Span
    at_ns: int | None = None


class SnapPoints:
    """Moments in rising time, without those that are dragged themselves."""

    def __init__(self, edges: Iterable[Times], without: Sequence[int] = ()) -> None:
        points = np.unique(np.concatenate([np.zeros(0), *edges]))
        self._points = points[~np.isin(points, np.array(without, dtype=np.float64))]

    def nearest(self, time_ns: float, within_ns: float) -> int | None:
        """The nearest moment no farther away than that."""
        place = int(np.searchsorted(self._points, time_ns))
        near = self._points[max(0, place - 1) : place + 1]
        if not len(near):
            return None
        best = float(near[np.argmin(np.abs(near - time_ns))])
        return round(best) if abs(best - time_ns) <= within_ns else None

    def snapped(self, span: Span, part: Part, within_ns: float, duration_ns: int) -> Snapped:
        """The stretch moved or trimmed so that what is dragged of it meets a moment nearby."""
        edges = {
            Part.START: (span.start_ns,),
            Part.END: (span.end_ns,),
            Part.BODY: (span.start_ns, span.end_ns),
        }[part]
        found = [(self.nearest(edge, within_ns), edge) for edge in edges]
        near = [(abs(at - edge), at, edge) for at, edge in found if at is not None]
        if not near:
            return Snapped(span)
        _, at_ns, edge = min(near)
        moved = _drawn_to(span, part, at_ns, edge)
        if not 0 <= moved[0] <= moved[1] <= duration_ns:
            return Snapped(span)
        return Snapped(Span(*moved), at_ns)


def _drawn_to(span: Span, part: Part, at_ns: int, edge_ns: int) -> tuple[int, int]:
    if part is Part.START:
        return at_ns, span.end_ns
    if part is Part.END:
        return span.start_ns, at_ns
    return span.start_ns + at_ns - edge_ns, span.end_ns + at_ns - edge_ns
