"""Finds the exact picture of a moment without holding up the window."""

import threading
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError
from observer.session.exact_pictures import ExactRecording
from observer.session.waymark_thread import WaymarkThread
from observer.ui.review.recording import Recording
from observer.ui.review.still import enlarged, image_of

_NEAR_NS = 10 * NS_PER_SECOND  # what is shown instead of a moment's picture comes from so near
_Letter = tuple[int, QImage, int, int] | tuple[int, str]


class Seeker(QObject):
    """One recording at a time; of many wishes the latest is met, and one is under way.

        open ── seek, seek, … ──▶ found (or failed) ── close

    A thread of its own decodes, `exact-pictures`; while there is no wish another one, `waymarks`,
    goes through the recording and makes later seeks quick. `close` joins both. What is found is
    told in the window's thread. They hold no Qt object but the images that they make.
    """

    found = Signal(QImage, object, object)  # with when it came on screen and the moment asked for
    failed = Signal(str)
    _waiting = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters: SimpleQueue[_Letter] = SimpleQueue()
        self._waiting.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._number = 0  # of the recording: a letter about another one is thrown away
        self._wanted = threading.Condition()
        self._wish_ns: int | None = None
        self._closing = False
        self._thread: threading.Thread | None = None
        self._marks: WaymarkThread | None = None

    @property
    def is_prepared(self) -> bool:
        """Whether all has been done that makes seeks quick."""
        return self._marks is not None and self._marks.is_done

    def open(self, recording: Recording) -> None:
        """Take pictures from these files; none are looked at before a seek."""
        self.close()
        if not recording.files:
            return
        self._closing = False
        files = [(file.path, file.span) for file in recording.files]
        self._marks = WaymarkThread(files)
        self._marks.start()
        self._thread = threading.Thread(
            target=self._run,
            args=(ExactRecording(files, self._marks.waypoints), self._marks, self._number),
            name="exact-pictures",
            daemon=True,  # close joins it; a window that fails before that must still end
        )
        self._thread.start()

    def close(self) -> None:
        """Let go of the files and join the thread, at the latest after the picture under way."""
        self._number += 1
        with self._wanted:
            self._closing = True
            self._wish_ns = None
            self._wanted.notify()
        if self._thread is not None and self._marks is not None:
            self._thread.join()
            self._marks.close()
            self._thread = self._marks = None

    def seek(self, time_ns: int) -> None:
        """Find the picture of this moment; an earlier wish that is still waiting is dropped."""
        with self._wanted:
            self._wish_ns = time_ns
            if self._marks is not None:
                self._marks.stand_still(time_ns)
            self._wanted.notify()

    def glimpse(self, time_ns: int) -> QImage:
        """A coarse picture of about this moment, at once; a null image where there is none yet."""
        near = self._marks.glimpses.near(time_ns, _NEAR_NS) if self._marks is not None else None
        return enlarged(near) if near is not None else QImage()

    def _run(self, pictures: ExactRecording, marks: WaymarkThread, number: int) -> None:
        try:
            while (wish_ns := self._next_wish(marks)) is not None:
                try:
                    shown = pictures.picture_at(wish_ns)
                    self._letters.put((number, image_of(shown.frame), shown.start_ns, wish_ns))
                except MediaError as error:
                    self._letters.put((number, str(error)))
                self._waiting.emit()
        finally:
            pictures.close()

    def _next_wish(self, marks: WaymarkThread) -> int | None:
        with self._wanted:
            if self._wish_ns is None:
                marks.go_on()
            while self._wish_ns is None and not self._closing:
                self._wanted.wait()
            wish_ns, self._wish_ns = self._wish_ns, None
            return wish_ns

    def _deliver(self) -> None:
        try:
            number, *rest = self._letters.get_nowait()
        except Empty:  # pragma: no cover  # one signal a letter
            return
        if number != self._number:
            return
        if len(rest) == 1:
            self.failed.emit(rest[0])
        else:
            self.found.emit(*rest)
