"""Opening a session, or what comes before it can be opened."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from observer.database.library import Library
from observer.model.manifest import SessionState
from observer.ui.library.errand import Errand
from observer.ui.library.errands import Errands


class Opening(Errand):
    """A whole session opens; one that runs, broke off or is gone is dealt with."""

    open_requested = Signal(str, object, str)
    """Review this session id at this moment (ns), with this annotation chosen, if any."""
    recording_asked = Signal(str)
    """Go to the recording of this session id."""

    def __init__(self, library: Library, root: Path, page: QWidget, errands: Errands) -> None:
        super().__init__(library, root, page)
        self._errands = errands

    def open(self, session_id: str) -> None:
        """Open a session at its beginning."""
        self.open_at(session_id, -1, "")

    def open_at(self, session_id: str, time_ns: int, annotation_id: str) -> None:
        """Open a session at a moment (ns); a time below 0 is none."""
        row = self._library.session(session_id)
        if row.state is SessionState.RECORDING:
            self.recording_asked.emit(session_id)
        elif row.state is SessionState.INTERRUPTED:
            self._errands.repair(session_id, then_open=True)
        elif row.state is SessionState.MISSING:
            self._tell(
                self.tr("The folder {name} is gone").format(name=row.folder),
                details=self.tr("Put it back into {root}; what was said about it is kept").format(
                    root=self._root
                ),
                tone="warning",
            )
        elif time_ns < 0:
            self.open_asked.emit(session_id)
        else:
            self.open_requested.emit(session_id, time_ns, annotation_id)

    def show_folder(self, folder: str) -> None:
        """Show a session's folder as the desktop shows folders."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root / folder)))
