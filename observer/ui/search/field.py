"""The search field of a page that shows one session: finds hang below it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.database.library import Library
from observer.ui.search.finder import Answer, Finder, Question
from observer.ui.search.input import SearchInput
from observer.ui.search.popup import SearchPopup
from observer.ui.search.words import count_words

_WIDTH, _LEAST = 280, 216
_HINT_FROM = 256  # narrower, the words take the place of the key
_OWN_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
)


class SearchField(SearchInput):
    """Arrows choose a find, Enter opens it, Tab changes where to look, Escape leaves."""

    open_requested = Signal(str, object, str)
    """A session's id, the moment in ns, and the annotation's id or nothing."""
    left = Signal()
    """Escape, or a find was opened: the page takes the keys again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._finder: Finder | None = None
        self._popup: SearchPopup | None = None
        self._session_id = ""
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(self.tr("Search notes and words"))
        self.setAccessibleName(self.tr("Search this session and all others"))
        self.textChanged.connect(self._ask)

    def sizeHint(self) -> QSize:
        """As wide as is good to type in; less where the bar is full."""
        return QSize(_WIDTH, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether there is room for the key that leads here."""
        self.show_hint(event.size().width() >= _HINT_FROM)
        super().resizeEvent(event)

    def look_in(self, library: Library, session_id: str) -> None:
        """Search this library, and this session of it first."""
        if library is not self._library:
            self._library = library
            self._finder = Finder(library, self)
            self._finder.found.connect(self._show)
        self._session_id = session_id
        self.clear()

    def start(self) -> None:
        """Take the keys; what was typed before can be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def event(self, event: QEvent) -> bool:
        """Tab changes where to look as long as something is looked for.

        The keys that lead through the finds are not the page's while they are typed here.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _OWN_KEYS:
                event.accept()
                return True
            return super().event(event)
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self._is_open():
            popup = self._made_popup()
            (popup.everywhere if popup.here.isChecked() else popup.here).setChecked(True)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list below has the arrows and Enter."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self._is_open() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._made_popup().list.go_on(1 if key == Qt.Key.Key_Down else -1)
        elif self._is_open() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._made_popup().list.open_current()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing hangs over a page that is worked on."""
        super().focusOutEvent(event)
        if self._popup is not None:
            self._popup.hide()

    def _is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _made_popup(self) -> SearchPopup:
        if self._popup is None:
            self._popup = SearchPopup(self.window())
            self._popup.list.open_requested.connect(self._open)
            self._popup.scope_changed.connect(self._ask)
        return self._popup

    def _ask(self) -> None:
        if self._finder is None:
            return
        if not self.text().strip():
            if self._popup is not None:
                self._popup.hide()
            return
        here = self._made_popup().here.isChecked()
        self._finder.ask(Question(self.text(), self._session_id if here else None))

    def _show(self, answer: Answer) -> None:
        if not answer.text.strip() or not self.hasFocus() or self._library is None:
            return
        popup = self._made_popup()
        here = popup.here.isChecked()
        ids = {hit.session_id for hit in answer.hits}
        rows = {row.id: row for row in self._library.sessions_of(ids)}
        popup.list.show_hits(answer.hits, rows, named=not here)
        if answer.hits:
            popup.show_count(count_words(len(answer.hits), more=answer.more))
        elif here:
            popup.say(self.tr("Nothing in this session. Tab looks in all sessions."))
        else:
            popup.say(self.tr("Nothing says “{text}”").format(text=answer.text.strip()))
        popup.show_below(self)

    def _open(self, session_id: str, time_ns: int, annotation_id: str) -> None:
        self._leave()
        self.open_requested.emit(session_id, time_ns, annotation_id)

    def _leave(self) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.left.emit()
