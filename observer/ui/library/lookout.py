"""Keeps an eye on the folders and on the library, so that the page shows what there is."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.folder_watch import FolderWatch
from observer.intake.landing import refresh_folders
from observer.model.errors import ObserverError
from observer.ui.background import Progress, run
from observer.ui.banner import show_error

_LOOK_EVERY_MS = 2_000
_REST_AFTER_LOOK = 10
"""A look at a slow disk takes longer; looking stays a tenth of the time."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the folders found; `rows` is None where nothing has changed."""

    problems: tuple[ObserverError, ...]
    changes: tuple[int, int]
    rows: list[SessionRow] | None


class Lookout(QTimer):
    """Looks each time it runs out, in the background; a failure is shown once."""

    problems_found = Signal(object)
    """A tuple of ObserverErrors: the folders that cannot be taken in, after every look."""
    sessions_found = Signal(object)
    """A list of SessionRows: what the library holds, where that has changed."""

    def __init__(self, library: Library, root: Path, page: QWidget) -> None:
        super().__init__(page)
        self._library = library
        self._root = root
        self._page = page
        self._watch = FolderWatch(root)
        self._looking = False
        self._began_s = 0.0
        self._changes = (0, 0)
        self._shown_failure = ""
        self.setInterval(_LOOK_EVERY_MS)
        self.timeout.connect(self.look)

    def look(self) -> None:
        """Look at the folders, in the background."""
        if self._looking:
            return
        self._looking = True
        self._began_s = time.monotonic()
        work = partial(_look, self._library, self._root, self._watch, self._changes)
        run(self._page, work, self._take, self._miss)

    def read(self) -> None:
        """Ask the library at once, without a look at the folders."""
        self._changes = self._library.changes()
        self.sessions_found.emit(self._library.sessions())

    def _take(self, look: _Look) -> None:
        self._looking = False
        took_ms = round(1000 * (time.monotonic() - self._began_s))
        self.setInterval(max(_LOOK_EVERY_MS, _REST_AFTER_LOOK * took_ms))
        self._shown_failure = ""
        self.problems_found.emit(look.problems)
        if look.rows is not None:
            self._changes = look.changes
            self.sessions_found.emit(look.rows)

    def _miss(self, error: Exception) -> None:
        self._looking = False
        if str(error) != self._shown_failure:  # once, not at every look
            self._shown_failure = str(error)
            show_error(self._page, error)


def _look(
    library: Library,
    root: Path,
    watch: FolderWatch,
    before: tuple[int, int],
    _progress: Progress,
) -> _Look:
    problems = refresh_folders(library, root, watch)
    changes = library.changes()
    return _Look(problems, changes, library.sessions() if changes != before else None)
