"""The curve of how much is found by how many participants, with where the study stands."""

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from observer.analysis.discovery import GOAL, Discovery
from observer.ui.insight.gap_row import paint_pressable
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import SMALL, font, theme

_HEIGHT_PX = 190
_LEFT, _RIGHT, _TOP, _FOOT = 48.0, 24.0, 14.0, 26.0


class DiscoveryCurve(QAbstractButton):
    """Opens the findings it is made from."""

    def __init__(self) -> None:
        super().__init__()
        self._told = Discovery(0, 0, 0, None, None, None, None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(600, _HEIGHT_PX)

    def show_discovery(self, told: Discovery) -> None:
        """Draw this."""
        self._told = told
        self.setAccessibleName(
            _tr("{n} participants have probably found {share}; 85% takes {m}").format(
                n=told.participants, share=f"{told.seen or 0:.0%}", m=told.needed or "–"
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, the goal, the curve, and a dot where the study stands."""
        chance = self._told.chance
        if chance is None or chance >= 1:
            return
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pressable(painter, self)
        room = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_FOOT)
        most = max(self._told.participants, self._told.needed or 0, 4) + 2

        def place(people: float, share: float) -> QPointF:
            x = room.left() + people / most * room.width()
            return QPointF(x, room.bottom() - share * room.height())

        for share in (0.0, 0.5, 1.0):
            painter.setPen(QPen(palette.color("line"), 1))
            painter.drawLine(place(0, share), place(most, share))
            label = QRectF(0, place(0, share).y() - 9, _LEFT - 8, 18)
            painter.setFont(font(SMALL))
            painter.setPen(palette.color("dim"))
            way = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, way, f"{share:.0%}")
        pen = QPen(palette.color("dim"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(place(0, GOAL), place(most, GOAL))
        goal = QRectF(place(0, GOAL) + QPointF(6, -19), QPointF(room.right(), place(0, GOAL).y()))
        paint_line(painter, goal, f"{GOAL:.0%}", SMALL, "dim")
        path = QPainterPath(place(0, 0))
        for step in range(1, 121):
            people = most * step / 120
            path.lineTo(place(people, 1 - (1 - chance) ** people))
        painter.setPen(QPen(palette.color("accent"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        self._paint_people(painter, room, most)
        here = place(self._told.participants, self._told.seen or 0)
        painter.setPen(QPen(palette.color("panel"), 2))
        painter.setBrush(palette.color("accent"))
        painter.drawEllipse(here, 7, 7)
        painter.end()

    def _paint_people(self, painter: QPainter, room: QRectF, most: int) -> None:
        """Figures below, a dozen at most, and what they count."""
        step = max(1, math.ceil(most / 12))
        painter.setFont(font(SMALL))
        painter.setPen(theme().color("dim"))
        for people in range(0, most + 1, step):
            x = room.left() + people / most * room.width()
            place = QRectF(x - 30, room.bottom() + 5, 60, 18)
            words = str(people) if people else _tr("people")
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
