"""Finds the exact picture of a moment without holding up the window."""

import threading
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from observer.model.errors import MediaError
from observer.session.exact_pictures import ExactRecording
from observer.ui.review.recording import Recording
from observer.ui.review.still import image_of

_Letter = tuple[int, QImage, int, int] | tuple[int, str]


class Seeker(QObject):
    """One recording at a time; of many wishes the latest is met, and one is under way.

        open ── seek, seek, … ──▶ found (or failed) ── close

    A thread of its own decodes, `exact-pictures`; `close` joins it. What it finds is told in the
    window's thread. It holds no Qt object but the images that it makes.
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

    def open(self, recording: Recording) -> None:
        """Take pictures from these files; none are looked at before a seek."""
        self.close()
        if not recording.files:
            return
        self._closing = False
        pictures = ExactRecording([(file.path, file.span) for file in recording.files])
        self._thread = threading.Thread(
            target=self._run,
            args=(pictures, self._number),
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
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def seek(self, time_ns: int) -> None:
        """Find the picture of this moment; an earlier wish that is still waiting is dropped."""
        with self._wanted:
            self._wish_ns = time_ns
            self._wanted.notify()

    def _run(self, pictures: ExactRecording, number: int) -> None:
        try:
            while (wish_ns := self._next_wish()) is not None:
                try:
                    shown = pictures.picture_at(wish_ns)
                    self._letters.put((number, image_of(shown.frame), shown.start_ns, wish_ns))
                except MediaError as error:
                    self._letters.put((number, str(error)))
                self._waiting.emit()
        finally:
            pictures.close()

    def _next_wish(self) -> int | None:
        with self._wanted:
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
