"""The participant's own words, and taking them from the captions around the moment."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.session.captions import Caption
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.review.editor.saved_text import SavedText
from observer.ui.theme import HEADING, SMALL, SPACE, font

_AROUND_NS = 2 * NS_PER_SECOND
"""What people mark they heard just before, or hear just after."""


def words_said(captions: Sequence[Caption], span: Span) -> str:
    """The captions that a span touches; around a point, those within two seconds of it."""
    point = span.end_ns == span.start_ns
    margin = _AROUND_NS if point else 0
    start, end = span.start_ns - margin, span.end_ns + margin
    said = [one.text for one in captions if one.start_ns <= end and one.end_ns > start]
    return " ".join(" ".join(said).split())


class QuoteForm(QWidget):
    """A field between quotation marks."""

    written = Signal(str)
    words_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SavedText(
            self.tr("Their words"), self.tr("What they said, word for word"), lines=1, most=6
        )
        self.text.written.connect(self.written)
        self.text.left.connect(self.left)
        self.take = push_button(self.tr("Take the words said here"), icon_name="quote")
        self.take.setFont(font(SMALL))
        self.take.setToolTip(self.tr("From the captions around the moment (Shift U)"))
        self.take.clicked.connect(self.words_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE - 2)
        for mark, place in (("“", Qt.AlignmentFlag.AlignTop), ("”", Qt.AlignmentFlag.AlignBottom)):
            label = text_label(mark, size=HEADING, weight=600, tone="dim")
            row.addWidget(label, 0, place)
        row.insertWidget(1, self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(SPACE - 2)
        column.addLayout(row)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.take.hide()

    def show_captions(self, there: bool) -> None:
        """Offer to take their words where there are captions."""
        self.take.setVisible(there)
