"""Sections whose parts are one line of fields each: the guide, the codebook, the segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import WrappedLine
from observer.ui.study.part_list import PartList
from observer.ui.study.section import Section, fault_label, say_fault
from observer.ui.theme import SMALL


@dataclass(frozen=True, slots=True)
class Column:
    """One field of each line: the model's attribute, its name, what an empty one says."""

    field: str
    name: str
    placeholder: str
    stretch: int = 1
    weight: int = 400


class LineRow(QWidget):
    """The fields of one part, and what is wrong with it below them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.fields: dict[str, WrappedLine] = {}
        self.fault: QLabel = fault_label()
        self.fault.setContentsMargins(12, 0, 0, 4)
        self.line = QHBoxLayout()
        self.line.setSpacing(4)
        for column in columns:
            field = WrappedLine(column.name, column.placeholder, weight=column.weight)
            self.fields[column.field] = field
            self.line.addWidget(field, column.stretch, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(self.line)
        below.addWidget(self.fault)


class LineSection(Section):
    """A list of lines. `list_name` is the study's attribute, the place's first word too."""

    def __init__(
        self,
        draft: StudyDraft,
        list_name: str,
        title: str,
        purpose: str,
        columns: Sequence[Column],
        *,
        what: str,
        add: str,
        nothing: str,
    ) -> None:
        super().__init__(draft, list_name, title, purpose)
        self._columns = tuple(columns)
        self.list = PartList(self._make_row, what)
        self.add = push_button(add, icon_name="plus")
        self.nothing = text_label(nothing, tone="dim", wrap=True)
        self.add.clicked.connect(lambda _on: self.add_part())
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.list)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def parts(self) -> tuple[Any, ...]:
        """What the draft's list holds."""
        held: tuple[Any, ...] = getattr(self.draft.study, self.key)
        return held

    def blank(self) -> Any:
        """A part that says nothing yet."""
        raise NotImplementedError

    def fill(self, row: LineRow, part: Any) -> None:
        """Show one part; whoever has more than lines of text adds to it."""
        for column in self._columns:
            row.fields[column.field].show_text(getattr(part, column.field))

    def finish_row(self, part_id: str, row: LineRow) -> None:
        """Add to a row what is no line of text."""

    def show_study(self) -> None:
        """One row a part."""
        held = self.parts()
        self.list.show_ids([part.id for part in held])
        for part in held:
            self.fill(self.row(part.id), part)
        self.nothing.setVisible(not held)
        self.list.setVisible(bool(held))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Below the row they are about, unless it is being written."""
        for part in self.parts():
            row = self.row(part.id)
            place = f"{self.key}/{part.id}/{self._columns[0].field}"
            begun = any(field.hasFocus() for field in row.fields.values())
            say_fault(row.fault, "" if begun else faults.get(place, ""))

    def add_part(self, after: str = "") -> None:
        """One more, ready to be written."""
        part = self.blank()
        self._put(part.id, parts.added(self.parts(), part, after))
        self.row(part.id).fields[self._columns[0].field].setFocus()

    def row(self, part_id: str) -> LineRow:
        """The row of one part."""
        row = self.list.content(part_id)
        assert isinstance(row, LineRow)
        return row

    def change(self, part_id: str, field: str, value: object) -> None:
        """Change one field of one part."""
        held = parts.changed(self.parts(), part_id, **{field: value})
        self._put(f"{part_id}/{field}", held, typing=True)

    def _make_row(self, part_id: str) -> QWidget:
        row = LineRow(self._columns)
        for field, edit in row.fields.items():
            edit.edited.connect(partial(self.change, part_id, field))
            edit.entered.connect(partial(self._next, part_id, edit))
        self.finish_row(part_id, row)
        return row

    def _next(self, part_id: str, edit: WrappedLine) -> None:
        """Enter begins the next line, unless this one is still empty."""
        if edit.toPlainText().strip():
            self.add_part(after=part_id)

    def _move(self, part_id: str, index: int) -> None:
        held = parts.moved(self.parts(), part_id, index)
        self._put(f"{part_id}/order", held)

    def _remove(self, part_id: str) -> None:
        self._put(part_id, parts.without(self.parts(), part_id))

    def _put(self, place: str, held: tuple[Any, ...], *, typing: bool = False) -> None:
        values: dict[str, Any] = {self.key: held}
        self.draft.set(f"{self.key}/{place}", typing=typing, **values)


def column_names(columns: Sequence[tuple[str, int]]) -> QHBoxLayout:
    """Names above the fields, in line with them."""
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 34, 0)  # beside the grip and the button of each row
    row.setSpacing(4)
    for name, stretch in columns:
        label = text_label(name, size=SMALL, tone="dim")
        label.setContentsMargins(12, 0, 0, 0)
        label.setMinimumWidth(40)
        row.addWidget(label, stretch)
    return row
