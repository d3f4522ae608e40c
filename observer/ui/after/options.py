"""The answers a scale or a choice allows: one stop of the Tab key, digits to answer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.study import AnswerForm, Question
from observer.ui.after.measure import Measure
from observer.ui.after.option_button import OptionButton
from observer.ui.labels import text_label
from observer.ui.theme import RADIUS, theme

_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Options(QWidget):
    """Buttons numbered from 1. Pressing the chosen one, or Backspace, takes the answer back.

    1 to 9 choose, 0 is the tenth; the arrows go to the neighbour.
    """

    chosen = Signal(object)
    """The number, or None where the answer was taken back."""

    def __init__(self, question: Question, measure: Measure, *, ends: bool = True) -> None:
        super().__init__()
        self.number: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(question.text)
        column = QVBoxLayout(self)
        self._ring = measure.ring
        column.setContentsMargins(self._ring, self._ring, self._ring, self._ring)
        column.setSpacing(measure.gap)
        scale = question.form is AnswerForm.SCALE
        self.buttons = _buttons(question, measure)
        row: QBoxLayout = QHBoxLayout() if scale else QVBoxLayout()
        row.setSpacing(measure.gap)
        for button in self.buttons:
            button.clicked.connect(partial(self._press, button))
            row.addWidget(button)
        if ends and scale and (question.low or question.high):
            column.addLayout(scale_ends(question, measure))
        column.addLayout(row)
        theme().changed.connect(self.update)

    def show_number(self, number: int | None) -> None:
        """Fill the one that is the answer."""
        self.number = number
        for button in self.buttons:
            button.setChecked(button.number == number)

    def take_key(self, key: int) -> bool:
        """Answer by this key; whether it meant anything."""
        digit = key - Qt.Key.Key_0
        if key in _BACK:
            self._choose(None)
        elif 0 <= digit <= 9 and (digit or 10) <= len(self.buttons):
            self._choose(digit or 10)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._choose(max(1, (self.number or 2) - 1))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._choose(min(len(self.buttons), (self.number or 0) + 1))
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Keep the keys that answer from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_answer(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows answer; the rest is somebody else's."""
        if not (_is_answer(event) and self.take_key(event.key())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring around the buttons while the keys answer here."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("accent"), 2))
        first, last = self.buttons[0].geometry(), self.buttons[-1].geometry()
        gap = self._ring - 1
        area = QRectF(first.united(last)).adjusted(-gap, -gap, gap, gap)
        painter.drawRoundedRect(area, RADIUS + gap, RADIUS + gap)
        painter.end()

    def _press(self, button: OptionButton) -> None:
        self._choose(button.number if button.isChecked() else None)

    def _choose(self, number: int | None) -> None:
        self.show_number(number)
        self.chosen.emit(number)


def _is_answer(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    key = event.key()
    arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    return plain and (Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or key in _BACK or key in arrows)


def _buttons(question: Question, measure: Measure) -> Sequence[OptionButton]:
    if question.form is AnswerForm.CHOICE:
        buttons = [OptionButton(n, measure, word) for n, word in enumerate(question.choices, 1)]
        for button in buttons:
            button.setAccessibleName(button.text())
        return buttons
    buttons = [OptionButton(number, measure) for number in range(1, question.points + 1)]
    for button in buttons:
        end = {1: question.low, question.points: question.high}.get(button.number, "")
        button.setAccessibleName(f"{button.number}/{question.points} {end}".strip())
    return buttons


def scale_ends(question: Question, measure: Measure) -> QHBoxLayout:
    """The words at both ends of a scale, to stand above its buttons."""
    row = QHBoxLayout()
    row.setSpacing(2 * measure.gap)
    for words, side in (
        (question.low, Qt.AlignmentFlag.AlignLeft),
        (question.high, Qt.AlignmentFlag.AlignRight),
    ):
        label = text_label(words, size=measure.ends, tone="dim", wrap=measure.stretch)
        label.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
        row.addWidget(label, 1)
    return row
