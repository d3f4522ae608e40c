"""Who attended: whoever was seen watching or marking, and names added by hand."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.model.clock import NS_PER_SECOND
from observer.ui.after.minutes_field import MinutesField
from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.after.words import role_words, spoken_length, spoken_people
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.theme import CONTROL_HEIGHT, SMALL, SPACE
from observer.ui.wording import spoken_moments

_NS_PER_MINUTE = 60 * NS_PER_SECOND
_WATCHED_PX = 184
_ROLES = ("observer", "moderator")


class AttendanceStep(Step):
    """A line a person with the time they watched; minutes are whole, and at least one."""

    def __init__(self, book: SittingBook) -> None:
        super().__init__(
            book,
            self.tr("Attendance"),
            self.tr("Who watched?"),
            self.tr(
                "Watched time counts towards each person’s exposure hours. Phones and laptops that "
                "followed are here already; add whoever sat in the room."
            ),
        )
        self._panel = QFrame()
        self._panel.setProperty("surface", "panel")
        self._lines = QVBoxLayout(self._panel)
        self._lines.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        self._lines.setSpacing(0)
        self.total = text_label(size=SMALL, tone="dim")
        self.name = QLineEdit()
        whole = max(1, round(book.session.duration_ns / _NS_PER_MINUTE))
        self.minutes = MinutesField(self.tr("Minutes watched"), whole)
        self.role = QComboBox()
        self.add = push_button(self.tr("Add"), icon_name="plus")
        self.column.addWidget(self._panel)
        self.column.addLayout(self._form())
        self.column.addWidget(self.total)

    @property
    def state(self) -> str:
        """How many watched."""
        count = len({watched.author for watched in self.book.exposures})
        return spoken_people(count) if count else self.tr("nobody yet")

    @property
    def complete(self) -> bool:
        """Whether everybody who marked or wrote also has a watched time."""
        return all(self.book.watched_ns(name) for name in self.book.people())

    def show_book(self) -> None:
        """Show what the book holds."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name in self.book.people():
            self._lines.addWidget(self._line(name))
        watched = self.book.exposures
        people = spoken_people(len({one.author for one in watched}))
        length = spoken_length(sum(one.length_ns for one in watched))
        words = self.tr("{people}, {length} watched in all").format(people=people, length=length)
        self.total.setText(words if watched else "")

    def _line(self, name: str) -> QFrame:
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(SPACE)
        row.addWidget(text_label(name, weight=600))
        for role in self._roles(name):
            pill = text_label(role_words(role), size=SMALL, tone="pill")
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        if name == self.book.author:
            row.addWidget(text_label(self.tr("you"), size=SMALL, tone="dim"))
        row.addStretch(1)
        marks = sum(said.author == name for said in self.book.annotations)
        if marks:
            row.addWidget(text_label(spoken_moments(marks), size=SMALL, tone="dim"))
        row.addWidget(self._watched(name))
        return line

    def _watched(self, name: str) -> QWidget:
        """The time a person watched, with a way to take it back, or to say that they did."""
        holder = QWidget()
        holder.setFixedSize(_WATCHED_PX, CONTROL_HEIGHT + 4)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addStretch(1)
        watched_ns = self.book.watched_ns(name)
        if watched_ns:
            remove = icon_button("close", self.tr("{name} did not watch").format(name=name))
            remove.clicked.connect(partial(self.book.remove_exposures, name))
            row.addWidget(text_label(spoken_length(watched_ns)))
            row.addWidget(remove)
        else:
            whole = push_button(self.tr("Watched all of it"))
            whole.clicked.connect(partial(self._watched_all, name))
            row.addWidget(whole)
        return holder

    def _roles(self, name: str) -> list[str]:
        return sorted({one.role for one in self.book.exposures if one.author == name})

    def _form(self) -> QHBoxLayout:
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        for role in _ROLES:
            self.role.addItem(role_words(role), role)
        self.role.setAccessibleName(self.tr("Role"))
        self.add.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._add_typed)
        self.add.clicked.connect(self._add_typed)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.name, 1)
        row.addWidget(self.minutes)
        row.addWidget(self.role)
        row.addWidget(self.add)
        return row

    def _add_typed(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        minutes, whole_ns = self.minutes.minutes, self.book.session.duration_ns
        # The session's last minute is rarely a whole one.
        all_of_it = minutes == self.minutes.longest
        length_ns = whole_ns if all_of_it else minutes * _NS_PER_MINUTE
        self.name.clear()
        self.book.add_exposure(name, length_ns, str(self.role.currentData()))

    def _watched_all(self, name: str) -> None:
        role = "moderator" if name == self.book.author else "observer"
        self.book.add_exposure(name, self.book.session.duration_ns, role)
