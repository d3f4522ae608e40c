"""The page on which one session is watched and annotated."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.intake.suggesting import suggest_signals
from observer.model.annotation import ReviewState
from observer.model.errors import ObserverError
from observer.session.captions import Caption
from observer.session.repair import RepairReport
from observer.ui.actions import Action, bind_actions
from observer.ui.author import author_name, set_author_name
from observer.ui.banner import Banner, notify, show_error
from observer.ui.leaving.doors import ReviewDoors
from observer.ui.review.agreement.opening import AgreementOpening
from observer.ui.review.attempt_joins import AttemptJoins
from observer.ui.review.editor.code_shortcuts import CodeShortcuts
from observer.ui.review.evidence import Opened, open_folder
from observer.ui.review.evidence_view import EvidenceView
from observer.ui.review.face import Face
from observer.ui.review.header import ReviewHeader
from observer.ui.review.leaving import Leaving
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.picture.view import PictureView
from observer.ui.review.picture_joins import PictureJoins
from observer.ui.review.player import Player
from observer.ui.review.redact.joins import RedactJoins
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.state_notice import StateNotice, repair_words
from observer.ui.review.timeline import Timeline
from observer.ui.review.transport import Transport
from observer.ui.review.verbs import Verbs
from observer.ui.theme import SPACE


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
        self._editor: Editor | None = None
        self._toast: Banner | None = None
        self._was_playing = False
        self.player = Player(self)
        self.face = Face(self.player)
        self.book = MomentBook(self)
        self.header = ReviewHeader()
        self.notice = StateNotice()
        self.picture = PictureView()
        self.transport = Transport(self.player, self.picture)
        self.side = SidePanel(self.book)
        self.timeline = Timeline()
        self.verbs = Verbs(self.player, self.timeline, self.book)
        self.leaving = Leaving(library, self, self.verbs, self.header)
        self.doors = ReviewDoors(library, self)
        self._evidence = EvidenceView(self.player, self.picture, self.timeline)
        self.redact = RedactJoins(self.player, self.picture, self.timeline, self.side, self.verbs)
        self.agreement = AgreementOpening(self)
        self.attempts = AttemptJoins(self.book, self.side, self.timeline, self.verbs)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect_player()
        self._connect_moments()
        self._connect_coders_and_tasks()
        bind_actions(self, self.verbs.actions(), self._say)
        self._codes = CodeShortcuts(self, self.book, self._say)

    # -- making it ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self._make_watching())
        across.addWidget(self.side)
        across.setStretchFactor(0, 1)
        across.setSizes([1064, 376])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.timeline)
        down.setStretchFactor(0, 1)
        down.setSizes([520, 330])
        for splitter in (across, down):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(down, 1)

    def _make_watching(self) -> QWidget:
        watching = QWidget()
        column = QVBoxLayout(watching)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE + 4)
        column.setSpacing(SPACE + 4)
        column.addWidget(self.notice)
        column.addWidget(self.redact.bar)
        column.addWidget(self.picture, 1)
        column.addWidget(self.transport)
        return watching

    def _connect_player(self) -> None:
        player, timeline = self.player, self.timeline
        player.time_changed.connect(self._show_time)
        player.picture_changed.connect(self.picture.show_frame)
        player.still_changed.connect(self.picture.show_image)
        player.glimpse_changed.connect(self.picture.show_image)
        player.playing_changed.connect(lambda playing: self.picture.set_still(not playing))
        player.failed.connect(self._show_player_failure)
        timeline.seek_requested.connect(player.seek)
        timeline.scrub_began.connect(self._begin_scrub)
        timeline.scrub_ended.connect(self._end_scrub)
        self.transport.loop_toggled.connect(self.verbs.set_looping)

    def _connect_moments(self) -> None:
        book, verbs, editor = self.book, self.verbs, self.side.editor
        book.changed.connect(self._show_moments)
        book.edited.connect(lambda: self.session_changed.emit(self.session_id))
        book.selection_changed.connect(self._show_selection)
        book.undone.connect(lambda what: self._say(self.tr("Undone: {what}").format(what=what)))
        book.redone.connect(lambda what: self._say(self.tr("Done again: {what}").format(what=what)))
        book.removed.connect(self._say_removed)
        book.failed.connect(lambda error: show_error(self, error))
        self.timeline.moment_pressed.connect(self._press_moment)
        self.timeline.moment_opened.connect(lambda _id: editor.edit_note())
        self.timeline.span_dragged.connect(book.set_span)
        self.timeline.range_selected.connect(verbs.set_range)
        self.side.jump_requested.connect(verbs.jump_to)
        self.side.edit_requested.connect(editor.edit_note)
        self.side.said.connect(self._say)
        self.side.time_requested.connect(self.player.seek)
        self.side.name_chosen.connect(self._work_as)
        self.side.suggested.search.set_look(partial(_look_for_signals, self._library, self._root))
        self.side.suggested.search.found.connect(self._say_found)
        self._evidence.captions_read.connect(self.side.show_captions)
        self.header.review_chosen.connect(self._set_review)
        book.edited.connect(self._show_review)
        editor.left.connect(self.setFocus)
        editor.said.connect(self._say)
        verbs.said.connect(self._say)
        verbs.edit_requested.connect(self.side.show_editor)
        verbs.edit_requested.connect(editor.edit_note)
        verbs.export_requested.connect(self.export_clip)
        self.redact.said.connect(self._say)
        self.redact.left.connect(self.setFocus)
        self.redact.book.failed.connect(lambda error: show_error(self, error))
        joins = PictureJoins(self.player, self.face, self.picture, self.transport, verbs)
        joins.said.connect(self._say)
        verbs.asked.connect(self.side.show_editor)
        verbs.asked.connect(editor.do)
        verbs.list_asked.connect(self.side.do)
        verbs.leave_field = self._leave_field
        verbs.loop_toggled.connect(self.transport.loop.toggle)
        self._evidence.events_read.connect(verbs.set_events)
        self._evidence.captions_read.connect(self._take_captions)
        self.header.search.open_requested.connect(self.open_session)
        self.header.search.left.connect(self.setFocus)
        self.header.back_requested.connect(self._go_back)
        self.header.export_requested.connect(self.export_clip)
        self.header.undo_requested.connect(book.undo)
        self.header.redo_requested.connect(book.redo)
        self.notice.repaired.connect(self._land_repaired)

    def _connect_coders_and_tasks(self) -> None:
        self.side.agreement_requested.connect(self.agreement.open)
        self.attempts.said.connect(self._say)
        self.attempts.changed.connect(lambda: self.session_changed.emit(self.session_id))
        self.attempts.failed.connect(lambda error: show_error(self, error))

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
        self._editor = Editor(self._library, session_id, author_name())
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
        self.header.show_review(row.review)
        self.notice.show_state(state, folder)
        self.book.open(
            self._editor,
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
        self._row = self._opened = self._editor = None

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

    # -- following the player and the book ---------------------------------------------

    def _show_time(self, time_ns: int) -> None:
        self.picture.set_time(time_ns)
        self.timeline.set_time(time_ns, follow=self.player.is_playing)
        self.side.show_time(time_ns)

    def _show_player_failure(self, text: str) -> None:
        notify(
            self,
            self.tr("The recording cannot be played: {reason}").format(reason=text),
            self.tr("Run Verify on the session; moments can be edited nevertheless."),
            tone="rec",
        )

    def _take_captions(self, captions: list[Caption]) -> None:
        self.verbs.has_captions = bool(captions)
        self.side.editor.set_captions(captions)

    def _begin_scrub(self) -> None:
        self._was_playing = self.player.is_playing
        self.player.pause()

    def _end_scrub(self) -> None:
        if self._was_playing:
            self.player.play()

    def _press_moment(self, moment_id: str) -> None:
        self.book.select(moment_id)
        self.verbs.jump_to(moment_id)
        self.setFocus()

    def _show_moments(self) -> None:
        book = self.book
        self.timeline.show_moments(book.moments, book.suggestions, book.study, book.author)
        self.timeline.show_attempts(book.attempts, book.study)
        editor = self._editor
        self.header.show_history(
            editor.undo_text if editor else "", editor.redo_text if editor else ""
        )

    def _show_selection(self) -> None:
        self.timeline.select(self.book.selected_ids)

    def _say_removed(self, what: str) -> None:
        self._say(self.tr("Done: {what}").format(what=what), self.book.undo)

    def _say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """One message at a time: the latest takes the place of the one before."""
        if self._toast is not None and isValid(self._toast):
            self._toast.dismiss()
        self._toast = notify(self, words, action_text=self.tr("Undo"), action=undo)

    # -- who reviews, how far, and what rules say --------------------------------------

    def _work_as(self, name: str) -> None:
        """Annotate under another name from here on."""
        if self._editor is None or name == self._editor.author:
            return
        self.side.editor.flush()
        set_author_name(name)
        self._editor = Editor(self._library, self.session_id, name)
        self.book.open(self._editor, self.book.study, self.book.attempts)
        self._say(self.tr("You work as {name}").format(name=name))

    def _set_review(self, state: ReviewState) -> None:
        if self._row is None:
            return
        try:
            self._library.set_review_state(self._row.id, state)
        except ObserverError as error:
            show_error(self, error)
        self._show_review()
        self.session_changed.emit(self._row.id)

    def _show_review(self) -> None:
        self.header.show_review(self._library.session(self.session_id).review)

    def _say_found(self, count: int) -> None:
        self._say(
            self.tr("{count} signals suggested").format(count=count)
            if count
            else self.tr("No signals were found in this session")
        )

    # -- export ------------------------------------------------------------------------

    def export_clip(self) -> None:
        """Ask what to export, and export it."""
        if self._row is not None and self._opened is not None:
            self.leaving.export(self._row, self._opened)


def _look_for_signals(
    library: Library, root: Path, session_id: str, cancelled: Callable[[], bool]
) -> int:
    return suggest_signals(library, root, session_id, cancelled=cancelled)
