"""What the library's page has done in the background: imports, repairs, rehearsals, the example."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog

from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.intake.mending import MendReport, mend_left_open
from observer.model.clock import format_ns
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.library.errand import Errand
from observer.ui.library.import_dialog import VIDEO_ENDINGS, ImportDialog
from observer.ui.work_dialog import WorkDialog

_REHEARSAL_SECONDS = 45.0


class Errands(Errand):
    """Imports, repairs, rehearsals and the example."""

    def choose_video(self) -> None:
        """Ask for a video, and import it."""
        endings = " ".join(f"*{ending}" for ending in VIDEO_ENDINGS)
        kinds = self.tr("Videos ({endings});;All files (*)").format(endings=endings)
        video = self._ask_for_file(self.tr("Import a video"), kinds)
        if video is not None:
            self.import_file(video)

    def import_file(self, video: Path) -> None:
        """Ask whose session a video is, then import it."""
        dialog = ImportDialog(video, self._library.studies(), self._page)
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

        dialog = WorkDialog(self.tr("Importing {name}").format(name=video.name), self._page)
        dialog.start(work, self._imported)

    def add_example(self) -> None:
        """Bring the example session into the library, and open it."""
        from observer.intake.example import add_example

        library, root = self._library, self._root
        run(self._page, lambda _progress: add_example(library, root), self._added)

    def repair(self, session_id: str, *, then_open: bool = False) -> None:
        """Make an interrupted session whole."""
        from observer.session.repair import repair_session

        row = self._library.session(session_id)
        folder, library = self._root / row.folder, self._library

        def work(_progress: Progress) -> SessionRow:
            repair_session(folder)
            return land_session(library, folder)

        dialog = WorkDialog(self.tr("Repairing {name}").format(name=row.folder), self._page)
        dialog.start(work, partial(self._repaired, then_open))

    def repair_damaged(self) -> None:
        """Mend every folder that cannot be read as it is."""
        library, root = self._library, self._root
        dialog = WorkDialog(self.tr("Repairing the damaged folders"), self._page)
        dialog.start(
            lambda progress: mend_left_open(library, root, progress, progress.cancelled),
            self._mended,
        )

    def mend(self) -> None:
        """Make whole what a crash left open, without being asked and without getting in the way."""
        library, root = self._library, self._root
        run(self._page, lambda _progress: mend_left_open(library, root), self._mended)

    def rehearse(self) -> None:
        """Play a rehearsal into this library."""
        from observer.rehearsal.rehearse import rehearse

        root = self._root
        dialog = WorkDialog(self.tr("A rehearsal is playing"), self._page)
        dialog.start(
            lambda progress: rehearse(root, _REHEARSAL_SECONDS, progress.say), self._rehearsed
        )

    def _imported(self, folder: Path) -> None:
        self.done.emit()
        row = next((row for row in self._library.sessions() if row.folder == folder.name), None)
        if row:
            self.landed.emit(row.id)
            name = f"{row.participant} · {row.study}"
            self._tell(self.tr("{name} is in the library").format(name=name), row.id)

    def _added(self, row: SessionRow) -> None:
        self.done.emit()
        self.open_asked.emit(row.id)

    def _repaired(self, then_open: bool, row: SessionRow) -> None:
        self.done.emit()
        if then_open:
            self.open_asked.emit(row.id)
        else:
            self._tell(self.tr("The session is whole again"), row.id)

    def _mended(self, report: MendReport) -> None:
        for problem in report.problems:
            show_error(self._page, problem)
        if report.problems or report.repaired:
            self.done.emit()
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
        self._tell(words, last.session_id if many == 1 else "")

    def _rehearsed(self, _report: object) -> None:
        self.done.emit()
        self._tell(self.tr("The rehearsal is in the library"))
