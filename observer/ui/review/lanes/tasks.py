"""What the participant tried to do, how it went, and how long it was expected to take."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Attempt, Outcome
from observer.model.span import Span
from observer.model.study import Study
from observer.ui.hatch import paint_hatch
from observer.ui.review.lanes.lane import paint_block, say
from observer.ui.review.lanes.span_lane import Group, Placed, SpanLane
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

_LABELLED_PX = 40
_NOTCH_PX = 5


@dataclass(frozen=True, slots=True)
class TaskStretch:
    """One attempt as the lane shows it; `expected_ns` of 0 means that nobody said."""

    id: str
    span: Span
    text: str
    number: str
    expected_ns: int = 0

    @property
    def late_ns(self) -> int | None:
        """The moment from which it takes longer than expected, None where it does not."""
        due_ns = self.span.start_ns + self.expected_ns
        return due_ns if self.expected_ns and due_ns < self.span.end_ns else None


def task_stretches(
    attempts: Sequence[Attempt], study: Study | None, duration_ns: int
) -> list[TaskStretch]:
    """Attempts with their words; one that was never ended lasts until the session's end."""
    tasks = list(study.tasks) if study else []
    numbers = {task.id: number for number, task in enumerate(tasks, 1)}
    result = []
    for attempt in sorted(attempts, key=lambda attempt: attempt.start_ns):
        task = study.task(attempt.task_id) if study else None
        end_ns = duration_ns if attempt.end_ns is None else attempt.end_ns
        span = Span(attempt.start_ns, max(attempt.start_ns, end_ns))
        expected_ns = task.expected_ns if task else 0
        number = str(numbers.get(attempt.task_id, ""))
        parts = [number, task.title if task else say("Task"), _outcome_words(attempt)]
        slow = attempt.outcome is not Outcome.SUCCESS or span.length_ns > expected_ns
        if attempt.end_ns is not None and expected_ns and slow:
            parts.append(_time_words(span.length_ns, expected_ns))
        text = " · ".join(part for part in parts if part)
        result.append(TaskStretch(attempt.id, span, text, number, expected_ns))
    return result


class TasksLane(SpanLane[TaskStretch]):
    """A block an attempt; the part that took longer than expected is hatched."""

    height = 28.0
    has_words = True

    def show_stretches(self, stretches: Sequence[TaskStretch]) -> None:
        """Take the session's attempts, in rising time."""
        self.absent = not stretches
        self.show_groups([Group("", stretches)])

    def tip_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> str:
        """The attempt in full."""
        stretch = self.item_at(point, size, scale)
        return stretch.text if stretch else ""

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the attempts in view."""
        palette = theme().palette
        fill = mix(palette.panel, palette.accent, 0.36 if theme().is_dark else 0.26)
        for placed in self.placed(size, scale):
            stretch, area = placed.item, placed.area
            text = stretch.text if area.width() >= _LABELLED_PX else stretch.number
            paint_block(painter, area, QColor(fill), palette.color("ink"), "")
            self._paint_late(painter, placed, scale, QRectF(QPointF(), size))
            paint_block(painter, area, QColor(0, 0, 0, 0), palette.color("ink"), text)

    def _paint_late(
        self, painter: QPainter, placed: Placed[TaskStretch], scale: TimeScale, seen: QRectF
    ) -> None:
        moved = self.dragged is not None and self.dragged[0] == placed.item.id
        late_ns = placed.item.late_ns
        if late_ns is None or moved:
            return
        area = placed.area
        left = max(area.left(), scale.x_at(late_ns))
        late = QRectF(left, area.top(), area.right() - left, area.height())
        color = theme().color("accent")
        notch = QRectF(left, area.bottom() - _NOTCH_PX, 2, _NOTCH_PX)  # below the words
        painter.fillRect(notch, color)
        color.setAlphaF(0.4)
        paint_hatch(painter, late.adjusted(2, 0, -3, 0), color, seen=seen)


def _outcome_words(attempt: Attempt) -> str:
    if attempt.outcome is None:
        return say("not ended") if attempt.end_ns is None else ""
    return {
        Outcome.SUCCESS: say("success"),
        Outcome.DIFFICULTY: say("with difficulty"),
        Outcome.FAILED: say("failed"),
        Outcome.GIVEN_UP: say("given up"),
    }[attempt.outcome]


def _time_words(taken_ns: int, expected_ns: int) -> str:
    return say("{taken}, expected {expected}").format(
        taken=_clock(taken_ns), expected=_clock(expected_ns)
    )


def _clock(length_ns: int) -> str:
    """`8:41`: a length, where `08:41` would read as a moment."""
    minutes, seconds = divmod(round(length_ns / NS_PER_SECOND), 60)
    return f"{minutes}:{seconds:02d}"
