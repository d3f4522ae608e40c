"""Fetches the timeline's small pictures in the background, those in view first."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from observer.session.pictures import RecordingPictures
from observer.session.reader import SessionReader
from observer.ui.background import Progress, Task, run
from observer.ui.review.timeline import Timeline

_BATCH = 6  # pictures a task: a new view waits for no more than these
_WIDTH_PX = 176  # twice a tile's, for screens with two device pixels a unit
_SETTLE_MS = 120  # wait until a zoom or pan has come to rest


class Thumbnails(QObject):
    """Fills the timeline's lane of pictures with what its view lacks."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._session: SessionReader | None = None
        self._task: Task | None = None
        self._tried: set[int] = set()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._fetch)
        timeline.view_changed.connect(self._settle.start)

    def open(self, session: SessionReader | None) -> None:
        """Take pictures from another session, or none any more."""
        self._settle.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._session = session
        self._tried.clear()
        self._timeline.pictures.clear()
        if session is not None:
            self._settle.start()

    def _fetch(self) -> None:
        if self._session is None or self._task is not None:
            return
        missing = self._timeline.pictures.missing(self._timeline.scale)
        wanted = [time_ns for time_ns in missing if time_ns not in self._tried]
        # Every other one first: with its neighbour standing in, the strip soon looks whole.
        wanted = sorted((wanted[::2] or wanted)[:_BATCH])
        if not wanted:
            return
        self._tried.update(wanted)
        session = self._session

        def work(progress: Progress) -> list[tuple[int, QImage]]:
            return read_pictures(session, wanted, progress)

        self._task = run(self, work, lambda pictures: self._take(session, pictures))

    def _take(self, session: SessionReader, pictures: list[tuple[int, QImage]]) -> None:
        if session is not self._session:
            return
        self._task = None
        for time_ns, image in pictures:
            self._timeline.pictures.add(time_ns, image)
        self._timeline.refresh()
        self._fetch()


def read_pictures(
    session: SessionReader, times_ns: list[int], progress: Progress
) -> list[tuple[int, QImage]]:
    """Small pictures at these moments; stops early when told to. Raises MediaError."""
    result = []
    with RecordingPictures(session) as reader:
        for time_ns in times_ns:
            if progress.cancelled():
                break
            picture = reader.picture_at(time_ns, _WIDTH_PX)
            image = QImage(
                picture.rgb,
                picture.width,
                picture.height,
                3 * picture.width,
                QImage.Format.Format_RGB888,
            )
            result.append((time_ns, image.copy()))  # its own memory: the bytes go away
    return result
