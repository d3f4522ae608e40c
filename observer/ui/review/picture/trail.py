"""The pointer's way in the last moments, fading."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from observer.model.clock import NS_PER_MS
from observer.ui.review.picture.hand import Points
from observer.ui.review.picture.scene import Scene

TRAIL_NS = 1500 * NS_PER_MS
"""Long enough to see where the hand came from, gone before it comes back."""

_BREAK_NS = 250 * NS_PER_MS  # moves come every 8 to 40 ms: after this it was somewhere unseen
_BANDS = 8  # of age; more cannot be told apart
_MOST_LINES = 90  # one in 17 ms: no screen shows more of them
_LONGEST_PX = 3000.0  # of a frantic hand the last part alone: a tangle tells nothing, at great cost
_COLOR = "#2a9d8f"  # stands out at 3:1 and more on white and on black: pictures have any ground


class Trail:
    """Overlay: a line thinner and paler the older it is."""

    def __init__(self) -> None:
        self.moves = Points()

    def is_seen(self, time_ns: int, since_ns: int) -> bool:
        """Whether the pointer moved lately."""
        return len(self.moves.between(max(since_ns, time_ns - TRAIL_NS), time_ns)) > 1

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the bands of age, oldest first."""
        for band, lines in enumerate(self._bands(scene)):
            if lines:
                painter.setPen(_pen((band + 1) / _BANDS))
                painter.drawLines(lines)
        return 0.0

    def _bands(self, scene: Scene) -> list[list[QLineF]]:
        """The way as lines, by age: single lines, which Qt draws at once where one long line
        takes it a hundred times as long."""
        first_ns = scene.time_ns - TRAIL_NS
        found = self.moves.between(max(scene.since_ns, first_ns), scene.time_ns)
        bands: list[list[QLineF]] = [[] for _ in range(_BANDS)]
        last: tuple[QPointF, int] | None = None
        length = 0.0
        for index in found[:: -(len(found) // _MOST_LINES + 1)]:  # the latest first
            here = scene.place(self.moves.xs[index], self.moves.ys[index])
            at_ns = self.moves.times_ns[index]
            if last is not None and last[1] - at_ns <= _BREAK_NS:
                line = QLineF(here, last[0])
                length += line.length()
                if length > _LONGEST_PX:
                    break
                band = min(_BANDS - 1, (last[1] - first_ns) * _BANDS // TRAIL_NS)
                bands[band].append(line)
            last = (here, at_ns)
        return bands


def _pen(freshness: float) -> QPen:
    color = QColor(_COLOR)
    color.setAlphaF(freshness)
    pen = QPen(color, 1.5 + 2.5 * freshness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
