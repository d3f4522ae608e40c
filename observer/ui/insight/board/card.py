"""One finding as a card: how bad, how often, with whom, since when, and what became of it."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from observer.analysis.board import FindingFigures
from observer.analysis.intervals import Estimate
from observer.ui.icons import paint_icon
from observer.ui.insight.board.card_words import card_words
from observer.ui.insight.board.carried import carry_finding, drag
from observer.ui.insight.board.drop_target import DropTarget
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, SMALL, SPACE, font, severity_color, severity_ink, theme
from observer.ui.theme.palette import mix

_INSET = 12
_LINE_PX = 20
_TITLE_LINE_PX = 19
_MOST_TITLE_LINES = 3
_BAR_PX = 6
_LABEL_PX = 112.0


class FindingCard(QAbstractButton):
    """A press opens it. Moments or another finding can be dropped on it."""

    moments_dropped = Signal(str, object)
    """The card's finding, and the ids of the moments."""

    finding_dropped = Signal(str, str)
    """The card's finding, and the id of the one that was dropped on it."""

    severity_asked = Signal(str, int)
    state_asked = Signal(str, int)
    """The finding, and by how many columns it is to move."""

    issue_asked = Signal(str)
    """The finding whose issue is to be shown in the browser."""

    rename_asked = Signal(str)
    removal_asked = Signal(str)
    menu_asked = Signal(str, object)
    """The finding, and where on the screen."""

    def __init__(self, figures: FindingFigures, segment_names: dict[str, str]) -> None:
        super().__init__()
        self.figures = figures
        self._words = card_words(figures, segment_names)
        self._pressed_at = QPointF()
        self._target = DropTarget(self, lambda other: other != self.finding_id)
        self._target.moments_dropped.connect(
            lambda ids: self.moments_dropped.emit(self.finding_id, ids)
        )
        self._target.finding_dropped.connect(
            lambda other: self.finding_dropped.emit(self.finding_id, other)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        severity = "" if figures.severity is None else f"{_tr('severity')} {figures.severity}, "
        self.setAccessibleName(f"{figures.finding.name}, {severity}{self._words.all}")
        self.setToolTip("\n".join((figures.finding.name, *self._words.all.split(", "))))
        theme().changed.connect(self.update)

    @property
    def finding_id(self) -> str:
        """Whose card it is."""
        return self.figures.finding.id

    def sizeHint(self) -> QSize:
        """As high as what it has to say."""
        lines = 2 + len(self._segment_lines()) + bool(self._words.seen)
        height = 2 * _INSET + self._title_height() + 6 + lines * _LINE_PX
        if self.figures.before is not None or self.figures.after is not None:
            height += (3 if self._words.chance else 2) * _LINE_PX + 6
        if self._words.again:
            height += _LINE_PX + 4
        if self._words.issue:
            height += _LINE_PX
        return QSize(200, height)

    def minimumSizeHint(self) -> QSize:
        """Its words are cut in a narrow column."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow name is a high one."""
        super().resizeEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def _segment_lines(self) -> tuple[str, ...]:
        """In one line where there is room, else each in its own."""
        joined = " · ".join(self._words.segments)
        room = self.width() - 2 * _INSET
        if QFontMetrics(font(SMALL)).horizontalAdvance(joined) <= room:
            return (joined,) if joined else ()
        return self._words.segments

    def _label_px(self) -> float:
        """From the card's edge to the bars: beside the longest words before one."""
        face = QFontMetrics(font(SMALL, 600))
        told = (self._words.frequency, self._words.before, self._words.since)
        widest = max(face.horizontalAdvance(words) for words in told)
        return max(_LABEL_PX, _INSET + widest + SPACE + 2.0)

    def _title_height(self) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, max(80, self.width() - 2 * _INSET - 28), 1000).toRect()
        wanted = QFontMetrics(font(BODY, 600)).boundingRect(room, flags, self.figures.finding.name)
        most = _MOST_TITLE_LINES * _TITLE_LINE_PX
        return max(_LINE_PX, min(wanted.height(), most))

    # -- hand and keys -------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the finding along."""
        away = (event.position() - self._pressed_at).manhattanLength()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and away >= QApplication.startDragDistance():
            self.setDown(False)
            drag(self, carry_finding(self.finding_id), self.figures.finding.name)
        else:
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All that can be done with it."""
        self.menu_asked.emit(self.finding_id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0 to 4 judge, Alt with an arrow moves, I shows the issue, F2 renames, Delete removes."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_4 and not event.modifiers():
            self.severity_asked.emit(self.finding_id, key - Qt.Key.Key_0)
        elif by is not None and alt:
            self.state_asked.emit(self.finding_id, by)
        elif key == Qt.Key.Key_I and not event.modifiers():
            self.issue_asked.emit(self.finding_id)
        elif key == Qt.Key.Key_F2:
            self.rename_asked.emit(self.finding_id)
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.finding_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Badge and name, then a line a figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_badge(painter)
        width, title = self.width() - 2 * _INSET, self._title_height()
        painter.setFont(font(BODY, 600))
        painter.setPen(theme().color("ink"))
        room = QRectF(_INSET + 28, _INSET, width - 28, title)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self.figures.finding.name)
        top = _INSET + title + 6.0
        if self._words.again:
            self._paint_again(painter, QRectF(_INSET, top - 2, width, _LINE_PX))
            top += _LINE_PX + 4
        frequency = self.figures.frequency
        top = self._paint_share(painter, top, self._words.frequency, frequency, "s3")
        for words in (self._words.interval, *self._segment_lines(), self._words.seen):
            if words:
                paint_line(painter, QRectF(_INSET, top, width, _LINE_PX), words, SMALL, "dim")
                top += _LINE_PX
        if self.figures.before is not None or self.figures.after is not None:
            top = self._paint_release(painter, top + 6)
        if self._words.issue:
            paint_icon(painter, "flag", QRectF(_INSET, top + 3, 14, 14), theme().color("accent"))
            place = QRectF(_INSET + 20, top, width - 20, _LINE_PX)
            paint_line(painter, place, self._words.issue, SMALL, "accent")
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        palette = theme().palette
        strong = self._target.under_drag or self.hasFocus()
        painter.setPen(QPen(palette.color("accent" if strong else "line"), 2 if strong else 1))
        ground = palette.panel
        if self._target.under_drag:
            ground = palette.accent_soft
        elif self.underMouse():
            ground = mix(palette.panel, palette.ink, 0.03)
        painter.setBrush(QColor(ground))
        edge = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 10, 10)

    def _paint_badge(self, painter: QPainter) -> None:
        severity = self.figures.severity
        badge = QRectF(_INSET, _INSET, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(severity_color(severity))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(severity_ink(severity))
        painter.setFont(font(SMALL, 600))
        sign = "–" if severity is None else str(severity)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_again(self, painter: QPainter, room: QRectF) -> None:
        """A pill: what was called fixed is not."""
        palette = theme().palette
        face = font(SMALL, 600)
        room.setWidth(
            min(room.width(), QFontMetrics(face).horizontalAdvance(self._words.again) + 18)
        )
        ground = mix(palette.panel, palette.s3, 0.18)
        painter.setPen(QPen(palette.color("s3"), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setPen(palette.color("ink"))
        painter.setFont(face)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._words.again)

    def _paint_release(self, painter: QPainter, top: float) -> float:
        figures = self.figures
        for words, share, token in (
            (self._words.before, figures.before, "s3"),
            (self._words.since, figures.after, "s3" if figures.seen_again else "ok"),
        ):
            top = self._paint_share(painter, top, words, share, token)
        if self._words.chance:
            width = self.width() - 2.0 * _INSET
            line = QRectF(_INSET, top, width, _LINE_PX)
            paint_line(painter, line, self._words.chance, SMALL, "dim")
            top += _LINE_PX
        return top

    def _paint_share(
        self, painter: QPainter, top: float, words: str, share: Estimate | None, token: str
    ) -> float:
        """Words, then a bar of the share with its interval."""
        palette = theme().palette
        left = self._label_px()
        right = self.width() - _INSET * 1.0
        line = QRectF(_INSET, top, left - _INSET - SPACE, _LINE_PX)
        paint_line(painter, line, words, SMALL, "ink", 600)
        if right - left < 24:
            return top + _LINE_PX
        bar = QRectF(left, top + (_LINE_PX - _BAR_PX) / 2, right - left, _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("sunk"))
        painter.drawRoundedRect(bar, 3, 3)
        if share is not None and share.low is not None and share.high is not None:
            painter.setBrush(QColor(mix(palette.panel, getattr(palette, token), 0.35)))
            span = QRectF(bar)
            span.setLeft(bar.left() + share.low * bar.width())
            span.setRight(bar.left() + share.high * bar.width())
            painter.drawRoundedRect(span, 3, 3)
            painter.setBrush(palette.color(token))
            x = bar.left() + share.value * bar.width()
            painter.drawEllipse(QPointF(min(max(x, left + 4), right - 4), bar.center().y()), 4, 4)
        return top + _LINE_PX


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
