"""A part of the panel that can be folded away, with what is in it said in its heading."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from observer.ui.icons import paint_icon
from observer.ui.theme import SMALL, SPACE, font, theme

_HEIGHT_PX = 25
_ARROW_PX = 14


class Fold(QWidget):
    """A heading and a body. Unfolding by hand is told by `toggled`."""

    toggled = Signal(bool)

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = body
        self.head = _Head(title)
        self.head.toggled.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(body)
        body.hide()

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self.head.isChecked()

    def unfold(self, unfolded: bool = True) -> None:
        """Show the body, or fold it away."""
        self.head.setChecked(unfolded)

    def say(self, summary: str) -> None:
        """What is in it, shown beside the title while it is folded."""
        self.head.say(summary)

    def _unfold(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self.toggled.emit(unfolded)


class _Head(QAbstractButton):
    """An arrow, the title, the summary."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._summary = title, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def say(self, summary: str) -> None:
        self._summary = summary
        self.setAccessibleName(f"{self._title}: {summary}" if summary else self._title)
        self.setToolTip(summary)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, _HEIGHT_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And back."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line of text that turns its arrow down."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, tokens = QRectF(self.rect()), theme()
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        middle = area.center().y()
        paint_icon(
            painter,
            arrow,
            QRectF(area.left() + 2, middle - _ARROW_PX / 2, _ARROW_PX, _ARROW_PX),
            tokens.color("dim"),
        )
        words = area.adjusted(_ARROW_PX + SPACE, 0, -4, 0)
        title_font = font(SMALL, 600)
        painter.setFont(title_font)
        painter.setPen(tokens.color("ink" if self.underMouse() else "dim"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._title)
        if self._summary and not self.isChecked():
            used = QFontMetricsF(title_font).horizontalAdvance(self._title) + SPACE + 4
            words.setLeft(words.left() + used)
            painter.setFont(font(SMALL))
            painter.setPen(tokens.color("ink"))
            shown = QFontMetricsF(painter.font()).elidedText(
                self._summary, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
