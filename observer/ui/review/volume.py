"""How loud it plays: a button for silence and a slider, both remembered."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from observer.ui.buttons import icon_button, set_icon

_LEVEL, _MUTED = "review/volume", "review/muted"
_SLIDER_PX, _HEIGHT_PX = 88, 24  # the knob is cut where it has 16 alone


class VolumeControl(QWidget):
    """`changed` tells a factor from 0, silent, to 1, full."""

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.mute = icon_button("sound", self.tr("Sound on or off (H)"))
        self.mute.setCheckable(True)
        self.level = QSlider(Qt.Orientation.Horizontal)
        self.level.setRange(0, 100)
        self.level.setFixedSize(_SLIDER_PX, _HEIGHT_PX)
        self.level.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.level.setAccessibleName(self.tr("Volume"))
        self.level.setToolTip(self.tr("Volume"))
        self.level.setValue(_stored_level())
        self.mute.setChecked(QSettings().value(_MUTED, False, bool) is True)
        self._show()
        self.mute.toggled.connect(self._take)
        self.level.valueChanged.connect(self._turn_up)
        row.addWidget(self.mute)
        row.addWidget(self.level)

    @property
    def factor(self) -> float:
        """What the samples are multiplied by."""
        # The ear hears in powers: squared, the middle of the slider sounds half as loud.
        return 0.0 if self.mute.isChecked() else (self.level.value() / 100) ** 2

    def _turn_up(self, level: int) -> None:
        """Who moves the slider wants to hear something."""
        if level and self.mute.isChecked():
            self.mute.setChecked(False)
        self._take()

    def _take(self) -> None:
        settings = QSettings()
        settings.setValue(_LEVEL, self.level.value())
        settings.setValue(_MUTED, self.mute.isChecked())
        self._show()
        self.changed.emit(self.factor)

    def _show(self) -> None:
        set_icon(self.mute, "sound-off" if not self.factor else "sound", "dim")


def _stored_level() -> int:
    stored = str(QSettings().value(_LEVEL, 100))
    return min(int(stored), 100) if stored.isdecimal() else 100
