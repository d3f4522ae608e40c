"""One plain question with two answers, or one plain sentence to take note of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE

_WIDTH = 440


class ConfirmDialog(QDialog):
    """Accepted by `yes`; `no` is what Escape and Enter answer. Without `no` there is one button."""

    def __init__(
        self, title: str, words: str, yes: str, no: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        for label in (
            text_label(title, size=HEADING, weight=600, wrap=True),
            text_label(words, tone="dim", wrap=True),
        ):
            label.setMinimumHeight(label.heightForWidth(_WIDTH - 6 * SPACE))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addSpacing(2 * SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        self.yes = push_button(yes, role="" if no else "primary")
        self.yes.clicked.connect(self.accept)
        row.addWidget(self.yes)
        if no:
            self.no = push_button(no, role="primary")
            self.no.clicked.connect(self.reject)
            row.addWidget(self.no)
        column.addLayout(row)
        safe = self.no if no else self.yes
        safe.setDefault(True)
        safe.setFocus()
