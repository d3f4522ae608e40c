"""The main window: the rooms on the left, the page of the chosen one on the right."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from observer.database.library import Library
from observer.ui.actions import Acting, Action, bind_actions
from observer.ui.banner import notify
from observer.ui.leaving.doors import open_report, open_study_data
from observer.ui.library.page import LibraryPage
from observer.ui.library.recent import remember_opened
from observer.ui.navigation import Navigation, Room
from observer.ui.overlay import close_shown
from observer.ui.window_actions import places, window_actions
from observer.ui.window_pages import (
    make_insight_page,
    make_record_page,
    make_reel_page,
    make_review_page,
    make_studies_page,
)
from observer.ui.window_recording import WindowRecording

if TYPE_CHECKING:
    from observer.ui.insight.page import InsightPage
    from observer.ui.record.page import RecordPage
    from observer.ui.reel.page import ReelPage
    from observer.ui.review.page import ReviewPage
    from observer.ui.study.page import StudiesPage

_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """One library, shown. Takes over the open library and closes it."""

    def __init__(self, library: Library, root: Path) -> None:
        super().__init__()
        self._library = library
        self._root = root
        self._sure = False
        self.setWindowTitle(self.tr("Observer"))
        self.setMinimumSize(960, 640)
        self.resize(1440, 900)
        self._restore_place()
        self.library_page = LibraryPage(library, root)
        self.recording = WindowRecording(self, root)
        self._record: RecordPage | None = None
        self._studies: StudiesPage | None = None
        self._insight: InsightPage | None = None
        self._review: ReviewPage | None = None
        self._reel: ReelPage | None = None
        self._reviewed_from: QWidget | None = None
        self.navigation = Navigation()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.library_page)
        body = QWidget()
        body.setProperty("surface", "page")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self._connect()
        self._actions = window_actions(self)
        bind_actions(self, self._actions, self._tell, Qt.ShortcutContext.WindowShortcut)
        self.library_page.setFocus()
        QTimer.singleShot(0, self.recording, self.recording.look_for_one)

    @property
    def library(self) -> Library:
        """What the window shows."""
        return self._library

    @property
    def record_page(self) -> "RecordPage":
        """The record page, made when it is first needed."""
        if self._record is None:
            self._record = make_record_page(self, self._root)
            self._stack.addWidget(self._record)
        return self._record

    @property
    def studies_page(self) -> "StudiesPage":
        """The studies, made when they are first needed."""
        if self._studies is None:
            self._studies = make_studies_page(self)
            self._stack.addWidget(self._studies)
        return self._studies

    @property
    def insight_page(self) -> "InsightPage":
        """The answers, made when they are first asked for."""
        if self._insight is None:
            self._insight = make_insight_page(self, self._root)
            self._stack.addWidget(self._insight)
        return self._insight

    @property
    def review_page(self) -> "ReviewPage":
        """The review, made when it is first needed: the player takes a while to load."""
        if self._review is None:
            self._review = make_review_page(self, self._root)
            self._stack.addWidget(self._review)
        return self._review

    @property
    def reel_page(self) -> "ReelPage":
        """The reel, made when it is first needed."""
        if self._reel is None:
            self._reel = make_reel_page(self)
            self._stack.addWidget(self._reel)
        return self._reel

    # -- where one can go ----------------------------------------------------------------

    def show_library(self) -> None:
        """Go to the library's page."""
        self._go(Room.LIBRARY, self.library_page)

    def show_record(self) -> None:
        """Go to the record page."""
        self._go(Room.RECORD, self.record_page)

    def show_studies(self) -> None:
        """Go to the studies' page."""
        self._go(Room.STUDIES, self.studies_page)

    def show_insight(self) -> None:
        """Go to a study's answers."""
        self._go(Room.INSIGHT, self.insight_page)

    def show_reel(self) -> None:
        """Go to the reel that is being put together."""
        self._go(Room.LIBRARY, self.reel_page)

    def leave_reel(self) -> None:
        """Back to the session that is open, if any."""
        if self.review_page.session_id:
            self._go(Room.LIBRARY, self.review_page)
            self.review_page.setFocus()
        else:
            self.show_library()

    def open_session(
        self, session_id: str, at_ns: int | None = None, annotation_id: str = ""
    ) -> None:
        """Review a session, from this moment on, with this annotation chosen."""
        review = self.review_page
        if self._stack.currentWidget() is not review:
            self._reviewed_from = self._stack.currentWidget()
        self._go(Room.LIBRARY, review)
        review.open_session(session_id, at_ns, annotation_id)
        remember_opened(session_id)

    def open_for_clip(self, session_id: str, at_ns: int | None, annotation_id: str) -> None:
        """Review a session at a moment (ns), and ask how to cut a clip there."""
        self.open_session(session_id, at_ns, annotation_id)
        self.review_page.export_clip()

    def leave_review(self) -> None:
        """Back to where the session was opened from."""
        if self._insight is not None and self._reviewed_from is self._insight:
            self.show_insight()
        else:
            self.show_library()

    def open_study(self, study_id: str) -> None:
        """Show a study, as soon as the studies are read."""
        self.show_studies()
        page = self.studies_page
        if study_id in page.book.summaries:
            page.open_study(study_id)
        else:
            page.book.read.connect(
                lambda: page.open_study(study_id), Qt.ConnectionType.SingleShotConnection
            )

    def begin_study(self) -> None:
        """Show the ways to begin a study."""
        self.show_studies()
        self.studies_page.begin_study()

    def record_study(self, name: str) -> None:
        """Go to the record page with this study filled in, unless something is recorded."""
        self.show_record()
        if not self.record_page.recording:
            self.record_page.form.study.setEditText(name)

    def export_data(self, study_id: str = "") -> None:
        """Ask what of a study's data to export; the one in sight unless named."""
        open_study_data(self._library, self, study_id or self._study_in_sight())

    def write_report(self, study_id: str = "") -> None:
        """Ask how to write a study's report; of the one in sight unless named."""
        open_report(self._library, self, study_id or self._study_in_sight())

    def _study_in_sight(self) -> str:
        page = self._stack.currentWidget()
        if page is self._insight and self._insight is not None:
            return self._insight.book.study_id
        if page is self._studies and self._studies is not None:
            return self._studies.chosen
        return ""

    def search(self) -> None:
        """Put the cursor into the search of the session that is open, or the library's."""
        if self._review is not None and self._stack.currentWidget() is self._review:
            self._review.header.search.start()
            return
        self.show_library()
        self.library_page.focus_search()

    # -- what can be done ----------------------------------------------------------------

    def actions_at_hand(self) -> list[Action]:
        """What can be done on the page in sight, and everywhere."""
        page: object = self._stack.currentWidget()
        own = page.offered_actions() if isinstance(page, Acting) else ()
        return [*own, *self._actions]

    def show_palette(self) -> None:
        """Everything that can be done, found by typing; once more closes it."""
        from observer.ui.palette.palette import Palette

        if not close_shown(self, Palette):
            palette = Palette(self, [*self.actions_at_hand(), *places(self)])
            palette.open(palette.line)

    def show_keys(self) -> None:
        """All keys of the page in sight and of the window; once more closes them."""
        from observer.ui.key_help import KeyHelp

        if not close_shown(self, KeyHelp):
            sheet = KeyHelp(self, self.actions_at_hand())
            sheet.open(sheet.line)

    def why_no_palette(self) -> str:
        """It names other sessions: not while the participant reads."""
        return (
            self.tr("The participant reads the screen") if self.recording.participant_reads else ""
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """A recording goes on without the window; say so before it is left."""
        record = self._record
        if record and record.recording and not self._sure and not self.recording.ask_to_leave():
            event.ignore()
            return
        self._sure = True
        QSettings().setValue(_GEOMETRY, self.saveGeometry())
        if record:
            record.shut()
        if self._review:
            self._review.leave()
        if self._reel:
            self._reel.leave()
        if self._studies:
            self._studies.leave()
        super().closeEvent(event)

    def _go(self, room: Room, page: QWidget) -> None:
        self.navigation.show_room(room)
        self._stack.setCurrentWidget(page)
        # The review takes the whole width and leads back by itself; the sign that a recording
        # runs stays in sight all the same.
        recording = self._record is not None and self._record.recording
        self.navigation.setVisible(recording or page not in (self._review, self._reel))
        if page in (self.library_page, self._studies, self._insight):
            page.setFocus()

    def _connect(self) -> None:
        self.navigation.chosen.connect(self._choose)
        self.library_page.open_asked.connect(self.open_session)
        self.library_page.open_requested.connect(self.open_session)
        self.library_page.record_asked.connect(self.show_record)
        self.library_page.recording_asked.connect(self.recording.show)
        self.library_page.erasing.connect(self._let_go)

    def _let_go(self, session_ids: list[str]) -> None:
        """These sessions are erased: no file of theirs stays open, nothing is written to them."""
        if self._review is not None and self._review.session_id in session_ids:
            self._review.leave()

    def _choose(self, room: Room) -> None:
        if room is Room.LIBRARY:
            self.show_library()
        elif room is Room.STUDIES:
            self.show_studies()
        elif room is Room.INSIGHT:
            self.show_insight()
        else:
            self.show_record()

    def _restore_place(self) -> None:
        stored = QSettings().value(_GEOMETRY)
        if stored is not None:
            self.restoreGeometry(stored)

    def _tell(self, words: str) -> None:
        notify(self, words)
