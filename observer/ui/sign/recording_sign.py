"""The sign that tells the participant, at the edge of their screen, whether they are recorded."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSettings, QSize, Qt
from PySide6.QtGui import (
    QBitmap,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from observer.capture.overlay_window import make_overlay
from observer.ui.theme import BODY, DARK, SPACE, font

SIGN_APPLICATION = "observer-sign"
"""The class of its window: Observer's other windows are filled in a recording, this one is not."""

_SETTING = "sign/place"
_HEIGHT = 4 * SPACE
_EDGE = 2 * SPACE  # room at both ends
_MARK = 10  # the dot, or the two bars
_GRIP = 6  # the dots by which it is dragged
_X11 = "xcb"


class RecordingSign(QWidget):
    """A pill that stays above everything, takes no focus and can be dragged aside.

    It looks the same in either theme, since it lies on somebody else's program, and it never
    moves by itself: a sign that blinks would distract, and cost a picture each time.
    """

    def __init__(self, screen: QScreen | None = None) -> None:
        """`screen` is the one that is recorded; None for the first."""
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.NoDropShadowWindowHint,
        )
        self._on = screen or QGuiApplication.primaryScreen()
        self._paused = False
        self._dragged_from: QPoint | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(self.tr("Observer is recording"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setToolTip(self.tr("Drag it wherever it is not in your way"))
        self._on.availableGeometryChanged.connect(self._settle)

    @property
    def words(self) -> str:
        """What it says."""
        if self._paused:
            return self.tr("Paused: nothing is recorded")
        return self.tr("Recording")

    def show_running(self, paused: bool) -> None:
        """Show it, saying that everything is recorded, or that nothing is."""
        self._paused = paused
        self.setAccessibleName(self.words)
        middle = self._middle()
        self.resize(self.sizeHint())
        self._place(middle)
        self.update()
        if not self.isVisible():
            if QGuiApplication.platformName() == _X11:
                make_overlay(int(self.winId()), SIGN_APPLICATION)
            self.show()
        self.raise_()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        self.setFont(font(BODY, 600))
        words = self.fontMetrics().horizontalAdvance(self.words)
        return QSize(_EDGE + _MARK + SPACE + words + 2 * SPACE + _GRIP + _EDGE, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round without a compositor too: what lies beyond the pill belongs to the product."""
        size = event.size()
        shape = QBitmap(size)
        shape.clear()
        painter = QPainter(shape)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.drawRoundedRect(QRect(QPoint(0, 0), size), size.height() / 2, size.height() / 2)
        painter.end()
        self.setMask(shape)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot or two bars, the words, and dots to drag it by."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), DARK.color("sunk"))
        painter.setPen(QPen(DARK.color("faint"), 1))
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), half - 1, half - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._paused:
            painter.setBrush(DARK.color("ink"))
            for left in (0.5, 6.0):
                painter.drawRect(QRectF(_EDGE + left, half - 5, 3.5, 10))
        else:
            painter.setBrush(DARK.color("rec"))
            painter.drawEllipse(QRectF(_EDGE, half - _MARK / 2, _MARK, _MARK))
        self._paint_grip(painter)
        painter.setPen(DARK.color("ink"))
        painter.setFont(font(BODY, 600))
        left = _EDGE + _MARK + SPACE
        words = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words
        )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along, never off its screen."""
        if self._dragged_from is not None:
            corner = event.globalPosition().toPoint() - self._dragged_from
            self.move(self._within(corner))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go; it stays there, the next time too."""
        if self._dragged_from is not None:
            self._dragged_from = None
            QSettings().setValue(_SETTING, self.geometry().center() - self._area().topLeft())

    def _paint_grip(self, painter: QPainter) -> None:
        painter.setBrush(DARK.color("faint"))
        left, middle = self.width() - _EDGE - _GRIP, self.height() / 2
        for column in (0, 4):
            for row in (-5, -1, 3):
                painter.drawEllipse(QRectF(left + column, middle + row, 2, 2))

    def _area(self) -> QRect:
        return self._on.availableGeometry()

    def _middle(self) -> QPoint:
        """Where its middle belongs: where it was left, at first the middle of the upper edge."""
        if self.isVisible():
            return self.geometry().center()
        stored = QSettings().value(_SETTING)
        area = self._area()
        if isinstance(stored, QPoint):
            return area.topLeft() + stored
        return QPoint(area.center().x(), area.top() + SPACE + _HEIGHT // 2)

    def _place(self, middle: QPoint) -> None:
        # Its own centre, not half of its size: rounded otherwise, it would creep with every call.
        self.move(self._within(middle - self.rect().center()))

    def _settle(self) -> None:
        self.move(self._within(self.pos()))

    def _within(self, corner: QPoint) -> QPoint:
        area = self._area()
        right = max(area.left(), area.right() + 1 - self.width())
        bottom = max(area.top(), area.bottom() + 1 - self.height())
        x = min(max(corner.x(), area.left()), right)
        return QPoint(x, min(max(corner.y(), area.top()), bottom))
