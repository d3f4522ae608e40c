"""The library's page: finds, opens, repairs and imports sessions."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.ui.library.choice import said_words
from observer.ui.library.dropped import file_of, is_pack
from observer.ui.library.erasing import Erasing
from observer.ui.library.errands import Errands
from observer.ui.library.filter_bar import FilterBar
from observer.ui.library.head import LibraryHead
from observer.ui.library.lookout import Lookout
from observer.ui.library.menu import SessionMenu
from observer.ui.library.opening import Opening
from observer.ui.library.packing import Packing
from observer.ui.library.problems import Problems
from observer.ui.library.recent import RecentButton
from observer.ui.library.search_line import SearchLine
from observer.ui.library.sessions_view import SessionsView
from observer.ui.search.finder import Answer, Finder, Question
from observer.ui.theme import GUTTER, SPACE


class LibraryPage(QWidget):
    """Every session of one library, and everything that is said in them."""

    open_asked = Signal(str)
    """Review this session id."""
    open_requested = Signal(str, object, str)
    """Review this session id at this moment (ns), with this annotation chosen, if any."""
    recording_asked = Signal(str)
    """Go to the recording of this session id."""
    record_asked = Signal()
    erasing = Signal(list)
    """These session ids go from this moment on: let go of their files."""

    def __init__(self, library: Library, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.errands = Errands(library, root, self)
        self.packing = Packing(library, root, self)
        self._opening = Opening(library, root, self, self.errands)
        self._erasing = Erasing(library, root, self)
        self._lookout = Lookout(library, root, self)
        self._menu = SessionMenu(self)
        self._view = SessionsView(root, self._menu)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._problems = Problems()
        self._head = LibraryHead()
        self._recent = RecentButton(library)
        self._bar = FilterBar(self._recent)
        self._finder = Finder(library, self)
        self._build()
        self._connect()
        self._view.show_as_list(self._bar.as_list)
        self._lookout.read()
        self._choose()

    # -- what others ask -----------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the folders again, in the background."""
        self._lookout.look()

    @property
    def search_line(self) -> SearchLine:
        """Where is typed what is looked for."""
        return self._head.search_line

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search_line.setFocus()
        self.search_line.selectAll()

    def sessions(self) -> tuple[SessionRow, ...]:
        """All sessions, newest first."""
        return self._view.sessions.rows()

    def choose_video(self) -> None:
        """Ask for a video, and import it."""
        self.errands.choose_video()

    def import_file(self, video: Path) -> None:
        """Ask whose session a video is, then import it."""
        self.errands.import_file(video)

    def import_as(self, video: Path, study: str, participant: str) -> None:
        """Import a video with progress and a way to stop."""
        self.errands.import_as(video, study, participant)

    def rehearse(self) -> None:
        """Play a rehearsal into this library."""
        self.errands.rehearse()

    def mend(self) -> None:
        """Make whole what a crash left open, without being asked."""
        self.errands.mend()

    # -- what Qt tells -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words make room where the window is narrow."""
        super().resizeEvent(event)
        self._head.fit(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Keep an eye on the folders while the page is seen."""
        self.refresh()
        self._recent.refresh()
        self._lookout.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: leave the disk alone."""
        self._lookout.stop()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The sessions take the keys. As a proxy they would, with Tab, pass over all above them."""
        super().focusInEvent(event)
        self._view.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears what is looked for."""
        if event.key() == Qt.Key.Key_Escape and self.search_line.text():
            self.search_line.clear()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A video file is welcome, and a packed session."""
        if file_of(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import or unpack what was dropped, once the drag is over."""
        file = file_of(event.mimeData().urls())
        if file:
            event.acceptProposedAction()
            take = self.packing.unpack if is_pack(file) else self.import_file
            QTimer.singleShot(0, self, partial(take, file))

    # -- making it -----------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, GUTTER, 12, 0)
        column.setSpacing(SPACE)
        above = QVBoxLayout()  # the cards carry their own gap, these do not
        above.setContentsMargins(SPACE, 0, 20, 0)
        above.setSpacing(2 * SPACE)
        column.addLayout(above)
        above.addWidget(self._head)
        above.addWidget(self._bar)
        above.addWidget(self._problems)
        column.addWidget(self._view, 1)

    def _connect(self) -> None:
        self._bar.changed.connect(self._choose)
        self._bar.view_chosen.connect(self._view.show_as_list)
        self._finder.found.connect(self._show_found)
        self._recent.chosen.connect(self._opening.open)
        self._lookout.problems_found.connect(self._problems.show_problems)
        self._lookout.sessions_found.connect(self._show_rows)
        self._problems.repair_asked.connect(self.errands.repair_damaged)
        self._problems.finish_asked.connect(self._erasing.finish)
        self._connect_head()
        self._connect_view()
        self._connect_menu()
        self._connect_errands()

    def _connect_head(self) -> None:
        self.search_line.textChanged.connect(self._choose)
        self.search_line.down_pressed.connect(self._view.take_keys)
        self._head.import_asked.connect(self.choose_video)
        self._head.unpack_asked.connect(self.packing.choose_pack)
        self._head.record_asked.connect(self.record_asked)

    def _connect_view(self) -> None:
        view = self._view
        view.empty.record_asked.connect(self.record_asked)
        view.empty.import_asked.connect(self.choose_video)
        view.empty.unpack_asked.connect(self.packing.choose_pack)
        view.empty.rehearsal_asked.connect(self.rehearse)
        view.empty.example_asked.connect(self.errands.add_example)
        view.nothing.clear_asked.connect(self._clear)
        view.open_asked.connect(self._opening.open)
        view.hits.open_requested.connect(self._opening.open_at)
        view.hits.left_upwards.connect(self.focus_search)

    def _connect_menu(self) -> None:
        menu = self._menu
        menu.open_asked.connect(self._opening.open)
        menu.repair_asked.connect(self.errands.repair)
        menu.folder_asked.connect(self._opening.show_folder)
        menu.pack_asked.connect(self.packing.pack)
        menu.review_asked.connect(self._set_review)
        menu.erase_asked.connect(self._erasing.erase)

    def _connect_errands(self) -> None:
        for work in (self.errands, self.packing, self._opening, self._erasing):
            work.open_asked.connect(self.open_asked)
            work.landed.connect(self._view.select_session)
            work.done.connect(self._lookout.read)
        self._opening.open_requested.connect(self.open_requested)
        self._opening.recording_asked.connect(self.recording_asked)
        self._erasing.erasing.connect(self.erasing)

    # -- following the library -----------------------------------------------------------

    def _show_rows(self, rows: Sequence[SessionRow]) -> None:
        self._view.sessions.show_rows(rows)
        self._bar.show_rows(self._view.sessions.rows())
        self._head.offer(bool(rows))
        self._bar.setVisible(bool(rows))
        self._arrange()

    def _choose(self) -> None:
        text = self.search_line.text()
        choice = replace(self._bar.choice, words=said_words(text))
        self._view.sessions.choose(choice)
        among = None
        if choice.is_sifted:
            among = {row.id for row in self.sessions() if choice.takes(row)}
        self._finder.ask(Question(text, among=among, names=False))
        self._arrange()

    def _show_found(self, answer: Answer) -> None:
        rows = self._library.sessions_of({hit.session_id for hit in answer.hits})
        self._view.show_found(answer, rows)

    def _arrange(self) -> None:
        everything = self.sessions()
        shown = len(self._view.sessions.shown())
        studies = len({row.study for row in everything})
        self._head.count(shown, len(everything), studies)
        self._view.arrange(self.search_line.text().strip())

    def _clear(self) -> None:
        self.search_line.clear()
        self._bar.clear()

    def _set_review(self, session_id: str, state: ReviewState) -> None:
        self._library.set_review_state(session_id, state)
        self._lookout.read()
