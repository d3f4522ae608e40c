"""The page between a sit-in and its review: what is asked, said and counted at the end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.model.study import Asked, Study
from observer.ui.after.attendance_step import AttendanceStep
from observer.ui.after.debrief_step import DebriefStep
from observer.ui.after.hand_over import HandOver
from observer.ui.after.questionnaire_step import QuestionnaireStep
from observer.ui.after.score_step import ScoreStep
from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.after.step_list import StepList
from observer.ui.after.task_step import TaskStep
from observer.ui.after.typed_text import TypedText
from observer.ui.after.words import spoken_length
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.surfaces import scrolled
from observer.ui.theme import GUTTER, HEADING, SMALL, SPACE
from observer.ui.wording import spoken_date

_LIST_PX = 248
_WIDEST_PX = 860
_HEADER_PX = 57


class AfterPage(QWidget):
    """Steps through the end of one sit-in; all of them may be skipped, and come back to.

    Everything is kept as it is said. Without a study only debrief and attendance are asked for.
    Raises SessionNotFound.
    """

    finished = Signal()
    """On to the review."""

    def __init__(
        self,
        library: Library,
        session_id: str,
        study: Study | None,
        author: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.book = SittingBook(library, session_id, study, author, self)
        self.steps = self._make_steps()
        self.list = StepList(self.steps)
        self.hand_over: HandOver | None = None
        self._stack = QStackedWidget()
        self.back = push_button(self.tr("Back"))
        self.next = push_button(self.tr("Next"), role="primary")
        self.review = push_button(self.tr("Skip to the review"), role="quiet")
        self._build()
        self.list.chosen.connect(self.go_to)
        self.back.clicked.connect(lambda: self.go_to(self.place - 1))
        self.next.clicked.connect(self._go_on)
        self.review.clicked.connect(self._finish)
        self.book.changed.connect(self._show_book)
        self.go_to(0)

    @property
    def place(self) -> int:
        """Which step is in sight, counted from 0."""
        return self._stack.currentIndex()

    @property
    def step(self) -> Step:
        """The step in sight."""
        return self.steps[self.place]

    def go_to(self, place: int) -> None:
        """Show another step."""
        place = max(0, min(place, len(self.steps) - 1))
        self._stack.setCurrentIndex(place)
        last = place == len(self.steps) - 1
        self.back.setVisible(place > 0)
        self.next.setText(self.tr("To the review") if last else self.tr("Next"))
        self.review.setVisible(not last)
        self._show_book()
        self.next.setFocus()
        self.step.begin()

    def flush(self) -> None:
        """Keep what is typed and not kept yet, as before the window closes."""
        for field in self.findChildren(TypedText):
            field.flush()

    def give_away(self) -> HandOver:
        """Hand the window over: everything that is asked at the end, one question at a time."""
        self.flush()
        if self.hand_over is None:
            self.hand_over = HandOver(
                self.book, self.book.questionnaires(Asked.AT_END), self.window()
            )
            self.hand_over.ended.connect(self._take_back)
        return self.hand_over

    def _take_back(self) -> None:
        self.hand_over = None
        self.list.show_place(self.place)
        self.next.setFocus()

    def _make_steps(self) -> list[Step]:
        book = self.book
        steps: list[Step] = []
        if book.tasks:
            steps.append(TaskStep(book))
        for asked in book.questionnaires(Asked.AT_END):
            step = QuestionnaireStep(book, asked)
            step.hand_over_asked.connect(self.give_away)
            steps.append(step)
        steps += [DebriefStep(book), AttendanceStep(book)]
        if book.is_scored:
            steps.append(ScoreStep(book))
        return steps

    def _show_book(self) -> None:
        self.step.show_book()
        self.list.show_place(self.place)

    def _go_on(self) -> None:
        if self.place == len(self.steps) - 1:
            self._finish()
        else:
            self.go_to(self.place + 1)

    def _finish(self) -> None:
        self.flush()
        self.finished.emit()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        body = QHBoxLayout()
        body.setContentsMargins(GUTTER, GUTTER, 0, 0)
        body.setSpacing(GUTTER)
        holder = scrolled(self.list)
        holder.setFixedWidth(_LIST_PX)
        body.addWidget(holder)
        for step in self.steps:
            self._stack.addWidget(_scrolled(step))
        body.addWidget(self._stack, 1)
        outer.addLayout(body, 1)
        outer.addWidget(self._foot())

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("surface", "bar")
        header.setFixedHeight(_HEADER_PX)
        row = QHBoxLayout(header)
        row.setContentsMargins(GUTTER + SPACE, 0, GUTTER, 0)
        row.setSpacing(12)
        session = self.book.session
        row.addWidget(text_label(self.tr("After the sit-in"), size=HEADING, weight=600))
        facts = (
            session.participant,
            session.study,
            spoken_date(session.recorded_at),
            spoken_length(session.duration_ns),
        )
        row.addWidget(text_label(" · ".join(facts), size=SMALL, tone="dim"))
        row.addStretch(1)
        row.addWidget(self.review)
        return header

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("surface", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(GUTTER + SPACE, 12, GUTTER, 12)
        row.setSpacing(SPACE)
        row.addWidget(
            text_label(self.tr("Everything is kept as you go."), size=SMALL, tone="faint")
        )
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        return foot


def _scrolled(step: Step) -> QScrollArea:
    """A step in the middle of what room there is, no wider than a line can be read."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, GUTTER, GUTTER)
    step.setMaximumWidth(_WIDEST_PX)
    row.addWidget(step, 1, Qt.AlignmentFlag.AlignTop)
    area = scrolled(holder)
    step.reached.connect(lambda part: area.ensureWidgetVisible(part, 0, 3 * GUTTER))
    return area
