"""A panel of the page: a title, a quiet line, its content, and how its figures are made."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.ui.buttons import icon_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE


class Panel(QFrame):
    """Fill `column`; put what belongs beside the title into `head`."""

    def __init__(self, title: str, purpose: str = "", made: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 2 * SPACE, 20, 2 * SPACE)
        self.column.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.head.addWidget(text_label(title, size=HEADING, weight=600))
        self.purpose = text_label(purpose, size=SMALL, tone="dim", wrap=True)
        self.purpose.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.purpose, 1)
        self.column.addLayout(self.head)
        self.note = text_label(made, size=SMALL, tone="dim", wrap=True)
        self.note.hide()
        self.asked = icon_button("question", _tr("How is this made?"))
        self.asked.setCheckable(True)
        self.asked.setVisible(bool(made))
        self.asked.toggled.connect(self.note.setVisible)
        self.head.addWidget(self.asked)
        self.column.addWidget(self.note)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
