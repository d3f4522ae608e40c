"""Short messages at the window's lower edge: what happened, what to do, and a way back."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from observer.model.errors import ObserverError
from observer.ui.icons import icon
from observer.ui.theme import HEADING, SPACE, font, theme

_SHOWN_MS = 6_000
_SHOWN_WITH_ACTION_MS = 12_000
_WIDEST = 560
_AT_ONCE = 4
"""More than that and nobody reads any of them."""

_log = logging.getLogger("observer.ui")


class Banner(QFrame):
    """One message. `tone` is info, ok, warning or rec; it colours the edge on the left."""

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        tone: str = "info",
        action_text: str = "",
        action: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE + 4, SPACE + 4, SPACE + 4, SPACE + 4)
        row.setSpacing(SPACE + 4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._line(message, "", 600 if remedy else 400))
        if remedy:
            words.addWidget(self._line(remedy, "dim", 400))
        row.addLayout(words, 1)
        if action is not None:
            button = QPushButton(action_text)
            button.clicked.connect(action)
            button.clicked.connect(self.dismiss)
            row.addWidget(button)
        close = QToolButton()
        close.setProperty("role", "quiet")
        close.setIcon(icon("close", theme().palette.dim, HEADING))
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self.setAccessibleName(f"{message} {remedy}".strip())
        theme().changed.connect(self.update)

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel with a coloured edge on the left."""
        palette = theme().palette
        edges = {"info": "accent", "ok": "ok", "warning": "s2", "rec": "rec"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("line"), 1))
        painter.setBrush(palette.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(edges[self._tone]))
        painter.drawRoundedRect(QRectF(8, 10, 4, self.height() - 20), 2, 2)
        painter.end()

    def _line(self, text: str, tone: str, weight: int) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(font(weight=weight))
        label.setProperty("tone", tone)
        return label


class _Toasts(QWidget):
    """The stack of messages over one window, kept at its lower middle."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        window.installEventFilter(self)

    @classmethod
    def of(cls, window: QWidget) -> "_Toasts":
        for child in window.children():
            if isinstance(child, cls):
                return child
        return cls(window)

    def add(self, banner: Banner, shown_ms: int) -> None:
        while self._column.count() >= _AT_ONCE:
            oldest = self._column.takeAt(0)
            banner_away = oldest.widget() if oldest else None
            if isinstance(banner_away, Banner):
                banner_away.dismiss()
        self._column.addWidget(banner)
        banner.destroyed.connect(self._settle_later)
        banner.show()
        self.show()
        self.raise_()
        self._settle()
        if shown_ms:
            QTimer.singleShot(shown_ms, banner, banner.dismiss)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._settle()
        return False

    def _settle_later(self) -> None:
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        window = self._window
        if self._column.isEmpty():
            self.hide()
            return
        width = min(_WIDEST, window.width() - 4 * SPACE)
        height = self._column.heightForWidth(width)
        if height < 0:
            height = self._column.sizeHint().height()
        left = (window.width() - width) // 2
        self.setGeometry(left, window.height() - height - 3 * SPACE, width, height)


def notify(
    owner: QObject,
    message: str,
    remedy: str = "",
    *,
    tone: str = "info",
    action_text: str = "",
    action: Callable[[], None] | None = None,
) -> Banner | None:
    """Show a message in the owner's window for some seconds; errors stay until dismissed.

    Returns None where the owner has no window; the message is then logged.
    """
    window = _window_of(owner)
    if window is None:
        _log.warning("%s %s", message, remedy)
        return None
    banner = Banner(message, remedy, tone=tone, action_text=action_text, action=action)
    shown_ms = _SHOWN_WITH_ACTION_MS if action is not None else _SHOWN_MS
    _Toasts.of(window).add(banner, 0 if tone == "rec" else shown_ms)
    return banner


def show_error(owner: QObject, error: BaseException) -> Banner | None:
    """Show a failure: a known one in its own words, any other as the defect it is, logged."""
    if isinstance(error, ObserverError):
        return notify(owner, error.message, error.remedy, tone="rec")
    _log.error("a defect", exc_info=error)
    return notify(
        owner,
        owner.tr("Something went wrong that should not have"),
        owner.tr("It was written to the log: {kind}: {text}").format(
            kind=type(error).__name__, text=error
        ),
        tone="rec",
    )


def _window_of(owner: QObject) -> QWidget | None:
    above: QObject | None = owner
    while above is not None:
        if isinstance(above, QWidget):
            return above.window()
        above = above.parent()
    return None
