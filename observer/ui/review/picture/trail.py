"""The pointer's way in the last moments, fading."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from observer.model.clock import NS_PER_MS
from observer.ui.review.picture.hand import Points
from observer.ui.review.picture.scene import CASING, Scene
from observer.ui.theme import theme

TRAIL_NS = 1500 * NS_PER_MS
"""Long enough to see where the hand came from, gone before it comes back."""

_BREAK_NS = 250 * NS_PER_MS  # moves come every 8 to 40 ms: after this it was somewhere unseen
_BANDS = 8  # of age; more cannot be told apart
_MOST_POINTS = 240  # a mouse of 1000 moves a second draws no finer line than this


class Trail:
    """Overlay: a line thinner and paler the older it is."""

    def __init__(self) -> None:
        self.moves = Points()

    def is_seen(self, time_ns: int, since_ns: int) -> bool:
        """Whether the pointer moved lately."""
        return len(self.moves.between(max(since_ns, time_ns - TRAIL_NS), time_ns)) > 1

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the bands of age, oldest first."""
        bands = self._bands(scene)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for casing in (True, False):
            for band, lines in enumerate(bands):
                freshness = (band + 1) / _BANDS
                color = CASING.toRgb() if casing else theme().color("accent")
                color.setAlphaF((0.3 if casing else 0.85) * freshness)
                width = 1.5 + 2.0 * freshness + (2.0 if casing else 0.0)
                pen = QPen(color, width)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                for line in lines:
                    painter.drawPolyline(line)
        return 0.0

    def _bands(self, scene: Scene) -> list[list[QPolygonF]]:
        """The way cut by age; each piece begins where the one before ends."""
        first_ns = scene.time_ns - TRAIL_NS
        found = self.moves.between(max(scene.since_ns, first_ns), scene.time_ns)
        bands: list[list[QPolygonF]] = [[] for _ in range(_BANDS)]
        line, band_before, before_ns = QPolygonF(), -1, -TRAIL_NS
        last = QPointF()
        for index in found[:: len(found) // _MOST_POINTS + 1]:
            at_ns = self.moves.times_ns[index]
            here = scene.place(self.moves.xs[index], self.moves.ys[index])
            band = min(_BANDS - 1, (at_ns - first_ns) * _BANDS // TRAIL_NS)
            torn = at_ns - before_ns > _BREAK_NS
            if torn or band != band_before:
                line = QPolygonF() if torn else QPolygonF([last])
                bands[band].append(line)
            line.append(here)
            bands[band][-1] = line
            last, band_before, before_ns = here, band, at_ns
        return bands
