"""What people marked: blocks in the colour of their severity, a row an author where several did."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.ui.review.lanes.label import paint_label
from observer.ui.review.lanes.lane import RowTitle, paint_block, say
from observer.ui.review.lanes.moment_layout import TICK_PX
from observer.ui.review.lanes.pixels import opaque, paint_row
from observer.ui.review.lanes.span_lane import MARGIN_PX, ROW_PX, Group, Placed, SpanLane
from observer.ui.review.moment_color import moment_color, moment_fills, moment_ink, moment_rank
from observer.ui.review.time_scale import TimeScale
from observer.ui.review.words import author_words, moment_sign, moment_title
from observer.ui.theme import SPACE, theme

_LABELLED_PX = 64
_NOTE_PX = 260
_OFF_VIEW = 1 << 20  # lifts places left of the view above 0


class MomentsLane(SpanLane[Annotation]):
    """Moments in as many rows as there is room for; unfolded, each of several authors has a row."""

    def __init__(self, key: str, title: str) -> None:
        self._moments: list[Annotation] = []
        self._authors: frozenset[str] = frozenset()
        self._own_name = ""
        self._unfolded = False
        self._ranks: list[npt.NDArray[np.int64]] = []
        super().__init__(key, title)

    @property
    def height(self) -> float:  # type: ignore[override]  # depends on how many authors there are
        """Two rows for one author, one for each of several."""
        return 2 * MARGIN_PX + ROW_PX * max(2, len(self.groups))

    @property
    def selected_id(self) -> str:
        """The moment that is selected, the first of several; empty for none."""
        return min(self.selected_ids, default="")

    @selected_id.setter
    def selected_id(self, moment_id: str) -> None:
        self.selected_ids = frozenset((moment_id,) if moment_id else ())

    @property
    def folds(self) -> bool:
        """Whether more than one person marked something."""
        return len(self._authors) > 1

    @property
    def unfolded(self) -> bool:
        """Whether each of several authors has a row."""
        return self._unfolded

    @unfolded.setter
    def unfolded(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._group()

    def set_moments(self, moments: Sequence[Annotation], own_name: str = "") -> None:
        """Take the session's moments, in rising time, and who is looking at them."""
        self._moments = list(moments)
        self._authors = frozenset(moment.author for moment in moments)
        self._own_name = own_name
        self.words = "" if moments else say("No moments yet: press M where something happens")
        self._group()

    def rows_of_group(self, size: QSizeF) -> int:
        """A little lower than they would like to be, more rows still tell more."""
        room = (size.height() - 2 * MARGIN_PX) / max(1, len(self.groups))
        return max(1, round(room / ROW_PX))

    def row_titles(self, size: QSizeF) -> Sequence[RowTitle]:
        """The authors, where each has a row."""
        if len(self.groups) < 2:
            return ()
        height = self.rows_of_group(size) * self.row_px(size)
        return [
            RowTitle(group.title, MARGIN_PX + number * height, height)
            for number, group in enumerate(self.groups)
        ]

    def tip_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> str:
        """Severity, words, author and moment."""
        moment = self.item_at(point, size, scale)
        if moment is None:
            return ""
        parts = (moment_title(moment), self._author(moment), format_ns(moment.start_ns))
        return f"{moment_sign(moment)}  " + " · ".join(part for part in parts if part)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw ticks where moments crowd, blocks elsewhere, the selected ones outlined."""
        placed = self.placed(size, scale)
        following = self.following(size, scale, placed)
        self._paint_notes(painter, placed, following)
        edge = theme().color("panel")
        for block, following_px in zip(placed, following, strict=True):
            _paint_moment(painter, block, following_px, edge)
        self._paint_ticks(painter, size, scale)
        for chosen in (*placed, *self._chosen_ticks(size, scale)):
            if chosen.item.id in self.selected_ids:
                _outline(painter, chosen)

    def _group(self) -> None:
        if not (self._unfolded and self.folds):
            self.show_groups([Group("", self._moments)])
            return
        names = {moment.author: self._author(moment) for moment in self._moments}
        own_first = sorted(names, key=lambda name: (name != self._own_name, names[name]))
        self.show_groups(
            [
                Group(names[name], [m for m in self._moments if m.author == name])
                for name in own_first
            ]
        )

    def show_groups(self, groups: Sequence[Group[Annotation]]) -> None:
        """Take the moments, and how each is to be coloured."""
        super().show_groups(groups)
        self._ranks = [
            np.array([moment_rank(m) for m in group.items], np.int64) for group in groups
        ]

    def _author(self, moment: Annotation) -> str:
        return author_words(moment, self._own_name) or say("Unknown")

    def _paint_ticks(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """The worst of those that share their pixels, in the colour of its severity."""
        fills = opaque([QColor(fill) for fill in moment_fills()])
        for number, tops in enumerate(self.row_places(size)):
            view = self.groups[number].places(len(tops)).view(scale)
            ticks = np.flatnonzero(view.ticks & (view.lefts + view.widths >= 0))
            lefts = (view.lefts[ticks] // (TICK_PX - 1)).astype(np.int64)
            ranks = self._ranks[number][view.first + ticks]
            # Equal places are told apart by their rank alone, so the last of each is the worst.
            keys = ((view.rows[ticks] << 32) + lefts + _OFF_VIEW) * len(fills) + ranks
            order = np.argsort(keys)
            last = np.diff(keys[order] // len(fills), append=-1) != 0
            kept = order[last]
            rows = view.rows[ticks[kept]]
            for row, (top, height) in enumerate(tops):
                here = kept[rows == row]
                widths = view.widths[ticks[here]].astype(int) - 1
                colors = fills[ranks[here]]
                paint_row(painter, top, height, lefts[here] * (TICK_PX - 1), widths, colors)

    def _chosen_ticks(self, size: QSizeF, scale: TimeScale) -> list[Placed[Annotation]]:
        if not self.selected_ids:
            return []
        return [
            self._placed(number, block, tops, scale)
            for number, tops in enumerate(self.row_places(size))
            for block in self.groups[number].places(len(tops)).ticks(scale, 0, scale.width_px)
            if self.groups[number].items[block.index].id in self.selected_ids
        ]

    def _paint_notes(
        self, painter: QPainter, placed: Sequence[Placed[Annotation]], following: Sequence[float]
    ) -> None:
        """Beside blocks too narrow for words, where the row is free, what they are about."""
        painter.setPen(theme().color("dim"))
        for at, following_px in zip(placed, following, strict=True):
            left = at.block.x + at.block.width + 6
            room = following_px - left - SPACE
            if at.block.width < _LABELLED_PX and at.block.x >= 0 and room >= _LABELLED_PX:
                area = QRectF(left, at.area.top(), min(room, _NOTE_PX), at.area.height())
                paint_label(painter, area, moment_title(at.item))


def _paint_moment(
    painter: QPainter, placed: Placed[Annotation], following_px: float, edge: QColor
) -> None:
    moment, area = placed.item, placed.area
    sign = moment_sign(moment)
    room = min(placed.block.x + placed.block.width, following_px) - max(0.0, placed.block.x)
    text = f"{sign}  {moment_title(moment)}" if room >= _LABELLED_PX else sign
    if placed.block.x > 0:  # keeps it apart from one that it covers in part
        painter.fillRect(QRectF(area.left() - 1, area.top(), 5, area.height()), edge)
    fill, ink = moment_color(moment), moment_ink(moment)
    paint_block(painter, area, fill, ink, text, 600, following_px)


def _outline(painter: QPainter, placed: Placed[Annotation]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("ink"), 2))
    radius = min(5.0, placed.area.height() / 4)
    painter.drawRoundedRect(placed.area, radius, radius)
