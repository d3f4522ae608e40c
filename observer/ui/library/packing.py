"""Packs sessions for somebody else, and takes in what others packed."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from observer.intake.travel.form import PACK_SUFFIX
from observer.intake.travel.pack import pack_session
from observer.intake.travel.unpack import UnpackReport, unpack_session
from observer.model.errors import ObserverError
from observer.session.manifest_file import read_manifest
from observer.ui.background import Progress
from observer.ui.banner import show_error
from observer.ui.library.errand import Errand
from observer.ui.library.pack_dialog import PackDialog
from observer.ui.library.pack_words import content_lines, outcome_words, sharing_words
from observer.ui.wording import spoken_bytes
from observer.ui.work_dialog import WorkDialog


class Packing(Errand):
    """One session leaves, one comes: a file that holds all of it."""

    def pack(self, session_id: str) -> None:
        """Say what leaves, ask for a file, and pack the session into it."""
        row = self._library.session(session_id)
        try:
            manifest = read_manifest(self._root / row.folder)
        except ObserverError as error:
            show_error(self._page, error)
            return
        dialog = PackDialog(
            row.participant,
            content_lines(manifest, row.moments),
            sharing_words(manifest),
            len(self._library.redactions(session_id)),
            self._page,
        )
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        with_covered = dialog.with_covered.isChecked()
        dialog.deleteLater()
        chosen = self._ask_for_target(row.folder) if accepted else None
        if chosen is not None:
            self.pack_as(session_id, chosen, with_covered=with_covered)

    def pack_as(self, session_id: str, out: Path, *, with_covered: bool = False) -> None:
        """Pack a session into this file, with progress and a way to stop.

        Where something is covered, and nobody said that it may leave, nothing is packed.
        """
        row = self._library.session(session_id)
        library, folder = self._library, self._root / row.folder

        def work(progress: Progress) -> Path:
            stopped = progress.cancelled
            return pack_session(library, folder, out, progress, stopped, with_covered=with_covered)

        dialog = WorkDialog(self.tr("Packing {who}").format(who=row.participant), self._page)
        dialog.start(work, partial(self._packed, row.participant))

    def choose_pack(self) -> None:
        """Ask for a pack, and take it in."""
        kinds = self.tr("Packed sessions (*{ending});;All files (*)").format(ending=PACK_SUFFIX)
        pack = self._ask_for_file(self.tr("Unpack a session"), kinds)
        if pack is not None:
            self.unpack(pack)

    def unpack(self, pack: Path) -> None:
        """Take in what somebody packed, with progress and a way to stop."""
        library, root = self._library, self._root

        def work(progress: Progress) -> UnpackReport:
            return unpack_session(library, root, pack, progress, progress.cancelled)

        dialog = WorkDialog(self.tr("Unpacking {name}").format(name=pack.name), self._page)
        dialog.start(work, self._unpacked)

    def _ask_for_target(self, folder: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._page,
            self.tr("Pack into"),
            str(Path.home() / (folder + PACK_SUFFIX)),
            self.tr("Packed sessions (*{ending})").format(ending=PACK_SUFFIX),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever written over
        )
        if not chosen:
            return None
        target = Path(chosen)
        named = target.suffix == PACK_SUFFIX
        return target if named else target.with_name(target.name + PACK_SUFFIX)

    def _packed(self, participant: str, out: Path) -> None:
        words = self.tr("{who} is packed: {size}").format(
            who=participant, size=spoken_bytes(out.stat().st_size)
        )
        self._tell(words, details=str(out))

    def _unpacked(self, report: UnpackReport) -> None:
        self.done.emit()
        self.landed.emit(report.row.id)
        words, details = outcome_words(report)
        tone = "warning" if report.merged.kept_both else "ok"
        self._tell(words, report.row.id, details=details, tone=tone)
