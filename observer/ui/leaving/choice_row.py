"""One of several choices: its name, and below it the one sentence that tells it from the others."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from observer.ui.theme import BODY, RADIUS, SMALL, SPACE, font, theme

_HEIGHT = 6 * SPACE
_RING = 18
_TEXT_LEFT = SPACE + 4 + _RING + SPACE + 4
_FIRST_LINE, _SECOND_LINE = 6, 25
_LINE = 18


class ChoiceRow(QRadioButton):
    """Pressed anywhere; the arrows go from one to the next."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self._name = name
        self._sentence = sentence
        self.setAccessibleName(f"{name}: {sentence}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        width = max(
            self.fontMetrics().horizontalAdvance(self._name),
            self.fontMetrics().horizontalAdvance(self._sentence),
        )
        return QSize(_TEXT_LEFT + width + SPACE, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The sentence is shortened where there is no room."""
        return QSize(_TEXT_LEFT + 10 * SPACE, _HEIGHT)

    def hitButton(self, _position: QPoint) -> bool:  # noqa: N802  # Qt's name
        """All of it can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring, filled where it is chosen, and two lines."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(palette.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        lit = "accent_soft" if self.isChecked() else "sunk" if self.underMouse() else ""
        painter.setBrush(palette.color(lit) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, RADIUS, RADIUS)
        ring = QRectF(SPACE + 4, (self.height() - _RING) / 2, _RING, _RING).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(palette.color("accent" if self.isChecked() else "faint"), 1.5))
        painter.setBrush(palette.color("panel"))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("accent"))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        self._write(painter, self._name, _FIRST_LINE, BODY, "ink", 600)
        self._write(painter, self._sentence, _SECOND_LINE, SMALL, "dim", 400)
        painter.end()

    def _write(
        self, painter: QPainter, words: str, top: int, size: int, token: str, weight: int
    ) -> None:
        painter.setFont(font(size, weight))
        painter.setPen(theme().palette.color(token if self.isEnabled() else "faint"))
        room = QRectF(_TEXT_LEFT, top, self.width() - _TEXT_LEFT - SPACE, _LINE)
        line = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)


class ChoiceRows(QWidget):
    """Several of them, one chosen."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _row: self.changed.emit())
        self.rows: dict[str, ChoiceRow] = {}

    @property
    def chosen(self) -> str:
        """The key of the chosen one; empty where there is none."""
        return next((key for key, row in self.rows.items() if row.isChecked()), "")

    def offer(self, choices: Sequence[tuple[str, str, str]], chosen: str = "") -> None:
        """Offer these, each a key, a name and a sentence; the first unless `chosen` is there."""
        for row in self.rows.values():
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {key: ChoiceRow(name, sentence) for key, name, sentence in choices}
        for row in self.rows.values():
            self._group.addButton(row)
            self._column.addWidget(row)
        first = self.rows.get(chosen) or next(iter(self.rows.values()))
        first.setChecked(True)

    def choose(self, key: str) -> None:
        """Choose one. Raises KeyError for one that is not offered."""
        self.rows[key].setChecked(True)
        self.changed.emit()
