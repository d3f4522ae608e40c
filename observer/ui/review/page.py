"""The page on which one session is watched and annotated."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.model.errors import ObserverError
from observer.session.repair import RepairReport
from observer.ui.actions import Action, bind_actions
from observer.ui.author import author_name
from observer.ui.banner import notify, show_error
from observer.ui.leaving.doors import ReviewDoors
from observer.ui.review.agreement.opening import AgreementOpening
from observer.ui.review.attempt_joins import AttemptJoins
from observer.ui.review.editor.code_shortcuts import CodeShortcuts
from observer.ui.review.evidence import Opened, open_folder
from observer.ui.review.evidence_view import EvidenceView
from observer.ui.review.face import Face
from observer.ui.review.header import ReviewHeader
from observer.ui.review.leaving import Leaving
from observer.ui.review.messages import Messages
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_joins import MomentJoins
from observer.ui.review.page_layout import lay_out
from observer.ui.review.picture.view import PictureView
from observer.ui.review.picture_joins import PictureJoins
from observer.ui.review.player import Player
from observer.ui.review.player_joins import PlayerJoins
from observer.ui.review.redact.joins import RedactJoins
from observer.ui.review.reviewing import Reviewing
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.state_notice import StateNotice, repair_words
from observer.ui.review.timeline import Timeline
from observer.ui.review.transport import Transport
from observer.ui.review.verbs import Verbs
from observer.ui.review.way_back import WayBack


class ReviewPage(QWidget):
    """Player, timeline, moments. `open_session` shows a session, `leave` lets go of its files."""

    back_requested = Signal()
    session_changed = Signal(str)  # a session's id: its moments or its state are different

    def __init__(self, library: Library, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._root = root
        self._row: SessionRow | None = None
        self._opened: Opened | None = None
        self.messages = Messages(self)
        self.player = Player(self)
        self.face = Face(self.player)
        self.book = MomentBook(self)
        self.header = ReviewHeader()
        self.notice = StateNotice()
        self.picture = PictureView()
        self.transport = Transport(self.player, self.picture)
        self.side = SidePanel(self.book)
        self.timeline = Timeline()
        self.verbs = Verbs(self.player, self.timeline, self.book, WayBack(self.book))
        self.leaving = Leaving(library, self, self.verbs, self.header)
        self.doors = ReviewDoors(library, self)
        self._evidence = EvidenceView(self.player, self.picture, self.timeline)
        self.redact = RedactJoins(self.player, self.picture, self.timeline, self.side, self.verbs)
        self.agreement = AgreementOpening(self)
        self.attempts = AttemptJoins(self.book, self.side, self.timeline, self.verbs)
        self._reviewing = Reviewing(library, root, self.header, self.side, self.book)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        watching = [self.notice, self.redact.bar, self.picture, self.transport]
        lay_out(self, self.header, watching, self.side, self.timeline)
        self._join_parts()
        self._connect()
        bind_actions(self, self.verbs.actions(), self.messages.say)
        self._codes = CodeShortcuts(self, self.book, self.messages.say)

    # -- joining its parts ---------------------------------------------------------------

    def _join_parts(self) -> None:
        book, side, verbs = self.book, self.side, self.verbs
        PlayerJoins(self.player, self.picture, self.timeline, side)
        moments = MomentJoins(book, side, self.timeline, self.header, verbs)
        moments.take_evidence(self._evidence)
        pictures = PictureJoins(self.player, self.face, self.picture, self.transport, verbs)
        joins = (moments, pictures, self.redact, self.attempts, self._reviewing)
        for speaker in joins:
            speaker.said.connect(self.messages.say)
        for failing in (book, self.redact.book, self.attempts, self._reviewing):
            failing.failed.connect(lambda error: show_error(self, error))
        for changing in (book.edited, self.attempts.changed, self._reviewing.changed):
            changing.connect(lambda: self.session_changed.emit(self.session_id))
        for left in (moments.left, self.redact.left, self.header.search.left):
            left.connect(self.setFocus)

    def _connect(self) -> None:
        header, verbs = self.header, self.verbs
        self.transport.loop_toggled.connect(verbs.set_looping)
        verbs.loop_toggled.connect(self.transport.loop.toggle)
        verbs.leave_field = self._leave_field
        verbs.export_requested.connect(self.export_clip)
        header.export_requested.connect(self.export_clip)
        header.search.open_requested.connect(self.open_session)
        header.back_requested.connect(self._go_back)
        self.notice.repaired.connect(self._land_repaired)
        self.side.agreement_requested.connect(self.agreement.open)

    # -- opening and leaving -----------------------------------------------------------

    def offered_actions(self) -> list[Action]:
        """What can be done with the open session."""
        return [*self.verbs.actions(), *self._codes.actions()]

    @property
    def session_id(self) -> str:
        """The session that is open, empty for none."""
        return self._row.id if self._row else ""

    def open_session(
        self, session_id: str, at_ns: int | None = None, annotation_id: str = ""
    ) -> None:
        """Show a session, from this moment on, with this annotation chosen.

        Raises SessionNotFound where the library does not know it.

        A folder that cannot be read is said on the page, and what was said about it stays at hand.
        """
        if session_id != self.session_id or at_ns is None:
            self._open(session_id)
        if self.book.moment(annotation_id) is not None:
            self.book.select(annotation_id)
        if at_ns is not None:
            self.player.seek(at_ns)
        self.setFocus()

    def _open(self, session_id: str) -> None:
        row = self._library.session(session_id)
        self.leave()
        folder = self._root / row.folder
        self._row = row
        self.attempts.open(self._library, session_id)
        state = row.state
        try:
            self._opened = open_folder(folder)
        except ObserverError as error:
            self.transport.show_duration(row.duration_ns)
            self._evidence.open_unreadable(error, row.duration_ns)
        else:
            state = self._opened.reader.state
            self.transport.show_duration(self._opened.duration_ns)
            self._evidence.open(self._opened)
        self.header.show_session(row.study, row.participant, state, row.recorded_at)
        self._reviewing.open(session_id, row.review)
        self.notice.show_state(state, folder)
        self.book.open(
            Editor(self._library, session_id, author_name()),
            self._library.study_by_name(row.study),
            self._library.attempts(session_id),
        )
        self.redact.book.open(
            self._library,
            session_id,
            author_name(),
            self._opened.reader if self._opened else None,
            self._opened.duration_ns if self._opened else row.duration_ns,
        )
        self.header.search.look_in(self._library, session_id)

    def leave(self) -> None:
        """Save what is being written and let go of the session's files."""
        self.side.editor.flush()
        self.side.tasks.form.flush()
        self.attempts.close()
        self.transport.loop.setChecked(False)
        self.redact.set_editing(False)
        self.redact.book.close()
        self._evidence.close()
        self.verbs.forget()
        self.side.forget()
        self.book.open(None)
        self.notice.clear()
        self._reviewing.close()
        self._row = self._opened = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing stays open behind a closed page."""
        self.leave()
        super().closeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save, and be silent, while another page is shown."""
        self.side.editor.flush()
        self.player.pause()
        super().hideEvent(event)

    def _leave_field(self) -> bool:
        """Whether the keys were the moment editor's; they are the page's again."""
        focused = QApplication.focusWidget()
        if focused is None or not self.side.editor.isAncestorOf(focused):
            return False
        self.setFocus()
        return True

    def _go_back(self) -> None:
        self.leave()
        self.back_requested.emit()

    def _land_repaired(self, report: RepairReport) -> None:
        try:
            row = land_session(self._library, report.folder)
        except ObserverError as error:
            show_error(self, error)
            return
        words, remedy = repair_words(report)
        notify(self, words, remedy, tone="ok")
        self.open_session(row.id)
        self.session_changed.emit(row.id)

    def export_clip(self) -> None:
        """Ask what to export, and export it."""
        if self._row is not None and self._opened is not None:
            self.leaving.export(self._row, self._opened)
