"""All that is drawn over the picture, in its order, at a moment of the session."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from observer.session.captions import Caption
from observer.ui.review.picture.captions import CaptionLine
from observer.ui.review.picture.hand import Hand
from observer.ui.review.picture.key_strip import KeyStrip
from observer.ui.review.picture.layers import Layer, Layers
from observer.ui.review.picture.rings import Rings
from observer.ui.review.picture.scene import Overlay, Scene
from observer.ui.review.picture.scrolling import Scrolling
from observer.ui.review.picture.trail import Trail

_WORDS = (Layer.CAPTIONS, Layer.KEYS)
_FOOT_PX = 12.0
_BAND_PX = 80.0  # above the picture's foot: where words usually are


class Overlays:
    """Takes what the session holds, and draws what of it is wanted."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._trail, self._rings, self._scrolling = Trail(), Rings(), Scrolling()
        self._keys, self.captions = KeyStrip(), CaptionLine()
        self._starts_ns: list[int] = [0]
        # What comes first lies lowest, and takes the foot first.
        self._order: dict[Layer, Overlay] = {
            Layer.TRAIL: self._trail,
            Layer.CLICKS: self._rings,
            Layer.SCROLLING: self._scrolling,
            Layer.CAPTIONS: self.captions,
            Layer.KEYS: self._keys,
        }

    def take(self, hand: Hand) -> None:
        """The session's input; its places are pixels of the picture."""
        self._trail.moves, self._rings.presses = hand.moves, hand.presses
        self._keys.keys, self._scrolling.scrolls = hand.keys, hand.scrolls

    def say(self, captions: Sequence[Caption]) -> None:
        """The words said."""
        self.captions.set_captions(captions)

    def set_starts(self, starts_ns: Sequence[int]) -> None:
        """When each of the recording's files begins: places in one mean nothing in the next."""
        self._starts_ns = list(starts_ns) or [0]

    def is_seen(self, time_ns: int) -> bool:
        """Whether there is anything to draw at a moment."""
        since_ns = self._since_ns(time_ns)
        return any(
            self._layers.is_wanted(layer) and overlay.is_seen(time_ns, since_ns)
            for layer, overlay in self._order.items()
        )

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        room: QRectF,
        face: QRectF,
        *,
        scale: float,
        time_ns: int,
    ) -> None:
        """Draw them over the picture, which lies in `area` and is seen as far as `room` goes.

        What has a place stays inside the picture; words use the ground below it, if there is any.
        """
        seen = area.intersected(room)
        foot = QRectF(seen.topLeft(), QPointF(seen.right(), room.bottom()))
        foot = clear_of(foot.adjusted(_FOOT_PX, _FOOT_PX, -_FOOT_PX, -_FOOT_PX), face)
        since_ns = self._since_ns(time_ns)
        for layer, overlay in self._order.items():
            if self._layers.is_wanted(layer):
                painter.setClipRect(room if layer in _WORDS else seen)
                scene = Scene(area, seen, foot, scale, time_ns, since_ns)
                foot = foot.adjusted(0, 0, 0, -overlay.paint(painter, scene))

    def _since_ns(self, time_ns: int) -> int:
        return self._starts_ns[max(0, bisect_right(self._starts_ns, time_ns) - 1)]


def clear_of(foot: QRectF, face: QRectF) -> QRectF:
    """The foot without the side on which a face stands at the bottom."""
    band = QRectF(foot.left(), foot.bottom() - _BAND_PX, foot.width(), _BAND_PX)
    if face.isEmpty() or not band.intersects(face):
        return foot
    left, right = face.left() - foot.left(), foot.right() - face.right()
    if max(left, right) < foot.width() / 3:  # a face in the middle: words go over it
        return foot
    if left >= right:
        return foot.adjusted(0, 0, -(foot.right() - face.left() + _FOOT_PX), 0)
    return foot.adjusted(face.right() - foot.left() + _FOOT_PX, 0, 0, 0)
