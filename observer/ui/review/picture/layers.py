"""What is drawn over the picture, and which of it is wanted."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal


class Layer(StrEnum):
    """One thing that can be drawn over the picture."""

    TRAIL = "trail"
    CLICKS = "clicks"
    SCROLLING = "scrolling"
    KEYS = "keys"
    CAPTIONS = "captions"


def layer_words(layer: Layer) -> str:
    """What it is called, in the user's language."""
    words = {
        Layer.TRAIL: "Pointer trail",
        Layer.CLICKS: "Clicks",
        Layer.SCROLLING: "Scrolling",
        Layer.KEYS: "Keys pressed",
        Layer.CAPTIONS: "Captions",
    }
    return QCoreApplication.translate("Layers", words[layer])


class Layers(QObject):
    """Which layers are wanted: all of them at first, then as the user left it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        settings = QSettings()
        self._wanted = {
            layer: settings.value(_setting(layer), True, bool) is not False for layer in Layer
        }

    def is_wanted(self, layer: Layer) -> bool:
        """Whether it is drawn where there is something to draw."""
        return self._wanted[layer]

    def set_wanted(self, layer: Layer, wanted: bool) -> None:
        """Draw it or not, in this session and those to come."""
        if wanted == self._wanted[layer]:
            return
        self._wanted[layer] = wanted
        QSettings().setValue(_setting(layer), wanted)
        self.changed.emit()

    def toggle(self, layer: Layer) -> bool:
        """The other way; whether it is wanted then."""
        self.set_wanted(layer, not self._wanted[layer])
        return self._wanted[layer]


def _setting(layer: Layer) -> str:
    return f"review/show-{layer}"
