"""The pictures of each session's card, made in the background and kept in its folder."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from observer.database.rows import SessionRow
from observer.model.errors import ObserverError
from observer.model.manifest import SessionState
from observer.ui.background import Progress, run
from observer.ui.library.card_pictures import load_or_make

_KEPT_IN_MEMORY = 64
"""Cards, at 1.6 MB each about 100 MB; a large screen shows 40 of them at once."""

_WAITING_AT_MOST = 1
"""Decoding is heavy; a recording beside it comes first."""

FRAMES = 6
"""Pictures in a strip, at even distances through the session."""

_POSTER_WIDTH_PX = 512
_FRAME_SIZE = QSize(256, 144)


@dataclass(frozen=True, slots=True)
class CardPictures:
    """One large picture, and a strip of `FRAMES` small ones side by side."""

    poster: QPixmap
    strip: QPixmap


class Thumbnails(QObject):
    """Hands out pictures at once where they are known, and makes the others one by one."""

    ready = Signal(str)
    """The pictures of this session id are there."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._pictures: OrderedDict[str, CardPictures] = OrderedDict()
        self._pictureless: set[str] = set()
        self._wanted: OrderedDict[str, SessionRow] = OrderedDict()
        self._under_way: set[str] = set()

    def pictures(self, row: SessionRow) -> CardPictures | None:
        """The session's pictures, or None for now; `ready` tells when they are there."""
        key = f"{row.folder}/{row.duration_ns}"  # a repaired session shows another third
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found
        if row.state is SessionState.CLOSED and key not in self._pictureless:
            self._wanted[key] = row
            self._wanted.move_to_end(key)
            while len(self._wanted) > _KEPT_IN_MEMORY:  # long scrolled out of sight
                self._wanted.popitem(last=False)
            self._make_next()
        return None

    def _make_next(self) -> None:
        while self._wanted and len(self._under_way) < _WAITING_AT_MOST:
            key, row = self._wanted.popitem()  # what was asked for last is on the screen
            if key in self._under_way:
                continue
            self._under_way.add(key)
            run(
                self,
                partial(_work, self._root / row.folder, row.duration_ns),
                partial(self._take, key, row.id),
                partial(self._lose, key),
            )

    def _take(self, key: str, session_id: str, images: tuple[QImage, QImage]) -> None:
        self._under_way.discard(key)
        poster, strip = images
        if poster.isNull():
            self._pictureless.add(key)
        else:
            self._pictures[key] = CardPictures(QPixmap.fromImage(poster), QPixmap.fromImage(strip))
            while len(self._pictures) > _KEPT_IN_MEMORY:
                self._pictures.popitem(last=False)
            self.ready.emit(session_id)
        self._make_next()

    def _lose(self, key: str, error: Exception) -> None:
        self._under_way.discard(key)
        self._pictureless.add(key)
        self._make_next()
        # A picture that cannot be read is the library's damage to report, not this one's.
        if not isinstance(error, ObserverError):
            raise error


def _work(folder: Path, duration_ns: int, _progress: Progress) -> tuple[QImage, QImage]:
    return load_or_make(folder, duration_ns, _POSTER_WIDTH_PX, _FRAME_SIZE, FRAMES)
