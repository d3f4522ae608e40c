"""What the library says while it holds nothing, or nothing that matches."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.emblem import Emblem
from observer.ui.labels import text_label
from observer.ui.theme import SPACE, TITLE


class EmptyLibrary(QWidget):
    """Five ways to the first session."""

    record_asked = Signal()
    import_asked = Signal()
    unpack_asked = Signal()
    rehearsal_asked = Signal()
    example_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        column.addWidget(Emblem("library", 96), 0, Qt.AlignmentFlag.AlignHCenter)
        title = text_label(self.tr("Sit in with a customer"), size=TITLE, weight=600)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        words = text_label(
            self.tr(
                "Watch one person use your product, mark where it hurts, and come back to the "
                "moments that matter. Sessions you record or import appear here."
            ),
            tone="dim",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(480)
        words.setMinimumHeight(words.heightForWidth(480))
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        record = push_button(self.tr("Record a sit-in"), role="primary", icon_name="record")
        import_ = push_button(self.tr("Import a video…"), icon_name="import")
        unpack = push_button(self.tr("Unpack a session…"), icon_name="download")
        example = push_button(self.tr("Try it on an example"), icon_name="film")
        rehearsal = push_button(self.tr("Try a rehearsal"), icon_name="rehearsal")
        record.clicked.connect(self.record_asked)
        import_.clicked.connect(self.import_asked)
        unpack.clicked.connect(self.unpack_asked)
        example.clicked.connect(self.example_asked)
        rehearsal.clicked.connect(self.rehearsal_asked)
        column.addLayout(_centred(record, import_, unpack))
        column.addSpacing(2 * SPACE)
        hint = text_label(self.tr("No customer at hand?"), size=12, tone="dim")
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_centred(example, rehearsal))
        words = text_label(
            self.tr(
                "The example is a recorded sit-in with moments to judge. "
                "A rehearsal records a new one with a scripted customer."
            ),
            size=12,
            tone="faint",
        )
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _centred(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


class NothingFound(QWidget):
    """Said where the filter leaves nothing."""

    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        column.addWidget(Emblem("search", 96), 0, Qt.AlignmentFlag.AlignHCenter)
        self._words = text_label(tone="dim")
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        clear = push_button(self.tr("Show all sessions"))
        clear.clicked.connect(self.clear_asked)
        column.addWidget(clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, text: str) -> None:
        """Name what was looked for; without it, the filters left nothing."""
        self._words.setText(
            self.tr("Nothing matches “{text}”").format(text=text)
            if text
            else self.tr("No session is like that")
        )
