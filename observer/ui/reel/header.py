"""The bar above a reel: the way back, its name and length, and what can be made of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton

from observer.model.clock import NS_PER_SECOND
from observer.ui.buttons import icon_button, push_button, set_icon
from observer.ui.labels import text_label
from observer.ui.reel.reel_book import ReelBook
from observer.ui.theme import SMALL, SPACE

_HEIGHT_PX, _TITLE_PX = 48, 320


class ReelHeader(QFrame):
    """Shows the book's reel, and which others there are."""

    back_requested = Signal()
    card_requested = Signal()
    export_requested = Signal()
    question_requested = Signal()

    def __init__(self, book: ReelBook) -> None:
        super().__init__()
        self._book = book
        self.setProperty("surface", "bar")
        self.setFixedHeight(_HEIGHT_PX)
        self.back = push_button(self.tr("Back"), role="quiet", icon_name="arrow-left")
        self.back.clicked.connect(self.back_requested)
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("The reel’s name"))
        self.title.setAccessibleName(self.tr("The reel’s name"))
        self.title.setFixedWidth(_TITLE_PX)
        self.title.editingFinished.connect(lambda: book.set_title(self.title.text()))
        self.others = _menu_button(self.tr("Other reels"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.others.setMenu(self._menu)
        self._length = text_label(size=SMALL, tone="dim")
        self.undo = icon_button("undo", self.tr("Undo (Ctrl+Z)"))
        self.redo = icon_button("redo", self.tr("Redo (Ctrl+Shift+Z)"))
        self.undo.clicked.connect(book.undo)
        self.redo.clicked.connect(book.redo)
        self.card = push_button(self.tr("Add a card"), icon_name="plus")
        self.card.clicked.connect(self.card_requested)
        self.export = push_button(self.tr("Export"), role="primary")
        self.export.setToolTip(self.tr("Make a film of it (Ctrl+E)"))
        self.export.clicked.connect(self.export_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(SPACE + 4)
        for widget in (self.back, self.title, self.others, self._length):
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for widget in (self.undo, self.redo, self.card, self.export):
            row.addWidget(widget)
        book.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        book = self._book
        if self.title.text() != book.title:
            self.title.setText(book.title)
            self.title.setCursorPosition(0)
        self._length.setText(
            self.tr("{count} clips · {length}").format(
                count=book.clip_count, length=spoken_length(book.length_ns)
            )
            if book.entries
            else ""
        )
        for button, name, able in (
            (self.undo, "undo", book.can_undo),
            (self.redo, "redo", book.can_redo),
        ):
            button.setEnabled(able)
            set_icon(button, name, "ink" if able else "line")
        self.export.setEnabled(book.clip_count > 0)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for reel in self._book.reels():
            words = reel.title or self.tr("Without a name")
            action = self._menu.addAction(words.replace("&", "&&"))
            action.setEnabled(reel.id != self._book.reel.id)
            action.triggered.connect(lambda _checked=False, one=reel.id: self._book.open(one))
        self._menu.addSeparator()
        ask = self._menu.addAction(self.tr("A reel from a question…"))
        ask.triggered.connect(self.question_requested)
        self._menu.addAction(self.tr("Begin another reel")).triggered.connect(self._book.begin)
        if self._book.reel.id:
            forget = self._menu.addAction(self.tr("Remove this reel"))
            forget.triggered.connect(self._book.remove)


def spoken_length(length_ns: int) -> str:
    """`1:24`, minutes and seconds."""
    minutes, seconds = divmod(round(length_ns / NS_PER_SECOND), 60)
    return f"{minutes}:{seconds:02d}"


def _menu_button(name: str) -> QToolButton:
    button = icon_button("chevron-down", name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
