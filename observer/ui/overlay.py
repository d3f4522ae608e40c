"""A panel over the window: Escape or a press beside it closes it and gives the focus back."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from observer.ui.theme import SPACE, theme

_SHADE_LIGHT, _SHADE_DARK = 70, 130
"""How much of 255 the window is darkened by, so that it steps back behind the panel."""


class Overlay(QWidget):
    """Covers its window. Whoever inherits fills `panel`, and places it with `panel_area`.

    A child of the window and not a window of its own: it keeps its round corners without a
    compositor, and it is on any screenshot of the window.
    """

    closed = Signal()

    def __init__(self, window: QWidget, name: str, *, shaded: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self._shaded = shaded
        self._focused_before = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel = QFrame(self)
        self.panel.setObjectName("overlay")
        self.panel.setAccessibleName(name)
        self.column = QVBoxLayout(self.panel)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        theme().changed.connect(self._dress)
        window.installEventFilter(self)
        self._dress()

    def _dress(self) -> None:
        palette = theme().palette
        self.panel.setStyleSheet(
            f"#overlay {{ background: {palette.panel}; border: 1px solid {palette.line};"
            f" border-radius: 12px; }}"
        )
        self.update()

    def open(self, first: QWidget) -> None:
        """Show it; `first` gets the focus."""
        self.settle()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Take it away; whoever had the focus before has it again."""
        if self.isHidden():
            return
        before = self._focused_before
        had_focus = self._holds_focus()
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def panel_area(self, room: QRect) -> QRect:
        """Where in the window the panel lies."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take the window's size, and place the panel anew."""
        self.setGeometry(self._window.rect())
        self.panel.setGeometry(self.panel_area(self.rect()))

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.settle()
        return False

    def event(self, event: QEvent) -> bool:
        """Plain keys are meant for the panel, whatever they do in the page behind it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and not _is_chord(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; no other key reaches the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Tab stays among what the panel holds."""
        fields = [
            child
            for child in self.panel.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisible()
            and child.isEnabled()
        ]
        focused = QApplication.focusWidget()
        if not fields:
            return True
        place = fields.index(focused) if focused in fields else -1
        following = fields[(place + (1 if forward else -1)) % len(fields)]
        following.setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window steps back."""
        if self._shaded:
            painter = QPainter(self)
            shade = _SHADE_DARK if theme().is_dark else _SHADE_LIGHT
            painter.fillRect(self.rect(), QColor(0, 0, 0, shade))
            painter.end()


def _is_chord(event: QKeyEvent) -> bool:
    """Whether it is a key of the window's, such as Ctrl+K or F1."""
    chords = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & chords) or event.key() >= Qt.Key.Key_F1


def centred_area(room: QRect, width: int, height: int, top: int = 12 * SPACE) -> QRect:
    """In the middle, a little below the top; as much smaller as the room asks for."""
    width = min(width, room.width() - 4 * SPACE)
    top = min(top, max(2 * SPACE, (room.height() - height) // 2))
    height = min(height, room.height() - top - 2 * SPACE)
    return QRect((room.width() - width) // 2, top, width, height)


def close_shown(window: QWidget, kind: type[Overlay]) -> bool:
    """Close what is open of a kind over a window; whether anything was."""
    shown = [one for one in window.findChildren(kind) if one.isVisible()]
    for one in shown:
        one.close_overlay()
    return bool(shown)
