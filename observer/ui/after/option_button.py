"""One possible answer: a figure on a scale, or words to choose, filled while it is the answer."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from observer.ui.after.measure import Measure
from observer.ui.theme import RADIUS, SPACE, font, theme


class OptionButton(QAbstractButton):
    """Shows its number, and its words behind it where it has any."""

    def __init__(self, number: int, measure: Measure, words: str = "") -> None:
        super().__init__()
        self.number = number
        self._measure = measure
        self.setText(words)
        self.setCheckable(True)
        # One question is one stop of the Tab key; the row around the buttons has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._height = measure.row if words else measure.height
        wide = measure.stretch or bool(words)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the figure, and for the words on one line."""
        measure = self._measure
        if not self.text():
            return QSize(measure.width, self._height)
        words_px = QFontMetrics(font(measure.words)).horizontalAdvance(self.text())
        return QSize(measure.width + words_px + 3 * SPACE, self._height)

    def minimumSizeHint(self) -> QSize:
        """Words may be cut before the page is; their tooltip has them whole."""
        return QSize(self._measure.width, self._height)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel with an edge; the accent's while chosen."""
        palette = theme().palette
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hover = self.underMouse() and not chosen
        painter.setPen(QPen(palette.color("accent" if chosen or hover else "line"), 1))
        painter.setBrush(palette.color("accent" if chosen else "panel"))
        if self.isDown() and not chosen:
            painter.setBrush(palette.color("accent_soft"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        ink = palette.color("accent_ink" if chosen else "ink")
        painter.setPen(ink)
        painter.setFont(font(self._measure.figure, 600))
        if not self.text():
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self.number))
        else:
            self._paint_words(painter, area)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        measure = self._measure
        box = QRectF(area.left(), area.top(), measure.width, area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))
        face = font(measure.words)
        painter.setFont(face)
        rest = area.adjusted(measure.width + SPACE / 2, 0, -SPACE, 0)
        words = QFontMetrics(face).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(rest.width())
        )
        self.setToolTip("" if words == self.text() else self.text())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
