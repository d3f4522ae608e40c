"""Looks for text in the pictures and offers to cover where it is read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from observer.export.redaction.suggesting import SuggestedArea, suggest_areas
from observer.export.redaction.text_reading import can_read_text
from observer.model.errors import ObserverError
from observer.model.span import Span
from observer.session.reader import SessionReader
from observer.ui.background import Task, run
from observer.ui.buttons import push_button
from observer.ui.labels import set_tone, text_label
from observer.ui.review.redact.words import moment_words
from observer.ui.theme import BODY, HEADING, SMALL, SPACE, font

_WIDTH = 480
_LIST_PX = 176


class TextDialog(QDialog):
    """Accepted with what is to be covered in `chosen`; `shown` asks to see a moment, in ns."""

    shown = Signal(object)

    def __init__(self, reader: SessionReader, span: Span, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader, self._span = reader, span
        self._found: Sequence[SuggestedArea] = ()
        self._task: Task | None = None
        self.setWindowTitle(self.tr("Find text to cover"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.words = QLineEdit()
        self.words.setFont(font(BODY))
        self.words.setPlaceholderText(self.tr("Words, with commas between them"))
        self.words.setAccessibleName(self.tr("Words to look for"))
        self.personal = QCheckBox(self.tr("Card numbers, e-mail addresses, telephone numbers"))
        self.personal.setFont(font(BODY))
        self.personal.setChecked(True)
        self.list = QListWidget()
        self.list.setFixedHeight(_LIST_PX)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.currentRowChanged.connect(self._show_found)
        self.list.itemChanged.connect(lambda _item: self._offer())
        self.list.hide()
        self._says = text_label(size=SMALL, tone="dim", wrap=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.hide()
        self.look = push_button(self.tr("Look"), icon_name="search")
        self.look.clicked.connect(self._look)
        self.take = push_button(self.tr("Cover"), role="primary")
        self.take.clicked.connect(self.accept)
        self._lay_out()
        self._offer()
        self._introduce()

    @property
    def chosen(self) -> list[SuggestedArea]:
        """What is ticked."""
        ticked = Qt.CheckState.Checked
        return [
            one for row, one in enumerate(self._found) if self.list.item(row).checkState() == ticked
        ]

    def done(self, result: int) -> None:
        """Nothing goes on reading behind a closed dialog."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().done(result)

    def _introduce(self) -> None:
        span = f"{moment_words(self._span.start_ns)} – {moment_words(self._span.end_ns)}"
        if can_read_text():
            words = self.tr(
                "Reads the pictures of {span}. What is small, turned or drawn is not read: look "
                "through the stretch yourself, too."
            )
        else:
            words = self.tr(
                "Text cannot be read on this computer: the tesseract program is not installed "
                "(Debian: apt install tesseract-ocr). Areas can be drawn by hand."
            )
            self.look.setEnabled(False)
        self._say(words.format(span=span))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE + 4)
        title = text_label(self.tr("Find text to cover"), size=HEADING, weight=600)
        parts = (title, self._says, self.words, self.personal, self._progress, self.list)
        for part in parts:
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.look)
        row.addStretch(1)
        leave = push_button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addLayout(row)

    def _say(self, words: str, tone: str = "dim") -> None:
        self._says.setText(words)
        set_tone(self._says, tone)
        self._says.setMinimumHeight(self._says.heightForWidth(_WIDTH - 6 * SPACE))

    def _look(self) -> None:
        words = [word.strip() for word in self.words.text().split(",") if word.strip()]
        personal = self.personal.isChecked()
        if not words and not personal:
            self._say(self.tr("Write a word to look for, or tick the numbers and addresses."))
            return
        reader, span = self._reader, self._span
        self._progress.setRange(0, 100)
        self._progress.setValue(0)
        self._progress.show()
        self.look.setEnabled(False)
        self._task = run(
            self,
            lambda progress: suggest_areas(
                reader,
                span,
                words,
                personal=personal,
                progress=progress,
                cancelled=progress.cancelled,
            ),
            self._show,
            self._fail,
            progressed=lambda part: self._progress.setValue(round(100 * part)),
        )

    def _show(self, found: Sequence[SuggestedArea]) -> None:
        self._task = None
        self._found = found
        self._progress.hide()
        self.look.setEnabled(True)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{moment_words(one.span.start_ns)}   {one.text}", self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.list.setVisible(bool(found))
        nothing = self.tr("Nothing of it was read here. That does not say that it is not there.")
        some = self.tr("Untick what may be seen; select a line to see its picture.")
        self._say(some if found else nothing)
        self._offer()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ObserverError):
            raise error
        self._task = None
        self._progress.hide()
        self.look.setEnabled(True)
        self._say(str(error), "rec")

    def _show_found(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.shown.emit(self._found[row].span.start_ns)

    def _offer(self) -> None:
        count = len(self.chosen) if self._found else 0
        self.take.setEnabled(bool(count))
        words = self.tr("Cover {count} areas") if count > 1 else self.tr("Cover")
        self.take.setText(words.format(count=count))
