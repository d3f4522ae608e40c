"""What the person at this window predicts of one task."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.model.study import Prediction
from observer.ui.labels import text_label
from observer.ui.study.fields import CountField, LengthField
from observer.ui.study.section import fault_label, say_fault
from observer.ui.theme import SPACE

_MOST = 999


class PredictionForm(QWidget):
    """`4 of 8, in 2:30`. Nothing is kept before it says all three."""

    predicted = Signal(int, int, object)
    """Successes, participants, and nanoseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.successes = CountField(_tr("How many will succeed"), "–", least=-1, most=_MOST)
        self.participants = CountField(_tr("Of how many"), "–", least=0, most=_MOST)
        self.time = LengthField(_tr("In what time"))
        self.fault = fault_label()
        self._successes, self._participants, self._time_ns = -1, 0, 0
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.successes.setFixedWidth(56)
        self.participants.setFixedWidth(56)
        for widget in (
            self.successes,
            text_label(_tr("of"), tone="dim"),
            self.participants,
            text_label(_tr("in"), tone="dim"),
            self.time,
        ):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.fault)
        self.successes.entered.connect(self._take("_successes"))
        self.participants.entered.connect(self._take("_participants"))
        self.time.entered.connect(self._take("_time_ns"))
        self.time.judged.connect(self._judge_time)

    def show_prediction(self, prediction: Prediction | None, participants: int) -> None:
        """Show what was predicted; without any, of how many participants there will be."""
        if prediction is not None:
            self._successes = prediction.successes
            self._participants = prediction.participants
            self._time_ns = prediction.time_ns
        elif self._successes < 0:
            self._participants = participants
        self.successes.show_count(self._successes)
        self.participants.show_count(self._participants)
        self.time.show_length(self._time_ns)

    def _take(self, name: str) -> Callable[[object], None]:
        def take(value: object) -> None:
            setattr(self, name, value)
            self._judge()

        return take

    def _judge(self) -> None:
        if self._successes > self._participants > 0:
            words = _tr("{n} of {of} cannot succeed")
            say_fault(self.fault, words.format(n=self._successes, of=self._participants))
            return
        say_fault(self.fault, "")
        if self._successes >= 0 and self._participants > 0 and self._time_ns > 0:
            self.predicted.emit(self._successes, self._participants, self._time_ns)

    def _judge_time(self, good: bool) -> None:
        if not good:
            say_fault(self.fault, _tr("Minutes and seconds, please: 2:30"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PredictionForm", text)
