"""The Insight page: one study's answers, each figure with what it stands on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from observer.annotate.board_book import BoardBook
from observer.database.library import Library
from observer.model.errors import LibraryError, ObserverError
from observer.model.finding import Assumptions
from observer.ui.actions import Action, bind_actions
from observer.ui.author import author_name
from observer.ui.banner import notify, show_error
from observer.ui.insight.board.actions import board_actions
from observer.ui.insight.board.tab import Board
from observer.ui.insight.book import InsightBook
from observer.ui.insight.drawer import Drawer
from observer.ui.insight.evidence import Evidence, Sight
from observer.ui.insight.head import InsightHead
from observer.ui.insight.overview import Overview
from observer.ui.insight.people_tab import PeopleTab
from observer.ui.insight.people_words import study_evidence
from observer.ui.insight.pictures_tab import PicturesTab
from observer.ui.insight.seams_tab import SeamsTab
from observer.ui.insight.states import loading, no_session, no_study, unread
from observer.ui.insight.tab import Tab
from observer.ui.insight.trust_tab import TrustTab


class InsightPage(QWidget):
    """Parts are made when they are first looked at."""

    session_asked = Signal(str, object, str)
    """A session's id, from which moment on in ns (None: the beginning), an annotation's id."""

    clip_asked = Signal(str, object, str)
    """The same, to be made a clip of."""

    record_asked = Signal(str)
    """The name of the study to record a sit-in for."""

    data_asked = Signal(str)
    """A study's id, whose data is to be exported."""

    report_asked = Signal(str)
    """A study's id, whose report is to be written."""

    study_asked = Signal()
    """A study is to be begun."""

    def __init__(self, library: Library, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._root = root
        self.book = InsightBook(library, self)
        self._makers: dict[str, tuple[str, Callable[[], Tab]]] = {
            "overview": (_tr("Overview"), self._make_overview),
            "findings": (_tr("Findings"), self._make_board),
            "seams": (_tr("Seams"), SeamsTab),
            "people": (_tr("People"), PeopleTab),
            "pictures": (_tr("Pictures"), lambda: PicturesTab(library, root)),
            "trust": (_tr("Trust"), lambda: TrustTab(library)),
        }
        self.head = InsightHead([(name, words) for name, (words, _) in self._makers.items()])
        self.tabs: dict[str, Tab] = {}
        self._part = "overview"
        self.drawer: Drawer | None = None
        self._stack = QStackedWidget()
        self.no_study, self.no_session, self.unread = no_study(), no_session(), unread()
        self._loading = loading()
        for widget in (self._loading, self.no_study, self.no_session, self.unread):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._connect()
        self._show()

    @property
    def part(self) -> str:
        """The name of the part in sight."""
        return self._part

    def show_part(self, name: str) -> None:
        """Go to a part; it is made where it is looked at for the first time."""
        self._part = name
        self._show()

    def choose_study(self, study_id: str) -> None:
        """Another study's answers."""
        self.book.choose(study_id)

    def offered_actions(self) -> list[Action]:
        """What can be done on the page."""
        group = _tr("Insight")
        return [*self._parts_actions(group), *board_actions(group, self._board, self._why_no_board)]

    def _parts_actions(self, group: str) -> list[Action]:
        return [
            Action(
                f"insight.{name}",
                _tr("Insight: {part}").format(part=words),
                group,
                lambda name=name: self.show_part(name),  # type: ignore[misc]  # bound now
                (f"Alt+{place}",),
            )
            for place, (name, (words, _)) in enumerate(self._makers.items(), start=1)
        ]

    def open_evidence(self, evidence: Evidence) -> None:
        """Show what a figure stands on."""
        drawer = self.drawer = Drawer(self.window(), evidence)
        drawer.opened.connect(self._ask_for_session)
        drawer.clip_asked.connect(self._ask_for_clip)
        drawer.show_it()

    def _open_study(self) -> None:
        found = self.book.found
        if found is not None:
            name = found.facts.study.name
            self.open_evidence(study_evidence(found, name, self.head.facts.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """What happened elsewhere meanwhile."""
        super().showEvent(event)
        self.book.refresh()

    def _connect(self) -> None:
        self.book.began.connect(self._show)
        self.book.read.connect(self._take)
        self.book.failed.connect(self._fail)
        self.book.measuring.connect(self._show_measuring)
        self.head.study_chosen.connect(self.choose_study)
        self.head.part_chosen.connect(self.show_part)
        self.head.undo.clicked.connect(lambda: self._board().undo())
        self.head.redo.clicked.connect(lambda: self._board().redo())
        self.head.data_asked.connect(lambda: self.data_asked.emit(self.book.study_id))
        self.head.facts_asked.connect(self._open_study)
        self.head.report_asked.connect(lambda: self.report_asked.emit(self.book.study_id))
        self.no_study.asked.connect(self.study_asked)
        self.no_session.asked.connect(self._record)
        self.unread.asked.connect(self.book.read_again)
        bind_actions(self, self.offered_actions(), self._say)

    def _take(self) -> None:
        reading = self.book.reading
        if reading is None:
            return
        chosen = reading.found.facts.study.id if reading.found else ""
        self.head.show_studies(reading.studies, chosen)
        if reading.found is not None:
            self.head.show_facts(reading.found)
            for name, tab in self.tabs.items():
                if name == self._part:
                    tab.show_reading(reading)
                else:
                    tab.setProperty("stale", True)
        self._show()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ObserverError):
            show_error(self, error)
        self.unread.say(_tr("The answers cannot be read"), str(error))
        self._stack.setCurrentWidget(self.unread)
        self.head.show_ways(False)

    def _show(self) -> None:
        """What there is to see, or what stands in its place."""
        reading = self.book.reading
        if reading is None:
            self._stack.setCurrentWidget(self._loading)
        elif reading.found is None:
            self._stack.setCurrentWidget(self.no_study)
        elif not reading.found.facts.sessions:
            self._stack.setCurrentWidget(self.no_session)
        else:
            self._stack.setCurrentWidget(self._tab(self._part))
        there = isinstance(self._stack.currentWidget(), Tab)
        self.head.show_ways(there)
        self.head.title.setVisible(reading is None or not reading.studies)
        self.head.mark(self._part)
        self._show_history()

    def _tab(self, name: str) -> Tab:
        tab = self.tabs.get(name)
        if tab is None:
            tab = self.tabs[name] = self._makers[name][1]()
            tab.setProperty("stale", True)
            tab.evidence_asked.connect(self.open_evidence)
            tab.sight_asked.connect(self._ask_for_session)
            tab.tab_asked.connect(self.show_part)
            self._stack.addWidget(tab)
        if tab.property("stale") and self.book.reading is not None:
            tab.setProperty("stale", False)
            tab.show_reading(self.book.reading)
        return tab

    def _make_overview(self) -> Tab:
        overview = Overview()
        overview.assumed.connect(self._assume)
        overview.show_measuring(self.book.measured_part)
        return overview

    def _show_measuring(self, part: float | None) -> None:
        overview = self.tabs.get("overview")
        if isinstance(overview, Overview):
            overview.show_measuring(part)

    def _assume(self, said: Assumptions) -> None:
        try:
            self._library.set_assumptions(self.book.study_id, said)
        except ObserverError as error:
            show_error(self, error)
        self.book.read_again()

    def _make_board(self) -> Tab:
        board = Board(self._library)
        board.edited.connect(self.book.read_again)
        board.clip_asked.connect(self._ask_for_clip)
        return board

    def _board(self) -> Board:
        board = self._tab("findings")
        if not isinstance(board, Board):
            raise TypeError("the findings are on the board")
        return board

    def _why_no_board(self) -> str:
        there = self.book.found is not None and self.book.found.facts.sessions
        return "" if there else _tr("There is no finding yet")

    def _show_history(self) -> None:
        undo, redo = "", ""
        if not self._why_no_board():
            book = BoardBook(self._library, self.book.study_id, author_name())
            try:
                undo, redo = book.undo_text, book.redo_text
            except LibraryError as error:
                show_error(self, error)
        self.head.show_history(undo, redo)

    def _ask_for_clip(self, sight: Sight) -> None:
        self.clip_asked.emit(sight.session_id, sight.at_ns, sight.annotation_id)

    def _say(self, words: str) -> None:
        notify(self, words)

    def _ask_for_session(self, sight: Sight) -> None:
        self.session_asked.emit(sight.session_id, sight.at_ns, sight.annotation_id)

    def _record(self) -> None:
        if self.book.found is not None:
            self.record_asked.emit(self.book.found.facts.study.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
