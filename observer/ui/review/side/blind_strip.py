"""Says, whatever the panel shows, that others' moments are hidden."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font


class BlindStrip(QFrame):
    """One line and the way out of it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blind")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 4, SPACE, 4)
        row.addWidget(text_label(self.tr("You work blind: only your own are shown"), size=SMALL), 1)
        stop = push_button(self.tr("See all"), role="quiet")
        stop.setFont(font(SMALL))
        stop.setToolTip(self.tr("Stop working blind in this session"))
        stop.clicked.connect(self.left)
        row.addWidget(stop)
