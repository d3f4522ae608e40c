"""A field for some lines of text that saves itself."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from observer.ui.theme import BODY, font

SAVE_AFTER_MS = 400  # a pause in typing; shorter makes an undo step of every word
_ROOM_PX = 22  # frame, padding and the document's margin, above and below


class SavedText(QPlainTextEdit):
    """`written` tells the text after a pause in typing, on leaving, and on `flush`.

    It grows with what is in it from `lines` to `most` lines. Escape leaves it.
    """

    written = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str,
        *,
        lines: int = 2,
        most: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font(BODY))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self._timer = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._take_typed)
        self._grow()

    def show_text(self, text: str, placeholder: str = "") -> None:
        """Show what is kept, unless somebody is writing here."""
        if placeholder:
            self.setPlaceholderText(placeholder)
        if self._timer.isActive():
            return
        self._kept = text
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._grow()

    def flush(self) -> None:
        """Tell what is written and was not told yet."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

    def write_here(self) -> None:
        """Put the cursor behind the text."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves at once."""
        self.flush()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape is meant for this field before it is the page's."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of lines."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.minimumHeight())

    def _take_typed(self) -> None:
        self._timer.start()
        self._grow()

    def _grow(self) -> None:
        held = round(self.document().documentLayout().documentSize().height())
        lines = min(max(self._lines, held), self._most)
        height = lines * self.fontMetrics().lineSpacing() + _ROOM_PX
        scrolls = held > self._most
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(bar)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
