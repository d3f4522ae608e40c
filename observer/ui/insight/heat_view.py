"""A still of a screen with the clicks of all sessions laid over it."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.intake.heat import Click, ClickMap
from observer.ui.insight.heat_colors import Density, colored
from observer.ui.theme import RADIUS, theme

_NEAR_PX = 14


class HeatView(QWidget):
    """A press near a click opens it; Left and Right go from click to click, Return opens it."""

    click_opened = Signal(object)
    """A Click."""

    def __init__(self) -> None:
        super().__init__()
        self._map: ClickMap | None = None
        self._still = QImage()
        self._heat = QImage()
        self._density: Density | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(320)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._color)

    def hasHeightForWidth(self) -> bool:  # Qt's name
        """As high as the picture asks for."""
        return not self._still.isNull()

    def heightForWidth(self, width: int) -> int:  # Qt's name
        """Of the still's shape."""
        if self._still.isNull():
            return 320
        return max(200, min(900, width * self._still.height() // self._still.width()))

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(800, self.heightForWidth(800))

    def show_map(self, told: ClickMap, density: Density) -> None:
        """Show these clicks."""
        still = told.still
        self._map, self._density, self._current = told, density, -1
        self._still = QImage(
            still.rgb, still.width, still.height, 3 * still.width, QImage.Format.Format_RGB888
        ).copy()
        self.setAccessibleName(
            _tr("Picture of a screen with {n} clicks on it").format(n=len(told.clicks))
        )
        self._color()
        self.updateGeometry()

    def _color(self) -> None:
        if self._density is None:
            return
        palette = theme().palette
        tones = (palette.color(name) for name in ("s1", "s2", "s3", "s4"))
        ramp = [(tone.red(), tone.green(), tone.blue()) for tone in tones]
        pixels = colored(self._density, ramp)
        height, width = pixels.shape[:2]
        self._heat = QImage(
            pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied
        ).copy()
        self.update()

    # -- hand and keys -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A click that can be opened shows a hand."""
        near = self._near(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the nearest click."""
        near = self._near(event.position())
        if near is not None:
            self.click_opened.emit(near)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From click to click."""
        clicks = self._map.clicks if self._map else ()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None and clicks:
            self._current = (self._current + by) % len(clicks)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.click_opened.emit(clicks[self._current])
        else:
            super().keyPressEvent(event)

    def _near(self, point: QPointF) -> Click | None:
        clicks = self._map.clicks if self._map else ()
        room = self._room()

        def away(one: Click) -> float:
            return (self._place(room, one) - point).manhattanLength()

        nearest = min(clicks, key=away, default=None)
        return nearest if nearest is not None and away(nearest) <= _NEAR_PX else None

    def _room(self) -> QRectF:
        """Where the still lies: whole, in the middle."""
        whole = QRectF(self.rect())
        if self._still.isNull():
            return whole
        scale = min(whole.width() / self._still.width(), whole.height() / self._still.height())
        width, height = self._still.width() * scale, self._still.height() * scale
        return QRectF((whole.width() - width) / 2, 0, width, height)

    def _place(self, room: QRectF, one: Click) -> QPointF:
        x = room.left() + one.x / self._still.width() * room.width()
        return QPointF(x, room.top() + one.y / self._still.height() * room.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The still, dimmed a little, the heat, and a dot a click."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        palette = theme().palette
        if self._map is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("sunk"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.end()
            return
        room = self._room()
        painter.drawImage(room, self._still)
        veil = QColor(palette.bg)
        veil.setAlpha(70)
        painter.fillRect(room, veil)
        painter.drawImage(room, self._heat)
        for number, one in enumerate(self._map.clicks):
            here = number == self._current
            painter.setPen(QPen(QColor("#ffffff"), 1.5))
            painter.setBrush(palette.color("accent" if here else "s4"))
            size = 7 if here else 3.5
            painter.drawEllipse(self._place(room, one), size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(palette.color("accent" if focused else "line"), 2 if focused else 1))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
