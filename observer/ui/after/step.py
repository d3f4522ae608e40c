"""What each step of the after page is: a heading, and what can be said under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from observer.ui.after.sitting_book import SittingBook
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, TITLE


class Step(QWidget):
    """One step. It shows what the book holds, and goes on showing it while that changes."""

    reached = Signal(QWidget)
    """Something in it that has to come into sight."""

    def __init__(self, book: SittingBook, label: str, title: str, hint: str) -> None:
        super().__init__()
        self.book = book
        self.label = label
        self.setProperty("surface", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * SPACE)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(text_label(title, size=TITLE, weight=600))
        head.addWidget(text_label(hint, size=SMALL, tone="dim", wrap=True))
        self.column.addLayout(head)

    @property
    def state(self) -> str:
        """How far it is, in two or three words; empty where there is nothing to say."""
        return ""

    @property
    def complete(self) -> bool:
        """Whether everything that can be said here has been."""
        return False

    def show_book(self) -> None:
        """Show what the book holds."""

    def begin(self) -> None:
        """The step has come into sight."""
