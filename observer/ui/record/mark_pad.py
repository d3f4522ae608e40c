"""The console's keys: what happened, how bad, how long ago."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.record.mark_tile import MarkTile
from observer.ui.record.mark_words import KIND_ICONS, KIND_KEYS, kind_word
from observer.ui.record.note_line import NoteLine
from observer.ui.record.recorder_link import PlannedMark
from observer.ui.record.severity_row import SeverityRow
from observer.ui.theme import SMALL, SPACE

_BACK_S = (0, 5, 10, 30)


class MarkPad(QWidget):
    """Turns keys and buttons into planned marks.

    Its moment is when the key was pressed, less the time ago. After a friction mark the severity
    is asked for during some seconds; another key, a note or `flush` ends that.
    """

    marked = Signal(object)
    """A PlannedMark."""
    judged = Signal(str, int)
    """The id of a mark, and the severity it was given."""

    def __init__(self, now_ns: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now_ns = now_ns
        self._waiting = ""  # the id of the mark whose severity is asked for
        self.tiles: dict[AnnotationKind, MarkTile] = {}
        self.severities = SeverityRow()
        self.severities.chosen.connect(self._judged)
        self.note = NoteLine(now_ns)
        self.note.written.connect(self._noted)
        self._ago = QButtonGroup(self)
        self._ago.setExclusive(True)
        self._build()
        self._bind_keys()

    def press(self, kind: AnnotationKind) -> None:
        """Mark this moment, or the one that many seconds ago."""
        self.flush()
        planned = PlannedMark(kind, self._moment(self._now_ns()))
        self.marked.emit(planned)
        if kind is AnnotationKind.FRICTION:
            self._waiting = planned.id
            self.severities.ask()

    def flush(self) -> None:
        """Ask no longer for a severity."""
        self.severities.choose(None)

    def _judged(self, severity: int | None) -> None:
        if severity is not None:
            self.judged.emit(self._waiting, severity)

    def _noted(self, began_ns: int, text: str) -> None:
        self.flush()
        self.marked.emit(PlannedMark(AnnotationKind.NOTE, self._moment(began_ns), note=text))

    def _moment(self, now_ns: int) -> int:
        ago_ns = max(0, self._ago.checkedId()) * NS_PER_SECOND
        self._ago.button(0).setChecked(True)  # going back is for one mark alone
        return max(0, now_ns - ago_ns)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        friction = self._tile(AnnotationKind.FRICTION, self.tr("then 0 to 4 for severity"), "s3")
        column.addWidget(friction)
        column.addWidget(self.severities)
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        others = [kind for kind in KIND_KEYS if kind is not AnnotationKind.FRICTION]
        for number, kind in enumerate(others):
            grid.addWidget(self._tile(kind), number // 3, number % 3)
        note = MarkTile(kind_word(AnnotationKind.NOTE), "N", KIND_ICONS[AnnotationKind.NOTE])
        note.clicked.connect(self.note.setFocus)
        grid.addWidget(note, len(others) // 3, len(others) % 3)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for seconds in _BACK_S:
            words = self.tr("{n} s ago").format(n=seconds) if seconds else self.tr("now")
            button = push_button(words)
            button.setCheckable(True)
            button.setChecked(not seconds)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._ago.addButton(button, seconds)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(
            text_label(self.tr("the next mark goes back this far"), size=SMALL, tone="dim")
        )
        column.addLayout(row)
        column.addWidget(self.note)

    def _tile(self, kind: AnnotationKind, hint: str = "", fill: str = "") -> MarkTile:
        tile = MarkTile(kind_word(kind), KIND_KEYS[kind], KIND_ICONS[kind], hint=hint, fill=fill)
        tile.clicked.connect(lambda: self.press(kind))
        self.tiles[kind] = tile
        return tile

    def _bind_keys(self) -> None:
        for kind, key in KIND_KEYS.items():
            self._bind(key, partial(self.press, kind))
        self._bind("F8", lambda: self.press(AnnotationKind.FRICTION))
        self._bind("N", self.note.setFocus)
        for severity in range(len(self.severities.chips)):
            self._bind(str(severity), partial(self.severities.choose, severity))

    def _bind(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
