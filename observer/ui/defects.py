"""Shows what nobody caught, from whatever thread it comes."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from observer.ui.banner import show_error


class Defects(QObject):
    """Emit `happened` with the error; it is logged and shown in the window's own thread."""

    happened = Signal(object)

    def __init__(self, window: QWidget, log_file: Path | None) -> None:
        super().__init__(window)
        self._log_file = log_file
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, error: BaseException) -> None:
        banner = show_error(self, error)
        if banner is not None and self._log_file is not None:
            banner.setToolTip(str(self._log_file))
