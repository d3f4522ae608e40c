"""A picture of what an export will look like, made as the export makes it."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from observer.export.choices import ClipChoices
from observer.export.clip import export_clip
from observer.model.errors import ObserverError
from observer.model.span import Span
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.theme import BODY, SPACE, font, theme

_SETTLE_MS = 150  # boxes are ticked one after the other
_RADIUS = 8


class Preview(QWidget):
    """Shows one moment of a session with what is drawn on it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setFixedSize(width, width * 9 // 16)
        self.setAccessibleName(self.tr("What it will look like"))
        self.image = QImage()
        self.words = self.tr("Drawing a preview…")
        self._asked: tuple[Path, int, ClipChoices] | None = None
        self._task: Task | None = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._make)
        theme().changed.connect(self.update)

    def ask(self, folder: Path, time_ns: int, choices: ClipChoices) -> None:
        """Show this moment, soon."""
        self._asked = (folder, time_ns, choices)
        self._settle.start()

    def show_words(self, words: str) -> None:
        """Say why there is no picture."""
        self._settle.stop()
        self._asked = None
        self.image, self.words = QImage(), words
        self.update()

    def _make(self) -> None:
        if self._asked is None:
            return
        if self._task is not None:
            self._task.cancel()
        asked = self._asked
        work = partial(_picture, *asked)
        self._task = run(self, work, partial(self._take, asked), partial(self._fail, asked))

    def _take(self, asked: object, image: QImage) -> None:
        if asked == self._asked:
            self.image, self.words = image, ""
            self.update()

    def _fail(self, asked: object, error: Exception) -> None:
        if asked == self._asked:
            self.image, self.words = QImage(), ""
            if isinstance(error, ObserverError):
                self.words = error.message
            else:
                show_error(self, error)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture between black bars, with round corners; else the words."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), theme().color("sunk"))
        if self.image.isNull():
            painter.setPen(theme().color("dim"))
            painter.setFont(font(BODY))
            room = self.rect().adjusted(2 * SPACE, 0, -2 * SPACE, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.words)
        else:
            ratio = self.devicePixelRatioF()
            size = self.image.size().scaled(self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
            small = self.image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            place = QRectF(0, 0, size.width() / ratio, size.height() / ratio)
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place.topLeft(), small)
        painter.end()


def _picture(folder: Path, time_ns: int, choices: ClipChoices, _progress: Progress) -> QImage:
    with TemporaryDirectory(prefix="observer-preview-") as place:
        path = Path(place) / "preview.png"
        export_clip(folder, Span(time_ns, time_ns), path, choices=choices)
        return QImage(str(path))
