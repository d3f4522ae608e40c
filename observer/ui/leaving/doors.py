"""The ways to the dialogs: from a study, and from the session that is reviewed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from observer.database.library import Library
from observer.model.errors import ObserverError
from observer.ui.banner import notify, show_error
from observer.ui.wording import spoken_moments

if TYPE_CHECKING:
    from observer.intake.exchange.landing import Landed
    from observer.ui.review.page import ReviewPage


_KEPT = "leaving/brought"


def open_study_data(library: Library, owner: QWidget, study_id: str = "") -> None:
    """Ask what of a study to export; any study can be chosen."""
    from observer.ui.leaving.data_dialog import DataDialog
    from observer.ui.leaving.scope import study_scopes

    try:
        scopes = study_scopes(library, study_id)
    except ObserverError as error:
        show_error(owner, error)
        return
    if scopes:
        DataDialog(library, scopes, owner).open()
    else:
        _say_nothing_there(owner)


def open_report(library: Library, owner: QWidget, study_id: str = "") -> None:
    """Ask how to write a study's report; any study can be chosen."""
    from observer.ui.leaving.report_dialog import ReportDialog
    from observer.ui.leaving.scope import study_scopes

    try:
        scopes = study_scopes(library, study_id)
    except ObserverError as error:
        show_error(owner, error)
        return
    if scopes:
        ReportDialog(library, scopes, owner).open()
    else:
        _say_nothing_there(owner)


class ReviewDoors(QObject):
    """Those of the review: what leaves the open session, and a file dropped on the page."""

    def __init__(self, library: Library, page: "ReviewPage") -> None:
        super().__init__(page)
        self._library = library
        self._page = page
        doors = {"export_data": self.export_data, "report": self.report, "bring": self.choose}
        page.verbs.leaving_asked.connect(lambda verb: doors[verb]())
        page.header.leaving_asked.connect(lambda verb: doors[verb]())
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def export_data(self) -> None:
        """Ask what of the session, or its study, to export."""
        from observer.ui.leaving.data_dialog import DataDialog
        from observer.ui.leaving.scope import session_scopes

        page = self._settled()
        try:
            scopes = session_scopes(self._library, page.session_id)
        except ObserverError as error:
            show_error(page, error)
            return
        DataDialog(self._library, scopes, page, moment_ids=page.book.selected_ids).open()

    def report(self) -> None:
        """Ask how to write the report of the session's study."""
        page = self._settled()
        study = page.book.study
        open_report(self._library, page, study.id if study else "")

    def choose(self) -> None:
        """Ask for a file to bring annotations from."""
        from observer.intake.exchange.reading import SUFFIXES

        page = self._settled()
        kept = Path(str(QSettings().value(_KEPT, "")) or Path.home())
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        words = self.tr("Annotations ({patterns});;All files (*)").format(patterns=patterns)
        folder = str(kept if kept.is_dir() else Path.home())
        title = self.tr("Bring in annotations")
        chosen, _ = QFileDialog.getOpenFileName(page, title, folder, words)
        if chosen:
            QSettings().setValue(_KEPT, str(Path(chosen).parent))
            self.bring(Path(chosen))

    def bring(self, path: Path) -> None:
        """Show what a file holds, and bring it in where that is wanted."""
        from observer.ui.leaving.bring_dialog import BringDialog

        page = self._settled()
        dialog = BringDialog(self._library, page.session_id, page.book.author, path, page)
        dialog.landed.connect(self._tell_landed)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file of annotations may be dropped anywhere on the page."""
        if watched is not self._page or not self._page.session_id:
            return False
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            path = _dropped(event)
            if path is None:
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent):
                QTimer.singleShot(0, self, partial(self.bring, path))  # once the drag is over
            return True
        return False

    def _settled(self) -> "ReviewPage":
        """What is being written is kept first, and nothing runs behind the dialog."""
        self._page.side.editor.flush()
        self._page.player.pause()
        return self._page

    def _tell_landed(self, landed: "Landed") -> None:
        from observer.ui.leaving.outcome import OutcomeDialog

        page, book, way_back = self._page, self._page.book, self._page.verbs.way_back
        study = self._library.study_by_name(self._library.session(page.session_id).study)
        book.open(book.editor, study, book.attempts)
        if landed.added:
            way_back.note_edit()
        page.session_changed.emit(page.session_id)
        told = list(landed.told)
        if landed.known:
            told.append(self.tr("{count} were there already").format(count=landed.known))
        if landed.added and book.seen is not None:
            told.append(self.tr("Moments of other coders stay hidden while you work blind"))
        words = self.tr("Brought in {moments}").format(moments=spoken_moments(landed.added))
        if not landed.added:
            notify(page, self.tr("All of it was there already"), ". ".join(landed.told))
        elif told:
            undo = (self.tr("Undo"), way_back.undo)
            OutcomeDialog(
                words,
                "",
                {self.tr("What to know"): [f"{line.rstrip('.')}." for line in told]},
                undo,
                page,
            ).open()
        else:
            notify(page, words, tone="ok", action_text=self.tr("Undo"), action=way_back.undo)


def _dropped(event: QDropEvent) -> Path | None:
    """The one file of annotations that is dragged."""
    from observer.intake.exchange.reading import SUFFIXES

    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in SUFFIXES else None


def _say_nothing_there(owner: QWidget) -> None:
    notify(owner, _tr("No study has a session yet"), _tr("Record or import one first."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
