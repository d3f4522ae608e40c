"""One task over all participants: a row each, on one time axis, with the moments as ticks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.analysis.task_figures import COMPLETED
from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Task
from observer.ui.insight.evidence import Sight
from observer.ui.insight.gap_axis import nice_step
from observer.ui.insight.words import time_words
from observer.ui.review.moment_color import moment_color, moment_ink
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.review.words import moment_in_words, moment_sign, outcome_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

_ROW_PX = 40
_HEAD_PX = 28
_LEAST_NAME_PX, _MOST_NAME_PX = 84.0, 200.0
_BAR_PX = 22
_TICK_PX = 16.0


@dataclass(frozen=True, slots=True)
class Lane:
    """One attempt with what was said during it."""

    participant: str
    attempt: Attempt
    moments: tuple[Annotation, ...]

    @property
    def length_ns(self) -> int:
        """How long it took."""
        return (self.attempt.end_ns or self.attempt.start_ns) - self.attempt.start_ns


def lanes(facts: StudyFacts, task_id: str) -> tuple[Lane, ...]:
    """Every ended attempt at a task, in the order of the sessions."""
    return tuple(
        Lane(session.participant, one, _during(session, one))
        for session in facts.sessions
        for one in session.attempts
        if one.task_id == task_id and one.end_ns is not None
    )


def _during(session: SessionFacts, attempt: Attempt) -> tuple[Annotation, ...]:
    return tuple(
        said
        for said in session.annotations
        if attempt.start_ns <= said.start_ns <= (attempt.end_ns or attempt.start_ns)
    )


def _by_weight(moments: Sequence[Annotation]) -> list[int]:
    """Their places, the gravest last: where ticks lie over each other it is the one that shows."""
    return sorted(
        range(len(moments)),
        key=lambda place: -1 if (said := moments[place].severity) is None else said,
    )


def _ending(lane: Lane) -> str:
    length = time_words(lane.length_ns / NS_PER_SECOND)
    return f"{length} · {outcome_words(lane.attempt.outcome)}"


class TaskTimeline(QWidget):
    """A press on a tick or a bar opens it; the arrow keys go through them, Return opens."""

    sight_asked = Signal(object)
    """A Sight."""

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Sequence[Lane] = ()
        self._expected_ns = 0
        self._longest_ns = 1
        self._name_px = _LEAST_NAME_PX
        self._right_px = 0.0
        self._current = (0, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A row an attempt."""
        return QSize(600, _HEAD_PX + max(1, len(self._lanes)) * _ROW_PX + SPACE)

    def show_task(self, task: Task, told: Sequence[Lane]) -> None:
        """Show these attempts."""
        self._lanes = told
        self._expected_ns = task.expected_ns
        longest = max((lane.length_ns for lane in told), default=0)
        self._longest_ns = max(longest, round(task.expected_ns * 1.1), NS_PER_SECOND)
        self._current = (0, -1)
        self._measure()
        self.setAccessibleName(
            _tr("{task}: {n} attempts on one time axis").format(task=task.title, n=len(told))
        )
        self.updateGeometry()
        self.update()

    # -- where everything is -------------------------------------------------------------

    def _measure(self) -> None:
        """The room for the participants' codes, and for how the longest attempts ended."""
        names, told = QFontMetricsF(font(BODY)), QFontMetricsF(font(SMALL))
        widest = max((names.horizontalAdvance(lane.participant) for lane in self._lanes), default=0)
        self._name_px = min(max(_LEAST_NAME_PX, widest + 3 * SPACE), _MOST_NAME_PX)
        endings = [told.horizontalAdvance(_ending(lane)) for lane in self._lanes]
        self._right_px = max(endings, default=0.0) + 3 * SPACE

    def _x(self, time_ns: float) -> float:
        room = self.width() - self._name_px - self._right_px
        return self._name_px + time_ns / self._longest_ns * room

    def _bar(self, row: int) -> QRectF:
        top = _HEAD_PX + row * _ROW_PX + (_ROW_PX - _BAR_PX) / 2
        end = self._x(self._lanes[row].length_ns)
        return QRectF(self._name_px, top, max(4.0, end - self._name_px), _BAR_PX)

    def _tick(self, row: int, said: Annotation) -> QRectF:
        x = self._x(said.start_ns - self._lanes[row].attempt.start_ns)
        middle = _HEAD_PX + (row + 0.5) * _ROW_PX
        return QRectF(x - _TICK_PX / 2, middle - _TICK_PX / 2, _TICK_PX, _TICK_PX)

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and moment at a point; moment -1 for the bar itself."""
        row = int((point.y() - _HEAD_PX) // _ROW_PX)
        if not 0 <= row < len(self._lanes) or point.y() < _HEAD_PX:
            return None
        for place in reversed(_by_weight(self._lanes[row].moments)):
            if self._tick(row, self._lanes[row].moments[place]).contains(point):
                return (row, place)
        return (row, -1) if self._bar(row).contains(point) or point.x() < self._name_px else None

    # -- hand and keys -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be opened shows a hand."""
        there = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        there = self._at(event.position())
        if there is not None:
            self._open(there)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down through the rows, Left and Right through a row's moments."""
        row, place = self._current
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        on = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if not self._lanes:
            super().keyPressEvent(event)
        elif down is not None and 0 <= row + down < len(self._lanes):
            self._current = (row + down, -1)
            self.update()
        elif on is not None:
            most = len(self._lanes[row].moments) - 1
            self._current = (row, min(max(-1, place + on), most))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say in words what is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            there = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(there) if there else "", self)
            return True
        return super().event(event)

    def _words(self, there: tuple[int, int]) -> str:
        lane = self._lanes[there[0]]
        if there[1] >= 0:
            return moment_in_words(lane.moments[there[1]])
        outcome = outcome_words(lane.attempt.outcome)
        return f"{lane.participant}: {outcome}, {time_words(lane.length_ns / NS_PER_SECOND)}"

    def _open(self, there: tuple[int, int]) -> None:
        lane = self._lanes[there[0]]
        moment = lane.moments[there[1]] if there[1] >= 0 else None
        at_ns = moment.start_ns if moment else lane.attempt.start_ns
        self.sight_asked.emit(Sight(lane.attempt.session_id, at_ns, "", "", moment))

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The axis, then those rows that are in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        shown = event.rect()
        first = max(0, (shown.top() - _HEAD_PX) // _ROW_PX)
        last = min(len(self._lanes), (shown.bottom() - _HEAD_PX) // _ROW_PX + 1)
        for row in range(first, last):
            self._paint_bar(painter, row)
        if self._expected_ns:
            x = self._x(self._expected_ns)
            painter.setPen(QPen(theme().color("ink"), 2))
            painter.drawLine(QPointF(x, _HEAD_PX - 6), QPointF(x, self.height() - SPACE))
        for row in range(first, last):
            self._paint_words(painter, row)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        palette = theme().palette
        step_ns = nice_step(self._longest_ns / NS_PER_SECOND, 7) * NS_PER_SECOND
        painter.setFont(font(SMALL))
        for number in range(int(self._longest_ns // step_ns) + 1):
            x = self._x(number * step_ns)
            painter.setPen(QPen(palette.color("line"), 1))
            painter.drawLine(QPointF(x, _HEAD_PX - 4), QPointF(x, self.height() - SPACE))
            painter.setPen(palette.color("dim"))
            words = time_words(number * step_ns / NS_PER_SECOND) if number else "0"
            way = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(QRectF(x - 40, 2, 80, 18), way, words)

    def _paint_bar(self, painter: QPainter, row: int) -> None:
        lane, palette, bar = self._lanes[row], theme().palette, self._bar(row)
        token = "accent" if lane.attempt.outcome in COMPLETED else "s3"
        share = 0.5 if lane.attempt.outcome in (Outcome.SUCCESS, Outcome.FAILED) else 0.28
        painter.setPen(QPen(palette.color(token), 1))
        painter.setBrush(QColor(mix(palette.panel, getattr(palette, token), share)))
        painter.drawRoundedRect(bar, 5, 5)

    def _paint_words(self, painter: QPainter, row: int) -> None:
        """The name, the moments, and how it ended, over whatever lies below."""
        lane, palette, bar = self._lanes[row], theme().palette, self._bar(row)
        name = QRectF(SPACE, bar.top(), self._name_px - 2 * SPACE, _BAR_PX)
        paint_line(painter, name, lane.participant, BODY, "ink")
        for place in _by_weight(lane.moments):
            here = self.hasFocus() and self._current == (row, place)
            said = lane.moments[place]
            self._paint_tick(painter, self._tick(row, said), said, here=here)
        if self.hasFocus() and self._current == (row, -1):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRoundedRect(bar.adjusted(-3, -3, 3, 3), 7, 7)
        told = _ending(lane)
        width = QFontMetricsF(font(SMALL)).horizontalAdvance(told)
        place_of = QRectF(bar.right() + 12, bar.top() + 2, width + 2, _BAR_PX - 4)
        painter.fillRect(place_of.adjusted(-4, 0, 4, 0), palette.color("panel"))
        done = lane.attempt.outcome in COMPLETED
        paint_line(painter, place_of, told, SMALL, "dim" if done else "s3")

    def _paint_tick(
        self, painter: QPainter, square: QRectF, said: Annotation, *, here: bool
    ) -> None:
        palette = theme().palette
        painter.setPen(QPen(palette.color("ink" if here else "panel"), 2 if here else 1))
        painter.setBrush(moment_color(said))
        painter.drawRoundedRect(square, 4, 4)
        painter.setPen(moment_ink(said))
        painter.setFont(font(11, 600))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, moment_sign(said))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
