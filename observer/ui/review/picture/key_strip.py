"""What sort of keys were pressed in the last moments: never which characters."""

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QPainter

from observer.model.clock import NS_PER_MS
from observer.ui.review.picture.hand import TYPING
from observer.ui.review.picture.plate import HEIGHT, paint_plate, plate_width
from observer.ui.review.picture.runs import Runs, Seen
from observer.ui.review.picture.scene import Scene

HOLD_NS = 2000 * NS_PER_MS
"""As long as it takes to look away from the picture's middle and read three words."""

_FADE_NS = 400 * NS_PER_MS
_MOST = 3
_GAP = 6.0
_NAMES = {"PageUp": "Page up", "PageDown": "Page down", "ScrollLock": "Scroll lock"}


class KeyStrip:
    """Overlay: the latest runs of keys side by side at the picture's foot."""

    def __init__(self) -> None:
        self.keys = Runs()

    def is_seen(self, time_ns: int, since_ns: int) -> bool:  # noqa: ARG002  # keys have no place
        """Whether a key was pressed lately."""
        return bool(self.keys.at(time_ns, 0, HOLD_NS, 1))

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the plates in the middle of the foot."""
        runs = self.keys.at(scene.time_ns, 0, HOLD_NS, _MOST)
        plates = [(key_words(run), _opacity(run)) for run in runs]
        widths = [plate_width(words) for words, _ in plates]
        while plates and sum(widths) + _GAP * (len(widths) - 1) > scene.foot.width():
            plates, widths = plates[1:], widths[1:]
        if not plates:
            return 0.0
        left = scene.foot.center().x() - (sum(widths) + _GAP * (len(widths) - 1)) / 2
        for (words, opacity), width in zip(plates, widths, strict=True):
            at = QPointF(round(left), scene.foot.bottom() - HEIGHT)
            paint_plate(painter, at, words, opacity)
            left += width + _GAP
        return HEIGHT + _GAP


def key_words(run: Seen) -> str:
    """`typing · 14 keys`, `Ctrl+C`, `Backspace ×3`, in the user's language."""
    if run.label == TYPING:
        one, many = _say("typing · 1 key"), _say("typing · {count} keys")
        return one if run.count == 1 else many.format(count=run.count)
    name = _say(_NAMES.get(run.label, run.label))
    return name if run.count == 1 else f"{name} ×{run.count}"


def _opacity(run: Seen) -> float:
    return min(1.0, (HOLD_NS - run.age_ns) / _FADE_NS)


def _say(words: str) -> str:
    return QCoreApplication.translate("KeyStrip", words)
