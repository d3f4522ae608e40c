"""The record page: the form before, the console while a recording runs."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.model.consent import Consent
from observer.model.plan import RecordingPlan
from observer.model.sitting import Exposure
from observer.model.status import RecorderState
from observer.recorder.client import RecorderClient, connect, start_recording
from observer.ui.author import author_name
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.record.console import Console
from observer.ui.record.form import RecordForm
from observer.ui.record.recorder_link import RecorderLink
from observer.ui.sign.recording_sign import RecordingSign

if TYPE_CHECKING:
    from observer.ui.after.page import AfterPage
    from observer.ui.preflight.page import PreflightPage


class RecordPage(QWidget):
    """Starts a recording, or attaches to one that runs."""

    participant_reads = Signal(bool)
    """The page is for the participant's eyes (True), or for the team's again."""
    attached = Signal()
    """A recording runs and its console is shown."""
    closed = Signal()
    """A recording closed; what is asked at the end may still follow."""
    ended = Signal(str)
    """A recording closed and landed, and everything was asked; its session id."""
    lost = Signal()
    """A recording is gone without closing; the library knows more."""

    def __init__(self, library: Library, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._root = root
        self._link: RecorderLink | None = None
        self.console: Console | None = None
        self.after: AfterPage | None = None
        self.preflight: PreflightPage | None = None
        self.sign: RecordingSign | None = None
        self.form = RecordForm(library)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form.start_asked.connect(self.look_once_more)
        self.form.consent_asked.connect(self.ask_consent)
        self.form.fill_again()

    @property
    def recording(self) -> bool:
        """Whether a recording runs under this page."""
        return self._link is not None

    def ask_consent(self, study: str, participant: str) -> None:
        """Let the participant read and sign on a page of their own."""
        from observer.ui.consent.page import ConsentPage

        page = ConsentPage(study, participant)
        page.agreed.connect(lambda consent: self._take_consent(consent, study, participant))
        page.back.connect(self._leave_consent)
        self._show(page)
        self.participant_reads.emit(True)

    def _leave_consent(self) -> None:
        self._show_form()
        self.participant_reads.emit(False)

    def attach_to(self, folder_name: str) -> None:
        """Attach to the recording of one session folder, if it still runs."""
        folder = self._root / folder_name
        run(self, lambda _progress: connect(folder), self._connected)

    def look_once_more(self, plan: RecordingPlan) -> None:
        """Show whether everything that was agreed to can be recorded, before it is."""
        from observer.ui.preflight.page import PreflightPage

        page = self.preflight = PreflightPage(plan, self._root)
        page.ready.connect(self.start)
        page.back.connect(self._show_form)
        self._show(page)

    def start(self, plan: RecordingPlan) -> None:
        """Start the recording process; the console appears once it records."""
        self._show_form()
        self.form.show_starting(True)
        library, root = self._library, self._root

        def work(_progress: Progress) -> RecorderClient:
            client = start_recording(root, plan)
            land_session(library, client.folder)  # so that the library shows it at once
            return client

        run(self, work, self.attach, self._start_failed)

    def attach(self, client: RecorderClient) -> None:
        """Show the console of a running recording."""
        self.form.show_starting(False)
        if self._link is not None:
            return
        link = RecorderLink(self._library, client, self)
        self._link = link
        self.console = Console(link)
        self._show(self.console)
        link.ended.connect(self._end)
        link.lost.connect(self._lose)
        self._show_sign(link)
        link.begin()
        self.console.setFocus()
        self.attached.emit()

    def shut(self) -> None:
        """The window closes: let go of the microphone, send what waits."""
        self.form.microphone.shut()
        if self.preflight is not None:
            self.preflight.shut()
        if self.sign is not None:
            self.sign.close()
        if self.console is not None:
            self.console.pad.flush()
            self.console.let_go()
        if self._link is not None:
            self._link.let_go()
        if self.after is not None:
            self.after.flush()

    def _connected(self, client: RecorderClient | None) -> None:
        if client is not None:
            self.attach(client)

    def _start_failed(self, error: Exception) -> None:
        self.form.show_starting(False)
        show_error(self, error)

    def _end(self, row: SessionRow) -> None:
        self._detach()
        self.closed.emit()
        watched = Exposure(row.id, author_name(), 0, row.duration_ns, "moderator")
        self._library.add_exposure(watched)
        study = self._library.study_by_name(row.study)
        if study is None or not (study.tasks or study.questionnaires):
            self.ended.emit(row.id)
            return
        from observer.ui.after.page import AfterPage

        after = self.after = AfterPage(self._library, row.id, study, author_name())
        after.finished.connect(lambda: self._leave_after(row.id))
        self._show(after)

    def _leave_after(self, session_id: str) -> None:
        self.after = None
        self._show_form()
        self.ended.emit(session_id)

    def _take_consent(self, consent: Consent, study: str, participant: str) -> None:
        from observer.ui.consent.copy_dialog import ConsentCopyDialog

        self.form.take_consent(consent)
        self._leave_consent()
        dialog = ConsentCopyDialog(consent, study, participant, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show(self, page: QWidget) -> None:
        """Show a page of this sit-in; the one before it goes, but for the form."""
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._drop(before)

    def _show_form(self) -> None:
        before = self._stack.currentWidget()
        self._stack.setCurrentWidget(self.form)
        self._drop(before)

    def _drop(self, page: QWidget | None) -> None:
        if page is self.preflight:
            self.preflight = None
        if page is not None and page not in (self.form, self.console):
            self._stack.removeWidget(page)
            page.deleteLater()

    def _lose(self, error: Exception) -> None:
        self._detach()
        show_error(self, error)
        self.lost.emit()

    def _show_sign(self, link: RecorderLink) -> None:
        """Tell the participant that they are recorded, for as long as they are."""
        sign = self.sign = RecordingSign()
        sign.show_running(paused=False)
        link.status_changed.connect(
            lambda status: sign.show_running(paused=status.state is RecorderState.PAUSED)
        )

    def _detach(self) -> None:
        sign, self.sign = self.sign, None
        if sign is not None:
            sign.close()
            sign.deleteLater()
        console, self.console = self.console, None
        if console is not None:
            console.let_go()
        link, self._link = self._link, None
        self._stack.setCurrentWidget(self.form)
        if console is not None:
            self._stack.removeWidget(console)
            console.deleteLater()
        if link is not None:
            link.deleteLater()
        self.form.fill_again()
