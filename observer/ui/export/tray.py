"""The small place in the window where exports under way can be seen, stopped and taken up."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from observer.model.errors import ObserverError
from observer.ui.banner import show_error
from observer.ui.buttons import icon_button, push_button
from observer.ui.export.job_row import JobRow
from observer.ui.export.queue import ExportQueue, Job, JobState
from observer.ui.labels import text_label
from observer.ui.theme import SPACE, theme

_WIDTH, _MOST_HEIGHT = 376, 400
_FROM_EDGE = 2 * SPACE


class ExportTray(QFrame):
    """In the window's lower right corner while there is something to say.

    A line while files are made; it opens by itself when the last of them has come to an end, and by
    a press at any time.
    """

    def __init__(self, queue: ExportQueue, window: QWidget) -> None:
        super().__init__(window)
        self._queue = queue
        self._window = window
        self._rows: dict[str, JobRow] = {}
        self.setObjectName("tray")
        self.setAccessibleName(self.tr("Exports"))
        self.line = QPushButton()
        self.line.setProperty("role", "quiet")
        self.line.clicked.connect(self.toggle)
        self._title = text_label(weight=600)
        self._close = icon_button("chevron-down", self.tr("Make the list small"))
        self._close.clicked.connect(self.toggle)
        self.clear = push_button(self.tr("Clear"), role="quiet")
        self.clear.clicked.connect(queue.clear)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._lay_out()
        self.is_open = False
        queue.added.connect(self.add)
        queue.changed.connect(self._change)
        queue.finished.connect(self._finish)
        queue.removed.connect(self._remove)
        window.installEventFilter(self)
        theme().changed.connect(self._dress)
        self._dress()
        self.hide()

    def toggle(self) -> None:
        """Open the list, or make it a line again."""
        self.is_open = not self.is_open
        self._show()
        (self._close if self.is_open else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, job: Job) -> JobRow:
        """The job's row. Raises KeyError for one that is not listed."""
        return self._rows[job.id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape makes it small."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.line)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self.clear)
        row.addWidget(self._close)
        column.addWidget(self._head)
        self._column.setContentsMargins(0, 0, 0, SPACE)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._list.setProperty("surface", "clear")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        column.addWidget(self._scroll, 1)

    def add(self, job: Job) -> None:
        """List a job that was asked for; once is enough."""
        if job.id in self._rows:
            return
        self._rows[job.id] = JobRow(job, self._queue)
        self._column.insertWidget(0, self._rows[job.id])
        self._show()

    def _change(self, job: Job) -> None:
        if job.id in self._rows:
            self._rows[job.id].show_job()
        self._say()

    def _finish(self, job: Job) -> None:
        told = self.is_open and isinstance(job.error, ObserverError)  # in its row
        if job.state is JobState.FAILED and job.error is not None and not told:
            show_error(self._window, job.error)
        if not self._queue.open_jobs and any(j.state is JobState.DONE for j in self._queue.jobs):
            self.is_open = True
        self._show()

    def _remove(self, job_id: str) -> None:
        row = self._rows.pop(job_id, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if not self._rows:
            self.is_open = False
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._rows))
        self.line.setVisible(not self.is_open)
        self._head.setVisible(self.is_open)
        self._scroll.setVisible(self.is_open)
        self._say()
        self._settle()
        self.raise_()

    def _say(self) -> None:
        waiting = self._queue.open_jobs
        done = sum(job.state is JobState.DONE for job in self._queue.jobs)
        if waiting:
            self._title.setText(self.tr("Exporting {count}").format(count=len(waiting)))
            words = self.tr("Exporting {count} · {part} %")
            words = words.format(count=len(waiting), part=round(100 * self._queue.part))
        else:
            words = self.tr("{count} exported").format(count=done) if done else self.tr("Exports")
            self._title.setText(words)
        self.line.setText(words)
        self.clear.setVisible(len(waiting) < len(self._rows))

    def _settle(self) -> None:
        if not self._rows:
            return
        room = self._window.rect()
        if self.is_open:
            width = _WIDTH
            rows = sum(row.heightForWidth(width) if row.hasHeightForWidth() else
                       row.sizeHint().height() for row in self._rows.values())  # fmt: skip
            height = min(_MOST_HEIGHT, self._head.sizeHint().height() + rows + 2 * SPACE)
        else:
            width, height = self.line.sizeHint().width() + 2, self.line.sizeHint().height() + 2
        left, top = room.width() - width - _FROM_EDGE, room.height() - height - _FROM_EDGE
        self.setGeometry(left, top, width, height)

    def _dress(self) -> None:
        palette = theme().palette
        self.setStyleSheet(
            f"#tray {{ background: {palette.panel}; border: 1px solid {palette.line};"
            f" border-radius: 12px; }}"
        )
