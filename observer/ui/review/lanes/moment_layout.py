"""Where blocks of time lie in the rows of a lane, and which part of one is under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from observer.model.span import Span
from observer.ui.review.lanes.lane import Times
from observer.ui.review.time_scale import TimeScale

LEAST_PX = 26  # wide enough for a figure, and to be hit
TICK_PX = 4  # where blocks of LEAST_PX would hide one another
EDGE_PX = 7
GAP_PX = 2


class Part(StrEnum):
    """What of a block is under the pointer."""

    START = "start"
    BODY = "body"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """The place of the span with this `index`: `x` and `width` in pixels, `row` from the top."""

    index: int
    x: float
    width: float
    row: int
    is_point: bool = False
    is_tick: bool = False

    def part_at(self, x: float) -> Part | None:
        """The part under a pixel, None beside the block."""
        if not self.x <= x <= self.x + self.width:
            return None
        edge = min(EDGE_PX, self.width / 3)
        if self.is_tick:
            return Part.BODY
        if x >= self.x + self.width - edge:
            return Part.END
        return Part.START if x <= self.x + edge and not self.is_point else Part.BODY


class SpanRows:
    """Spans in rising time, each in the first of some rows where it hides no other.

    Rows depend on the zoom alone, so that a pan moves blocks and never reorders them. Where there
    are not rows enough, the spans that crowd there are ticks instead of blocks with a figure.
    """

    def __init__(self, spans: Sequence[Span], rows: int) -> None:
        self._starts: Times = np.array([span.start_ns for span in spans], dtype=np.float64)
        self._ends: Times = np.array([span.end_ns for span in spans], dtype=np.float64)
        self._latest_ends = np.maximum.accumulate(self._ends) if spans else self._ends
        self._row_count = rows
        self._ns_per_px = 0.0
        self._rows: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._crowded: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)

    def blocks(self, scale: TimeScale, from_px: float = 0.0, to_px: float = np.inf) -> list[Block]:
        """The blocks in view that touch this part of it, without the ticks, in rising time."""
        view = self.view(scale)
        wanted = ~view.ticks & (view.lefts + view.widths >= from_px) & (view.lefts <= to_px)
        return view.blocks(np.flatnonzero(wanted))

    def ticks(self, scale: TimeScale, from_px: float, to_px: float) -> list[Block]:
        """The ticks that touch a part of the view, in rising time."""
        view = self.view(scale)
        wanted = view.ticks & (view.lefts + view.widths >= from_px) & (view.lefts <= to_px)
        return view.blocks(np.flatnonzero(wanted))

    def view(self, scale: TimeScale) -> "SpanView":
        """Everything in view, as figures."""
        first, last = self._in_view(scale)
        self._arrange(scale.ns_per_px)
        lefts = (self._starts[first:last] - scale.start_ns) / scale.ns_per_px
        lengths = (self._ends[first:last] - self._starts[first:last]) / scale.ns_per_px
        crowded = self._crowded[first:last]
        widths = np.maximum(np.where(crowded, TICK_PX, LEAST_PX), lengths)
        ticks = crowded & (widths < LEAST_PX)
        return SpanView(first, lefts, widths, self._rows[first:last], ticks, lengths == 0)

    def _in_view(self, scale: TimeScale) -> tuple[int, int]:
        earliest = scale.start_ns - LEAST_PX * scale.ns_per_px
        first = int(np.searchsorted(self._latest_ends, earliest))
        last = int(np.searchsorted(self._starts, scale.end_ns, side="right"))
        return first, max(first, last)

    def _arrange(self, ns_per_px: float) -> None:
        if ns_per_px == self._ns_per_px:
            return
        self._ns_per_px = ns_per_px
        count = len(self._starts)
        starts = self._starts / ns_per_px
        lengths = (self._ends - self._starts) / ns_per_px
        wide = starts + np.maximum(LEAST_PX, lengths) + GAP_PX
        # A chain is a run of blocks in which each begins before all the earlier ones have ended.
        breaks = starts[1:] >= np.maximum.accumulate(wide)[:-1]
        chains = np.concatenate([[0], np.cumsum(breaks)]) if count else np.zeros(0, np.int64)
        # Where more blocks lie over one another than there are rows, the chain is crowded.
        depths = np.arange(1, count + 1) - np.searchsorted(np.sort(wide), starts, side="right")
        crowded_chains = np.unique(chains[depths > self._row_count])
        self._crowded = np.isin(chains, crowded_chains)
        self._rows = np.zeros(count, np.int64)
        if self._row_count > 1 and count:
            narrow = starts + np.maximum(TICK_PX, lengths) + 1
            ends = np.where(self._crowded, narrow, wide)
            self._rows[:] = _first_free(starts.tolist(), ends.tolist(), self._row_count)


@dataclass(frozen=True, slots=True)
class SpanView:
    """What is in view: places in pixels, and of the spans the first one's index."""

    first: int
    lefts: Times
    widths: Times
    rows: npt.NDArray[np.int64]
    ticks: npt.NDArray[np.bool_]
    points: npt.NDArray[np.bool_]

    def blocks(self, places: npt.NDArray[np.int64]) -> list[Block]:
        """The blocks at these places of the view."""
        columns = (
            *((places + self.first).tolist(), self.lefts[places].tolist()),
            *(self.widths[places].tolist(), self.rows[places].tolist()),
            *(self.points[places].tolist(), self.ticks[places].tolist()),
        )
        return [Block(*values) for values in zip(*columns, strict=True)]


def _first_free(starts: Sequence[float], ends: Sequence[float], rows: int) -> list[int]:
    """A row for each, the one that is free soonest where all are taken."""
    free_from = [float("-inf")] * rows
    result = []
    for start, end in zip(starts, ends, strict=True):
        for row in range(rows):
            if start >= free_from[row]:
                break
        else:
            row = free_from.index(min(free_from))
        free_from[row] = max(free_from[row], end)
        result.append(row)
    return result
