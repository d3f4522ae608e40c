"""Which codes were applied where: coloured ticks, in a row a code where that is asked for."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
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
        self._starts: Times = np.zeros(0)
        self._ends: Times = np.zeros(0)
        self._places = np.zeros(0, np.int64)
        self._slots: Times = np.zeros(0)  # where in its moment's share of the height, 0 to 1

    @property
    def folds(self) -> bool:
        """Whether several codes are in use."""
        return len(self._used()) > 1

    @property
    def height(self) -> float:  # type: ignore[override]  # depends on how many codes are in use
        """One row, or one for each code that is in use."""
        return 2 * _MARGIN_PX + (_ROW_PX * len(self._used()) if self.unfolded else 18)

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
        rows = self._rows(size)
        seen = (self._ends >= scale.start_ns - _TICK_PX * scale.ns_per_px) & (
            self._starts <= scale.end_ns
        )
        lefts = ((self._starts[seen] - scale.start_ns) / scale.ns_per_px).astype(np.int64)
        rights = ((self._ends[seen] - scale.start_ns) / scale.ns_per_px).astype(np.int64)
        widths = np.clip(rights, 0, int(size.width())) - np.maximum(lefts, -_TICK_PX)
        slots = np.zeros(len(lefts)) if self.unfolded else self._slots[seen]
        columns = np.stack([self._places[seen], lefts, np.maximum(_TICK_PX, widths), slots])
        colors = {place: code_color(place) for place in rows}
        faint = {place: _faded(color) for place, color in colors.items()}
        for number, left, width, slot in np.unique(columns, axis=1).T.tolist():
            place = int(number)
            top, height = rows[place]
            shift = slot * height  # the codes of one moment share the height of the one row
            if width > _TICK_PX:
                area = QRectF(max(left, -_TICK_PX), top + shift, width, height - shift)
                painter.fillRect(area.adjusted(0, 2, 0, -2), faint[place])
            painter.fillRect(QRectF(left, top + shift, _TICK_PX, height - shift), colors[place])

    def _used(self) -> list[int]:
        return [int(place) for place in np.unique(self._places)]

    def _rows(self, size: QSizeF) -> dict[int, tuple[float, float]]:
        """Top and height of each code's row; one and the same for all where they share it."""
        used, room = self._used(), size.height() - 2 * _MARGIN_PX
        if not self.unfolded:
            return dict.fromkeys(used, (_MARGIN_PX, room))
        height = room / max(1, len(used))
        return {place: (_MARGIN_PX + n * height, height - 1) for n, place in enumerate(used)}


def _faded(color: QColor) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(0.45 if theme().is_dark else 0.35)
    return faded
