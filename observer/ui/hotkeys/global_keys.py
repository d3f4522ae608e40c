"""The global keys in the window's thread."""

from PySide6.QtCore import QObject, Qt, Signal

from observer.capture.hotkeys import HotkeyListener
from observer.model.errors import DeviceError
from observer.ui.hotkeys.chosen import chosen_hotkeys


class _Hold:
    """The listener, let go also where its QObject goes without having been closed."""

    def __init__(self) -> None:
        self.listener: HotkeyListener | None = None

    def close(self) -> None:
        listener, self.listener = self.listener, None
        if listener is not None:
            listener.close()


class GlobalKeys(QObject):
    """Listens between `listen` and `close`, to the keys chosen at that moment."""

    pressed = Signal(str)
    """What the key is for, as in `chosen.DEFAULTS`."""
    refused_changed = Signal()
    """Other keys than before cannot be had."""

    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: dict[str, DeviceError] = {}
        """What a key is for, and why it cannot be had."""
        self._hold = _Hold()
        self.destroyed.connect(self._hold.close)
        self._heard.connect(self.pressed, Qt.ConnectionType.QueuedConnection)

    @property
    def listening(self) -> bool:
        """Whether the keys are held."""
        return self._hold.listener is not None

    def listen(self) -> None:
        """Hold the chosen keys; hold them anew where some are held already."""
        self.close()
        bindings = chosen_hotkeys()
        try:
            listener = self._hold.listener = HotkeyListener(bindings, self._heard.emit)
            self.refused = listener.refused
        except DeviceError as error:  # no X display: the keys of the console still work
            self.refused = dict.fromkeys(bindings, error)
        self.refused_changed.emit()

    def close(self) -> None:
        """Give the keys back and join the thread; whoever owns this calls it in the end."""
        self._hold.close()


def refusals() -> dict[str, DeviceError]:
    """Which of the chosen keys could not be had just now, and why; none is held afterwards."""
    bindings = chosen_hotkeys()
    try:
        with HotkeyListener(bindings, lambda _purpose: None) as listener:
            return listener.refused
    except DeviceError as error:
        return dict.fromkeys(bindings, error)
