"""Which finding? One types to find it, or to name it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from observer.ui.labels import text_label
from observer.ui.overlay import Overlay, centred_area
from observer.ui.theme import HEADING, SPACE

_WIDTH = 480
_NAMING_PX = 128
_ROW_PX, _MOST_ROWS = 28, 10


class FindingPicker(Overlay):
    """Picks one of these findings, or names another where `may_name`."""

    picked = Signal(str)
    """A finding's id."""

    named = Signal(str)

    def __init__(
        self,
        window: QWidget,
        title: str,
        findings: Sequence[tuple[str, str]],
        *,
        may_name: bool = True,
        text: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(window, title)
        self._findings = findings
        self._may_name = may_name
        self.line = QLineEdit(text)
        self.line.selectAll()
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText(
            hint or _tr("Name the problem, or find one that is there")
            if may_name and findings
            else _tr("Name the problem in a few words")
            if may_name
            else _tr("Find a finding")
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_tr("Findings"))
        self.list.setVisible(bool(findings))
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 2 * SPACE, 20, 2 * SPACE)
        inner.setSpacing(SPACE + 4)
        inner.addWidget(text_label(title, size=HEADING, weight=600, wrap=True))
        inner.addWidget(self.line)
        inner.addWidget(self.list, 1)
        self.column.addLayout(inner)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self.take)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take_item)
        self.list.itemActivated.connect(self._take_item)
        self._fill()

    def panel_area(self, room: QRect) -> QRect:
        """In the middle."""
        rows = min(len(self._findings) + 1, _MOST_ROWS) if self._findings else 0
        return centred_area(room, _WIDTH, _NAMING_PX + rows * _ROW_PX)

    def take(self) -> None:
        """What is chosen in the list."""
        if self.list.isHidden() or not self.list.count():
            self._name(self.line.text())
        else:
            self._take_item(self.list.item(max(0, self.list.currentRow())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the list while one types."""
        if watched is self.line and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by is not None and event.type() == QEvent.Type.KeyPress and self.list.count():
                row = self.list.currentRow() + by
                self.list.setCurrentRow(min(max(0, row), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        text = " ".join(self.line.text().split())
        self.list.clear()
        words = text.casefold().split()
        for finding_id, name in self._findings:
            if all(word in name.casefold() for word in words):
                item = QListWidgetItem(name)
                item.setData(Qt.ItemDataRole.UserRole, finding_id)
                self.list.addItem(item)
        exact = any(name.casefold() == text.casefold() for _, name in self._findings)
        if self._may_name and text and not exact:
            made = QListWidgetItem(_tr("Name a new one: “{name}”").format(name=text))
            self.list.insertItem(0, made)
        self.list.setCurrentRow(0)

    def _take_item(self, item: QListWidgetItem) -> None:
        finding_id = item.data(Qt.ItemDataRole.UserRole)
        if finding_id is None:
            self._name(self.line.text())
        else:
            self.close_overlay()
            self.picked.emit(finding_id)

    def _name(self, text: str) -> None:
        if text.strip() and self._may_name:
            self.close_overlay()
            self.named.emit(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
