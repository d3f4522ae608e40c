"""Who reviews the open session, how far they are, and what rules say of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.intake.suggesting import suggest_signals
from observer.model.annotation import ReviewState
from observer.model.errors import ObserverError
from observer.ui.author import set_author_name
from observer.ui.review.header import ReviewHeader
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side_panel import SidePanel


class Reviewing(QObject):
    """`open` and `close` follow the session that is shown."""

    said = Signal(str)
    changed = Signal()  # the session stands differently in the library
    failed = Signal(object)  # ObserverError

    def __init__(
        self,
        library: Library,
        root: Path,
        header: ReviewHeader,
        side: SidePanel,
        book: MomentBook,
    ) -> None:
        super().__init__(book)
        self._library = library
        self._header = header
        self._side = side
        self._book = book
        self._session_id = ""
        book.edited.connect(self._show_state)
        header.review_chosen.connect(self._set_state)
        side.name_chosen.connect(self._work_as)
        side.suggested.search.set_look(partial(_look_for_signals, library, root))
        side.suggested.search.found.connect(self._say_found)

    def open(self, session_id: str, state: ReviewState) -> None:
        """Another session, reviewed as far as this."""
        self._session_id = session_id
        self._header.show_review(state)

    def close(self) -> None:
        """No session is open."""
        self._session_id = ""

    def _work_as(self, name: str) -> None:
        """Annotate under another name from here on."""
        book = self._book
        if book.editor is None or name == book.author:
            return
        self._side.editor.flush()
        set_author_name(name)
        book.open(Editor(self._library, self._session_id, name), book.study, book.attempts)
        self.said.emit(self.tr("You work as {name}").format(name=name))

    def _set_state(self, state: ReviewState) -> None:
        if not self._session_id:
            return
        try:
            self._library.set_review_state(self._session_id, state)
        except ObserverError as error:
            self.failed.emit(error)
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self._header.show_review(self._library.session(self._session_id).review)

    def _say_found(self, count: int) -> None:
        self.said.emit(
            self.tr("{count} signals suggested").format(count=count)
            if count
            else self.tr("No signals were found in this session")
        )


def _look_for_signals(
    library: Library, root: Path, session_id: str, cancelled: Callable[[], bool]
) -> int:
    return suggest_signals(library, root, session_id, cancelled=cancelled)
