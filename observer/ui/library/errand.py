"""What the library's page has done for it, in the background or by asking."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from observer.database.library import Library
from observer.ui.banner import notify


class Errand(QObject):
    """Each says by itself how it ended; `done` tells that the library holds something else."""

    done = Signal()
    landed = Signal(str)
    """This session id has come into the library."""
    open_asked = Signal(str)

    def __init__(self, library: Library, root: Path, page: QWidget) -> None:
        super().__init__(page)
        self._library = library
        self._root = root
        self._page = page

    def _ask_for_file(self, title: str, kinds: str) -> Path | None:
        """A file that is there, of these kinds as Qt's file dialogs write them; None for none."""
        chosen, _ = QFileDialog.getOpenFileName(self._page, title, str(Path.home()), kinds)
        return Path(chosen) if chosen else None

    def _tell(
        self, words: str, session_id: str = "", *, details: str = "", tone: str = "ok"
    ) -> None:
        """Say it, and offer to open the session it is about."""
        notify(
            self._page,
            words,
            details,
            tone=tone,
            action_text=QCoreApplication.translate("Errand", "Open") if session_id else "",
            action=partial(self.open_asked.emit, session_id) if session_id else None,
        )
