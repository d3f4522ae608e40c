"""The list of suggestions: Enter accepts, X or Delete rejects."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.annotation_list import AnnotationList
from observer.ui.review.side.suggestion_delegate import SuggestionDelegate
from observer.ui.review.words import suggestion_in_words

_ACCEPTS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REJECTS = (Qt.Key.Key_X, Qt.Key.Key_Delete)


class SuggestionList(AnnotationList):
    """While it has the focus, the judging keys are its own and not the page's."""

    accept_requested = Signal()
    reject_requested = Signal()

    def __init__(self, book: MomentBook) -> None:
        super().__init__(book, suggestion_in_words)
        self.setItemDelegate(SuggestionDelegate(self))
        self.setAccessibleName(self.tr("Suggestions"))

    def event(self, event: QEvent) -> bool:
        """Take the judging keys before a shortcut does."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _is_judging(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge what is chosen."""
        if not _is_judging(event):
            super().keyPressEvent(event)
        elif event.key() in _ACCEPTS:
            self.accept_requested.emit()
        else:
            self.reject_requested.emit()


def _is_judging(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain == Qt.KeyboardModifier.NoModifier and event.key() in (*_ACCEPTS, *_REJECTS)
