"""The labels that researchers apply, when to apply them, and the key of each."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal

from observer.annotate.code_keys import free_key, keyed
from observer.model.identity import new_id
from observer.model.study import Code
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import LineField
from observer.ui.study.line_rows import Column, LineRow, LineSection

_KEY_PX = 44


class CodebookSection(LineSection):
    """The codebook. A code's key follows its name until somebody writes another."""

    def __init__(self, draft: StudyDraft) -> None:
        self.keys: dict[str, KeyField] = {}
        super().__init__(
            draft,
            "codebook",
            _tr("Codebook"),
            _tr("labels, when to apply them, and the key that does"),
            [
                Column("name", _tr("Code"), _tr("Label"), 5, 600),
                Column("description", _tr("When to apply it"), _tr("When to apply it"), 8),
            ],
            what=_tr("code"),
            add=_tr("Add a code"),
            nothing=_tr("Labels let you count what several people found in several sessions."),
        )
        self.show_study()

    def blank(self) -> Code:
        """A code without a name."""
        return Code(new_id(), "")

    def finish_row(self, part_id: str, row: LineRow) -> None:
        """The key, at the end of the line."""
        field = KeyField(_tr("Key that applies the code"))
        field.entered.connect(lambda key: self.change(part_id, "key", key))
        row.line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.keys[part_id] = field

    def fill(self, row: LineRow, part: Code) -> None:
        """Also its key, or the one it would get."""
        super().fill(row, part)
        self.keys[part.id].show_key(part.key, self._default_keys().get(part.id, ""))

    def change(self, part_id: str, field: str, value: object) -> None:
        """A key that nobody chose goes along with the name."""
        before = parts.found(self._codes(), part_id)
        if field != "name" or before is None:
            super().change(part_id, field, value)
            return
        taken = {code.key.casefold() for code in self._codes() if code.id != part_id}
        key = before.key
        if key == free_key(before.name, taken) or not key:
            key = free_key(str(value), taken) if str(value).strip() else ""
        held = parts.changed(self._codes(), part_id, name=value, key=key)
        self._put(f"{part_id}/name", held, typing=True)

    def _codes(self) -> tuple[Code, ...]:
        return self.draft.study.codebook

    def _default_keys(self) -> Mapping[str, str]:
        return {code.id: code.key for code in keyed(self._codes())}


class KeyField(LineField):
    """One letter or digit; empty leaves it to Observer, which says what it would take."""

    entered = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, quiet=True)
        self.setMaxLength(1)
        self.setFixedWidth(_KEY_PX)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setToolTip(name)
        self.textEdited.connect(self._tell)

    def show_key(self, key: str, default: str) -> None:
        """The key somebody chose, or faintly the one there would be."""
        self.setPlaceholderText(default.upper())
        self.show_text(key.upper())

    def _tell(self, text: str) -> None:
        key = text.casefold()
        if key and not (key.isalnum() and key.isascii()):
            self.clear()
            key = ""
        self.entered.emit(key)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodebookSection", text)
