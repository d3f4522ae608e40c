"""What is done on the board, said with its way back."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from observer.annotate.board_book import BoardBook, BoardChange
from observer.model.errors import ObserverError
from observer.ui.banner import notify, show_error


class BoardSteps(QObject):
    """Does verbs of the book that `book_of` gives, None while no study is in sight."""

    travelled = Signal()  # a step was taken back, or made again

    def __init__(self, owner: QWidget, book_of: Callable[[], BoardBook | None]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._book_of = book_of

    def do(self, verb: Callable[[BoardBook], BoardChange]) -> str:
        """Do it; the finding that it was about, empty where nothing was changed."""
        book = self._book_of()
        if book is None:
            return ""
        try:
            change = verb(book)
        except ObserverError as error:
            show_error(self._owner, error)
            return ""
        if not change.finding_ids:
            return ""
        words = _tr("Done: {what}").format(what=change.what)
        notify(self._owner, words, action_text=_tr("Undo"), action=self.undo)
        return change.finding_ids[0]

    def undo(self) -> None:
        """Take back the latest step; where that is refused, offer to go on behind it."""
        try:
            self._travel(BoardBook.undo, _tr("Undone: {what}"))
        except ObserverError as error:
            notify(
                *(self._owner, error.message, error.remedy),
                tone="rec",
                action_text=_tr("Leave it so"),
                action=self._pass_over,
            )

    def redo(self) -> None:
        """Make again what was taken back."""
        self._try(BoardBook.redo, _tr("Done again: {what}"))

    def _pass_over(self) -> None:
        words = _tr("It stays: {what}. Ctrl+Z goes on with what you did before it")
        self._try(BoardBook.pass_over, words)

    def _try(self, way: Callable[[BoardBook], BoardChange | None], words: str) -> None:
        try:
            self._travel(way, words)
        except ObserverError as error:
            show_error(self._owner, error)

    def _travel(self, way: Callable[[BoardBook], BoardChange | None], words: str) -> None:
        book = self._book_of()
        change = way(book) if book is not None else None
        if change is not None:
            notify(self._owner, words.format(what=change.what))
            self.travelled.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
