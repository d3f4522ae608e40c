"""What the participant tried to do: how it ended, how long it took, what was marked in it."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from observer.model.sitting import Attempt, Outcome
from observer.model.study import Study
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.review.side.moment_delegate import TEXT_LEFT, paint_line, paint_time
from observer.ui.review.side.plain_list import PlainList, Row
from observer.ui.review.words import clock_words, outcome_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.wording import spoken_moments

_ROW_PX = 84
_BADGE_PX = 20


def _say(text: str) -> str:
    return QCoreApplication.translate("TasksTab", text)


class _Try(Row):
    def __init__(self, attempt: Attempt, study: Study | None, moments: int) -> None:
        tasks = list(study.tasks) if study else []
        task = study.task(attempt.task_id) if study else None
        self.start_ns = attempt.start_ns
        self._number = str(tasks.index(task) + 1) if task else "–"
        self._title = task.title if task else _say("A task the study does not hold")
        self._outcome = attempt.outcome
        self._ended = attempt.end_ns is not None
        self._details = _details(attempt, task.expected_ns if task else 0)
        marked = spoken_moments(moments) if moments else _say("no moments")
        self._rest = " · ".join(part for part in (marked, _helped(attempt)) if part)
        said = (self._number, self._title, self._outcome_words(), self._details, self._rest)
        self.words = " · ".join(part for part in said if part)

    def height(self, _width: float) -> float:
        return _ROW_PX

    def paint(self, painter: QPainter, area: QRectF) -> None:
        square = QRectF(area.left() + 2 * SPACE, area.top() + 12, _BADGE_PX, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunk"))
        painter.drawRoundedRect(square, 6, 6)
        painter.setFont(font(SMALL, 600))
        painter.setPen(theme().color("ink"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self._number)
        taken = paint_time(painter, area, self.start_ns)
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        title = QRectF(left, area.top() + 10, right - left - taken - SPACE, 20)
        paint_line(painter, title, self._title, BODY, "ink", 600)
        self._paint_outcome(painter, left, area.top() + 34, right)
        last = QRectF(left, area.top() + 56, right - left, 20)
        paint_line(painter, last, self._rest, SMALL, "dim")

    def _paint_outcome(self, painter: QPainter, left: float, top: float, right: float) -> None:
        words = self._outcome_words()
        tones = {Outcome.SUCCESS: "ok", Outcome.DIFFICULTY: "s2", None: "faint"}
        dot = QRectF(left, top + 6, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(tones.get(self._outcome, "s3")))
        painter.drawEllipse(dot)
        width = QFontMetricsF(font(SMALL)).horizontalAdvance(words)
        paint_line(painter, QRectF(left + 14, top, width + 2, 20), words, SMALL, "ink")
        rest = QRectF(left + 14 + width, top, right - left - 14 - width, 20)
        paint_line(painter, rest, f" · {self._details}" if self._details else "", SMALL, "dim")

    def _outcome_words(self) -> str:
        return outcome_words(self._outcome) if self._ended else _say("not ended")


def _details(attempt: Attempt, expected_ns: int) -> str:
    """`8:41, expected 3:00`; empty while it lasts."""
    if attempt.end_ns is None:
        return ""
    taken = clock_words(attempt.end_ns - attempt.start_ns)
    if not expected_ns:
        return taken
    expected = clock_words(expected_ns)
    return _say("{taken}, expected {expected}").format(taken=taken, expected=expected)


def _helped(attempt: Attempt) -> str:
    if attempt.helped < 2:
        return _say("helped once") if attempt.helped else ""
    return _say("helped {n} times").format(n=attempt.helped)


class TasksTab(QWidget):
    """The attempts by time; a click jumps to where one began."""

    jump_requested = Signal(object)  # ns, beyond what an int of Qt holds

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.list = PlainList(self.tr("Tasks"))
        self.list.jump_requested.connect(self.jump_requested)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(
            EmptyNote(
                self.tr("No tasks"),
                self.tr("No task of the study was begun in this sit-in."),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        book.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        book = self._book
        attempts = sorted(book.attempts, key=lambda attempt: attempt.start_ns)
        place = self.list.currentIndex().row()
        self.list.show_rows(
            [_Try(attempt, book.study, self._moments_in(attempt)) for attempt in attempts]
        )
        self.list.mark(place if place < len(attempts) else -1)
        self._body.setCurrentIndex(0 if attempts else 1)

    def _moments_in(self, attempt: Attempt) -> int:
        """Those that begin in it."""
        end_ns = attempt.end_ns
        return sum(
            attempt.start_ns <= moment.start_ns and (end_ns is None or moment.start_ns <= end_ns)
            for moment in self._book.moments
        )
