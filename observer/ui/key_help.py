"""All keys of the window, generated from the actions that have one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from observer.ui.actions import Action
from observer.ui.key_names import written_either, written_together
from observer.ui.keycaps import key_caps
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay, centred_area
from observer.ui.palette.ranking import fold
from observer.ui.theme import BODY, HEADING, SMALL, SPACE

_WIDTH, _HEIGHT = 1240, 800
_COLUMN_PX = 370


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the help: keys as written, and what they do."""

    group: str
    words: str
    written: str
    sought: str


def key_lines(actions: Iterable[Action]) -> list[KeyLine]:
    """One line an action that has keys; those told together are one line."""
    joined: dict[tuple[str, str], list[Action]] = {}
    for action in actions:
        if action.keys:
            joined.setdefault((action.group, action.together or action.words), []).append(action)
    lines = []
    for (group, words), members in joined.items():
        firsts = [member.keys[0] for member in members]
        written = written_together(firsts) if len(members) > 1 else written_either(members[0].keys)
        sought = " ".join((group, words, written, *(f"{m.words} {m.also}" for m in members)))
        lines.append(KeyLine(group, words, written, fold(sought)))
    return lines


class KeyHelp(Overlay):
    """Groups in columns, and a line to look for a key or a word."""

    def __init__(self, window: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(window, window.tr("Keys"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Look for a key or what it does"))
        self.line.setAccessibleName(self.tr("Look for a key"))
        self.line.setFixedWidth(320)
        self.groups = _Groups(key_lines(actions))
        self.nothing = text_label(self.tr("No key does that"), tone="dim")
        self.nothing.hide()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.groups)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self.tr("Keys"))
        self._lay_out()
        self.line.textChanged.connect(self._look)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, SPACE)
        head.addWidget(text_label(self.tr("Keys"), size=HEADING, weight=600), 0, 0)
        head.setColumnStretch(1, 1)
        head.addWidget(self.line, 0, 2)
        self.column.addLayout(head)
        self.nothing.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, 2 * SPACE)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self._area, 1)

    def panel_area(self, room: QRect) -> QRect:
        """Nearly the whole window, no more than is needed."""
        width = min(_WIDTH, room.width() - 4 * SPACE)
        head = self.line.sizeHint().height() + 3 * SPACE
        nothing = self.nothing.sizeHint().height() if self.nothing.isVisibleTo(self) else 0
        needed = head + (nothing or self.groups.height_for(width - 2)) + 2 * SPACE
        return centred_area(room, width, min(_HEIGHT, needed), 5 * SPACE)

    def _look(self, typed: str) -> None:
        found = self.groups.look_for(typed)
        self.nothing.setVisible(not found)
        self._area.setVisible(found)
        self.settle()


class _Groups(QWidget):
    """The groups side by side, as many columns as there is room for."""

    def __init__(self, lines: Sequence[KeyLine]) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        by_group: dict[str, list[KeyLine]] = {}
        for line in lines:
            by_group.setdefault(line.group, []).append(line)
        self._groups = [_Group(self, name, held) for name, held in by_group.items()]

    def look_for(self, typed: str) -> bool:
        """Show the lines that hold every typed word; whether there are any."""
        words = fold(typed).split()
        found = [group.look_for(words) for group in self._groups]
        self._arrange(self.width())
        return any(found)

    def height_for(self, width: int) -> int:
        """How high they are in a width."""
        return max((area.bottom() for _, area in self._places(width)), default=0) + 2 * SPACE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns for another width."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        for group, area in self._places(width):
            group.setGeometry(area)
        self.setMinimumHeight(self.height_for(width))

    def _places(self, width: int) -> list[tuple["_Group", QRect]]:
        """Column after column, each up to its share of the whole height."""
        shown = [group for group in self._groups if not group.is_empty]
        columns = max(1, min(len(shown), (width - 2 * SPACE) // _COLUMN_PX))
        column_px = (width - (columns + 1) * 3 * SPACE) // columns
        heights = [group.height_in(column_px) + 2 * SPACE for group in shown]
        places, column, top = [], 0, SPACE
        limit = _lowest_limit(heights, columns) + SPACE
        for group, height in zip(shown, heights, strict=True):
            if top > SPACE and top + height > limit and column < columns - 1:
                column, top = column + 1, SPACE
            left = 3 * SPACE + column * (column_px + 3 * SPACE)
            places.append((group, QRect(left, top, column_px, height - 2 * SPACE)))
            top += height
        return places


def _lowest_limit(heights: Sequence[int], columns: int) -> int:
    """The least height at which they fit into the columns in their order."""
    for limit in sorted(
        {sum(heights[a:b]) for a in range(len(heights)) for b in _after(a, heights)}
    ):
        used, top = 1, 0
        for height in heights:
            if top and top + height > limit:
                used, top = used + 1, 0
            top += height
        if used <= columns and limit >= max(heights):
            return limit
    return sum(heights)


def _after(start: int, heights: Sequence[int]) -> range:
    return range(start + 1, len(heights) + 1)


class _Group(QWidget):
    """A heading, and its lines: words on the left, keys on the right."""

    def __init__(self, parent: QWidget, name: str, lines: Sequence[KeyLine]) -> None:
        super().__init__(parent)
        self._lines: list[tuple[KeyLine, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(text_label(name, size=BODY, weight=600, tone="accent"))
        for line in lines:
            row = _line_widget(line)
            column.addWidget(row)
            self._lines.append((line, row))

    def look_for(self, words: Sequence[str]) -> bool:
        """Show the lines that hold all of these; whether there are any."""
        for line, row in self._lines:
            row.setVisible(all(word in line.sought for word in words))
        self.setVisible(not self.is_empty)
        self.updateGeometry()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        return not self.is_empty

    @property
    def is_empty(self) -> bool:
        """Whether none of its lines is shown."""
        return all(row.isHidden() for _, row in self._lines)

    def height_in(self, width: int) -> int:
        """How high the lines that are shown are in a width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout else 0


def _line_widget(line: KeyLine) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 1, 0, 1)
    grid.setHorizontalSpacing(2 * SPACE)
    words = text_label(line.words, size=SMALL, wrap=True)
    grid.addWidget(words, 0, 0)
    grid.setColumnStretch(0, 1)
    grid.addWidget(key_caps(line.written), 0, 1, Qt.AlignmentFlag.AlignRight)
    widget.setAccessibleName(f"{line.written}: {line.words}")
    return widget
