"""What leaves the open session: clips made in the background, and moments added to a reel."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.model.errors import ObserverError
from observer.session.first_picture import first_picture_ns
from observer.ui.banner import notify, show_error
from observer.ui.export.dialog import ExportDialog
from observer.ui.export.queue import ExportQueue, Job
from observer.ui.export.stretches import ClipSession, stretches
from observer.ui.export.tray import ExportTray
from observer.ui.reel.reel_book import ReelBook
from observer.ui.review.evidence import Opened
from observer.ui.review.header import ReviewHeader
from observer.ui.review.verbs import Verbs

if TYPE_CHECKING:
    from observer.ui.review.page import ReviewPage


class Leaving(QObject):
    """Owns the window's exports and its reel; both outlast the session they were taken from."""

    reel_asked = Signal()  # show the reel's page

    def __init__(
        self, library: Library, page: "ReviewPage", verbs: Verbs, header: ReviewHeader
    ) -> None:
        super().__init__(page)
        self._library = library
        self._page = page
        self._verbs = verbs
        self._tray: ExportTray | None = None
        self.queue = ExportQueue(self)
        self.queue.added.connect(self._show_tray)
        self.reel = ReelBook(library, self)
        self.reel.changed.connect(lambda: header.show_reel(self.reel.clip_count))
        header.show_reel(self.reel.clip_count)
        header.reel_requested.connect(self.add_to_reel)
        verbs.reel_requested.connect(self.add_to_reel)
        verbs.reel_asked.connect(self.reel_asked)

    @property
    def tray(self) -> ExportTray | None:
        """Where exports are shown; None before the first."""
        return self._tray

    def export(self, row: SessionRow, opened: Opened) -> None:
        """Ask what to export."""
        page = self._page
        page.side.editor.flush()
        page.player.pause()
        try:
            session = _clip_session(row, opened)
        except ObserverError as error:
            show_error(page, error)
            return
        offered = stretches(page.book, self._verbs.chosen, page.player.time_ns, opened.duration_ns)
        ExportDialog(self._library, session, offered, self.queue, page).open()

    def add_to_reel(self) -> None:
        """Add the selected moments to the reel; with none selected show it."""
        self._page.side.editor.flush()
        book = self._page.book
        chosen = [book.moment(one) for one in book.selected_ids]
        moments = sorted(filter(None, chosen), key=lambda moment: moment.start_ns)
        if not moments:
            self.reel_asked.emit()
            return
        try:
            count = self.reel.add_moments(moments)
        except ObserverError as error:
            show_error(self._page, error)
            return
        words = (
            self.tr("Added to the reel: {count}").format(count=count)
            if count
            else self.tr("The reel shows that already")
        )
        show: Callable[[], None] = self.reel_asked.emit
        notify(self._page, words, action_text=self.tr("Show the reel"), action=show)

    def _show_tray(self, job: Job) -> None:
        if self._tray is None:
            self._tray = ExportTray(self.queue, self._page.window())
            self._tray.add(job)


def _clip_session(row: SessionRow, opened: Opened) -> ClipSession:
    """What the dialog has to know. Raises MediaError where the recording cannot be read."""
    manifest = opened.reader.manifest
    files = opened.recording.files
    media = sum(p.stat().st_size for p in opened.reader.media_paths if p.is_file())
    return ClipSession(
        row.id,
        opened.reader.folder,
        row.study,
        row.participant,
        opened.duration_ns,
        manifest,
        has_camera=opened.reader.camera_path is not None,
        first_picture_ns=first_picture_ns(files[0].path) or 0 if files else 0,
        bytes_per_second=media * 1e9 / opened.duration_ns if opened.duration_ns else 0.0,
    )
