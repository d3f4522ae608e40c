"""Where the moments' blocks lie in their lane, and which part of one is under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from observer.model.annotation import Annotation
from observer.ui.review.time_scale import TimeScale

LEAST_PX = 26  # wide enough for a figure, and to be hit
EDGE_PX = 7
GAP_PX = 2


class Part(StrEnum):
    """What of a block is under the pointer."""

    START = "start"
    BODY = "body"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """One moment's place: `x` and `width` in pixels, `row` from the top."""

    moment: Annotation
    x: float
    width: float
    row: int

    def part_at(self, x: float) -> Part | None:
        """The part under a pixel, None beside the block."""
        if not self.x <= x <= self.x + self.width:
            return None
        if x >= self.x + self.width - EDGE_PX:
            return Part.END
        if x <= self.x + EDGE_PX and self.moment.end_ns > self.moment.start_ns:
            return Part.START
        return Part.BODY


def place(moments: Sequence[Annotation], scale: TimeScale, rows: int) -> list[Block]:
    """Blocks in the order given, each in the first row where it hides no other.

    Where all rows are taken it goes into the one that is free soonest.
    """
    free_from = [float("-inf")] * rows
    result = []
    for moment in moments:
        x = scale.x_at(moment.start_ns)
        width = max(LEAST_PX, scale.x_at(moment.end_ns) - x)
        row = next((row for row, free in enumerate(free_from) if x >= free), None)
        if row is None:
            row = free_from.index(min(free_from))
        free_from[row] = max(free_from[row], x + width + GAP_PX)
        result.append(Block(moment, x, width, row))
    return result
