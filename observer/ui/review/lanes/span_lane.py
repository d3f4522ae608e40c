"""A lane of blocks in rows: which of them are in view, and which is under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from observer.model.span import Span
from observer.ui.review.lanes.lane import Lane, Times
from observer.ui.review.lanes.moment_layout import Block, Part, SpanRows
from observer.ui.review.time_scale import TimeScale

ROW_PX = 26
MARGIN_PX = 4


class Spanned(Protocol):
    """Anything with an id that lasts."""

    @property
    def id(self) -> str:
        """What tells it from the others."""

    @property
    def span(self) -> Span:
        """How long it lasts."""


T = TypeVar("T", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An item, its block and the pixels that it takes of its lane."""

    item: T
    block: Block
    area: QRectF


@dataclass(frozen=True, slots=True)
class Hit:
    """What a press on a block takes hold of."""

    id: str
    span: Span
    part: Part


class Group(Generic[T]):
    """Items that share some rows of a lane."""

    def __init__(self, title: str, items: Sequence[T]) -> None:
        self.title = title
        self.items = items
        self._rows = 0
        self._places = SpanRows((), 1)

    def places(self, rows: int) -> SpanRows:
        """Where the items lie in so many rows."""
        if rows != self._rows:
            self._rows = rows
            self._places = SpanRows([item.span for item in self.items], rows)
        return self._places


class SpanLane(Lane, Generic[T]):
    """Groups of items one above the other; one item may be dragged, some may be selected.

    What is being dragged keeps its row until it is let go, so that nothing else moves meanwhile.
    """

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.groups: list[Group[T]] = []
        self.selected_ids: frozenset[str] = frozenset()
        self.dragged: tuple[str, Span] | None = None
        self._edges: Times = np.zeros(0)

    def show_groups(self, groups: Sequence[Group[T]]) -> None:
        """Take the items, each group's in rising time."""
        self.groups = list(groups)
        spans = [item.span for group in self.groups for item in group.items]
        edges = [edge for span in spans for edge in (span.start_ns, span.end_ns)]
        self._edges = np.unique(np.array(edges, dtype=np.float64))

    def edges_ns(self) -> Times:
        """Where an item begins or ends."""
        return self._edges

    def rows_of_group(self, size: QSizeF) -> int:
        """How many rows each group has in a lane of this size: at least one of ROW_PX or more."""
        room = (size.height() - 2 * MARGIN_PX) / max(1, len(self.groups))
        return max(1, int(room / ROW_PX))

    def row_px(self, size: QSizeF) -> float:
        """How high a row is in a lane of this size."""
        rows = max(1, len(self.groups)) * self.rows_of_group(size)
        return (size.height() - 2 * MARGIN_PX) / rows

    def placed(self, size: QSizeF, scale: TimeScale) -> list[Placed[T]]:
        """The blocks in view, the selected last, the dragged where it is dragged to."""
        found = (
            self._placed(number, block, tops, scale)
            for number, tops in enumerate(self.row_places(size))
            for block in self.groups[number].places(len(tops)).blocks(scale)
        )
        return sorted(found, key=lambda placed: placed.item.id in self.selected_ids)

    def hit(self, point: QPointF, size: QSizeF, scale: TimeScale) -> Hit | None:
        """The item under a point of the lane and which part of it; the selected ones first."""
        found: list[Placed[T]] = []
        x = point.x()
        for number, tops in enumerate(self.row_places(size)):
            near = self.groups[number].places(len(tops))
            for block in (*near.blocks(scale, x, x), *near.ticks(scale, x, x)):
                found.append(self._placed(number, block, tops, scale))
        found.sort(key=lambda placed: placed.item.id in self.selected_ids)
        for placed in reversed(found):
            if placed.area.top() - 2 <= point.y() <= placed.area.bottom() + 2:
                part = placed.block.part_at(x)
                if part is not None:
                    return Hit(placed.item.id, placed.item.span, part)
        return None

    def item_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> T | None:
        """The item under a point of the lane."""
        hit = self.hit(point, size, scale)
        items = (item for group in self.groups for item in group.items)
        return next((item for item in items if hit is not None and item.id == hit.id), None)

    def _placed(
        self, number: int, block: Block, tops: Sequence[tuple[float, float]], scale: TimeScale
    ) -> Placed[T]:
        item = self.groups[number].items[block.index]
        moved = self.dragged is not None and item.id == self.dragged[0]
        at = self._moved(block, scale) if moved else block
        top, height = tops[at.row]
        return Placed(item, at, QRectF(at.x, top, at.width, height))

    def row_places(self, size: QSizeF) -> list[list[tuple[float, float]]]:
        """For each group, top and height of the blocks in each of its rows."""
        rows, row_px = self.rows_of_group(size), self.row_px(size)
        return [
            [(MARGIN_PX + (number * rows + row) * row_px + 1, row_px - 3) for row in range(rows)]
            for number in range(len(self.groups))
        ]

    def following(self, size: QSizeF, scale: TimeScale, placed: Sequence[Placed[T]]) -> list[float]:
        """For each block the pixel at which the next one of its row begins, ticks included."""
        lefts: dict[int, Times] = {}
        for number, tops in enumerate(self.row_places(size)):
            view = self.groups[number].places(len(tops)).view(scale)
            for row, (top, _) in enumerate(tops):
                lefts[round(top)] = np.append(view.lefts[view.rows == row], size.width())
        found = []
        for block in placed:
            row_lefts = lefts[round(block.area.top())]
            place = int(np.searchsorted(row_lefts, block.block.x, side="right"))
            found.append(float(row_lefts[min(place, len(row_lefts) - 1)]))
        return found

    def _moved(self, block: Block, scale: TimeScale) -> Block:
        assert self.dragged is not None
        span = self.dragged[1]
        x = scale.x_at(span.start_ns)
        width = max(block.width if block.is_point else 6.0, scale.x_at(span.end_ns) - x)
        return Block(block.index, x, width, block.row, span.length_ns == 0, is_tick=False)
