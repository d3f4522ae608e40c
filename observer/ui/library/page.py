"""The library's page: finds, opens, repairs and imports sessions."""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import IndexReport, land_session, refresh_index
from observer.intake.mending import MendReport, mend_left_open
from observer.model.clock import format_ns
from observer.model.manifest import SessionState
from observer.ui.background import Progress, run
from observer.ui.banner import notify, show_error
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.library.empty_state import EmptyLibrary, NothingFound
from observer.ui.library.grid import SessionGrid
from observer.ui.library.import_dialog import VIDEO_ENDINGS, ImportDialog
from observer.ui.library.problems import Problems
from observer.ui.library.thumbnails import Thumbnails
from observer.ui.theme import GUTTER, SPACE, TITLE, font
from observer.ui.work_dialog import WorkDialog

_LOOK_EVERY_MS = 2_000
_REST_AFTER_LOOK = 10
"""A library of thousands of folders takes longer to look at; looking stays a tenth of the time."""

_REHEARSAL_SECONDS = 45.0


class LibraryPage(QWidget):
    """Every session of one library."""

    open_asked = Signal(str)
    """Review this session id."""
    recording_asked = Signal(str)
    """Go to the recording of this session id."""
    record_asked = Signal()

    def __init__(self, library: Library, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._root = root
        self._looking = False
        self._began_s = 0.0
        self._shown_failure = ""
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._grid = SessionGrid(Thumbnails(root, self))
        self.setFocusProxy(self._grid)
        self._empty = EmptyLibrary()
        self._nothing = NothingFound()
        self._problems = Problems()
        self._search = QLineEdit()
        self._count = text_label(size=12, tone="dim")
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._show_rows(library.sessions())

    def refresh(self) -> None:
        """Look at the folders again, in the background."""
        if self._looking:
            return
        self._looking = True
        self._began_s = time.monotonic()
        library, root = self._library, self._root
        run(self, lambda _progress: refresh_index(library, root), self._take, self._miss)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus()
        self._search.selectAll()

    def sessions(self) -> tuple[SessionRow, ...]:
        """What the page shows, newest first."""
        return self._grid.sessions.rows()

    def import_file(self, video: Path) -> None:
        """Ask whose session a video is, then import it."""
        dialog = ImportDialog(video, self._library.studies(), self)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        study, participant = dialog.answer()
        dialog.deleteLater()
        if accepted:
            self.import_as(video, study, participant)

    def import_as(self, video: Path, study: str, participant: str) -> None:
        """Import a video with progress and a way to stop."""
        from observer.intake.video import import_video

        library, root = self._library, self._root

        def work(progress: Progress) -> Path:
            return import_video(
                library, root, video, study, participant, progress, progress.cancelled
            )

        dialog = WorkDialog(self.tr("Importing {name}").format(name=video.name), self)
        dialog.start(work, self._imported)

    def repair(self, session_id: str, *, then_open: bool = False) -> None:
        """Make an interrupted session whole."""
        from observer.session.repair import repair_session

        row = self._library.session(session_id)
        folder, library = self._root / row.folder, self._library

        def work(_progress: Progress) -> SessionRow:
            repair_session(folder)
            return land_session(library, folder)

        dialog = WorkDialog(self.tr("Repairing {name}").format(name=row.folder), self)
        dialog.start(work, partial(self._repaired, then_open))

    def repair_damaged(self) -> None:
        """Mend every folder that cannot be read as it is."""
        library, root = self._library, self._root
        dialog = WorkDialog(self.tr("Repairing the damaged folders"), self)
        dialog.start(
            lambda progress: mend_left_open(library, root, progress, progress.cancelled),
            self._mended,
        )

    def mend(self) -> None:
        """Make whole what a crash left open, without being asked and without getting in the way."""
        library, root = self._library, self._root
        run(self, lambda _progress: mend_left_open(library, root), self._mended)

    def rehearse(self) -> None:
        """Play a rehearsal into this library."""
        from observer.rehearsal.rehearse import rehearse

        root = self._root
        dialog = WorkDialog(self.tr("A rehearsal is playing"), self)
        dialog.start(
            lambda progress: rehearse(root, _REHEARSAL_SECONDS, progress.say), self._rehearsed
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Keep an eye on the folders while the page is seen."""
        self.refresh()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: leave the disk alone."""
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the filter."""
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A video file is welcome."""
        if _video_of(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, once the drag is over."""
        video = _video_of(event.mimeData().urls())
        if video:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self.import_file, video))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, GUTTER, 12, 0)
        column.setSpacing(SPACE)
        above = QVBoxLayout()  # the cards carry their own gap, these do not
        above.setContentsMargins(SPACE, 0, 20, 0)
        above.setSpacing(2 * SPACE)
        column.addLayout(above)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(text_label(self.tr("Library"), size=TITLE, weight=600))
        titles.addWidget(self._count)
        head.addLayout(titles)
        head.addStretch(1)
        self._search.setFont(font())
        self._search.setPlaceholderText(self.tr("Search study, participant, date"))
        self._search.setAccessibleName(self.tr("Search sessions"))
        self._search.setToolTip(self.tr("Ctrl+F"))
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(120)
        self._search.setMaximumWidth(300)
        head.addWidget(self._search, 4)
        self._import = push_button(self.tr("Import a video…"), icon_name="import")
        self._record = push_button(self.tr("Record a sit-in"), role="primary", icon_name="record")
        head.addWidget(self._import)
        head.addWidget(self._record)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        above.addLayout(head)
        above.addWidget(self._problems)
        for widget in (self._grid, self._empty, self._nothing):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self._import.clicked.connect(self.choose_video)
        self._record.clicked.connect(self.record_asked)
        self._empty.record_asked.connect(self.record_asked)
        self._empty.import_asked.connect(self.choose_video)
        self._empty.rehearsal_asked.connect(self.rehearse)
        self._problems.repair_asked.connect(self.repair_damaged)
        self._nothing.clear_asked.connect(self._search.clear)
        self._grid.open_asked.connect(self._open)
        self._grid.repair_asked.connect(self.repair)
        self._grid.folder_asked.connect(self._show_folder)

    def _take(self, report: IndexReport) -> None:
        self._looking = False
        took_ms = round(1000 * (time.monotonic() - self._began_s))
        self._timer.setInterval(max(_LOOK_EVERY_MS, _REST_AFTER_LOOK * took_ms))
        self._shown_failure = ""
        self._problems.show_problems(report.problems)
        self._show_rows(self._library.sessions())

    def _miss(self, error: Exception) -> None:
        self._looking = False
        if str(error) != self._shown_failure:  # once, not every two seconds
            self._shown_failure = str(error)
            show_error(self, error)

    def _show_rows(self, rows: Sequence[SessionRow]) -> None:
        self._grid.sessions.show_rows(rows)
        studies = len({row.study for row in rows})
        words = (
            self.tr("1 session") if len(rows) == 1
            else self.tr("{count} sessions").format(count=len(rows))
        )  # fmt: skip
        of = self.tr("1 study") if studies == 1 else self.tr("{n} studies").format(n=studies)
        self._count.setText(f"{words} · {of}" if rows else self.tr("Nothing recorded yet"))
        for widget in (self._search, self._import, self._record):
            widget.setVisible(bool(rows))
        self._choose_face()

    def _filter(self, text: str) -> None:
        self._grid.filter.look_for(text)
        self._nothing.say(text.strip())
        self._choose_face()

    def _choose_face(self) -> None:
        face: QWidget = self._grid
        if not self._grid.sessions.rows():
            face = self._empty
        elif not self._grid.filter.rowCount():
            face = self._nothing
        self._stack.setCurrentWidget(face)

    def _open(self, session_id: str) -> None:
        row = self._library.session(session_id)
        state = row.state
        if state is SessionState.RECORDING:
            self.recording_asked.emit(session_id)
        elif state is SessionState.INTERRUPTED:
            self.repair(session_id, then_open=True)
        elif state is SessionState.MISSING:
            notify(
                self,
                self.tr("The folder {name} is gone").format(name=row.folder),
                self.tr("Put it back into {root}; what was said about it is kept").format(
                    root=self._root
                ),
                tone="warning",
            )
        else:
            self.open_asked.emit(session_id)

    def _show_folder(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root / folder)))

    def choose_video(self) -> None:
        """Ask for a video, and import it."""
        endings = " ".join(f"*{ending}" for ending in VIDEO_ENDINGS)
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import a video"),
            str(Path.home()),
            self.tr("Videos ({endings});;All files (*)").format(endings=endings),
        )
        if chosen:
            self.import_file(Path(chosen))

    def _imported(self, folder: Path) -> None:
        self._show_rows(self._library.sessions())
        row = next((row for row in self.sessions() if row.folder == folder.name), None)
        if row:
            self._grid.select_session(row.id)
            notify(
                self,
                self.tr("{name} is in the library").format(name=f"{row.participant} · {row.study}"),
                tone="ok",
                action_text=self.tr("Open"),
                action=partial(self.open_asked.emit, row.id),
            )

    def _repaired(self, then_open: bool, row: SessionRow) -> None:
        self.refresh()
        if then_open:
            self.open_asked.emit(row.id)
        else:
            notify(
                self,
                self.tr("The session is whole again"),
                tone="ok",
                action_text=self.tr("Open"),
                action=partial(self.open_asked.emit, row.id),
            )

    def _mended(self, report: MendReport) -> None:
        for problem in report.problems:
            show_error(self, problem)
        if report.problems or report.repaired:
            self.refresh()
        if not report.repaired:
            return
        last = report.repaired[-1]
        many = len(report.repaired)
        if many == 1:
            words = self.tr("A recording that broke off is whole again: {length}").format(
                length=format_ns(last.duration_ns)
            )
        else:
            words = self.tr("{count} recordings that broke off are whole again").format(count=many)
        notify(
            self,
            words,
            tone="ok",
            action_text=self.tr("Open") if many == 1 else "",
            action=partial(self.open_asked.emit, last.session_id) if many == 1 else None,
        )

    def _rehearsed(self, _report: object) -> None:
        self.refresh()
        notify(self, self.tr("The rehearsal is in the library"), tone="ok")


def _video_of(urls: Sequence[QUrl]) -> Path | None:
    files = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((file for file in files if file.suffix.lower() in VIDEO_ENDINGS), None)
