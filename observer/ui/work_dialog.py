"""Shows long work under way: what it does, how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from observer.model.errors import Cancelled
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE

T = TypeVar("T")


class WorkDialog(QDialog):
    """Runs one piece of work and closes itself when it ends, well or not."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ended = False
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(title, size=HEADING, weight=600, wrap=True))
        self._line = text_label(tone="dim", wrap=True)
        self._line.setMinimumHeight(5 * SPACE)
        self._line.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._line)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addStretch(1)
        self._cancel = push_button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self._stop: Callable[[], None] | None = None

    def start(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Begin, and show the dialog; `done` is called with what the work returns."""

        def finish(result: T) -> None:
            self._end()
            done(result)

        task = run(self, work, finish, self._fail, self._show_progress, self._line.setText)
        self._stop = task.cancel
        self.open()

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        if self._ended or self._stop is None:
            super().reject()
            return
        self._cancel.setEnabled(False)
        self._line.setText(self.tr("Stopping…"))
        self._stop()

    def _show_progress(self, fraction: float) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            show_error(self._owner, error)

    def _end(self) -> None:
        self._ended = True
        self.accept()
