"""Keeps what is written: shortly after the last letter, in order, and before anybody leaves."""

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from observer.database.library import Library
from observer.model.errors import ObserverError
from observer.model.study import Prediction, Study
from observer.ui.background import Progress, run
from observer.ui.banner import show_error

KEPT_AFTER_MS = 400
"""A pause in typing, as everywhere else in the window."""

_Write = Callable[[Library], None]


class _Queue:
    """Writes in the order in which they were asked for, whichever thread does them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: deque[tuple[int, _Write]] = deque()
        self._lock = threading.Lock()

    def add(self, number: int, write: _Write) -> None:
        self._waiting.append((number, write))

    def work_off(self, _progress: Progress) -> tuple[int, ObserverError | None]:
        """Do the oldest one; its number, and why it failed."""
        with self._lock:
            number, write = self._waiting.popleft()
            try:
                write(self._library)
            except ObserverError as error:
                return number, error
            return number, None


class StudyKeeper(QObject):
    """Writes one study after another, and predictions behind the study they are about."""

    kept = Signal()
    """Everything that was asked for is in the library."""

    failed = Signal(object)
    """The ObserverError that kept a study from being written; what is typed stays where it is."""

    prediction_failed = Signal(object)
    """The ObserverError that kept a prediction from being written."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = _Queue(library)
        self._study: Study | None = None
        self._missed: dict[int, SignalInstance] = {}
        self.writes = 0
        """How many were asked for so far: tells whether what was read meanwhile is old."""
        self._timer = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)

    @property
    def busy(self) -> bool:
        """Whether something is still to be written."""
        return self._study is not None or bool(self._missed)

    def keep(self, study: Study) -> None:
        """Keep this study once the writer pauses."""
        if self._study is not None and self._study.id != study.id:
            self.flush()
        self._study = study
        self._timer.start()

    def flush(self) -> None:
        """Write what waits, off the window's thread."""
        self._timer.stop()
        if self._study is None:
            return
        study, self._study = self._study, None
        self._write(lambda library: library.save_study(study), self.failed)

    def predict(self, study_id: str, prediction: Prediction) -> None:
        """Keep a prediction, behind what the study has become."""
        self.flush()
        self._write(
            lambda library: library.save_prediction(study_id, prediction), self.prediction_failed
        )

    def _write(self, write: _Write, missed: SignalInstance) -> None:
        self.writes += 1
        self._missed[self.writes] = missed
        self._queue.add(self.writes, write)
        run(self, self._queue.work_off, self._done, self._break)

    def _done(self, outcome: tuple[int, ObserverError | None]) -> None:
        number, error = outcome
        missed = self._missed.pop(number)
        if error is not None:
            missed.emit(error)
        elif not self.busy:
            self.kept.emit()

    def _break(self, error: Exception) -> None:
        """A defect: which write it was is not known, so none is waited for any longer."""
        self._missed.clear()
        show_error(self, error)
