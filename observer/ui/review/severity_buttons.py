"""Five squares to judge a moment with: colour and figure, the words in their tips."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from observer.model.annotation import SEVERITY_WORDS
from observer.ui.review.words import severity_words
from observer.ui.theme import BODY, font, severity_color, severity_ink, theme

_SIDE_PX = 32


class SeverityButton(QAbstractButton):
    """One severity; filled with its colour while it is the one chosen."""

    def __init__(self, severity: int) -> None:
        super().__init__()
        self.severity = severity
        self._some = False
        self.setCheckable(True)
        self.setFixedSize(_SIDE_PX, _SIDE_PX)
        self.setAccessibleName(self.tr("Severity {words}").format(words=severity_words(severity)))
        self.setToolTip(
            self.tr("{words} (key {key})").format(words=severity_words(severity), key=severity)
        )
        theme().changed.connect(self.update)

    def show_some(self, some: bool) -> None:
        """Of several moments some are judged so: a ring in its colour."""
        self._some = some
        self.update()

    def sizeHint(self) -> QSize:
        """A square as high as other controls."""
        return QSize(_SIDE_PX, _SIDE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled when chosen, else its colour as a bar below the figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = severity_color(self.severity)
        outline = theme().color("faint" if self.underMouse() else "line")
        painter.setPen(QPen(outline, 1))
        painter.setBrush(fill if self.isChecked() else theme().color("panel"))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
        elif self._some:
            painter.setPen(QPen(fill, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, 8, 8)
        painter.setFont(font(BODY, 600))
        painter.setPen(severity_ink(self.severity) if self.isChecked() else theme().color("ink"))
        painter.drawText(
            area.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignCenter, str(self.severity)
        )
        if not self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(9, area.bottom() - 7, area.width() - 16, 3), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("ink" if self.isChecked() else "accent"), 2))
            painter.drawRoundedRect(area, 8, 8)
        painter.end()


class SeverityButtons(QWidget):
    """The five in a row; pressing the chosen one takes the judgement back."""

    chosen = Signal(object)  # int or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons = [SeverityButton(severity) for severity in range(len(SEVERITY_WORDS))]
        for button in self.buttons:
            button.clicked.connect(self._take_click)
            row.addWidget(button)

    def show_severity(self, severity: int | None) -> None:
        """Fill the one that is chosen."""
        for button in self.buttons:
            button.setChecked(button.severity == severity)
            button.show_some(False)

    def show_various(self, severities: Collection[int | None]) -> None:
        """Ring those that some have; none is chosen."""
        for button in self.buttons:
            button.setChecked(False)
            button.show_some(button.severity in severities)

    def _take_click(self, checked: bool) -> None:
        button = self.sender()
        if isinstance(button, SeverityButton):
            self.chosen.emit(button.severity if checked else None)
