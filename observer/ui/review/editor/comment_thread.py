"""What others say to a moment, in the order it was said, and a line to answer in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from observer.model.annotation import Comment
from observer.ui.buttons import icon_button
from observer.ui.labels import text_label
from observer.ui.review.editor.saved_text import SavedText
from observer.ui.theme import SMALL, SPACE
from observer.ui.wording import spoken_date

_BUTTON_PX = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentThread(QWidget):
    """Comments of one moment; one's own can be put in other words or removed."""

    said = Signal(str)
    changed = Signal(str, str)  # a comment's id, its words
    removed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CommentRow] = []
        self._shown: tuple[Comment, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(SPACE)
        self.answer = _Answer(self.tr("Comment"), self.tr("Write a comment; Enter sends it"))
        self.answer.sent.connect(self.said)
        self.answer.left.connect(self.left)
        self._column.addWidget(self.answer)

    def show_comments(self, comments: Sequence[Comment], author: str) -> None:
        """Show these; what is being written stays."""
        if self._shown == tuple(comments):
            return
        self._shown = tuple(comments)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, comment in enumerate(comments):
            row = CommentRow(comment, own=comment.author == author)
            row.changed.connect(self.changed)
            row.removed.connect(self.removed)
            row.left.connect(self.left)
            self._column.insertWidget(place, row)
            self.rows.append(row)

    def forget(self) -> None:
        """Another moment: what was begun is not meant for it."""
        self.answer.clear()


class CommentRow(QWidget):
    """Who said it and when, the words, and for one's own the way to change them."""

    changed = Signal(str, str)
    removed = Signal(str)
    left = Signal()

    def __init__(self, comment: Comment, *, own: bool) -> None:
        super().__init__()
        self.comment = comment
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        who = self.tr("You") if own else comment.author or self.tr("Somebody")
        head.addWidget(text_label(who, size=SMALL, weight=600))
        head.addWidget(text_label(spoken_date(comment.created_at), size=SMALL, tone="dim"), 1)
        self.words = text_label(comment.text, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(self.words)
        self.setAccessibleName(f"{who}, {spoken_date(comment.created_at)}: {comment.text}")
        if own:
            self._make_own(head)

    def _make_own(self, head: QHBoxLayout) -> None:
        self.edit = icon_button("pencil", self.tr("Write this comment anew"))
        self.remove = icon_button("trash", self.tr("Remove this comment"))
        for button in (self.edit, self.remove):
            button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
            button.setStyleSheet("QToolButton { min-height: 0; min-width: 0; padding: 0 }")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            head.addWidget(button)
        self.edit.clicked.connect(self._begin)
        self.remove.clicked.connect(lambda: self.removed.emit(self.comment.id))

    def _begin(self) -> None:
        field = _Answer(self.tr("Comment"), "")
        field.setPlainText(self.comment.text)
        field.sent.connect(lambda text: self.changed.emit(self.comment.id, text))
        field.left.connect(lambda: self._end(field))
        self.words.hide()
        self.edit.setEnabled(False)
        self._column.addWidget(field)
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.moveCursor(field.textCursor().MoveOperation.End)

    def _end(self, field: QWidget) -> None:
        field.hide()
        field.deleteLater()
        self.words.show()
        self.edit.setEnabled(True)
        self.edit.setFocus()


class _Answer(SavedText):
    """Enter sends, Shift and Enter begin a line; nothing is told before."""

    sent = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder, lines=1, most=6)

    def event(self, event: QEvent) -> bool:
        """Enter is meant for this field, with whatever is held beside it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, alone or with Ctrl, sends."""
        enter = event.key() in _ENTER
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            text = self.toPlainText().strip()
            if text:
                self.clear()
                self.sent.emit(text)
            event.accept()
        elif enter:
            QPlainTextEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """A comment is told when it is sent, and not before."""
