"""One picture of each session, made in the background and kept in the cache folder."""

import hashlib
from collections import OrderedDict
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from observer.database.rows import SessionRow
from observer.model.errors import ObserverError
from observer.model.manifest import SessionState
from observer.ui.background import Progress, run

_WIDTH_PX = 640
"""Sharp on a card at two device pixels a unit."""

_KEPT_IN_MEMORY = 300
"""About 270 MB would be 300 full pictures; at 640 by 360 they are some 0.9 MB each."""

_WAITING_AT_MOST = 1
"""Decoding is heavy; a recording beside it comes first."""


class Thumbnails(QObject):
    """Hands out pictures at once where they are known, and makes the others one by one."""

    ready = Signal(str)
    """The picture of this session id is there."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._cache = Path(platformdirs.user_cache_dir("observer")) / "thumbnails"
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._pictureless: set[str] = set()
        self._wanted: OrderedDict[str, SessionRow] = OrderedDict()
        self._under_way: set[str] = set()

    def picture(self, row: SessionRow) -> QPixmap | None:
        """The session's picture, or None for now; `ready` tells when it is there."""
        key = self._key(row)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found
        if row.state is SessionState.CLOSED and key not in self._pictureless:
            self._wanted[key] = row
            self._wanted.move_to_end(key)
            self._make_next()
        return None

    def _key(self, row: SessionRow) -> str:
        # Length is part of it: a repaired session shows another third.
        text = f"{self._root}/{row.folder}/{row.duration_ns}"
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def _make_next(self) -> None:
        while self._wanted and len(self._under_way) < _WAITING_AT_MOST:
            key, row = self._wanted.popitem()  # what was asked for last is on the screen
            if key in self._under_way:
                continue
            self._under_way.add(key)
            run(
                self,
                partial(_load_or_make, self._cache / f"{key}.jpg", self._root / row.folder),
                partial(self._take, key, row.id),
                partial(self._lose, key),
            )

    def _take(self, key: str, session_id: str, image: QImage) -> None:
        self._under_way.discard(key)
        if image.isNull():
            self._pictureless.add(key)
        else:
            self._pictures[key] = QPixmap.fromImage(image)
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


def _load_or_make(file: Path, folder: Path, _progress: Progress) -> QImage:
    image = QImage(str(file))
    if not image.isNull():
        return image
    image = _picture_of(folder)
    if not image.isNull():
        file.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(file), quality=88)
    return image


def _picture_of(folder: Path) -> QImage:
    from observer.session.pictures import RecordingPictures
    from observer.session.reader import SessionReader

    session = SessionReader(folder)
    if not session.segments:
        return QImage()
    with RecordingPictures(session) as reader:
        picture = reader.picture_at(reader.duration_ns // 3, _WIDTH_PX)
    stride = 3 * picture.width
    view = QImage(picture.rgb, picture.width, picture.height, stride, QImage.Format.Format_RGB888)
    return view.copy()
