"""When a moment begins and ends, and how long it lasts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from observer.model.annotation import Annotation
from observer.ui.buttons import icon_button
from observer.ui.labels import text_label
from observer.ui.review.time_field import TimeField
from observer.ui.review.words import length_words
from observer.ui.theme import SMALL, SPACE


class SpanRow(QWidget):
    """Two times to write in; hidden where several moments are meant."""

    start_entered = Signal(object)  # int nanoseconds
    end_entered = Signal(object)  # int nanoseconds
    remove_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = TimeField(self.tr("Start of the moment"))
        self.end = TimeField(self.tr("End of the moment"))
        self._length = text_label(size=SMALL, tone="dim")
        self.start.time_entered.connect(self.start_entered)
        self.end.time_entered.connect(self.end_entered)
        remove = icon_button("trash", self.tr("Delete this moment (Delete)"))
        remove.clicked.connect(self.remove_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.start)
        row.addWidget(text_label(self.tr("to"), size=SMALL, tone="dim"))
        row.addWidget(self.end)
        row.addWidget(self._length, 1)
        row.addWidget(remove)
        for field in (self.start, self.end):
            field.left.connect(self.left)

    def show_moment(self, moment: Annotation | None) -> None:
        """The times of one moment; None hides them."""
        self.setVisible(moment is not None)
        if moment is not None:
            self.start.set_time(moment.start_ns)
            self.end.set_time(moment.end_ns)
            length_ns = moment.end_ns - moment.start_ns
            self._length.setText(length_words(length_ns) if length_ns else self.tr("a point"))
