"""Chooses what of the display is recorded: all of it, a monitor, a window; with a picture of it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from observer.capture.displays import list_screens, list_windows
from observer.model.errors import DeviceError
from observer.ui.labels import text_label
from observer.ui.theme import RADIUS, SMALL, SPACE, font, theme

_LOOK_EVERY_MS = 1_000


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """What to record, as a plan names it; both empty for the whole desktop."""

    monitor: str = ""
    window: str = ""


class ScreenPicker(QWidget):
    """A combo of screens and open windows, and a picture of the chosen one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._combo = QComboBox()
        self._combo.setFont(font())
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setAccessibleName(self.tr("Screen to record"))
        self._picture = _Picture()
        self._trouble = text_label(size=SMALL, tone="rec", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._combo)
        column.addWidget(self._picture)
        column.addWidget(self._trouble)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._combo.currentIndexChanged.connect(self._look)
        self.list_again()

    def list_again(self) -> None:
        """Ask the display for its screens."""
        chosen = self.choice()
        self._combo.blockSignals(True)
        self._combo.clear()
        try:
            self._list()
            self.problem = ""
        except DeviceError as error:
            self.problem = error.message
            self._trouble.setText(str(error))
        self._trouble.setVisible(bool(self.problem))
        choices = [self._combo.itemData(number) for number in range(self._combo.count())]
        self._combo.setCurrentIndex(choices.index(chosen) if chosen in choices else 0)
        self._combo.blockSignals(False)
        self.changed.emit()

    def choice(self) -> ScreenChoice:
        """What is chosen."""
        data = self._combo.currentData()
        return data if isinstance(data, ScreenChoice) else ScreenChoice()

    def _list(self) -> None:
        for screen in list_screens():
            self._combo.addItem(screen.label, ScreenChoice(monitor=screen.name))
        own = int(self.window().winId()) if self.isVisible() else 0
        windows = [window for window in list_windows() if window.id != own]
        if windows:
            self._combo.insertSeparator(self._combo.count())
        for window in windows:
            words = self.tr("Window: {title}").format(title=window.title or window.application)
            self._combo.addItem(words, ScreenChoice(window=hex(window.id)))

    def showEvent(self, event: QShowEvent) -> None:
        """Look while seen."""
        self._timer.start()
        QTimer.singleShot(0, self, self._look)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._timer.stop()
        super().hideEvent(event)

    def _look(self) -> None:
        choice = self.choice()
        primary = QGuiApplication.primaryScreen()
        screens = (one for one in QGuiApplication.screens() if one.name() == choice.monitor)
        window = int(choice.window, 16) if choice.window else 0
        self._picture.show_pixmap(next(screens, primary).grabWindow(window))


class _Picture(QWidget):
    """The screen, small, rounded, on a sunk ground."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setFixedHeight(190)
        self.setAccessibleName(self.tr("The screen as it is recorded"))
        theme().changed.connect(self.update)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Take a fresh look; scaled down once here."""
        if not pixmap.isNull():
            ratio = self.devicePixelRatioF()
            pixmap = pixmap.scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
        self._pixmap = pixmap
        self.update()

    def sizeHint(self) -> QSize:
        """Sixteen by nine."""
        return QSize(338, 190)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in the middle of its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.fillPath(ground, theme().color("sunk"))
        if not self._pixmap.isNull():
            size = self._pixmap.deviceIndependentSize()
            rect = QRectF(0, 0, size.width(), size.height())
            rect.moveCenter(QRectF(self.rect()).center())
            painter.setClipPath(ground)
            painter.drawPixmap(rect.topLeft(), self._pixmap)
        painter.end()
