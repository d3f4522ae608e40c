"""What a recording means for the whole window: found again, followed, not left by accident."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from observer.ui.background import Progress, run
from observer.ui.confirm_dialog import ConfirmDialog

if TYPE_CHECKING:
    from observer.recorder.client import RecorderClient
    from observer.ui.window import MainWindow


class WindowRecording(QObject):
    """Goes to the record page when a recording is found, and keeps it in sight from there."""

    def __init__(self, window: "MainWindow", root: Path) -> None:
        super().__init__(window)
        self._window = window
        self._root = root
        self._participant_reads = False

    @property
    def participant_reads(self) -> bool:
        """Whether the participant has the screen to read."""
        return self._participant_reads

    def look_for_one(self) -> None:
        """A recording may run already: it outlives its window."""
        root = self._root

        def work(_progress: Progress) -> "list[RecorderClient]":
            from observer.recorder.client import find_running

            return find_running(root)

        run(self, work, self._found)

    def show(self, session_id: str) -> None:
        """Go to the recording of this session."""
        self._window.show_record()
        page = self._window.record_page
        if not page.recording:
            page.attach_to(self._window.library.session(session_id).folder)

    def follow(self) -> None:
        """A recording runs: its sign and its page are in sight."""
        self._window.navigation.show_recording(True)
        self._window.show_record()

    def unfollow(self) -> None:
        """It runs no more."""
        self._window.navigation.show_recording(False)

    def lose(self) -> None:
        """It ended by itself: what it left is made whole."""
        self.unfollow()
        self._window.show_library()
        self._window.library_page.mend()

    def hide_from_participant(self, reads: bool) -> None:
        """The names of other sessions and studies are not for the participant's eyes."""
        self._participant_reads = reads
        self._window.navigation.setVisible(not reads)

    def ask_to_leave(self) -> bool:
        """Whether the window may go while the recording goes on."""
        dialog = ConfirmDialog(
            self.tr("The recording goes on without this window"),
            self.tr(
                "Open Observer again to come back to it, or stop it from a terminal with "
                "“observer stop”."
            ),
            self.tr("Close the window"),
            self.tr("Stay"),
            self._window,
        )
        leave = dialog.exec() == ConfirmDialog.DialogCode.Accepted
        dialog.deleteLater()
        return leave

    def _found(self, clients: "list[RecorderClient]") -> None:
        if clients:
            self._window.record_page.attach(clients[-1])
        self._window.library_page.mend()
