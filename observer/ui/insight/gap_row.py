"""One task of the gap, drawn: its completion and its time, each with its interval."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from observer.analysis.gap import TaskGap
from observer.ui.insight.gap_axis import TimeAxis
from observer.ui.insight.gap_words import completion_words, gap_sentences, verdict
from observer.ui.insight.words import time_words
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, RADIUS, SMALL, SPACE, theme
from observer.ui.theme.palette import mix

ROW_PX = 56
_BAR_PX = 8
_GAP_PX = 3 * SPACE
_TICK_PX = 52.0
"""Ticks nearer than that would write over each other."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each part of a row lies, from its left edge to its right one."""

    name: tuple[float, float]
    completion: tuple[float, float]
    completed: tuple[float, float]
    time: tuple[float, float]
    took: tuple[float, float]
    ease: tuple[float, float]


def columns(width: float) -> Columns:
    """Share the width out; the ease is left out where it is narrow."""
    ease = 56.0 if width > 860 else 0.0
    label = 64.0 if width > 700 else 52.0
    took = 76.0 if width > 700 else 64.0
    name = min(300.0, width * 0.29)
    rest = width - name - label - took - ease - 4 * _GAP_PX + (0 if ease else _GAP_PX)
    done = rest * 0.42
    ends: list[tuple[float, float]] = []
    left = SPACE * 1.0
    for size in (name - SPACE, done, label, rest - done, took, ease):
        ends.append((left, left + size))
        tight = len(ends) in (2, 4)
        left += size + (SPACE * 1.5 if tight else _GAP_PX)
    return Columns(*ends)


class GapRow(QAbstractButton):
    """Opens what explains the task's gap."""

    def __init__(self) -> None:
        super().__init__()
        self._gap: TaskGap | None = None
        self._axis: TimeAxis | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def gap(self) -> TaskGap:
        """What it shows. Raises RuntimeError before it shows something."""
        if self._gap is None:
            raise RuntimeError("a row without a task")
        return self._gap

    def show_gap(self, gap: TaskGap, axis: TimeAxis | None) -> None:
        """Draw this task on this axis."""
        self._gap, self._axis = gap, axis
        words = " ".join(gap_sentences(gap))
        self.setAccessibleName(f"{gap.figures.task.title}. {words}")
        self.setToolTip("\n".join(gap_sentences(gap)))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(640, ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """The axes are shorter in a small window."""
        return QSize(320, ROW_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and verdict, completion, time, ease."""
        gap = self.gap
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pressable(painter, self)
        at = columns(self.width())
        words, token = verdict(gap)
        top, middle = self.height() / 2 - 21, self.height() / 2
        name = QRectF(at.name[0], top, at.name[1] - at.name[0], 20)
        paint_line(painter, name, gap.figures.task.title, BODY, "ink", 600)
        paint_line(painter, name.translated(0, 21), words, SMALL, token)
        _paint_completion(painter, gap, at, middle)
        _paint_time(painter, gap, at, middle, self._axis)
        seq = gap.figures.seq
        if at.ease[1] > at.ease[0]:
            place = QRectF(at.ease[0], middle - 10, at.ease[1] - at.ease[0], 20)
            paint_line(painter, place, f"{seq.value:.1f}" if seq else "–", BODY, "ink")
        painter.end()


def paint_pressable(painter: QPainter, button: QAbstractButton) -> None:
    """The ground of a row that can be pressed: under the pointer, and with the keys' focus."""
    palette = theme().palette
    area = QRectF(button.rect())
    if button.underMouse():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(palette.panel, palette.ink, 0.04)))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color("accent"), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _paint_completion(painter: QPainter, gap: TaskGap, at: Columns, middle: float) -> None:
    left, right = at.completion
    width = right - left
    paint_track(painter, left, right, middle)
    completion = gap.figures.completion
    if completion is not None and completion.low is not None and completion.high is not None:
        paint_interval(
            painter, left + completion.low * width, left + completion.high * width, middle
        )
    if gap.predicted is not None:
        paint_predicted(painter, left + gap.predicted.completion * width, middle)
    if completion is not None:
        paint_observed(painter, left + completion.value * width, middle)
    label = QRectF(at.completed[0], middle - 10, at.completed[1] - at.completed[0], 20)
    paint_line(painter, label, completion_words(gap), BODY, "ink" if completion else "dim")


def _paint_time(
    painter: QPainter, gap: TaskGap, at: Columns, middle: float, axis: TimeAxis | None
) -> None:
    left, right = at.time
    width = right - left
    paint_track(painter, left, right, middle)
    seconds, predicted = gap.figures.seconds, gap.predicted
    if axis is not None:
        if seconds is not None and seconds.low is not None and seconds.high is not None:
            low, high = axis.place(seconds.low), axis.place(seconds.high)
            paint_interval(painter, left + low * width, left + high * width, middle)
        if gap.expected_seconds:
            paint_expected(painter, left + axis.place(gap.expected_seconds) * width, middle)
        if predicted is not None and predicted.seconds:
            paint_predicted(painter, left + axis.place(predicted.seconds) * width, middle)
        if seconds is not None:
            paint_observed(painter, left + axis.place(seconds.value) * width, middle)
    label = QRectF(at.took[0], middle - 10, at.took[1] - at.took[0], 20)
    words = time_words(seconds.value) if seconds else "–"
    paint_line(painter, label, words, BODY, "ink" if seconds else "dim")


def paint_track(painter: QPainter, left: float, right: float, middle: float) -> None:
    """The empty axis."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("sunk"))
    bar = QRectF(left, middle - _BAR_PX / 2, right - left, _BAR_PX)
    painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)


def paint_interval(painter: QPainter, left: float, right: float, middle: float) -> None:
    """Where the truth probably lies."""
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(palette.panel, palette.accent, 0.42)))
    bar = QRectF(left, middle - _BAR_PX / 2, max(right - left, _BAR_PX), _BAR_PX)
    painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)


def paint_observed(painter: QPainter, x: float, middle: float) -> None:
    """A filled dot."""
    painter.setPen(QPen(theme().color("panel"), 1.5))
    painter.setBrush(theme().color("accent"))
    painter.drawEllipse(QPointF(x, middle), 6.5, 6.5)


def paint_predicted(painter: QPainter, x: float, middle: float) -> None:
    """A ring."""
    painter.setPen(QPen(theme().color("dim"), 2))
    painter.setBrush(theme().color("panel"))
    painter.drawEllipse(QPointF(x, middle), 5.5, 5.5)


def paint_expected(painter: QPainter, x: float, middle: float) -> None:
    """An upright stroke."""
    painter.setPen(QPen(theme().color("ink"), 2.5))
    painter.drawLine(QPointF(x, middle - 9), QPointF(x, middle + 9))


class GapHead(QWidget):
    """Above the rows: what each column is, the axes' ends, and the legend's marks."""

    def __init__(self) -> None:
        super().__init__()
        self._axis: TimeAxis | None = None
        self.setFixedHeight(40)
        self.setAccessibleName(self.tr("Completion from 0% to 100%, and time on one axis"))
        theme().changed.connect(self.update)

    def show_axis(self, axis: TimeAxis | None) -> None:
        """Label this axis."""
        self._axis = axis
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Column names in the first line, ticks in the second."""
        at = columns(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (left, right), words in (
            (at.name, self.tr("Task")),
            (at.completion, self.tr("Completed")),
            (at.time, self.tr("Time")),
            (at.ease, self.tr("Ease, 1–7")),
        ):
            if right > left:
                paint_line(painter, QRectF(left, 0, right - left + 16, 18), words, SMALL, "dim")
        for share in (0.0, 0.5, 1.0):
            _paint_tick(painter, at.completion, share, f"{share:.0%}")
        axis = self._axis
        if axis is not None:
            for second in axis.ticks(_TICK_PX / max(1.0, at.time[1] - at.time[0])):
                _paint_tick(painter, at.time, axis.place(second), _tick_words(second))
        painter.end()


def _paint_tick(painter: QPainter, ends: tuple[float, float], place: float, words: str) -> None:
    x = ends[0] + place * (ends[1] - ends[0])
    room = QRectF(x - 40, 19, 80, 18)
    way = Qt.AlignmentFlag.AlignHCenter
    if place < 0.05:
        room, way = QRectF(ends[0], 19, 80, 18), Qt.AlignmentFlag.AlignLeft
    elif place > 0.95:
        room, way = QRectF(ends[1] - 80, 19, 80, 18), Qt.AlignmentFlag.AlignRight
    painter.setPen(theme().color("faint"))
    painter.drawText(room, way | Qt.AlignmentFlag.AlignVCenter, words)


def _tick_words(second: int) -> str:
    if second < 60:
        return f"{second} s"
    return f"{second // 60} min" if second < 3600 else f"{second // 3600} h"
