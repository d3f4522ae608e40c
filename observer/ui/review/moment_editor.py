"""The panel that edits the selected moment; what is written is saved by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from observer.model.annotation import Annotation, AnnotationKind
from observer.model.span import Span
from observer.ui.buttons import icon_button
from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.severity_buttons import SeverityButtons
from observer.ui.review.time_field import TimeField
from observer.ui.review.words import KIND_ICONS, kind_words
from observer.ui.theme import SMALL, SPACE, theme

SAVE_AFTER_MS = 400  # a pause in typing; shorter makes an undo step of every word
_NOTE_PX = 76


class MomentEditor(QFrame):
    """Kind, severity, note and span of the book's current moment; hidden where there is none."""

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._shown_id = ""
        self._kind = self._make_kind()
        self._severity = SeverityButtons()
        self._severity.chosen.connect(self._save_severity)
        self.note = self._make_note()
        self._start = TimeField(self.tr("Start of the moment"))
        self._end = TimeField(self.tr("End of the moment"))
        self._start.time_entered.connect(self._save_start)
        self._end.time_entered.connect(self._save_end)
        self._timer = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self._lay_out()
        book.selected.connect(self._show)
        book.changed.connect(self._show)
        theme().changed.connect(self._tint)
        self._show()

    def _make_kind(self) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(self.tr("Kind of the moment"))
        for kind in AnnotationKind:
            combo.addItem(kind_words(kind), kind)
        combo.activated.connect(self._save_kind)
        return combo

    def _make_note(self) -> QPlainTextEdit:
        note = QPlainTextEdit()
        note.setPlaceholderText(self.tr("What happened, in their words or yours"))
        note.setAccessibleName(self.tr("Note"))
        note.setTabChangesFocus(True)
        note.setFixedHeight(_NOTE_PX)
        note.textChanged.connect(self._note_typed)
        note.installEventFilter(self)
        return note

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        column.setSpacing(SPACE)
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        first.addWidget(self._kind, 1)
        first.addWidget(self._severity)
        column.addLayout(first)
        column.addWidget(self.note)
        last = QHBoxLayout()
        last.setSpacing(SPACE)
        last.addWidget(self._start)
        last.addWidget(text_label(self.tr("to"), size=SMALL, tone="dim"))
        last.addWidget(self._end)
        last.addStretch(1)
        remove = icon_button("trash", self.tr("Delete this moment (Delete)"))
        remove.clicked.connect(self._remove)
        last.addWidget(remove)
        column.addLayout(last)
        self._tint()

    def _tint(self) -> None:
        for row, kind in enumerate(AnnotationKind):
            self._kind.setItemIcon(row, icon(KIND_ICONS[kind], theme().palette.dim, 16))

    def edit_note(self) -> None:
        """Put the cursor behind the note."""
        self.note.setFocus()
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def flush(self) -> None:
        """Save what is written and not saved yet."""
        self._timer.stop()
        moment = self._book.moment(self._shown_id)
        if moment is not None and self.note.toPlainText() != moment.note:
            self._book.set_note(moment.id, self.note.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the note saves it at once."""
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        moment = self._book.current
        new_id = moment.id if moment else ""
        if new_id != self._shown_id:
            self.flush()
            self._shown_id = new_id
            self._set_note(moment.note if moment else "")
        elif moment is not None and not self._timer.isActive():
            self._set_note(moment.note)
        self.setVisible(moment is not None)
        if moment is not None:
            self._show_rest(moment)

    def _show_rest(self, moment: Annotation) -> None:
        self._kind.setCurrentIndex(list(AnnotationKind).index(moment.kind))
        self._severity.show_severity(moment.severity)
        self._start.set_time(moment.start_ns)
        self._end.set_time(moment.end_ns)

    def _set_note(self, text: str) -> None:
        if text != self.note.toPlainText():
            self.note.blockSignals(True)
            self.note.setPlainText(text)
            self.note.blockSignals(False)

    def _note_typed(self) -> None:
        self._timer.start()

    def _save_kind(self, row: int) -> None:
        self._book.set_kind(self._shown_id, list(AnnotationKind)[row])

    def _save_severity(self, severity: int | None) -> None:
        self._book.set_severity(self._shown_id, severity)

    def _save_start(self, time_ns: int) -> None:
        moment = self._book.moment(self._shown_id)
        if moment is not None:
            self._book.set_span(moment.id, Span(time_ns, max(time_ns, moment.end_ns)))

    def _save_end(self, time_ns: int) -> None:
        moment = self._book.moment(self._shown_id)
        if moment is not None:
            self._book.set_span(moment.id, Span(min(time_ns, moment.start_ns), time_ns))

    def _remove(self) -> None:
        self._book.remove(self._shown_id)
