"""The study whose answers are in sight, read in the background and kept up to date."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from observer.analysis.insight import Insight
from observer.analysis.precision import RulePrecision
from observer.database.library import Library
from observer.intake.effort import Measured, measure_efforts
from observer.intake.insight import answers
from observer.intake.rule_records import rule_records
from observer.model.errors import ObserverError
from observer.model.study import Study
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error

_LAST = "insight/study"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page shows, read at once. `found` is None where there is no study.

    `stamp` is the library's when reading began (`Library.changes`).
    """

    studies: tuple[Study, ...]
    found: Insight | None
    records: tuple[RulePrecision, ...] = ()
    study_records: tuple[RulePrecision, ...] = ()
    stamp: tuple[int, int] | None = None


class InsightBook(QObject):
    """Holds the latest reading. A reading asked for while one runs follows it."""

    began = Signal()
    read = Signal()
    failed = Signal(object)
    """The error that reading met; the reading before stays."""

    measuring = Signal(object)
    """How much of what attempts took has been measured, 0 to 1; None for all there is."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._wanted = str(QSettings().value(_LAST, ""))
        self._task: Task | None = None
        self._again = False
        self._measuring: Task | None = None
        self._unread: set[str] = set()
        self._unseen = 0  # attempts that were measured since the latest reading
        self.measured_part: float | None = None
        self.reading: Reading | None = None

    @property
    def found(self) -> Insight | None:
        """The chosen study's answers; None before they are read and where there is no study."""
        return self.reading.found if self.reading else None

    @property
    def study_id(self) -> str:
        """The study in sight, or the one that is being read."""
        return self._wanted

    @property
    def busy(self) -> bool:
        """Whether answers are on their way."""
        return self._task is not None

    def choose(self, study_id: str) -> None:
        """Another study."""
        if study_id != self._wanted:
            self._wanted = study_id
            QSettings().setValue(_LAST, study_id)
            self.read_again()

    def refresh(self) -> None:
        """Read again where anything changed in the library since."""
        try:
            unchanged = self.reading is not None and self.reading.stamp == self._library.changes()
        except ObserverError:  # reading meets it too, and says it on the page
            unchanged = False
        if not unchanged:
            self.read_again()

    def read_again(self) -> None:
        """Read, after what is under way."""
        if self._task is not None:
            self._again = True
            return
        library, wanted = self._library, self._wanted

        def work(_progress: Progress) -> Reading:
            return read_insight(library, wanted)

        self._task = run(self, work, self._take, self._fail)
        self.began.emit()

    def _take(self, reading: Reading) -> None:
        self._task = None
        if self._follow_up():
            self._part_with(reading)
        else:
            if self.reading is not None:
                self._part_with(self.reading)
            self.reading = reading
            if reading.found is not None:
                self._wanted = reading.found.facts.study.id
            self.read.emit()
            if reading.found is not None:
                self._measure(self._wanted)

    def _part_with(self, reading: Reading) -> None:
        """Let it go in the background, once those who took it here have let it go too."""
        held = [reading]
        QTimer.singleShot(0, self, lambda: run(self, lambda _progress: let_go(held), _do_nothing))

    def _measure(self, study_id: str) -> None:
        """Measure what attempts took that nobody measured; the answers are there meanwhile.

        A session that could not be read is not tried again while the page lives.
        """
        if self._measuring is not None:
            self._measuring.cancel()
        library, unread = self._library, frozenset(self._unread)

        def work(progress: Progress) -> Measured:
            return measure_efforts(
                library,
                library.folder,
                study_id,
                without=unread,
                progressed=progress,
                cancelled=progress.cancelled,
            )

        task = self._measuring = run(
            self,
            work,
            lambda found: self._take_measured(task, found),
            lambda error: self._fail_to_measure(task, error),
            self._tell_part,
        )

    def _tell_part(self, part: float | None) -> None:
        self.measured_part = part
        self.measuring.emit(part)

    def _take_measured(self, task: Task, found: Measured) -> None:
        self._unread |= set(found.unread)
        self._unseen += found.kept
        if self._measuring is task:
            self._measuring = None
            self._tell_part(None)
            if self._unseen:
                self._unseen = 0
                self.read_again()

    def _fail_to_measure(self, task: Task, error: Exception) -> None:
        if self._measuring is task:
            self._measuring = None
            self._tell_part(None)
        show_error(self, error)

    def _fail(self, error: Exception) -> None:
        self._task = None
        if not self._follow_up():
            self.failed.emit(error)

    def _follow_up(self) -> bool:
        if self._again:
            self._again = False
            self.read_again()
            return True
        return False


def read_insight(library: Library, study_id: str) -> Reading:
    """The answers of this study, or of the first where it is not there. Raises LibraryError."""
    stamp = library.changes()
    studies = tuple(library.study_list())
    study = next((one for one in studies if one.id == study_id), None)
    if study is None:
        watched = {row.study for row in library.sessions()}
        study = next((one for one in studies if one.name in watched), None)
        study = study or next(iter(studies), None)
    if study is None:
        return Reading(studies, None, stamp=stamp)
    records, own = rule_records(library, study.id)
    return Reading(studies, answers(library, study), records, own, stamp)


def let_go(held: list[Reading]) -> None:
    """Free the reading that is held, session by session: at once, no other thread could run
    until a hundred thousand values are gone."""
    sessions = [one for reading in held if reading.found for one in reading.found.facts.sessions]
    held.clear()
    while sessions:
        sessions.pop()


def _do_nothing(_result: None) -> None:
    """Nobody waits for it."""
