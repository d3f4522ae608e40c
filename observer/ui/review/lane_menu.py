"""The menu that says which lanes are shown, and how."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QToolButton

from observer.ui.review.lanes.lane import Lane
from observer.ui.theme import SMALL, SPACE, font, theme

if TYPE_CHECKING:
    from observer.ui.review.timeline import Timeline

_STEP = 1.25  # how much higher or lower at once


class LaneButton(QToolButton):
    """Stands at the top of the gutter; reached with Tab, opened with Space or Down."""

    def __init__(self, timeline: "Timeline") -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self.setText(self.tr("Lanes"))
        theme().changed.connect(self.update)
        self.setAccessibleName(self.tr("Lanes: which are shown, and how high"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its word in line with the lanes' names, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme().palette
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(palette.color("ink" if lit else "dim"))
        painter.setFont(font(SMALL))
        words = QRectF(self.rect()).adjusted(SPACE, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        x = SPACE + painter.fontMetrics().horizontalAdvance(self.text()) + 9
        arrow = (QPointF(x - 3, -1.5), QPointF(x, 1.5), QPointF(x + 3, -1.5))
        middle = QPointF(0, words.center().y() + 0.5)
        painter.setPen(QPen(painter.pen().color(), 1.5))
        painter.drawPolyline([point + middle for point in arrow])
        if self.hasFocus():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 6, 6)
        painter.end()

    def _fill(self, menu: QMenu) -> None:
        timeline, stack = self._timeline, self._timeline.stack
        menu.clear()
        for lane in stack.lanes:
            if not lane.absent:
                _add_tick(menu, lane.title, not stack.is_hidden(lane), partial(self._show, lane))
        menu.addSeparator()
        named = {
            timeline.moments.key: self.tr("A row for each author"),
            timeline.codes.key: self.tr("A row for each code"),
        }
        for lane in stack.lanes:
            if lane.folds and lane.key in named:
                _add_tick(menu, named[lane.key], lane.unfolded, partial(self._unfold, lane))
        menu.addSeparator()
        menu.addAction(self.tr("Higher lanes"), lambda: stack.resize_all(_STEP))
        menu.addAction(self.tr("Lower lanes"), lambda: stack.resize_all(1 / _STEP))
        menu.addAction(self.tr("All lanes, at their own height"), stack.reset)
        for action in menu.actions():
            action.triggered.connect(timeline.lay_out)

    def _show(self, lane: Lane, shown: bool) -> None:
        self._timeline.stack.hide(lane, hidden=not shown)

    def _unfold(self, lane: Lane, unfolded: bool) -> None:
        self._timeline.stack.fold(lane, unfolded=unfolded)


def _add_tick(menu: QMenu, words: str, ticked: bool, toggled: Callable[[bool], None]) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(ticked)

    def tell(ticked: bool) -> None:  # Qt would hand a partial nothing
        toggled(ticked)

    action.toggled.connect(tell)
