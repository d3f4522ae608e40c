"""The frame of the dialogs: choices, then work under way with a way to stop it, then the end."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from observer.model.errors import Cancelled, ObserverError
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import CONTROL_HEIGHT, HEADING, SMALL, SPACE

T = TypeVar("T")


class LeavingDialog(QDialog):
    """Stays while the work goes on, so that a failure leaves the choices as they were."""

    def __init__(self, title: str, go_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.owner = parent
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._task: Task | None = None
        self.body = QWidget()
        self.trouble = text_label(size=SMALL, tone="rec", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.go = push_button(go_words, role="primary")
        self.go.setDefault(True)
        self.stop = push_button(self.tr("Cancel"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addWidget(text_label(title, size=HEADING, weight=600))
        column.addWidget(self.body)
        column.addLayout(self._make_foot())
        self._show_work(False)

    def begin(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do the work; `done` is called with its outcome while the dialog still stands."""

        def finish(result: T) -> None:
            self._end()
            done(result)

        self.trouble.clear()
        self.bar.setRange(0, 0)
        self._show_work(True)
        self._task = run(self, work, finish, self._fail, self._show_progress)

    @property
    def at_work(self) -> bool:
        """Whether work is under way."""
        return self._task is not None

    def reject(self) -> None:
        """Ask the work to stop; without any, close."""
        if self._task is None:
            super().reject()
            return
        self.stop.setEnabled(False)
        self.stop.setText(self.tr("Stopping…"))
        self._task.cancel()

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.trouble, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        return row

    def _show_progress(self, part: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * part))

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.trouble.clear()
        elif isinstance(error, ObserverError):
            self.trouble.setText(f"{error.message}. {error.remedy}.")
        else:
            show_error(self.owner, error)

    def _end(self) -> None:
        self._task = None
        self.stop.setEnabled(True)
        self.stop.setText(self.tr("Cancel"))
        self._show_work(False)

    def _show_work(self, at_work: bool) -> None:
        self.body.setEnabled(not at_work)
        self.go.setEnabled(not at_work)
        self.bar.setVisible(at_work)
        self.trouble.setVisible(not at_work)


def form_label(words: str) -> QLabel:
    """What stands before a control, in line with the control's text."""
    label = text_label(words, tone="dim")
    label.setMinimumWidth(8 * SPACE)  # so that no form moves when a longer word comes in
    label.setFixedHeight(CONTROL_HEIGHT)
    return label
