"""The small picture of each item: a clip's first, made in the background, or the card itself."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from observer.database.library import Library
from observer.export.reel.card import card_png
from observer.model.errors import ObserverError
from observer.model.reel import ReelClip, TitleCard
from observer.session.reader import SessionReader
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.review.thumbnails import read_pictures

_Key = tuple[str, int]


class SmallPictures(QObject):
    """Hands out pictures at once where they are known; `ready` tells of those that come later."""

    ready = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._known: dict[_Key, QImage] = {}
        self._wanted: set[_Key] = set()

    def picture(self, clip: ReelClip) -> QImage:
        """What the clip shows where its moment begins; null while it is not known."""
        key = (clip.session_id, (clip.start_ns + clip.end_ns) // 2)
        if key not in self._known and key not in self._wanted:
            self._wanted.add(key)
            folder = self._library.folder / self._library.session(clip.session_id).folder
            run(self, partial(_read, folder, key[1]), partial(self._take, key), self._lose)
        return self._known.get(key, QImage())

    def _take(self, key: _Key, image: QImage) -> None:
        self._known[key] = image
        self.ready.emit()

    def _lose(self, error: Exception) -> None:
        if not isinstance(error, ObserverError):
            show_error(self, error)
        # Its row says in words what it is; playing it says what is wrong with it.


def card_picture(card: TitleCard, width: int, height: int) -> QImage:
    """The card as it will be shown."""
    return QImage.fromData(card_png(card, width, height))


def _read(folder: Path, time_ns: int, progress: Progress) -> QImage:
    return read_pictures(SessionReader(folder), [time_ns], progress)[0][1]
