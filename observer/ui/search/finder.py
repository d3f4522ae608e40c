"""Searches in the background while a person types; only the latest question is answered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from observer.database.library import Library
from observer.database.rows import SearchHit, Where
from observer.ui.author import author_name
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.blindness import blind_sessions

_SETTLE_MS = 80
"""Between two letters typed quickly nobody reads an answer."""

SHOWN = 100
"""Finds that are listed; who wants others types another word."""

_SIFTED = 2_000
"""Finds that are looked through where only some are wanted, or may be seen."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; `session_id` for one session, `among` for some, None for all.

    Without `names`, sessions are not found by their own study, participant and segment. Of the
    `blind` sessions nothing is found that others than `author` said.
    """

    text: str
    session_id: str | None = None
    among: Collection[str] | None = None
    names: bool = True
    blind: frozenset[str] = frozenset()
    author: str = ""

    def shows(self, hit: SearchHit) -> bool:
        """Whether a find is wanted, and may be seen."""
        if not self.names and hit.where in (Where.SESSION, Where.SEGMENT):
            return False
        if hit.session_id in self.blind and hit.author not in ("", self.author):
            return False
        return self.among is None or hit.session_id in self.among


@dataclass(frozen=True, slots=True)
class Answer:
    """The finds, the best first; `more` where there are others that are not listed."""

    text: str
    hits: tuple[SearchHit, ...]
    more: bool


class Finder(QObject):
    """Ask as often as you like; `found` carries an Answer to what was asked last."""

    found = Signal(object)

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._owner = parent
        self._asked = Question("")
        self._busy = False
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._search)

    def ask(self, question: Question) -> None:
        """Look for this; without a word there is nothing to find, and that is said at once."""
        self._asked = replace(question, blind=blind_sessions(), author=author_name())
        if question.text.strip():
            self._settle.start()
        else:
            self._settle.stop()
            self.found.emit(Answer("", (), more=False))

    def _search(self) -> None:
        if self._busy:  # asked again when the answer under way is there
            return
        self._busy = True
        run(
            self,
            partial(answer, self._library, self._asked),
            partial(self._take, self._asked),
            self._fail,
        )

    def _take(self, question: Question, answered: Answer) -> None:
        self._busy = False
        if question == self._asked:
            self.found.emit(answered)
        elif self._asked.text.strip():
            self._search()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        show_error(self._owner, error)


def answer(library: Library, question: Question, _progress: Progress | None = None) -> Answer:
    """What the library says to a question."""
    sifts = question.among is not None or question.blind
    limit = _SIFTED if sifts else SHOWN
    hits = library.search(question.text, limit + 1, question.session_id)
    hits = [hit for hit in hits if question.shows(hit)]
    return Answer(question.text, tuple(hits[:SHOWN]), more=len(hits) > SHOWN)
