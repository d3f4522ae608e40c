"""What the team says right after the sit-in, a field a person."""

from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.after.typed_text import TypedText
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE

_OWN_PX = 168
_OTHER_PX = 104
_COLUMNS = 2


class DebriefStep(Step):
    """The author of this window first, then everybody who watched or marked."""

    def __init__(self, book: SittingBook) -> None:
        super().__init__(
            book,
            self.tr("Debrief"),
            self.tr("What will you remember?"),
            self.tr(
                "Each for themselves before you talk: what surprised you, what you would change "
                "first, what to ask the next participant."
            ),
        )
        self.notes: dict[str, TypedText] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * SPACE)
        self.column.addLayout(self._grid)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Somebody else’s name"))
        self.name.setAccessibleName(self.tr("Somebody else’s name"))
        self.name.setFixedWidth(240)
        self.add = push_button(self.tr("Add"), icon_name="plus")
        self.add.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._add_typed)
        self.add.clicked.connect(self._add_typed)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.name)
        row.addWidget(self.add)
        row.addStretch(1)
        self.column.addLayout(row)

    @property
    def state(self) -> str:
        """Who wrote."""
        count = len(self.book.debriefs)
        if count == 0:
            return self.tr("nothing yet")
        return self.tr("1 person wrote") if count == 1 else self.tr("{n} wrote").format(n=count)

    @property
    def complete(self) -> bool:
        """Whether the author of this window wrote."""
        return bool(self.book.debrief(self.book.author))

    def show_book(self) -> None:
        """Show what the book holds."""
        for name in self.book.people():
            if name not in self.notes:
                self._add_field(name)
            self.notes[name].show_text(self.book.debrief(name))

    def begin(self) -> None:
        """Let the author of this window write."""
        self.notes[self.book.author].setFocus()

    def _add_typed(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        self.name.clear()
        if name not in self.notes:
            self._add_field(name)
        self.notes[name].setFocus()
        self.reached.emit(self.notes[name])

    def _add_field(self, name: str) -> None:
        own = name == self.book.author
        panel = QFrame()
        panel.setProperty("surface", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.addWidget(text_label(name, weight=600))
        if own:
            head.addWidget(text_label(self.tr("you"), size=SMALL, tone="dim"))
        head.addStretch(1)
        column.addLayout(head)
        words = self.tr("What you saw and did not expect") if own else self.tr("In their words")
        note = TypedText(words, self.tr("Debrief of {name}").format(name=name),
                         _OWN_PX if own else _OTHER_PX)  # fmt: skip
        note.written.connect(partial(self.book.keep_debrief, name))
        column.addWidget(note)
        others = len(self.notes) - 1
        self.notes[name] = note
        if own:
            self._grid.addWidget(panel, 0, 0, 1, _COLUMNS)
        else:
            self._grid.addWidget(panel, 1 + others // _COLUMNS, others % _COLUMNS)
