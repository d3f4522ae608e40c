"""The window's end of the observers' page: opens it, polls who watches, and closes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from observer.companion.client import (
    CompanionClient,
    CompanionStatus,
    connect_companion,
    start_companion,
)
from observer.model.errors import CompanionError
from observer.model.study import Study
from observer.ui.author import author_name
from observer.ui.background import run
from observer.ui.banner import show_error

_ASK_EVERY_MS = 500


class ObserversLink(QObject):
    """At most one page for one recording; it ends with the session, or when it is closed here."""

    status_changed = Signal(object)
    """A CompanionStatus, twice a second while the page is open."""
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        library: Path,
        folder: Path,
        session_id: str,
        study: Study | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._folder = folder
        self._session_id = session_id
        self._study = study
        self._task = ("", "")
        self._asking = False
        self.client: CompanionClient | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    def find(self) -> None:
        """Take up a page that an earlier window opened."""
        session_id = self._session_id
        run(self, lambda _progress: connect_companion(session_id), self._found)

    def open(self, host: str, *, tls: bool) -> None:
        """Open the page on one of this computer's addresses."""
        library, folder, study = self._library, self._folder, self._study
        moderator = author_name()
        run(
            self,
            lambda _progress: start_companion(
                library, folder, host, tls=tls, study=study, moderator=moderator
            ),
            self._take_client,
            self._fail,
        )

    def close(self) -> None:
        """Close the page for everybody."""
        client, self.client = self.client, None
        self._timer.stop()
        if client is not None:
            run(self, lambda _progress: client.close(), lambda _none: self.closed.emit())

    def revoke(self, name: str) -> None:
        """Turn one observer out."""
        self._do(lambda client: client.revoke(name))

    def set_task(self, title: str, wording: str) -> None:
        """Show the task at hand on every page, also on one that is opened later."""
        self._task = (title, wording)
        self._do(lambda client: client.set_task(title, wording))

    def _do(self, verb: Callable[[CompanionClient], CompanionStatus]) -> None:
        client = self.client
        if client is not None:
            run(self, lambda _progress: verb(client), self._take, self._miss)

    def _found(self, client: CompanionClient | None) -> None:
        if client is not None and self.client is None:
            self._take_client(client)

    def _take_client(self, client: CompanionClient) -> None:
        self.client = client
        self._timer.start()
        self.opened.emit()
        self.set_task(*self._task)

    def _ask(self) -> None:
        client = self.client
        if client is not None and not self._asking:
            self._asking = True
            run(self, lambda _progress: client.status(), self._take, self._miss)

    def _take(self, status: CompanionStatus) -> None:
        self._asking = False
        if self.client is not None:
            self.status_changed.emit(status)

    def _miss(self, error: Exception) -> None:
        self._asking = False
        if self.client is None:
            return
        if isinstance(error, CompanionError):  # it has closed by itself: with the session
            self.client = None
            self._timer.stop()
            self.closed.emit()
        else:
            show_error(self, error)

    def _fail(self, error: Exception) -> None:
        show_error(self, error)
        self.closed.emit()
