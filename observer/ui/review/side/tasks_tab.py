"""What the participant tried to do: how it ended, how long it took, what was marked in it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from observer.model.sitting import Attempt, Outcome
from observer.model.study import Study, Task
from observer.ui.buttons import push_button
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.attempt_form import AttemptForm
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
    """The attempts by time; a click jumps to where one began, and shows what can be put right."""

    jump_requested = Signal(object)  # ns, beyond what an int of Qt holds
    add_requested = Signal(str)  # a task's id; the stretch is that of I and O

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._attempts: list[Attempt] = []
        self._chosen_id = ""
        self.list = PlainList(self.tr("Tasks"))
        self.list.jump_requested.connect(self.jump_requested)
        self.form = AttemptForm()
        self.add = push_button(self.tr("Add an attempt"), role="quiet", icon_name="plus")
        self.add.setToolTip(self.tr("From I to O, at the task you choose (Ctrl+T)"))
        self.menu = QMenu(self.add)
        self.menu.aboutToShow.connect(self._fill)
        self.add.setMenu(self.menu)
        self._none = EmptyNote(self.tr("No tasks"), "")
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._none)
        tools = QHBoxLayout()
        tools.setContentsMargins(SPACE, 4, SPACE, 4)
        tools.addWidget(self.add)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._body, 1)
        column.addWidget(self.form)
        self.list.selectionModel().currentChanged.connect(self._follow)
        book.changed.connect(self._refresh)
        self._refresh()

    def select(self, attempt_id: str) -> None:
        """Choose an attempt; the player stays where it is."""
        ids = [one.id for one in self._attempts]
        self._chosen_id = attempt_id if attempt_id in ids else ""
        self.list.mark(ids.index(attempt_id) if attempt_id in ids else -1)
        self._show_form()

    def ask_task(self) -> None:
        """Offer the study's tasks; the chosen one gets an attempt."""
        if self.add.isEnabled():
            self.add.showMenu()

    # -- following the book --------------------------------------------------------------

    def _refresh(self) -> None:
        book = self._book
        chosen = self._chosen_id
        attempts = self._attempts = sorted(book.attempts, key=lambda attempt: attempt.start_ns)
        self.list.show_rows(
            [_Try(attempt, book.study, self._moments_in(attempt)) for attempt in attempts]
        )
        self._body.setCurrentIndex(0 if attempts else 1)
        self.add.setVisible(bool(self._tasks()))
        self._none.words.setText(
            self.tr("None was begun in this sit-in. Set I and O, then add an attempt.")
            if self._tasks()
            else self.tr("The study of this sit-in has no tasks.")
        )
        self.select(chosen)

    def _follow(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._attempts):
            self._chosen_id = self._attempts[row].id
        self._show_form()

    def _show_form(self) -> None:
        found = next((one for one in self._attempts if one.id == self._chosen_id), None)
        self.form.show_attempt(found, self._tasks())

    def _tasks(self) -> Sequence[Task]:
        study = self._book.study
        return study.tasks if study else ()

    def _fill(self) -> None:
        self.menu.clear()
        for number, task in enumerate(self._tasks(), 1):
            words = f"{number} · {task.title}".replace("&", "&&")
            self.menu.addAction(words).triggered.connect(partial(self.add_requested.emit, task.id))

    def _moments_in(self, attempt: Attempt) -> int:
        """Those that begin in it."""
        end_ns = attempt.end_ns
        return sum(
            attempt.start_ns <= moment.start_ns and (end_ns is None or moment.start_ns <= end_ns)
            for moment in self._book.moments
        )
