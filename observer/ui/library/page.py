"""The library's page: finds, opens, repairs and imports sessions."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.folder_watch import FolderWatch
from observer.intake.landing import refresh_folders
from observer.intake.travel.form import PACK_SUFFIX
from observer.model.annotation import ReviewState
from observer.model.errors import ObserverError
from observer.model.manifest import SessionState
from observer.ui.background import Progress, run
from observer.ui.banner import notify, show_error
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.library.choice import said_words
from observer.ui.library.errands import Errands
from observer.ui.library.filter_bar import FilterBar
from observer.ui.library.import_dialog import VIDEO_ENDINGS
from observer.ui.library.menu import SessionMenu
from observer.ui.library.packing import Packing
from observer.ui.library.problems import Problems
from observer.ui.library.recent import RecentButton
from observer.ui.library.search_line import SearchLine
from observer.ui.library.sessions_view import SessionsView
from observer.ui.search.finder import Answer, Finder, Question
from observer.ui.theme import GUTTER, SPACE, TITLE

if TYPE_CHECKING:
    from observer.ui.erase.dialog import Planner

_LOOK_EVERY_MS = 2_000
_ROOMY = 900  # of the page, in which the head says everything in full
_REST_AFTER_LOOK = 10
"""A look at a slow disk takes longer; looking stays a tenth of the time."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the folders found; `rows` is None where nothing has changed."""

    problems: tuple[ObserverError, ...]
    changes: tuple[int, int]
    rows: list[SessionRow] | None


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
        self._root = root
        self._watch = FolderWatch(root)
        self._looking = False
        self._began_s = 0.0
        self._changes = (0, 0)
        self._shown_failure = ""
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.errands = Errands(library, root, self)
        self.packing = Packing(library, root, self)
        self._menu = SessionMenu(self)
        self._view = SessionsView(root, self._menu)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._problems = Problems()
        self.search_line = SearchLine()
        self._recent = RecentButton(library)
        self._bar = FilterBar(self._recent)
        self._finder = Finder(library, self)
        self._count = text_label(size=12, tone="dim")
        self._import = push_button(self.tr("Import a video…"), icon_name="import")
        self._unpack = push_button(self.tr("Unpack…"), icon_name="download")
        self._unpack.setToolTip(self.tr("Take in a session that somebody packed"))
        self._unpack.setAccessibleName(self.tr("Unpack a session"))
        self._record = push_button(self.tr("Record a sit-in"), role="primary", icon_name="record")
        self._build()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._view.show_as_list(self._bar.as_list)
        self._show_library()
        self._choose()

    # -- what others ask -----------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the folders again, in the background."""
        if self._looking:
            return
        self._looking = True
        self._began_s = time.monotonic()
        work = partial(_look, self._library, self._root, self._watch, self._changes)
        run(self, work, self._take, self._miss)

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
        roomy = event.size().width() >= _ROOMY
        self._import.setText(self.tr("Import a video…") if roomy else self.tr("Import…"))
        self._unpack.setText(self.tr("Unpack…") if roomy else "")
        self.search_line.show_hint(roomy)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep an eye on the folders while the page is seen."""
        self.refresh()
        self._recent.refresh()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: leave the disk alone."""
        self._timer.stop()
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
        if _file_of(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import or unpack what was dropped, once the drag is over."""
        file = _file_of(event.mimeData().urls())
        if file:
            event.acceptProposedAction()
            take = self.packing.unpack if _is_pack(file) else self.import_file
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
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(text_label(self.tr("Library"), size=TITLE, weight=600))
        titles.addWidget(self._count)
        head.addLayout(titles)
        head.addStretch(1)
        head.addWidget(self.search_line, 4)
        head.addWidget(self._unpack)
        head.addWidget(self._import)
        head.addWidget(self._record)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        above.addLayout(head)
        above.addWidget(self._bar)
        above.addWidget(self._problems)
        column.addWidget(self._view, 1)

    def _connect(self) -> None:
        self.search_line.textChanged.connect(self._choose)
        self.search_line.down_pressed.connect(self._view.take_keys)
        self._bar.changed.connect(self._choose)
        self._bar.view_chosen.connect(self._view.show_as_list)
        self._finder.found.connect(self._show_found)
        self._import.clicked.connect(self.choose_video)
        self._unpack.clicked.connect(self.packing.choose_pack)
        self._record.clicked.connect(self.record_asked)
        self._recent.chosen.connect(self._open)
        view, errands, menu = self._view, self.errands, self._menu
        view.empty.record_asked.connect(self.record_asked)
        view.empty.import_asked.connect(self.choose_video)
        view.empty.unpack_asked.connect(self.packing.choose_pack)
        view.empty.rehearsal_asked.connect(self.rehearse)
        view.empty.example_asked.connect(errands.add_example)
        view.nothing.clear_asked.connect(self._clear)
        view.open_asked.connect(self._open)
        view.hits.open_requested.connect(self._open_at)
        view.hits.left_upwards.connect(self.focus_search)
        menu.open_asked.connect(self._open)
        menu.repair_asked.connect(errands.repair)
        menu.folder_asked.connect(self._show_folder)
        menu.pack_asked.connect(self.packing.pack)
        menu.review_asked.connect(self._set_review)
        menu.erase_asked.connect(self._erase)
        self._problems.repair_asked.connect(errands.repair_damaged)
        self._problems.finish_asked.connect(self._finish_erasing)
        for work in (errands, self.packing):
            work.open_asked.connect(self.open_asked)
            work.landed.connect(view.select_session)
            work.done.connect(self._show_library)

    # -- following the library -----------------------------------------------------------

    def _take(self, look: _Look) -> None:
        self._looking = False
        took_ms = round(1000 * (time.monotonic() - self._began_s))
        self._timer.setInterval(max(_LOOK_EVERY_MS, _REST_AFTER_LOOK * took_ms))
        self._shown_failure = ""
        self._problems.show_problems(look.problems)
        if look.rows is not None:
            self._changes = look.changes
            self._show_rows(look.rows)

    def _miss(self, error: Exception) -> None:
        self._looking = False
        if str(error) != self._shown_failure:  # once, not every two seconds
            self._shown_failure = str(error)
            show_error(self, error)

    def _show_library(self) -> None:
        self._changes = self._library.changes()
        self._show_rows(self._library.sessions())

    def _show_rows(self, rows: Sequence[SessionRow]) -> None:
        self._view.sessions.show_rows(rows)
        self._bar.show_rows(self._view.sessions.rows())
        for widget in (self.search_line, self._unpack, self._import, self._record, self._bar):
            widget.setVisible(bool(rows))
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
        words = (
            self.tr("1 session") if len(everything) == 1
            else self.tr("{count} sessions").format(count=len(everything))
        )  # fmt: skip
        if shown != len(everything):
            words = self.tr("{shown} of {all}").format(shown=shown, all=words)
        of = self.tr("1 study") if studies == 1 else self.tr("{n} studies").format(n=studies)
        self._count.setText(f"{words} · {of}" if everything else self.tr("Nothing recorded yet"))
        self._view.arrange(self.search_line.text().strip())

    # -- what is done with a session -----------------------------------------------------

    def _clear(self) -> None:
        self.search_line.clear()
        self._bar.clear()

    def _open(self, session_id: str) -> None:
        self._open_at(session_id, -1, "")

    def _open_at(self, session_id: str, time_ns: int, annotation_id: str) -> None:
        """Open a session, or say or do what comes first; a time below 0 is none."""
        row = self._library.session(session_id)
        if row.state is SessionState.RECORDING:
            self.recording_asked.emit(session_id)
        elif row.state is SessionState.INTERRUPTED:
            self.errands.repair(session_id, then_open=True)
        elif row.state is SessionState.MISSING:
            notify(
                self,
                self.tr("The folder {name} is gone").format(name=row.folder),
                self.tr("Put it back into {root}; what was said about it is kept").format(
                    root=self._root
                ),
                tone="warning",
            )
        elif time_ns < 0:
            self.open_asked.emit(session_id)
        else:
            self.open_requested.emit(session_id, time_ns, annotation_id)

    def _set_review(self, session_id: str, state: ReviewState) -> None:
        self._library.set_review_state(session_id, state)
        self._show_library()

    def _erase(self, study: str, participant: str) -> None:
        from observer.intake.erasure.plan import plan_participant

        self._open_erasing(partial(plan_participant, code=participant, study=study))

    def _finish_erasing(self, note_id: str) -> None:
        from observer.intake.erasure.plan import plan_unfinished

        self._open_erasing(partial(plan_unfinished, note_id=note_id))

    def _open_erasing(self, planner: "Planner") -> None:
        from observer.ui.erase.dialog import EraseDialog

        dialog = EraseDialog(self._root, planner, self)
        dialog.erasing.connect(self.erasing)
        dialog.erased.connect(self._show_library)
        dialog.open()

    def _show_folder(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root / folder)))


def _look(
    library: Library,
    root: Path,
    watch: FolderWatch,
    before: tuple[int, int],
    _progress: Progress,
) -> _Look:
    problems = refresh_folders(library, root, watch)
    changes = library.changes()
    return _Look(problems, changes, library.sessions() if changes != before else None)


def _file_of(urls: Sequence[QUrl]) -> Path | None:
    """The first that can be imported or unpacked."""
    files = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next(
        (one for one in files if one.suffix.lower() in VIDEO_ENDINGS or _is_pack(one)), None
    )


def _is_pack(file: Path) -> bool:
    return file.suffix.lower() == PACK_SUFFIX
