"""What people marked: blocks in the colour of their severity."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from observer.model.annotation import Annotation
from observer.model.span import Span
from observer.ui.review.lanes.lane import Lane, paint_block, say
from observer.ui.review.lanes.moment_layout import Block, Part, place
from observer.ui.review.moment_color import moment_color, moment_ink
from observer.ui.review.time_scale import TimeScale
from observer.ui.review.words import moment_sign, moment_title
from observer.ui.theme import SMALL, SPACE, font, theme

ROW_PX = 28
_MARGIN_PX = 4
_LABELLED_PX = 64
_NOTE_PX = 260


class MomentsLane(Lane):
    """Moments in as many rows as there is room for; one may be selected, one may be dragged."""

    height = 3 * ROW_PX + 2 * _MARGIN_PX

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._moments: list[Annotation] = []
        self.selected_id = ""
        self.dragged: tuple[str, Span] | None = None

    def set_moments(self, moments: Sequence[Annotation]) -> None:
        """Take the session's moments, in rising time."""
        self._moments = list(moments)
        self.words = "" if moments else say("No moments yet: press M where something happens")

    def moment(self, moment_id: str) -> Annotation | None:
        """A moment by its id, with the span it is being dragged to."""
        return next((m for m in self._shown() if m.id == moment_id), None)

    def hit(self, point: QPointF, size: QSizeF, scale: TimeScale) -> tuple[Annotation, Part] | None:
        """The moment under a point of the lane and which part of it; the selected one first."""
        row = int((point.y() - _MARGIN_PX) // ROW_PX)
        blocks = [block for block in self._blocks(size, scale) if block.row == row]
        blocks.sort(key=lambda block: block.moment.id == self.selected_id)
        for block in reversed(blocks):
            part = block.part_at(point.x())
            if part is not None:
                return block.moment, part
        return None

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the blocks in view, the selected one last and outlined."""
        blocks = self._blocks(size, scale)
        blocks.sort(key=lambda block: block.moment.id == self.selected_id)
        for block in blocks:
            if block.x + block.width >= 0 and block.x <= size.width():
                self._paint_block(painter, block)
        self._paint_notes(painter, size, blocks)

    def _paint_notes(self, painter: QPainter, size: QSizeF, blocks: Sequence[Block]) -> None:
        """Beside blocks too narrow for words, where the row is free, what they are about."""
        face = font(SMALL)
        painter.setFont(face)
        painter.setPen(theme().color("dim"))
        for block in blocks:
            if block.width >= _LABELLED_PX or block.x < 0:
                continue
            left = block.x + block.width + 6
            others = [b.x for b in blocks if b.row == block.row and b.x > block.x]
            room = min([*others, size.width()]) - left - SPACE
            if room >= _LABELLED_PX:
                text = QFontMetricsF(face).elidedText(
                    moment_title(block.moment), Qt.TextElideMode.ElideRight, min(room, _NOTE_PX)
                )
                top = _MARGIN_PX + block.row * ROW_PX
                painter.drawText(
                    QRectF(left, top, room, ROW_PX), Qt.AlignmentFlag.AlignVCenter, text
                )

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        moment = block.moment
        area = QRectF(block.x, _MARGIN_PX + block.row * ROW_PX + 2, block.width, ROW_PX - 4)
        sign = moment_sign(moment)
        text = f"{sign}  {moment_title(moment)}" if block.width >= _LABELLED_PX else sign
        paint_block(painter, area, moment_color(moment), moment_ink(moment), text, weight=600)
        if moment.id == self.selected_id:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("ink"), 2))
            painter.drawRoundedRect(area, 5, 5)

    def _blocks(self, size: QSizeF, scale: TimeScale) -> list[Block]:
        rows = max(1, int((size.height() - 2 * _MARGIN_PX) // ROW_PX))
        return place(self._shown(), scale, rows)

    def _shown(self) -> list[Annotation]:
        if self.dragged is None:
            return self._moments
        moment_id, span = self.dragged
        return [
            replace(m, start_ns=span.start_ns, end_ns=span.end_ns) if m.id == moment_id else m
            for m in self._moments
        ]
