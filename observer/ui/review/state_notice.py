"""The notice above the picture for a session that is not whole: why, and how to mend it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from observer.model.clock import NS_PER_SECOND
from observer.model.manifest import SessionState
from observer.session.repair import RepairReport, repair_session
from observer.ui.background import Task, run
from observer.ui.banner import Banner, show_error


class StateNotice(QWidget):
    """Empty, and no pixel high, while the session is closed as it should be."""

    repaired = Signal(object)  # RepairReport

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._banner: Banner | None = None
        self._task: Task | None = None
        self._folder: Path | None = None
        self.hide()

    def show_state(self, state: SessionState, folder: Path) -> None:
        """Say what is the matter with the session in this folder, if anything is."""
        self._folder = folder
        if state is SessionState.INTERRUPTED:
            self._put(
                Banner(
                    self.tr("This recording was interrupted."),
                    self.tr("Repair closes it properly; nothing that can be read is lost."),
                    tone="warning",
                    action_text=self.tr("Repair"),
                    action=self.repair,
                )
            )
        elif state is SessionState.RECORDING:
            self._put(
                Banner(
                    self.tr("This session is still being recorded."),
                    self.tr("What you mark is kept; open it again after the recording stopped."),
                    tone="info",
                )
            )
        else:
            self.clear()

    def clear(self) -> None:
        """Nothing is the matter."""
        self._put(None)

    def repair(self) -> None:
        """Mend the session in the background."""
        folder = self._folder
        if folder is None or (self._task is not None and self._task.running):
            return
        self._put(Banner(self.tr("Repairing…"), tone="info"))
        self._task = run(self, lambda _progress: repair_session(folder), self._finish, self._fail)

    def _finish(self, report: RepairReport) -> None:
        self.clear()
        self.repaired.emit(report)

    def _fail(self, error: Exception) -> None:
        if self._folder is not None:
            self.show_state(SessionState.INTERRUPTED, self._folder)
        show_error(self, error)

    def _put(self, banner: Banner | None) -> None:
        if self._banner is not None:
            self._banner.dismiss()
        self._banner = banner
        if banner is not None:
            self._column.addWidget(banner)
        self.setVisible(banner is not None)


def repair_words(report: RepairReport) -> tuple[str, str]:
    """What a repair did, in two sentences."""
    lost = report.lost_ns_at_most / NS_PER_SECOND
    words = _say("Repaired: {seconds} s of recording, {marks} marks kept")
    first = words.format(seconds=f"{report.duration_ns / NS_PER_SECOND:.1f}", marks=report.marks)
    return first, _say("At most {lost} s were lost").format(lost=f"{lost:.1f}")


def _say(text: str) -> str:
    return QCoreApplication.translate("StateNotice", text)
