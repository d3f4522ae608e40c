"""Where moments and findings may be let go: a card, a column."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from observer.ui.insight.board.carried import carried_finding, carried_moments


class DropTarget(QObject):
    """Watches a widget, which shows by `under_drag` that something may be let go over it."""

    moments_dropped = Signal(object)
    """The ids of the moments."""

    finding_dropped = Signal(str)
    """The finding's id."""

    def __init__(self, widget: QWidget, takes: Callable[[str], bool]) -> None:
        """`takes` says of which findings, by their ids, the widget may be given one."""
        super().__init__(widget)
        self._widget = widget
        self._takes = takes
        self.under_drag = False
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moments always, findings where they are taken."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._show(False)
        elif isinstance(event, QDropEvent) and kind == QEvent.Type.DragEnter:
            if self._may_take(event):
                event.acceptProposedAction()
                self._show(True)
            return True
        elif isinstance(event, QDropEvent) and kind == QEvent.Type.Drop:
            self._show(False)
            event.acceptProposedAction()
            self._take(event)
            return True
        return super().eventFilter(watched, event)

    def _may_take(self, event: QDropEvent) -> bool:
        finding = carried_finding(event.mimeData())
        return bool(carried_moments(event.mimeData())) or bool(finding and self._takes(finding))

    def _take(self, event: QDropEvent) -> None:
        moments, finding = carried_moments(event.mimeData()), carried_finding(event.mimeData())
        if moments:
            self.moments_dropped.emit(moments)
        elif finding:
            self.finding_dropped.emit(finding)

    def _show(self, under: bool) -> None:
        self.under_drag = under
        self._widget.update()
