"""A section of parts that take a form each: the parts in a list, the picked one beside it."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from observer.model.study import Questionnaire, Task
from observer.ui.labels import text_label
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.part_list import PartList
from observer.ui.study.pick_button import PickButton
from observer.ui.study.section import Section
from observer.ui.theme import SPACE

Part = TypeVar("Part", Task, Questionnaire)


class PickedPartSection(Section, Generic[Part]):
    """Orders, takes out and picks parts; `key` is also what the study calls them.

    Whoever inherits makes the form and the buttons in `adding`, says each part's line and calls
    `show_study` once it is made.
    """

    def __init__(
        self, draft: StudyDraft, key: str, title: str, purpose: str, what: str, nothing: str
    ) -> None:
        """`what` is one of the parts in a word, `nothing` what is said while there is none."""
        super().__init__(draft, key, title, purpose)
        self._chosen = ""
        self._faults: Mapping[str, str] = {}
        self._group = QButtonGroup(self)
        self.list = PartList(self._make_pick, what, lines=False)
        self.adding = QVBoxLayout()
        self._nothing = text_label(nothing, tone="dim", wrap=True)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)

    # -- for whoever inherits --------------------------------------------------------------

    def held(self) -> tuple[Part, ...]:
        """The parts of the draft."""
        raise NotImplementedError

    def line(self, number: int, part: Part, faults: Mapping[str, str]) -> tuple[str, str, bool]:
        """A part's line in the list: its title, what is said below, whether that is a fault."""
        raise NotImplementedError

    def show_part(self, part: Part) -> None:
        """Have this part in the form."""
        raise NotImplementedError

    def say_faults(self, faults: Mapping[str, str]) -> None:
        """Say each fault at its place in the form."""
        raise NotImplementedError

    def lay_out(self, form: QWidget) -> None:
        """The list above the buttons that add, the form beside them."""
        self._form = form
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.list)
        column.addLayout(self.adding)
        column.addStretch(1)
        self.stand_beside(left, form, self._nothing)

    def take_in(self, part: Part) -> None:
        """One more at the end, and in the form."""
        self._chosen = part.id
        self._keep(part.id, parts.added(self.held(), part))

    # -- showing ---------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The id of the part in the form; empty where there is none."""
        return self._chosen

    def show_study(self) -> None:
        """The list, and the chosen part."""
        held = self.held()
        if parts.found(held, self._chosen) is None:
            self._chosen = held[0].id if held else ""
        self.list.show_ids([one.id for one in held])
        self.list.setVisible(bool(held))
        for number, one in enumerate(held, 1):
            pick = self._pick(one.id)
            pick.setChecked(one.id == self._chosen)
            title, words, warns = self.line(number, one, self._faults)
            pick.show_words(title, words, warns=warns)
        shown = parts.found(held, self._chosen)
        self._form.setVisible(shown is not None)
        self._nothing.setVisible(shown is None)
        if shown is not None:
            self.show_part(shown)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """In the form; the line in the list turns red."""
        self._faults = faults
        self.show_study()
        self.say_faults(faults)

    def choose(self, part_id: str) -> None:
        """Have this part in the form."""
        self._chosen = part_id
        self.show_study()
        self.say_faults(self._faults)

    def go_to(self, place: str) -> None:
        """Choose the part that a place is about."""
        part_id = place.split("/")[1]
        if parts.found(self.held(), part_id) is not None:
            self.choose(part_id)

    # -- changing --------------------------------------------------------------------------

    def _move(self, part_id: str, index: int) -> None:
        self._keep(f"{part_id}/order", parts.moved(self.held(), part_id, index))

    def _remove(self, part_id: str) -> None:
        held = self.held()
        rest = parts.without(held, part_id)
        if part_id == self._chosen:  # the next one takes its place in the form
            place = [one.id for one in held].index(part_id)
            self._chosen = rest[min(place, len(rest) - 1)].id if rest else ""
        self._keep(part_id, rest)

    def _keep(self, place: str, held: tuple[Part, ...]) -> None:
        values: dict[str, Any] = {self.key: held}
        self.draft.set(f"{self.key}/{place}", **values)

    def _make_pick(self, part_id: str) -> QWidget:
        pick = PickButton()
        pick.clicked.connect(lambda: self.choose(part_id))
        self._group.addButton(pick)
        return pick

    def _pick(self, part_id: str) -> PickButton:
        pick = self.list.content(part_id)
        assert isinstance(pick, PickButton)
        return pick
