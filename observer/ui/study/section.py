"""A panel of the study's page: a title, what it is for, and its content."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from observer.ui.labels import text_label
from observer.ui.study.draft import StudyDraft
from observer.ui.theme import HEADING, SMALL, SPACE

_LIST_PX = 320
_ANY_PX = (1 << 24) - 1  # Qt's QWIDGETSIZE_MAX


class Section(QFrame):
    """Shows one part of the draft and changes it. `key` is the first word of its places."""

    def __init__(self, draft: StudyDraft, key: str, title: str, purpose: str = "") -> None:
        super().__init__()
        self.draft = draft
        self.key = key
        self.title = title
        self._left: QWidget | None = None
        self._beside: QBoxLayout | None = None
        self.setProperty("surface", "panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 2 * SPACE, 20, 2 * SPACE)
        self.column.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.head.addWidget(text_label(title, size=HEADING, weight=600))
        self.purpose = text_label(purpose, size=SMALL, tone="dim", wrap=True)
        self.head.addWidget(self.purpose, 1)
        self.column.addLayout(self.head)

    def stand_beside(self, left: QWidget, form: QWidget, nothing: QWidget) -> None:
        """Lay out a list and the form of what is chosen in it, or what is said without one."""
        self._left = left
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(3 * SPACE)
        self._beside.addWidget(left)
        self._beside.addWidget(form, 1)
        self._beside.addWidget(nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._beside)
        self.show_wide(True)

    def show_wide(self, wide: bool) -> None:
        """Whether there is room for two things beside each other."""
        if self._beside is None or self._left is None:
            return
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._left.setMinimumWidth(_LIST_PX if wide else 0)
        self._left.setMaximumWidth(_LIST_PX if wide else _ANY_PX)

    def show_study(self) -> None:
        """Show the draft as it is."""
        raise NotImplementedError

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say each fault of this section at its place."""

    def go_to(self, place: str) -> None:
        """Bring a place of this section into sight."""


def labelled(title: str, field: QWidget, *below: QWidget) -> QVBoxLayout:
    """A field under its name."""
    column = QVBoxLayout()
    column.setSpacing(4)
    name = text_label(title, size=SMALL, tone="dim")
    name.setBuddy(field)
    column.addWidget(name)
    column.addWidget(field)
    for widget in below:
        column.addWidget(widget)
    return column


def fault_label() -> QLabel:
    """Where a fault is said; takes no room while there is none."""
    label = text_label(size=SMALL, tone="rec", wrap=True)
    label.hide()
    return label


def say_fault(label: QLabel, words: str) -> None:
    """Say it, or nothing."""
    label.setText(words)
    label.setVisible(bool(words))
