"""One part of a list that stands beside the form of the chosen one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from observer.ui.theme import BODY, RADIUS, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

_HEIGHT_PX = 48


class PickButton(QAbstractButton):
    """Chooses one part: its title, and a quieter line under it; `warns` where it has a fault."""

    def __init__(self) -> None:
        super().__init__()
        self._title = self._subline = ""
        self._warns = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_words(self, title: str, subline: str, *, warns: bool = False) -> None:
        """What it says."""
        self._title, self._subline, self._warns = title, subline, warns
        self.setAccessibleName(f"{title}, {subline}")
        self.setToolTip(title if self._cut() else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(160, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """The title may be cut; its tooltip has it whole."""
        return QSize(80, _HEIGHT_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled softly while it is the chosen one."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(palette.color("accent_soft"))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        elif self.underMouse():
            painter.setBrush(QColor(_hover()))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        words = area.adjusted(12, 6, -12, -6)
        weight = 600 if self.isChecked() else 400
        self._line(painter, words, self._title, BODY, weight, "ink", Qt.AlignmentFlag.AlignTop)
        tone = "rec" if self._warns else "dim"
        self._line(painter, words, self._subline, SMALL, 400, tone, Qt.AlignmentFlag.AlignBottom)
        painter.end()

    def _line(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        size: int,
        weight: int,
        token: str,
        place: Qt.AlignmentFlag,
    ) -> None:
        face = font(size, weight)
        painter.setFont(face)
        painter.setPen(theme().color(token))
        shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, place | Qt.AlignmentFlag.AlignLeft, shown)

    def _cut(self) -> bool:
        room = self.width() - 3 * SPACE
        return QFontMetricsF(font(BODY, 600)).horizontalAdvance(self._title) > room


def _hover() -> str:
    palette = theme().palette
    return mix(palette.panel, palette.ink, 0.05)
