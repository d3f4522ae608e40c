"""One attempt at a task: how it ended, how often somebody helped, and what there is to say."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from observer.model.clock import format_ns
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Task
from observer.ui.after.time_bar import TimeBar
from observer.ui.after.typed_text import TypedText
from observer.ui.after.words import outcome_words
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE

_NOTE_PX = 46
_HELPED_PX = 112
_BAR_PX = 180


class AttemptRow(QWidget):
    """Shows and changes one attempt. `keep` is called with what it has become.

    An attempt that still runs when its session has ended ends with it, once it is given an outcome.
    """

    def __init__(
        self,
        head: QWidget,
        attempt: Attempt,
        task: Task,
        session_end_ns: int,
        keep: Callable[[Attempt], None],
    ) -> None:
        """`head` says which task or attempt it is; the time stands beside it."""
        super().__init__()
        self._head = head
        self._attempt = attempt
        self._task = task
        self._session_end_ns = session_end_ns
        self._keep = keep
        self.outcomes: dict[Outcome, QPushButton] = {}
        self.less = icon_button("minus", self.tr("Helped once less"))
        self.more = icon_button("plus", self.tr("Helped once more"))
        self.helped = text_label()
        self.time = text_label(size=SMALL, tone="dim")
        self.note = TypedText(self.tr("A note on this task"), self.tr("Note"), _NOTE_PX)
        self._bar = QHBoxLayout()
        self.foot = QHBoxLayout()
        self._lay_out()
        self.less.clicked.connect(partial(self._help, -1))
        self.more.clicked.connect(partial(self._help, 1))
        self.note.written.connect(self._noted)
        self.show_attempt(attempt)

    def show_attempt(self, attempt: Attempt) -> None:
        """Show what is kept."""
        self._attempt = attempt
        for outcome, button in self.outcomes.items():
            button.setChecked(outcome is attempt.outcome)
        words = {0: self.tr("not helped"), 1: self.tr("helped once")}
        times = self.tr("helped {n} times").format(n=attempt.helped)
        self.helped.setText(words.get(attempt.helped, times))
        self.less.setEnabled(attempt.helped > 0)
        self.note.show_text(attempt.note)
        self._show_time()

    def _show_time(self) -> None:
        attempt, expected_ns = self._attempt, self._task.expected_ns
        while (item := self._bar.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if attempt.end_ns is None:
            self.time.setText(self.tr("was not ended"))
            return
        taken_ns = attempt.end_ns - attempt.start_ns
        words = format_ns(taken_ns)
        if expected_ns:
            words = self.tr("{time} · expected {expected}").format(
                time=words, expected=format_ns(expected_ns)
            )
            bar = TimeBar(taken_ns, expected_ns)
            bar.setFixedWidth(_BAR_PX)
            self._bar.addWidget(bar)
        self.time.setText(words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE + 2)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._head, 1)
        first.addLayout(self._bar)
        first.addWidget(self.time)
        column.addLayout(first)
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        for outcome in Outcome:
            button = push_button(outcome_words(outcome))
            button.setCheckable(True)
            button.clicked.connect(partial(self._end, outcome))
            group.addButton(button)
            self.outcomes[outcome] = button
            row.addWidget(button)
        row.addStretch(1)
        self.helped.setMinimumWidth(_HELPED_PX)
        self.helped.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.less, self.helped, self.more):
            row.addWidget(widget)
        column.addLayout(row)
        self.foot.setSpacing(2 * SPACE)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.foot.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(self.foot)

    def _end(self, outcome: Outcome) -> None:
        attempt = self._attempt
        end_ns = attempt.end_ns
        if end_ns is None:
            end_ns = max(attempt.start_ns, self._session_end_ns)
        self._keep(replace(attempt, outcome=outcome, end_ns=end_ns))

    def _help(self, by: int) -> None:
        self._keep(replace(self._attempt, helped=max(0, self._attempt.helped + by)))

    def _noted(self, text: str) -> None:
        self._keep(replace(self._attempt, note=text))
