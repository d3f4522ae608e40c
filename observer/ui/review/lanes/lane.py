"""What every row of the timeline has: a name, a height, and a way to paint itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from observer.model.consent import TrackKind
from observer.ui.review.lanes.label import face, paint_label
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme

Times = npt.NDArray[np.float64]
"""Moments in nanoseconds, rising."""

ROUNDED_PX = 8  # narrower blocks have no corners to speak of, and there may be thousands
_LEAST_LABEL_PX = 6
_FIGURE_PX = 9  # a single figure stands in the middle of a narrow block
_RADIUS_PX = 5


@dataclass(frozen=True, slots=True)
class RowTitle:
    """The name of one row inside a lane, `top` and `height` in the lane's pixels."""

    text: str
    top: float
    height: float
    color: QColor | None = None


class Lane:
    """One row. It paints with its own top left corner at 0, 0 and time running to the right.

    `words` stand in for the content while there is none: why it is empty, or that it is coming. A
    lane that is `absent` has nothing to show in this session, and takes no place. `track` is the
    one whose gaps concern this lane alone. A lane that `folds` has rows inside, shown apart while
    it is `unfolded`.
    """

    height = 36.0
    has_words = False  # one row of words, which a low timeline must not cut off
    track: TrackKind | None = None

    def __init__(self, key: str, title: str) -> None:
        self.key = key
        self.title = title
        self.words = ""
        self.absent = False
        self.unfolded = False

    @property
    def folds(self) -> bool:
        """Whether there are several rows to show apart, or together."""
        return False

    @property
    def is_rigid(self) -> bool:
        """Whether a low timeline must not press it: there are words in its rows to be read."""
        return self.has_words or (self.folds and self.unfolded)

    def paint(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the row."""
        if self.words:
            self.paint_words(painter, size)
        else:
            self.paint_content(painter, size, scale)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw what the row holds."""
        raise NotImplementedError

    def paint_words(self, painter: QPainter, size: QSizeF) -> None:
        """Say why there is nothing to see."""
        painter.setFont(face())
        painter.setPen(theme().color("faint"))
        painter.drawText(
            QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignVCenter, self.words
        )

    def row_titles(self, _size: QSizeF) -> Sequence[RowTitle]:
        """The names of the rows inside; none for a lane that is one row."""
        return ()

    def tip_at(self, _point: QPointF, _size: QSizeF, _scale: TimeScale) -> str:
        """What lies under a point of the lane, in full."""
        return ""

    def edges_ns(self) -> Times:
        """Where something begins or ends that a drag may snap to."""
        return np.zeros(0)


def paint_block(
    painter: QPainter,
    rect: QRectF,
    fill: QColor,
    ink: QColor,
    text: str,
    weight: int = 400,
    until: float = math.inf,
) -> None:
    """A rounded block with its text cut off where it ends, readable while its start is off view.

    From the pixel `until` on another block covers it, and its text ends there.
    """
    if rect.width() < ROUNDED_PX:
        painter.fillRect(rect, fill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    radius = min(_RADIUS_PX, rect.height() / 4)
    painter.drawRoundedRect(rect, radius, radius)
    inset = min(SPACE, max(2.0, (rect.width() - _FIGURE_PX) / 2))
    left = max(rect.left(), 0.0) + inset
    room = min(rect.right(), until) - left - 2
    if text and room >= _LEAST_LABEL_PX:
        painter.setPen(ink)
        paint_label(painter, QRectF(left, rect.top(), room, rect.height()), text, weight)


def say(text: str) -> str:
    """A lane's words in the user's language."""
    return QCoreApplication.translate("Lane", text)
