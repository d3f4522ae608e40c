"""A large button that marks a moment; it shows its key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from observer.ui.icons import paint_icon
from observer.ui.theme import BODY, HEADING, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix, readable_on


class MarkTile(QAbstractButton):
    """One kind of mark. The primary one is filled with the palette's token `fill`."""

    def __init__(
        self,
        text: str,
        key: str,
        icon_name: str,
        *,
        hint: str = "",
        fill: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._key, self._icon_name, self._hint, self._fill = key, icon_name, hint, fill
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(88 if fill else 64)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{text} ({key})")
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide enough for its word and key."""
        return QSize(160, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded tile: icon, word, hint, key."""
        fill, ink, dim, edge = self._colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus()
        width = 2.0 if ring else 1.0
        painter.setPen(
            QPen(theme().color("ink" if self._fill else "accent") if ring else edge, width)
        )
        painter.setBrush(fill)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)
        middle = self.height() / 2
        paint_icon(painter, self._icon_name, QRectF(2 * SPACE, middle - 11, 22, 22), ink)
        self._paint_words(painter, ink, dim)
        self._paint_key(painter, dim)
        painter.end()

    def _colors(self) -> tuple[QColor, QColor, QColor, QColor]:
        palette = theme().palette
        fill = getattr(palette, self._fill) if self._fill else palette.panel
        ink = readable_on(fill) if self._fill else palette.ink
        dim = ink if self._fill else palette.dim
        edge = fill if self._fill else palette.line
        if not self.isEnabled():
            return (
                palette.color("sunk"), palette.color("faint"), palette.color("faint"),
                palette.color("line"),
            )  # fmt: skip
        if self.isDown():
            fill = mix(fill, palette.ink, 0.14)
        elif self.underMouse():
            fill = mix(fill, palette.ink, 0.06)
        return QColor(fill), QColor(ink), QColor(dim), QColor(edge)

    def _paint_words(self, painter: QPainter, ink: QColor, dim: QColor) -> None:
        left = 2 * SPACE + 22 + 12
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.setPen(ink)
        painter.setFont(font(HEADING if self._fill else BODY, 600))
        level = Qt.AlignmentFlag.AlignVCenter
        if not self._hint:
            painter.drawText(box, level, self.text())
            return
        painter.drawText(box.adjusted(0, 0, 0, -18), level, self.text())
        painter.setPen(dim)
        painter.setFont(font(SMALL))
        painter.drawText(box.adjusted(0, 24, 0, 0), level, self._hint)

    def _paint_key(self, painter: QPainter, color: QColor) -> None:
        painter.setFont(font(SMALL, 600))
        width = max(22.0, QFontMetricsF(painter.font()).horizontalAdvance(self._key) + 12)
        cap = QRectF(self.width() - 2 * SPACE - width, self.height() / 2 - 11, width, 22)
        edge = QColor(color)
        edge.setAlphaF(0.55)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(color)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
