"""The steps at the left: where one is, and what has been said in each."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from observer.ui.after.step import Step
from observer.ui.icons import paint_icon
from observer.ui.theme import BODY, RADIUS, SMALL, SPACE, font, theme

_HEIGHT_PX = 56
_MARK_PX = 22


class StepList(QWidget):
    """A button a step; any of them can be gone to at any time."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.buttons = [StepButton(n, step) for n, step in enumerate(steps, 1)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            column.addWidget(button)
        column.addStretch(1)

    def show_place(self, place: int) -> None:
        """Show where one is, and how far each step is."""
        for number, button in enumerate(self.buttons):
            button.show_step(here=number == place)


class StepButton(QAbstractButton):
    """A step's number, or a tick once it is complete; its name and how far it is."""

    def __init__(self, number: int, step: Step) -> None:
        super().__init__()
        self._number = number
        self._step = step
        self.setText(step.label)
        self._here = False
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The list's own width decides."""
        return QSize(208, _HEIGHT_PX)

    def show_step(self, *, here: bool) -> None:
        """Look at the step again; `here` where it is the one in sight."""
        self._here = here
        self.setAccessibleName(f"{self._step.label}, {self._step.state}")
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The step at hand stands on the accent's soft ground."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(palette.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = "accent_soft" if self._here else "sunk" if self.underMouse() else ""
        painter.setBrush(palette.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        self._paint_mark(painter)
        left = _MARK_PX + 2.5 * SPACE
        wide = int(area.width() - left - SPACE)
        lines = (
            (self.text(), font(BODY, 600 if self._here else 400), "ink", 9),
            (self._step.state, font(SMALL), "dim", 29),
        )
        for words, face, ink, top in lines:
            painter.setFont(face)
            painter.setPen(palette.color(ink))
            shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(left, top, wide, 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        palette = theme().palette
        mark = QRectF(SPACE + 2, (_HEIGHT_PX - _MARK_PX) / 2, _MARK_PX, _MARK_PX)
        done = self._step.complete
        painter.setPen(Qt.PenStyle.NoPen if done else QPen(palette.color("faint"), 1))
        painter.setBrush(palette.color("accent") if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark)
        if done:
            paint_icon(painter, "check", mark.adjusted(4, 4, -4, -4), palette.accent_ink)
            return
        painter.setFont(font(SMALL, 600))
        painter.setPen(palette.color("dim"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(self._number))
