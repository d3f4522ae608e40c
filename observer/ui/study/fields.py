"""Fields of the study's forms: they tell each change, and leave Ctrl+Z to the whole study."""

import re

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from observer.model.clock import NS_PER_SECOND
from observer.ui.theme import BODY, font

_QUIET = "QLineEdit:!focus:!hover { border-color: transparent; background: transparent; }"
_QUIET_AREA = """QPlainTextEdit { padding: 5px 10px 4px 10px; }
QPlainTextEdit:focus { padding: 4px 9px 3px 9px; }
QPlainTextEdit:!focus:!hover { border-color: transparent; background: transparent; }"""
_LONGEST_SECONDS = 24 * 3600
_MINUTES = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class LineField(QLineEdit):
    """One line. `quiet` shows its frame only under the pointer or while it is written in."""

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        quiet: bool = False,
        size: int = BODY,
        weight: int = 400,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font(size, weight))
        self.setMinimumWidth(40)
        if quiet:
            self.setStyleSheet(_QUIET)

    def show_text(self, text: str) -> None:
        """Show what the study says; the place of the cursor stays where nothing changed."""
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the study's."""
        return True if _leave_to_study(event) else super().event(event)


class CountField(LineField):
    """A whole number from `least` to `most`; empty says the least one. Up and Down change it."""

    entered = Signal(int)

    def __init__(
        self, name: str, placeholder: str = "", *, quiet: bool = False, least: int = 0, most: int
    ) -> None:
        super().__init__(name, placeholder, quiet=quiet)
        self._least, self._most = least, most
        self.setFixedWidth(72)
        self.textEdited.connect(self._tell)

    def show_count(self, count: int) -> None:
        """Show a number, unless what is written means the same."""
        if self._read() != count:
            self.show_text(str(count) if count > self._least else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are one more and one less."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        count = min(self._most, max(self._least, (self._read() or 0) + step))
        self.show_text(str(count) if count > self._least else "")
        self.entered.emit(count)

    def _tell(self) -> None:
        digits = "".join(sign for sign in self.text() if sign.isdecimal() and sign.isascii())
        if digits and int(digits[:9]) > self._most:
            digits = str(self._most)
        if digits != self.text():
            self.setText(digits)
        count = self._read()
        if count is not None:
            self.entered.emit(count)

    def _read(self) -> int | None:
        text = self.text()
        if not text:
            return self._least
        return int(text) if text.isdecimal() and self._least <= int(text) else None


class LengthField(LineField):
    """A length of time as `2:30`; empty says 0. What is no time is said by `fault`."""

    entered = Signal(object)  # int nanoseconds
    judged = Signal(bool)
    """Whether what is written is a length of time."""

    def __init__(self, name: str, *, quiet: bool = False) -> None:
        super().__init__(name, "0:00", quiet=quiet)
        self.setFixedWidth(72)
        self.setToolTip(self.tr("Minutes and seconds, for example 2:30"))
        self.textEdited.connect(self._tell)
        self.editingFinished.connect(self._tidy)

    def show_length(self, length_ns: int) -> None:
        """Show a length, unless what is written means the same or is being written."""
        if parse_length(self.text()) != length_ns:
            self.show_text(spoken_length(length_ns))
            self.judged.emit(True)

    def _tell(self) -> None:
        length_ns = parse_length(self.text())
        self.judged.emit(length_ns is not None)
        if length_ns is not None:
            self.entered.emit(length_ns)

    def _tidy(self) -> None:
        length_ns = parse_length(self.text())
        if length_ns is not None:
            self.show_text(spoken_length(length_ns))


class TextArea(QPlainTextEdit):
    """Some lines; grows with what is in it, so that nothing is hidden.

    With `fill` it also takes the height that its place has.
    """

    edited = Signal(str)

    def __init__(
        self, name: str, placeholder: str = "", *, lines: int = 2, fill: bool = False
    ) -> None:
        super().__init__()
        self._fill = fill
        self._lines = lines
        self._room = 22  # the frame, the padding and the document's margin, above and below
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tall = QSizePolicy.Policy.Expanding if fill else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, tall)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._tell)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what the study says; the place of the cursor stays where nothing changed."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._grow()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the study's."""
        return True if _leave_to_study(event) else super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of lines."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """No higher than its lines; the place gives what there is beyond."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page."""
        event.ignore()

    def _tell(self) -> None:
        self._grow()
        self.edited.emit(self.toPlainText())

    def _grow(self) -> None:
        lines = max(self._lines, round(self.document().documentLayout().documentSize().height()))
        height = lines * self.fontMetrics().lineSpacing() + self._room
        if self._fill:
            self.setMinimumHeight(height)
        elif height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


class WrappedLine(TextArea):
    """One line of text that is shown whole on as many as it takes; Enter is `entered`.

    Its frame is there only under the pointer or while it is written in.
    """

    entered = Signal()

    def __init__(self, name: str, placeholder: str = "", *, weight: int = 400) -> None:
        super().__init__(name, placeholder, lines=1)
        self.setFont(font(weight=weight))
        self.setStyleSheet(_QUIET_AREA)
        self._room = 15
        self.setMinimumWidth(40)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """There is no second line to begin."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            event.ignore()  # moves the row
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        """What is pasted becomes one line."""
        self.insertPlainText(" ".join(source.text().split()))


class Choice(QComboBox):
    """A choice that the wheel does not change while the page is scrolled."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(font())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page."""
        event.ignore()


def parse_length(text: str) -> int | None:
    """`2:30`, `1:02:03` or `90` (seconds) to nanoseconds, 0 for nothing; None for what is none."""
    text = text.strip()
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and len(text) <= 5:
        seconds = int(text)
    else:
        match = _MINUTES.fullmatch(text)
        if match is None:
            return None
        seconds = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    return seconds * NS_PER_SECOND if seconds <= _LONGEST_SECONDS else None


def spoken_length(length_ns: int) -> str:
    """`2:30` or `1:02:03`; empty for 0."""
    seconds = round(length_ns / NS_PER_SECOND)
    if not seconds:
        return ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _leave_to_study(event: QEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        event.ignore()
        return True
    return False
