"""Whether this window lies on what is recorded, where its place would be a grey patch."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from observer.ui.preflight.check import Check, Fix, State


class OwnWindowCheck(Check):
    """Looks when it is told what is recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("preflight", "This window"), parent, beside=True
        )

    def look(self, area: QRect) -> None:
        """`area` in pixels of the display; null while nobody knows."""
        if area.isNull():
            self.tell(State.LOOKING, "")
            return
        if not self._place().intersects(area):
            self.tell(State.FINE, self.tr("Out of the picture."))
            return
        others = [one for one in QGuiApplication.screens() if not _pixels(one).intersects(area)]
        fixes: list[Fix] = [
            (self.tr("Move it to {screen}").format(screen=one.name()), partial(self._move, one))
            for one in others[:2]
        ]
        words = (
            self.tr("It lies on the recorded screen: its place is filled with grey.")
            if fixes
            else self.tr(
                "It lies on the recorded screen: its place is filled with grey. "
                "Tuck it away once the recording runs."
            )
        )
        self.tell(State.CAREFUL, words, fixes)

    def _place(self) -> QRect:
        window = self.window()
        ratio = window.devicePixelRatioF()
        shape = window.frameGeometry()
        origin = window.screen().geometry().topLeft()  # its scale does not apply to where it lies
        corner = origin + (shape.topLeft() - origin) * ratio
        return QRect(corner, shape.size() * ratio)

    def _move(self, screen: QScreen) -> None:
        window = self.window()
        window.showNormal()
        window.move(screen.availableGeometry().topLeft())


def _pixels(screen: QScreen) -> QRect:
    shape = screen.geometry()
    return QRect(shape.topLeft(), shape.size() * screen.devicePixelRatio())
