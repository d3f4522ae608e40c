"""What was said, as words below what is seen."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from observer.session.captions import Caption
from observer.ui.review.picture.scene import GROUND, INK, Scene
from observer.ui.theme import font

_SIZE, _SMALL_SIZE = 16, 14
_LONGEST_LINE = 640.0  # some 75 letters: a line the eye does not lose
_MOST_SHARE = 0.4  # of the foot's height, so that the picture stays in sight
_SIDE, _RISE = 12.0, 7.0


class CaptionLine:
    """Overlay: the words of the moment on a solid ground at the picture's foot."""

    def __init__(self) -> None:
        self._captions: list[Caption] = []
        self._starts_ns: list[int] = []
        self._latest_ends_ns: list[int] = []

    def __len__(self) -> int:
        return len(self._captions)

    def set_captions(self, captions: Sequence[Caption]) -> None:
        """The session's captions, by their start."""
        self._captions = list(captions)
        self._starts_ns = [caption.start_ns for caption in captions]
        self._latest_ends_ns = list(accumulate((caption.end_ns for caption in captions), max))

    def words_at(self, time_ns: int) -> str:
        """What is said at a moment, a line a speaker; empty for nothing."""
        said: list[str] = []
        index = bisect_right(self._starts_ns, time_ns)
        while index > 0 and self._latest_ends_ns[index - 1] > time_ns:
            index -= 1
            if self._captions[index].end_ns > time_ns:
                said.append(self._captions[index].text)
        return "\n".join(reversed(said))

    def is_seen(self, time_ns: int, since_ns: int) -> bool:  # noqa: ARG002  # words have no place
        """Whether anything is said."""
        return bool(self.words_at(time_ns))

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the words in the middle of the foot, as many lines as they need."""
        words = self.words_at(scene.time_ns)
        if not words:
            return 0.0
        narrow = scene.foot.width() < _LONGEST_LINE
        face = font(_SMALL_SIZE if narrow else _SIZE, 600)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(0, 0, min(_LONGEST_LINE, scene.foot.width() - 2 * _SIDE), 10_000)
        metrics = QFontMetricsF(face)
        if max(map(metrics.horizontalAdvance, words.split("\n"))) > room.width():
            words = " ".join(words.split("\n"))  # broken for another width: broken twice else
        text = metrics.boundingRect(room, flags, words)
        height = min(text.height(), scene.foot.height() * _MOST_SHARE)
        area = QRectF(0, 0, text.width() + 2 * _SIDE + 2, height + 2 * _RISE)
        area.moveCenter(scene.foot.center())
        area.moveBottom(scene.foot.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(GROUND)
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(INK)
        painter.setFont(face)
        painter.drawText(area.adjusted(_SIDE, _RISE, -_SIDE, -_RISE), flags, words)
        return area.height() + 6
