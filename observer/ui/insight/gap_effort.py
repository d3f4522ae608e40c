"""Below a task of the gap: what it took of the hands, each figure with the attempts behind it."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from observer.analysis.gap import TaskGap
from observer.ui.insight.gap_effort_words import Took, took_figure, took_sentences
from observer.ui.insight.gap_row import paint_pressable
from observer.ui.labels import text_label
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, SMALL, SPACE, theme
from observer.ui.theme.palette import mix

_FIGURES = (Took.CLICKS, Took.POINTER, Took.LOSTNESS, Took.HELP)
_FIGURE_PX = 50
_BAR_PX = 8
_PART_GAP_PX = 2
_WIDE_PX = 980
"""From here on the windows stand beside the figures, else below them."""

_ROW_PX = 600
"""From here on the figures stand in one row, else in two."""

_MIXES = (0.95, 0.62, 0.38, 0.22)
"""How much of the accent each window's part has, the longest first; the rest is grey."""


class EffortLine(QWidget):
    """Four figures and the windows; words in their place where there is nothing to show."""

    opened = Signal(str)
    """Which figure (Took) is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.figures = {which: TookFigure(which) for which in Took}
        self.instead = text_label("", size=SMALL, tone="dim", wrap=True)
        self.instead.setContentsMargins(SPACE, 0, SPACE, SPACE)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 2 * SPACE)
        self._grid.setSpacing(0)
        self._placed: tuple[bool, bool] | None = None
        for figure in self.figures.values():
            figure.clicked.connect(
                lambda _on=False, which=figure.which: self.opened.emit(which.value)
            )
        self._place()

    def show_gap(self, gap: TaskGap, instead: str) -> None:
        """Show a task's figures; `instead` is said where nothing of it was measured."""
        there = bool(gap.figures.effort.measured)
        for figure in self.figures.values():
            figure.setVisible(there)
            figure.show_gap(gap)
        self.instead.setVisible(not there)
        self.instead.setText(instead)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        wide, one_row = self.width() >= _WIDE_PX, self.width() >= _ROW_PX
        if self._placed == (wide, one_row):
            return
        self._placed = wide, one_row
        windows = self.figures[Took.WINDOWS]
        for widget in (*self.figures.values(), self.instead):
            self._grid.removeWidget(widget)
        across = 4 if one_row else 2
        for place, which in enumerate(_FIGURES):
            self._grid.addWidget(self.figures[which], place // across, place % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 2 if column < across else 0)
        self._grid.setColumnStretch(4, 5 if wide else 0)
        if wide:
            self._grid.addWidget(windows, 0, 4)
        else:
            self._grid.addWidget(windows, 2, 0, 1, across)
        self._grid.addWidget(self.instead, 3, 0, 1, 5)


class TookFigure(QAbstractButton):
    """A figure over quiet words; of the windows a bar over them. Opens the attempts behind it."""

    def __init__(self, which: Took) -> None:
        super().__init__()
        self.which = which
        self._gap: TaskGap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_gap(self, gap: TaskGap) -> None:
        """Show its figure of this task."""
        self._gap = gap
        told = took_sentences(gap, self.which)
        self.setToolTip("\n".join(told))
        self.setAccessibleName(f"{gap.figures.task.title}. {' '.join(told)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(360 if self.which is Took.WINDOWS else 150, _FIGURE_PX)

    def minimumSizeHint(self) -> QSize:
        """Its words are cut where it is narrow; the tooltip has them all."""
        return QSize(96, _FIGURE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The figure or the bar, and the words."""
        if self._gap is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pressable(painter, self)
        value, words = took_figure(self._gap, self.which)
        first = QRectF(SPACE, 5, self.width() - 2 * SPACE, 20)
        if self.which is Took.WINDOWS:
            self._paint_bar(painter, first, self._gap)
        else:
            lost = self.which is Took.LOSTNESS and self._gap.figures.effort.lost > 0
            paint_line(painter, first, value, BODY, "s3" if lost else "ink", 600)
        paint_line(painter, first.translated(0, 20), words, SMALL, "dim")
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF, gap: TaskGap) -> None:
        palette = theme().palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("sunk"))
        bar = QRectF(room.left(), room.center().y() - _BAR_PX / 2, room.width(), _BAR_PX)
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
        left = bar.left()
        for strength, one in zip(_MIXES, gap.figures.effort.windows, strict=False):
            width = one.share * bar.width()
            painter.setBrush(QColor(mix(palette.panel, palette.accent, strength)))
            part = QRectF(left, bar.top(), max(width - _PART_GAP_PX, 1.0), _BAR_PX)
            painter.drawRoundedRect(part, 2, 2)
            left += width


def how_measured(part: float | None) -> str:
    """What is said where a task has no figures; `part` of the measuring is done, None for all."""
    if part is not None:
        return _tr("Looking at what the hands did: {part:.0%}").format(part=part)
    return _tr("No hands were recorded, or the sessions' folders are gone.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
