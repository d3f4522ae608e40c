"""Which codes were applied where: coloured ticks, in a row a code where that is asked for."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QPainter

from observer.model.annotation import Annotation
from observer.model.study import Code
from observer.ui.review.code_color import code_color
from observer.ui.review.lanes.lane import Lane, RowTitle, Times
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme

_ROW_PX = 16.0
_MARGIN_PX = 4.0
_TICK_PX = 3
_NEAR_PX = 4  # a tip is for what lies this near the pointer


class CodesLane(Lane):
    """A tick for each code of each moment; codes that are not in the codebook have their place
    behind it."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.absent = True
        self._names: list[str] = []
        self._used: list[int] = []  # the places of the codes that were applied
        self._starts: Times = np.zeros(0)
        self._ends: Times = np.zeros(0)
        self._places = np.zeros(0, np.int64)
        self._slots: Times = np.zeros(0)  # where in its moment's share of the height, 0 to 1

    @property
    def folds(self) -> bool:
        """Whether several codes are in use."""
        return len(self._used) > 1

    @property
    def height(self) -> float:  # type: ignore[override]  # depends on how many codes are in use
        """One row, or one for each code that is in use."""
        return 2 * _MARGIN_PX + (_ROW_PX * len(self._used) if self.unfolded else 18)

    def set_moments(self, moments: Sequence[Annotation], codebook: Sequence[Code]) -> None:
        """Take the session's moments, in rising time."""
        names = {code.id: code.name for code in codebook}
        names |= {code: code for moment in moments for code in moment.codes if code not in names}
        places = {code: place for place, code in enumerate(names)}
        applied = [
            (moment.start_ns, moment.end_ns, places[code], slot / len(moment.codes))
            for moment in moments
            for slot, code in enumerate(moment.codes)
        ]
        columns = np.array(applied, dtype=np.float64).reshape(-1, 4).T
        self._names = list(names.values())
        self._starts, self._ends = columns[0], columns[1]
        self._places, self._slots = columns[2].astype(np.int64), columns[3]
        self._used = [int(place) for place in np.unique(self._places)]
        self.absent = not applied

    def row_titles(self, size: QSizeF) -> Sequence[RowTitle]:
        """The codes in use, each beside its colour."""
        if not self.unfolded:
            return ()
        return [
            RowTitle(self._names[place], top, height, code_color(place))
            for place, (top, height) in self._rows(size).items()
        ]

    def tip_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> str:
        """The names of the codes that lie here."""
        reach_ns = _NEAR_PX * scale.ns_per_px
        time_ns = scale.start_ns + point.x() * scale.ns_per_px
        near = (self._starts <= time_ns + reach_ns) & (self._ends >= time_ns - reach_ns)
        rows = self._rows(size)
        names = [
            self._names[place]
            for place in np.unique(self._places[near]).tolist()
            if not self.unfolded or rows[place][0] <= point.y() <= sum(rows[place])
        ]
        return " · ".join(names)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the ticks in view, none twice in the same pixels."""
        seen = (self._ends >= scale.start_ns - _TICK_PX * scale.ns_per_px) & (
            self._starts <= scale.end_ns
        )
        lefts = np.maximum(-_TICK_PX, (self._starts[seen] - scale.start_ns) / scale.ns_per_px)
        rights = np.minimum(size.width(), (self._ends[seen] - scale.start_ns) / scale.ns_per_px)
        columns = np.round(lefts / _TICK_PX).astype(np.int64)
        rows = self._places[seen] if self.unfolded else (self._slots[seen] * 100).astype(np.int64)
        keys = (rows << 32) + columns
        order = np.lexsort((rights, keys))
        kept = order[np.diff(keys[order], append=-1) != 0]  # the longest of those at one place
        self._paint_ticks(painter, size, np.flatnonzero(seen)[kept], columns[kept], rights[kept])

    def _paint_ticks(
        self,
        painter: QPainter,
        size: QSizeF,
        indexes: npt.NDArray[np.int64],
        columns: npt.NDArray[np.int64],
        rights: Times,
    ) -> None:
        rows = self._rows(size)
        colors = {place: code_color(place) for place in rows}
        faint = {place: _faded(color) for place, color in colors.items()}
        slots = np.zeros(len(indexes)) if self.unfolded else self._slots[indexes]
        figures = (
            *(self._places[indexes].tolist(), (columns * _TICK_PX).tolist()),
            *(rights.astype(int).tolist(), slots.tolist()),
        )
        for place, left, right, slot in zip(*figures, strict=True):
            top, height = rows[place]
            shift = slot * height  # the codes of one moment share the height of the one row
            y, high = int(top + shift), int(height - shift)
            if right - left > _TICK_PX:
                painter.fillRect(left, y + 2, right - left, high - 4, faint[place])
            painter.fillRect(left, y, _TICK_PX - 1, high, colors[place])

    def _rows(self, size: QSizeF) -> dict[int, tuple[float, float]]:
        """Top and height of each code's row; one and the same for all where they share it."""
        used, room = self._used, size.height() - 2 * _MARGIN_PX
        if not self.unfolded:
            return dict.fromkeys(used, (_MARGIN_PX, room))
        height = room / max(1, len(used))
        return {place: (_MARGIN_PX + n * height, height - 1) for n, place in enumerate(used)}


def _faded(color: QColor) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(0.45 if theme().is_dark else 0.35)
    return faded
