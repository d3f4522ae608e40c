"""Who watches, what they whisper to the moderator, and the way to invite more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.companion.client import CompanionStatus
from observer.model.clock import format_ns
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE

_WHISPERS_SHOWN = 3


class WatchingRow(QWidget):
    """Names as pills; a name in brackets has left its page."""

    invite_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: CompanionStatus | None = None
        self.names = QHBoxLayout()
        self.names.setSpacing(4)
        self.whispers = QVBoxLayout()
        self.whispers.setSpacing(4)
        self.invite = push_button(self.tr("Invite"))
        self.invite.clicked.connect(self.invite_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addLayout(self.whispers)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(text_label(self.tr("Watching"), size=SMALL, tone="dim"))
        row.addLayout(self.names)
        row.addStretch(1)
        row.addWidget(self.invite)
        column.addLayout(row)
        self.show_status(CompanionStatus(""))

    def show_status(self, status: CompanionStatus) -> None:
        """Take one look at the page's visitors."""
        before, self._shown = self._shown, status
        if before and (before.observers, before.notes) == (status.observers, status.notes):
            return
        _clear(self.names)
        present = [one.name if one.present else f"({one.name})" for one in status.observers]
        for name in (self.tr("You"), *present):
            pill = text_label(name, size=SMALL, tone="pill")
            self.names.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        _clear(self.whispers)
        for note in status.notes[-_WHISPERS_SHOWN:]:
            words = f"{note.author}, {format_ns(note.time_ns)}: {note.text}"
            self.whispers.addWidget(text_label(words, tone="accent", wrap=True))


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
