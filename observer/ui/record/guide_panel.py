"""The question guide on the console: what to ask, and what was asked when."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.clock import format_ns
from observer.model.sitting import Asking
from observer.model.study import GuideQuestion
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font


class GuidePanel(QWidget):
    """A box a question; ticking keeps the moment, unticking takes it back."""

    def __init__(
        self,
        session_id: str,
        questions: Sequence[GuideQuestion],
        now_ns: Callable[[], int],
        keep: Callable[[Asking], None],
        take_back: Callable[[Asking], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session_id = session_id
        self._now_ns = now_ns
        self._keep = keep
        self._take_back = take_back
        self._asked: dict[str, Asking] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._times = {question.id: text_label(size=SMALL, tone="dim") for question in questions}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for question in questions:
            column.addLayout(self._line(question))

    def show_asked(self, askings: Sequence[Asking]) -> None:
        """Take up what an earlier window kept."""
        for asking in askings:
            box = self.boxes.get(asking.question_id)
            if box is not None:
                self._asked[asking.question_id] = asking
                box.blockSignals(True)
                box.setChecked(True)
                box.blockSignals(False)
                self._times[asking.question_id].setText(format_ns(asking.time_ns))

    def _line(self, question: GuideQuestion) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        box = QCheckBox()
        box.setAccessibleName(question.text)
        box.toggled.connect(partial(self._ticked, question.id))
        self.boxes[question.id] = box
        words = text_label(question.text, wrap=True)
        words.setFont(font())
        words.setBuddy(box)
        row.addWidget(box)
        row.addWidget(words, 1)
        row.addWidget(self._times[question.id])
        return row

    def _ticked(self, question_id: str, asked: bool) -> None:
        if asked:
            asking = Asking(self._session_id, question_id, self._now_ns())
            self._asked[question_id] = asking
            self._keep(asking)
            self._times[question_id].setText(format_ns(asking.time_ns))
        else:
            self._take_back(self._asked.pop(question_id))
            self._times[question_id].setText("")
