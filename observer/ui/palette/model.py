"""The actions that the palette lists, as they are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from observer.ui.actions import Action
from observer.ui.key_names import key_words
from observer.ui.palette.ranking import rank

LINE_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it does, why it cannot be done, and what was typed to find it."""

    action: Action
    hindrance: str
    typed: str

    @property
    def written(self) -> str:
        """Its first key, as it is drawn."""
        return key_words(self.action.keys[0]) if self.action.keys else ""


class PaletteModel(QAbstractListModel):
    """All actions, lately used ones first; or those that match, best first."""

    def __init__(
        self, actions: Sequence[Action], recent: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = list({action.name: action for action in actions}.values())
        by_name = {action.name: action for action in self._actions}
        self._recent = [by_name[name] for name in recent if name in by_name]
        self._lines: list[Line] = []
        self.look_for("")

    def look_for(self, typed: str) -> None:
        """Show what matches; what cannot be done stands behind what can."""
        self.beginResetModel()
        if typed.strip():
            found = rank(self._actions, typed, _names, self._recent)
        else:
            rest = [action for action in self._actions if action not in self._recent]
            found = [*self._recent, *rest]
        lines = [Line(action, action.hindrance(), typed) for action in found]
        can = [line for line in lines if not line.hindrance]
        cannot = [line for line in lines if line.hindrance]
        self._lines = [*can, *cannot]
        self.endResetModel()

    @property
    def recent_count(self) -> int:
        """How many lines at the top were used lately."""
        if not self._lines or self._lines[0].typed.strip():
            return 0
        return sum(line.action in self._recent and not line.hindrance for line in self._lines)

    def line(self, row: int) -> Line | None:
        """What stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """One row an action."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """The line itself, and its words for who listens."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.action.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (line.action.words, line.action.group, line.written, line.hindrance)
            return ", ".join(part for part in parts if part)
        return None


def _names(action: Action) -> tuple[str, str]:
    return action.words, f"{action.group} {action.also}"
