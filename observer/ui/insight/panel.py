"""A panel of the page: a title, a quiet line, its content, and how its figures are made."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.ui.buttons import icon_button
from observer.ui.labels import text_label
from observer.ui.theme import CONTROL_HEIGHT, HEADING, SMALL, SPACE

EDGE_PX = 12
"""From the panel's edge to rows that can be pressed."""

INSET_PX = 8
"""From there to text: rows have as much air around theirs."""


class Panel(QFrame):
    """Fill `column`; put what belongs beside the title into `head`."""

    def __init__(self, title: str, purpose: str = "", made: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(EDGE_PX, 12, EDGE_PX, 2 * SPACE)
        self.column.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.head.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        name = text_label(title, size=HEADING, weight=600)
        name.setMinimumHeight(CONTROL_HEIGHT)
        self.head.addWidget(name)
        self.purpose = text_label(purpose, size=SMALL, tone="dim", wrap=True)
        self.purpose.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.purpose, 1)
        self.column.addLayout(self.head)
        self.note = text_label(made, size=SMALL, tone="dim", wrap=True)
        self.note.setContentsMargins(INSET_PX, 0, INSET_PX, SPACE)
        self.note.hide()
        self.asked = icon_button("question", _tr("How is this made?"))
        self.asked.setCheckable(True)
        self.asked.setFixedHeight(CONTROL_HEIGHT)
        self.asked.setVisible(bool(made))
        self.asked.toggled.connect(self.note.setVisible)
        self.head.addWidget(self.asked)
        self.column.addWidget(self.note)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
