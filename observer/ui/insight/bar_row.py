"""A row that says something, with a bar of how much of it there is; it can be pressed."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from observer.analysis.intervals import Estimate
from observer.ui.insight.gap_row import paint_pressable
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, SMALL, SPACE, font, severity_color, severity_ink, theme
from observer.ui.theme.palette import mix

_BAR_PX = 6
_WAY = " → "


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says. `share` of 0 to 1 is its bar, `interval` lies on it, `wanted` is a mark.

    `badge` of -1 is a severity nobody has judged; None leaves it out. Where a title tells of
    a way (`Basket → Payment`), both of its ends are shortened alike.
    """

    title: str
    subline: str = ""
    figure: str = ""
    share: float | None = None
    interval: Estimate | None = None
    token: str = "accent"
    badge: int | None = None
    figure_token: str = "ink"


def _shortened(title: str, width: float) -> str:
    face = QFontMetricsF(font(BODY))
    ends = title.split(_WAY)
    if len(ends) == 1 or face.horizontalAdvance(title) <= width:
        return title
    room = (width - face.horizontalAdvance(_WAY) * (len(ends) - 1)) / len(ends)
    return _WAY.join(face.elidedText(one, Qt.TextElideMode.ElideMiddle, room) for one in ends)


class BarRow(QAbstractButton):
    """Opens the evidence of what it says."""

    def __init__(self, words: RowWords) -> None:
        super().__init__()
        self.words = words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            ", ".join(part for part in (words.title, words.figure, words.subline) if part)
        )
        self.setToolTip("\n".join(part for part in (words.title, words.subline) if part))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line, two with something below, and the bar."""
        height = 30 + (20 if self.words.subline else 0) + (12 if self._has_bar() else 0)
        return QSize(220, height + 6)

    def minimumSizeHint(self) -> QSize:
        """Its words are cut where it is narrow."""
        return QSize(120, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def _has_bar(self) -> bool:
        return self.words.share is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title and figure, the quiet line, the bar."""
        words = self.words
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pressable(painter, self)
        left, right, top = SPACE * 1.0, self.width() - SPACE * 1.0, 8.0
        if words.badge is not None:
            self._paint_badge(painter, QRectF(left, top + 1, 20, 20))
            left += 32
        figure = QFontMetricsF(font(BODY, 600)).horizontalAdvance(words.figure)
        title = QRectF(left, top, right - left - figure - SPACE, 22)
        paint_line(painter, title, _shortened(words.title, title.width()), BODY, "ink")
        place = QRectF(right - figure, top, figure + 1, 22)
        paint_line(painter, place, words.figure, BODY, words.figure_token, 600)
        top += 22
        if words.subline:
            paint_line(painter, QRectF(left, top, right - left, 20), words.subline, SMALL, "dim")
            top += 20
        if words.share is not None:
            self._paint_bar(painter, QRectF(left, top + 6, right - left, _BAR_PX))
        painter.end()

    def _paint_badge(self, painter: QPainter, square: QRectF) -> None:
        badge = self.words.badge
        severity = None if badge is None or badge < 0 else badge
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(severity_color(severity))
        painter.drawRoundedRect(square, 6, 6)
        painter.setPen(severity_ink(severity))
        painter.setFont(font(SMALL, 600))
        sign = "–" if severity is None else str(severity)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        palette, words = theme().palette, self.words
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("sunk"))
        painter.drawRoundedRect(bar, 3, 3)
        share = min(1.0, max(0.0, words.share or 0.0))
        told = words.interval
        if told is None or told.low is None or told.high is None:
            painter.setBrush(palette.color(words.token))
            filled = QRectF(bar)
            filled.setWidth(max(share * bar.width(), _BAR_PX if share else 0))
            painter.drawRoundedRect(filled, 3, 3)
            return
        span = QRectF(bar)
        span.setLeft(bar.left() + told.low * bar.width())
        span.setRight(bar.left() + told.high * bar.width())
        painter.setBrush(QColor(mix(palette.panel, getattr(palette, words.token), 0.38)))
        painter.drawRoundedRect(span, 3, 3)
        painter.setBrush(palette.color(words.token))
        x = min(max(bar.left() + share * bar.width(), bar.left() + 5), bar.right() - 5)
        painter.drawEllipse(QPointF(x, bar.center().y()), 5, 5)
