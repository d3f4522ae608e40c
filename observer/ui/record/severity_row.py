"""Asks how bad it was, right after a friction mark, and does not insist."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from observer.model.annotation import SEVERITY_WORDS
from observer.ui.theme import SMALL, SPACE, font, severity_color, severity_ink, theme

ASKED_FOR_MS = 4_000
"""Long enough to read five words; the mark is written without a severity afterwards."""


class SeverityRow(QWidget):
    """Five chips, 0 to 4, alive only while a friction mark waits for its severity."""

    chosen = Signal(object)
    """The severity, or None where nobody said one in time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.chips: list[SeverityChip] = []
        for severity in range(len(SEVERITY_WORDS)):
            chip = SeverityChip(severity)
            chip.clicked.connect(lambda _checked=False, chip=chip: self.choose(chip.severity))
            row.addWidget(chip)
            self.chips.append(chip)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASKED_FOR_MS)
        self._timer.timeout.connect(lambda: self.choose(None))
        self._set_alive(False)

    @property
    def asking(self) -> bool:
        """Whether a mark waits."""
        return self._timer.isActive()

    def ask(self) -> None:
        """Wait for a severity."""
        self._set_alive(True)
        self._timer.start()

    def choose(self, severity: int | None) -> None:
        """Answer for the mark that waits; nothing happens where none does."""
        if self.asking:
            self._timer.stop()
            self._set_alive(False)
            self.chosen.emit(severity)

    def _set_alive(self, alive: bool) -> None:
        for chip in self.chips:
            chip.setEnabled(alive)


class SeverityChip(QAbstractButton):
    """A severity's number on its colour, and its word."""

    def __init__(self, severity: int) -> None:
        super().__init__()
        self.severity = severity
        words = (
            self.tr("no problem"), self.tr("cosmetic"), self.tr("minor"), self.tr("major"),
            self.tr("catastrophe"),
        )  # fmt: skip
        self.setText(words[severity])
        self.setToolTip(f"{severity}: {SEVERITY_WORDS[severity]}")
        self.setAccessibleName(f"{severity}, {words[severity]}")
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the longest word."""
        return QSize(112, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quiet until asked."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        alive = self.isEnabled()
        edge = palette.color("accent" if self.hasFocus() else "faint" if alive else "line")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(palette.color("panel") if alive else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        badge = QRectF(6, 6, 20, 20)
        fill = severity_color(self.severity)
        if not alive:
            fill.setAlphaF(0.28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(badge, 6, 6)
        painter.setFont(font(SMALL, 600))
        painter.setPen(severity_ink(self.severity) if alive else QColor(palette.dim))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self.severity))
        painter.setFont(font(SMALL))
        painter.setPen(palette.color("ink" if alive else "faint"))
        box = QRectF(self.rect()).adjusted(32, 0, -4, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
