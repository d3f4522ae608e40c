"""Changes one mark while the recording runs: what it is, how bad, when, and in which words."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.model.annotation import SEVERITY_WORDS, AnnotationKind, Mark
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.record.mark_words import kind_word
from observer.ui.theme import SMALL, SPACE, font

_STEPS_S = (-5, -1, 1, 5)


class MarkEditor(QFrame):
    """In the place of the mark's line; Return keeps, Escape leaves it as it was."""

    kept = Signal(object)
    """The Mark as it should be."""
    removed = Signal()
    left = Signal()

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._start_ns = mark.start_ns
        self.setProperty("surface", "sunk")
        self.kind = QComboBox()
        self.kind.setFont(font())
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind in AnnotationKind:
            self.kind.addItem(kind_word(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(mark.kind))
        self.note = QLineEdit(mark.note)
        self.note.setFont(font())
        self.note.setPlaceholderText(self.tr("What happened?"))
        self.note.setAccessibleName(self.tr("Note"))
        self.severities = QButtonGroup(self)
        self.time = text_label(format_ns(mark.start_ns), size=SMALL, tone="dim")
        self._build()
        self.note.returnPressed.connect(self.keep)

    def keep(self) -> None:
        """Hand on what the fields say."""
        checked = self.severities.checkedId()
        kept = replace(
            self._mark,
            kind=AnnotationKind(self.kind.currentData()),
            start_ns=self._start_ns,
            severity=checked if checked >= 0 else None,
            note=self.note.text().strip(),
        )
        self.kept.emit(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the mark as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _shift(self, seconds: int) -> None:
        moved_ns = self._start_ns + seconds * NS_PER_SECOND
        self._start_ns = min(max(0, moved_ns), self._mark.made_ns)
        self.time.setText(format_ns(self._start_ns))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.kind, 1)
        for severity, words in enumerate(SEVERITY_WORDS):
            button = push_button(str(severity))
            button.setCheckable(True)
            button.setToolTip(words)
            button.setAccessibleName(f"{severity}, {words}")
            button.setChecked(self._mark.severity == severity)
            self.severities.addButton(button, severity)
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.note)
        when = QHBoxLayout()
        when.setSpacing(4)
        when.addWidget(self.time)
        for seconds in _STEPS_S:
            step = push_button(f"{seconds:+d} s".replace("-", "−"), role="quiet")
            step.clicked.connect(lambda _checked=False, seconds=seconds: self._shift(seconds))
            when.addWidget(step)
        when.addStretch(1)
        column.addLayout(when)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        remove = icon_button("trash", self.tr("Remove this mark"))
        remove.clicked.connect(self.removed)
        foot.addWidget(remove)
        foot.addStretch(1)
        leave = push_button(self.tr("Cancel"), role="quiet")
        leave.clicked.connect(self.left)
        keep = push_button(self.tr("Keep"), role="primary")
        keep.clicked.connect(self.keep)
        foot.addWidget(leave)
        foot.addWidget(keep)
        column.addLayout(foot)
