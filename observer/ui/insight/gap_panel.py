"""The gap: each task as it was expected, predicted and observed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QSettings, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from observer.analysis.gap import TaskGap
from observer.ui.buttons import push_button, set_icon
from observer.ui.insight.gap_axis import time_axis
from observer.ui.insight.gap_effort import EffortLine, how_measured
from observer.ui.insight.gap_effort_words import Took
from observer.ui.insight.gap_row import (
    GapHead,
    GapRow,
    paint_expected,
    paint_interval,
    paint_observed,
    paint_predicted,
    paint_track,
)
from observer.ui.insight.gap_words import MADE
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.row_keys import step_among
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font, theme

_BOTH_PX = 1000
_TOOK = "insight/took"


class GapPanel(Panel):
    """A row a task; Up and Down go from one to the next, Return opens its evidence."""

    gap_opened = Signal(object)
    """A TaskGap."""

    took_opened = Signal(object, object)
    """A TaskGap, and which figure of what it took (Took)."""

    def __init__(self) -> None:
        super().__init__(
            _tr("The gap"),
            _purpose(),
            _tr(MADE),
        )
        self._axis_line = GapHead()
        self.rows: list[GapRow] = []
        self.lines: list[EffortLine] = []
        self._measuring: float | None = None
        self.took = push_button(_tr("What it took"), role="quiet", icon_name="chevron-right")
        self.took.setCheckable(True)
        self.took.setToolTip(_tr("Clicks, pointer, lostness, help and windows of each task"))
        self.took.setChecked(bool(QSettings().value(_TOOK, False, type=bool)))
        self.took.toggled.connect(self._unfold)
        self._nothing = text_label(
            _tr("Give the study tasks: each shows here how it went beside what was expected."),
            tone="dim",
            wrap=True,
        )
        self.head.insertWidget(2, Legend())
        self._nothing.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        self.head.insertWidget(3, self.took)
        self.column.addWidget(self._axis_line)
        self.column.addWidget(self._nothing)
        self.column.setSpacing(2)
        self._show_lines()

    def show_gaps(self, gaps: Sequence[TaskGap]) -> None:
        """Show these tasks in their order."""
        axis = time_axis(gaps)
        self._axis_line.show_axis(axis)
        self._axis_line.setVisible(bool(gaps))
        self._nothing.setVisible(not gaps)
        while len(self.rows) > len(gaps):
            for widget in (self.rows.pop(), self.lines.pop()):
                widget.hide()
                widget.deleteLater()
        while len(self.rows) < len(gaps):
            self._add_row()
        for row, gap in zip(self.rows, gaps, strict=True):
            row.show_gap(gap, axis)
        self.took.setVisible(bool(gaps))
        self._show_lines()

    def show_measuring(self, part: float | None) -> None:
        """Say how much of what the hands did has been looked at; None for all of it."""
        self._measuring = part
        self._show_lines()

    def _add_row(self) -> None:
        row, line = GapRow(), EffortLine()
        row.clicked.connect(lambda: self.gap_opened.emit(row.gap))
        line.opened.connect(lambda which: self.took_opened.emit(row.gap, Took(which)))
        self.rows.append(row)
        self.lines.append(line)
        self.column.addWidget(row)
        self.column.addWidget(line)

    def _unfold(self, wanted: bool) -> None:
        QSettings().setValue(_TOOK, wanted)
        self._show_lines()

    def _show_lines(self) -> None:
        shown = self.took.isChecked()
        set_icon(self.took, "chevron-down" if shown else "chevron-right", "dim")
        for row, line in zip(self.rows, self.lines, strict=True):
            line.show_gap(row.gap, how_measured(self._measuring))
            line.setVisible(shown and row.gap.figures.people > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend goes before the purpose where there is no room for both."""
        self.purpose.setText(_purpose() if self.width() >= _BOTH_PX else "")
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From one task to the next."""
        if not step_among(self.rows, event):
            super().keyPressEvent(event)


def _purpose() -> str:
    return _tr("what we expected, what the team predicted, what happened")


class Legend(QWidget):
    """The four marks and their words."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = (
            (paint_expected, _tr("expected")),
            (paint_predicted, _tr("predicted")),
            (paint_observed, _tr("observed")),
            (None, _tr("95% interval")),
        )
        self.setAccessibleName(", ".join(words for _, words in self._marks))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = sum(self._width(words) for _, words in self._marks)
        return QSize(words, 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """It is cut in a small window."""
        return QSize(0, 3 * SPACE)

    def _width(self, words: str) -> int:
        return 24 + QFontMetrics(font(SMALL)).horizontalAdvance(words) + 2 * SPACE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark and words, one after the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0, self.height() / 2
        for paint, words in self._marks:
            if paint is None:
                paint_track(painter, left, left + 20, middle)
                paint_interval(painter, left + 2, left + 18, middle)
            else:
                paint(painter, left + 10, middle)
            painter.setFont(font(SMALL))
            painter.setPen(theme().color("dim"))
            painter.drawText(QPointF(left + 24, middle + 4), words)
            left += self._width(words)
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
