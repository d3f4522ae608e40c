"""One export in the list: its name, how far it is, and what can be done with it."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from observer.model.errors import ObserverError
from observer.ui.buttons import icon_button, push_button
from observer.ui.export.queue import ExportQueue, Job, JobState
from observer.ui.labels import ShortLabel, set_tone, text_label
from observer.ui.theme import SMALL, SPACE

_STEPS = 1000


class JobRow(QWidget):
    """Follows one job."""

    def __init__(self, job: Job, queue: ExportQueue) -> None:
        super().__init__()
        self._job = job
        self._queue = queue
        self._name = ShortLabel(job.name)
        self._said = text_label(size=SMALL, tone="dim", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of {name}").format(name=job.name))
        self.stop = icon_button("close", self.tr("Stop making {name}").format(name=job.name))
        self.stop.clicked.connect(self._press_close)
        self.show_in_folder = push_button(self.tr("Show in folder"), icon_name="folder")
        self.show_in_folder.clicked.connect(self._show_in_folder)
        self.copy = push_button(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the file, to paste it into a mail or a folder"))
        self.copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.stop)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._said)
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.show_in_folder)
        row.addWidget(self.copy)
        row.addStretch(1)
        column.addWidget(self._actions)
        self.show_job()

    def show_job(self) -> None:
        """Show how far it is."""
        job = self._job
        self._bar.setVisible(job.is_open)
        self._bar.setValue(round(job.part * _STEPS))
        self._actions.setVisible(job.state is JobState.DONE)
        words = {
            JobState.WAITING: self.tr("Waits for its turn"),
            JobState.RUNNING: "",
            JobState.DONE: "",
            JobState.STOPPED: self.tr("Stopped; nothing was written"),
            JobState.FAILED: _told(job.error),
        }[job.state]
        self._said.setText(words)
        self._name.setToolTip(str(job.path))
        self._said.setVisible(bool(words))
        set_tone(self._said, "rec" if job.state is JobState.FAILED else "dim")
        if not job.is_open:
            self.stop.setToolTip(self.tr("Take it off the list"))
            self.stop.setAccessibleName(self.tr("Take {name} off the list").format(name=job.name))

    def _press_close(self) -> None:
        if self._job.is_open:
            self._queue.cancel(self._job)
        else:
            self._queue.forget(self._job)

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._job.path.parent)))

    def _copy(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._job.path))])
        data.setText(str(self._job.path))
        QGuiApplication.clipboard().setMimeData(data)
        self.copy.setText(self.tr("Copied"))
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(error: Exception | None) -> str:
    if isinstance(error, ObserverError):
        return f"{error.message}. {error.remedy}."
    return str(error or "")
