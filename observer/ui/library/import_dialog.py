"""Asks whose session an imported video is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE, font

VIDEO_ENDINGS = (".mp4", ".mkv", ".webm", ".mov", ".avi", ".m4v", ".ogv")


class ImportDialog(QDialog):
    """Study and participant of one video; accepted only when both are there."""

    def __init__(self, video: Path, studies: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a video"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(text_label(self.tr("Whose session is this?"), size=HEADING, weight=600))
        column.addWidget(text_label(video.name, size=12, tone="dim", wrap=True))
        column.addSpacing(SPACE)
        self.study = QComboBox()
        self.study.setEditable(True)
        self.study.setFont(font())
        self.study.addItems(list(studies))
        self.study.setAccessibleName(self.tr("Study"))
        self.participant = QLineEdit()
        self.participant.setFont(font())
        self.participant.setPlaceholderText(self.tr("A code, for example P01"))
        self.participant.setAccessibleName(self.tr("Participant"))
        column.addWidget(text_label(self.tr("Study"), size=12, tone="dim"))
        column.addWidget(self.study)
        column.addWidget(text_label(self.tr("Participant"), size=12, tone="dim"))
        column.addWidget(self.participant)
        column.addSpacing(2 * SPACE)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = push_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = push_button(self.tr("Import"), role="primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self.study.editTextChanged.connect(self._judge)
        self.participant.textChanged.connect(self._judge)
        self._judge()

    def answer(self) -> tuple[str, str]:
        """Study and participant as typed, trimmed."""
        return self.study.currentText().strip(), self.participant.text().strip()

    def _judge(self) -> None:
        self.accept_button.setEnabled(all(self.answer()))
