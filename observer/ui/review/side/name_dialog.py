"""Under which name one works here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE

_WIDTH = 440


class NameDialog(QDialog):
    """Accepted with a name in `name`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your name"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.field = QLineEdit(name)
        self.field.setAccessibleName(self.tr("Name you work under"))
        self.field.selectAll()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        title = text_label(self.tr("Under which name do you work?"), size=HEADING, weight=600)
        words = text_label(
            self.tr(
                "Each person's moments and comments are theirs: they carry this name, and undo"
                " takes back only what was done under it. What was made before keeps its name."
                " The name is remembered on this computer."
            ),
            tone="dim",
            wrap=True,
        )
        words.setMinimumHeight(words.heightForWidth(_WIDTH - 6 * SPACE))
        for part in (title, words):
            column.addWidget(part)
        column.addSpacing(SPACE)
        column.addWidget(self.field)
        column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        leave = push_button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.take = push_button(self.tr("Work as this"), role="primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.field.textChanged.connect(lambda: self.take.setEnabled(bool(self.name)))
        self.field.setFocus()

    @property
    def name(self) -> str:
        """What was written, without needless spaces."""
        return " ".join(self.field.text().split())
