"""The codebook beside the moment: type a key or the start of a name."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from observer.annotate.code_keys import free_key, keyed
from observer.model.study import Code
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay
from observer.ui.review.editor.code_row import ROW_PX, CodeRow, Shown
from observer.ui.review.editor.code_search import codes_meant, is_known
from observer.ui.review.moment_book import MomentBook
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

_WIDTH = 344
_LINE_PX = 44
_FOOT_PX = 34
_MOST_ROWS = 9
_AROUND_LIST_PX = 14  # its padding, and the panel's edges
_NEXT = ","


@dataclass(frozen=True, slots=True)
class _New:
    """A name that the codebook does not have."""

    name: str


class CodePalette(Overlay):
    """Enter applies a code or takes it off, and closes; a comma does so and stays for more."""

    def __init__(self, window: QWidget, book: MomentBook, beside: QWidget) -> None:
        super().__init__(window, window.tr("Codes"), shaded=False)
        self._book = book
        self._beside = beside
        self._ids = book.selected_ids
        self._place = _place_beside(window, beside)
        self.line = QLineEdit()
        self.line.setFixedHeight(_LINE_PX)
        self.line.setFont(font(BODY))
        self.line.setPlaceholderText(self.tr("A key, or the start of a name"))
        self.line.setAccessibleName(self.tr("Code: a key, or the start of a name"))
        self.line.textEdited.connect(self._look)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(CodeRow(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Codes"))
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.itemClicked.connect(lambda _item: self._apply(close=False))
        self.foot = text_label("", size=SMALL, tone="dim")
        self.foot.setFixedHeight(_FOOT_PX)
        self.foot.setContentsMargins(2 * SPACE, 0, SPACE, 0)
        for part in (self.line, self.list, self.foot):
            self.column.addWidget(part)
        self._style()
        theme().changed.connect(self._style)
        book.selection_changed.connect(self.close_overlay)
        self._look("")

    def _style(self) -> None:
        palette = theme().palette
        self.line.setStyleSheet(
            f"QLineEdit, QLineEdit:hover, QLineEdit:focus {{ border: none; border-radius: 0;"
            f" border-bottom: 1px solid {palette.line}; background: transparent;"
            f" padding: 0 {2 * SPACE}px; min-height: {_LINE_PX - 2}px; }}"
        )
        self.list.setStyleSheet("QListWidget { padding: 4px 0; background: transparent }")

    @property
    def codebook(self) -> tuple[Code, ...]:
        """The study's codes, each with a key where there is one to have."""
        return keyed(self._book.study.codebook) if self._book.study else ()

    def panel_area(self, room: QRect) -> QRect:
        """Beside the editor, as high as the list."""
        height = min(_height(self.list.count()), room.height() - 4 * SPACE)
        # Its top stays where it is while the list gets shorter.
        tallest = min(_height(len(self.codebook)), room.height() - 4 * SPACE)
        left = max(2 * SPACE, min(self._place.left() - _WIDTH - 2 * SPACE, room.width() - _WIDTH))
        top = min(self._place.top() - SPACE, room.height() - max(tallest, height) - 2 * SPACE)
        return QRect(left, max(2 * SPACE, top), min(_WIDTH, room.width() - 4 * SPACE), height)

    def settle(self) -> None:
        """The editor may have moved with the window."""
        self._place = _place_beside(self._window, self._beside)
        super().settle()

    def _look(self, typed: str) -> None:
        chosen = self.list.currentRow() if not typed.strip() else 0
        self.list.clear()
        for code in codes_meant(self.codebook, typed):
            self._add_row(code.name, code, self._shown(code))
        name = " ".join(typed.split())
        if name and not is_known(self.codebook, name):
            key = free_key(name, {code.key.casefold() for code in self.codebook})
            self._add_row(name, _New(name), Shown(name, key, -1, 0, len(self._ids), is_new=True))
        self.list.setCurrentRow(min(max(0, chosen), self.list.count() - 1))
        self.foot.setText(self._hint())
        if self.isVisible():
            self.settle()

    def _add_row(self, words: str, meant: object, shown: Shown) -> None:
        item = QListWidgetItem(words)
        item.setSizeHint(QSize(_WIDTH, ROW_PX))
        item.setData(Qt.ItemDataRole.UserRole, meant)
        item.setData(Qt.ItemDataRole.UserRole + 1, shown)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, shown.spoken())
        self.list.addItem(item)

    def _shown(self, code: Code) -> Shown:
        moments = [self._book.moment(one) for one in self._ids]
        count = sum(moment is not None and code.id in moment.codes for moment in moments)
        place = next(at for at, one in enumerate(self.codebook) if one.id == code.id)
        return Shown(code.name, code.key, place, count, len(self._ids), code.description)

    def _hint(self) -> str:
        if not self.list.count():
            return self.tr("No codes yet: type a name, Enter adds it")
        return self.tr("Enter applies · comma applies and stays · Esc")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line has the focus all the time; keys that move go to the list."""
        pressed = watched is self.line and event.type() == QEvent.Type.KeyPress
        taken = pressed and isinstance(event, QKeyEvent) and self._take_key(event)
        return taken or super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if steps is not None and self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + steps) % self.list.count())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply(close=True)
        elif event.text() == _NEXT:
            self._apply(close=False)
        else:
            return False
        return True

    def _apply(self, *, close: bool) -> None:
        item = self.list.item(self.list.currentRow())
        if not self.list.count():
            return
        meant = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(meant, _New):
            code_id = self._book.add_code(meant.name)
            applied = True
        else:
            code_id = meant.id
            applied = self._shown(meant).count < len(self._ids)
        if code_id:
            self._book.set_code(self._ids, code_id, applied=applied)
        if close:
            self.close_overlay()
        else:
            self.line.clear()
            self._look("")


def _height(rows: int) -> int:
    return _LINE_PX + min(max(1, rows), _MOST_ROWS) * ROW_PX + _AROUND_LIST_PX + _FOOT_PX


def _place_beside(window: QWidget, beside: QWidget) -> QRect:
    return QRect(beside.mapTo(window, beside.rect().topLeft()), beside.size())
