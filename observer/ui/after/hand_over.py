"""The window in the participant's hands: one question at a time, and nothing of the team's."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from observer.model.study import Question, Questionnaire
from observer.ui.after.hand_over_words import words_for
from observer.ui.after.measure import LARGE
from observer.ui.after.question_field import QuestionField
from observer.ui.after.sitting_book import SittingBook
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import GUTTER, HEADING, SMALL, SPACE, font

HELD_MS = 1_200
"""Escape held this long leads back: too long for a slip, short enough to find out."""

_WIDEST_PX = 880
_QUESTION_PX = 30
_BUTTON_PX = 52
_BUTTON_WIDTH_PX = 148
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HandOver(QWidget):
    """Covers its window until `ended`. Answers are kept as they are given.

    While it is there everything under it is disabled and no shortcut of the window works, so that
    neither the Tab key nor Ctrl+1 leads to what the team wrote.
    """

    ended = Signal()

    def __init__(
        self, book: SittingBook, questionnaires: Sequence[Questionnaire], window: QWidget
    ) -> None:
        super().__init__(window)
        self._book = book
        self._window = window
        self._asked: list[tuple[Questionnaire, Question]] = [
            (one, question) for one in questionnaires for question in one.questions
        ]
        self.words = words_for(book.study.language if book.study else "")
        self._place = -1
        self.field: QuestionField | None = None
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.progress = text_label(size=SMALL, tone="dim")
        self._bar = QProgressBar()
        self.title = text_label(size=_QUESTION_PX, weight=600, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.text = text_label(size=18, tone="dim", wrap=True)
        self.back = push_button(self.words.back)
        self.next = push_button(self.words.start, role="primary")
        self.leave = push_button(self.words.leave, role="quiet")
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.setToolTip(self.words.hold)
        self._middle = QVBoxLayout()
        self._build()
        self._held = QTimer(self, interval=HELD_MS, singleShot=True)
        self._held.timeout.connect(self.end)
        self._under = [
            child
            for child in window.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if child is not self and child.isEnabled()
        ]
        for child in self._under:
            child.setEnabled(False)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._show_place()
        self.show()
        self.raise_()
        self.setFocus()

    def end(self) -> None:
        """Give the window back to the team."""
        if self.field is not None:
            self.field.flush()
        for child in self._under:
            child.setEnabled(True)
        self._under.clear()
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def go_on(self) -> None:
        """To the next question, or to the thanks."""
        self._go(1)

    def go_back(self) -> None:
        """To the question before."""
        self._go(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever size it takes."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """No key is a shortcut of the window's as long as the participant has it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Escape leads back when it is held."""
        if event.key() == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self._held.start()
        elif event.key() in _ENTER:
            self.go_on()
        elif self.field is not None and self.field.options is not None:
            self.field.options.take_key(event.key())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Escape let go too early does nothing."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._held.stop()

    def _go(self, by: int) -> None:
        if self.field is not None:
            self.field.flush()
        self._place = max(-1, min(len(self._asked), self._place + by))
        self._show_place()

    def _show_place(self) -> None:
        self._take_field_away()
        count = len(self._asked)
        begun, over = self._place >= 0, self._place >= count
        self.progress.setText(
            self.words.progress.format(n=self._place + 1, count=count) if begun and not over else ""
        )
        self._bar.setValue(max(0, self._place))
        self.back.setVisible(begun)
        self.text.setVisible(not begun or over)
        self.next.setVisible(not over)
        if over:
            self.progress.setText(self.words.hold)
            self.title.setText(self.words.thanks)
            self.text.setText(self.words.farewell)
        elif not begun:
            self.title.setText(self.words.title)
            intro = self.words.one if count == 1 else self.words.intro
            self.text.setText(intro.format(count=count))
            self.next.setText(self.words.start)
        else:
            self._show_question(*self._asked[self._place])
        if self.field is None:
            self.setFocus()

    def _take_field_away(self) -> None:
        if self.field is not None:
            self._middle.removeWidget(self.field)
            self.field.hide()
            self.field.deleteLater()
            self.field = None

    def _show_question(self, asked: Questionnaire, question: Question) -> None:
        self.title.setText(question.text)
        field = self.field = QuestionField(question, LARGE, self.words.placeholder)
        field.show_answer(self._book.answer(asked, question))
        field.answered.connect(self._answered)
        if field.words is not None:
            field.words.textChanged.connect(self._show_next)
        self._middle.insertWidget(3, field)
        field.setFocus()
        self._show_next()

    def _answered(self, value: int | None, text: str) -> None:
        asked, question = self._asked[self._place]
        self._book.keep_answer(asked, question, value, text, "")
        if self.field is not None:
            self.field.show_answer(self._book.answer(asked, question))
        self._show_next()

    def _show_next(self) -> None:
        last = self._place == len(self._asked) - 1
        words = self.words.finish if last else self.words.next
        answered = self.field is not None and self.field.is_answered
        self.next.setText(words if answered or last else self.words.skip)
        self.next.setProperty("role", "primary" if answered else "")
        self.next.style().unpolish(self.next)
        self.next.style().polish(self.next)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._bar.setRange(0, max(1, len(self._asked)))
        self._bar.setTextVisible(False)
        outer.addWidget(self._bar)
        top = QHBoxLayout()
        top.setContentsMargins(GUTTER, SPACE, SPACE, 0)
        top.addStretch(1)
        self.leave.setFont(font(SMALL))
        self.leave.clicked.connect(self.end)
        top.addWidget(self.leave)
        outer.addLayout(top)
        outer.addWidget(self._sheet(), 1)
        outer.addLayout(self._foot())

    def _sheet(self) -> QScrollArea:
        """The question in the middle; it scrolls where a small window has no room for it."""
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(GUTTER)
        self._middle.addStretch(1)
        self._middle.addWidget(self.title)
        self._middle.addWidget(self.text)
        self._middle.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(_in_the_middle(self._middle))
        return area

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self.progress.setFont(font(HEADING))
        foot.addWidget(self.progress)
        foot.addStretch(1)
        for button in (self.back, self.next):
            button.setFont(font(HEADING, 600))
            # The stylesheet sets a least height of its own; only the row can make it more.
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            button.setMinimumWidth(_BUTTON_WIDTH_PX)
            foot.addWidget(button)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        foot.setContentsMargins(0, 0, 0, 0)
        around = _in_the_middle(foot)
        around.setFixedHeight(_BUTTON_PX)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE, 0, 2 * GUTTER)
        row.addWidget(around)
        return row


def _in_the_middle(inner: QLayout) -> QWidget:
    """What is inside, no wider than can be read at a glance."""
    holder = QWidget()
    holder.setMaximumWidth(_WIDEST_PX)
    holder.setLayout(inner)
    around = QWidget()
    around.setProperty("surface", "clear")
    row = QHBoxLayout(around)
    row.setContentsMargins(2 * GUTTER, 0, 2 * GUTTER, 0)
    row.addStretch(1)
    row.addWidget(holder, 20)
    row.addStretch(1)
    return around
