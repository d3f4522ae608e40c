"""Chooses the microphone and shows that it hears something, before anything is recorded."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.errors import DeviceError
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.labels import text_label
from observer.ui.record.level_meter import LevelMeter
from observer.ui.record.listening import Listening
from observer.ui.theme import SMALL, SPACE, font

if TYPE_CHECKING:
    from observer.capture.sound import Microphone

_READ_EVERY_MS = 60


class MicrophonePicker(QWidget):
    """A combo of the microphones, and a level that moves while the page is seen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed = False
        self._listening = Listening()
        self.destroyed.connect(self._listening.shut)
        self._busy = False
        self._wanted: str | None = None
        self._open_name: str | None = None
        self.combo = QComboBox()
        self.combo.setFont(font())
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setAccessibleName(self.tr("Microphone"))
        self.meter = LevelMeter()
        self._words = text_label(size=SMALL, tone="dim", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(text_label(self.tr("Level"), size=SMALL, tone="dim"))
        row.addWidget(self.meter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.combo)
        column.addLayout(row)
        column.addWidget(self._words)
        self.combo.addItem(self.tr("Looking for microphones…"), None)
        self.combo.setEnabled(False)
        self.combo.currentIndexChanged.connect(self._follow)
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.timeout.connect(self._read)

    def name(self) -> str | None:
        """The chosen device's name; None for no microphone."""
        data = self.combo.currentData()
        return data if isinstance(data, str) else None

    @property
    def hears(self) -> bool:
        """Whether the chosen microphone is open and its level shown."""
        return self._open_name is not None and not self._busy

    @property
    def listed(self) -> bool:
        """Whether the microphones are known by now."""
        return self._listed

    def shut(self) -> None:
        """Let go of the microphone for good: the window closes."""
        self._timer.stop()
        self._listening.shut()

    def showEvent(self, event: QShowEvent) -> None:
        """Listen while seen."""
        self._timer.start()
        if self._listed:
            self._follow()
        else:
            run(self, _list_microphones, self._fill, self._fail)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: the microphone is let go."""
        self._timer.stop()
        self._want(None)
        super().hideEvent(event)

    def _fill(self, microphones: "list[Microphone]") -> None:
        self._listed = True
        self.combo.blockSignals(True)
        self.combo.clear()
        for microphone in microphones:
            self.combo.addItem(microphone.label, microphone.name)
            if microphone.is_default:
                self.combo.setCurrentIndex(self.combo.count() - 1)
        self.combo.addItem(self.tr("No microphone"), None)
        self.combo.setEnabled(True)
        self.combo.blockSignals(False)
        if not microphones:
            self._words.setText(self.tr("No microphone was found; voice cannot be recorded."))
        self.changed.emit()
        self._follow()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self._open_name = self._wanted
        if isinstance(error, DeviceError):
            self._words.setText(str(error))
            if not self._listed:
                self._fill([])
        else:
            show_error(self, error)

    def _follow(self) -> None:
        if self._listed and self.isVisible():
            self._want(self.name())

    def _want(self, name: str | None) -> None:
        """Bring the open device to the wanted one, one step at a time, off the window's thread."""
        self._wanted = name
        if self._busy or name == self._open_name:
            return
        self._busy = True
        if name is not None:  # a sound server may take seconds to answer
            self._words.setText(self.tr("Opening the microphone…"))
        listening = self._listening
        run(self, lambda _progress: listening.change(name), partial(self._opened, name), self._fail)

    def _opened(self, name: str | None, hears: bool) -> None:
        self._busy = False
        self._open_name = name
        self._words.setText("" if hears else self.tr("Nothing is heard and nothing recorded."))
        if self._wanted != name:
            self._want(self._wanted)

    def _read(self) -> None:
        self.meter.show_level(self._listening.level_db)
        if self._listening.problem:
            self._words.setText(self._listening.problem)


def _list_microphones(_progress: Progress) -> "list[Microphone]":
    from observer.capture.sound import list_microphones

    return list_microphones()
