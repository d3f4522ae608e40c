"""Whose moments are shown: everybody's, all but some people's, or one's own alone."""

from PySide6.QtCore import QObject, Signal

from observer.ui.blindness import blind_sessions, set_blind
from observer.ui.review.moment_book import MomentBook


class CoderSight(QObject):
    """Keeps the book to what may be seen.

    Working blind holds for a session until it is taken off, over restarts; hiding one coder or
    another holds while the window lives.
    """

    changed = Signal()  # others are shown than before

    def __init__(self, book: MomentBook) -> None:
        super().__init__(book)
        self._book = book
        self._hidden: dict[str, set[str]] = {}
        book.changed.connect(self._apply)

    @property
    def is_blind(self) -> bool:
        """Whether one's own moments alone are shown in the open session."""
        return bool(self._session_id) and self._session_id in blind_sessions()

    def set_blind(self, blind: bool) -> None:
        """Show one's own alone, until this is taken off."""
        if not self._session_id:
            return
        set_blind(self._session_id, blind=blind)
        self._apply()

    def is_hidden(self, author: str) -> bool:
        """Whether somebody's moments are hidden one by one."""
        return author in self._hidden.get(self._session_id, ())

    def set_hidden(self, author: str, hidden: bool) -> None:
        """Hide somebody's moments and comments, or show them; one's own are always shown."""
        names = self._hidden.setdefault(self._session_id, set())
        names.discard(author)
        if hidden:
            names.add(author)
        self._apply()

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return self._book.seen is not None

    @property
    def _session_id(self) -> str:
        editor = self._book.editor
        return editor.session_id if editor else ""

    def _apply(self) -> None:
        wanted = self._wanted()
        if wanted != self._book.seen:
            self._book.see(wanted)
            self.changed.emit()

    def _wanted(self) -> frozenset[str] | None:
        own = self._book.author
        if self.is_blind:
            return frozenset({own})
        hidden = self._hidden.get(self._session_id, set()) - {own}
        return frozenset({*self._book.authors, own} - hidden) if hidden else None
