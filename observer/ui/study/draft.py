"""The study as it is being written, with every step back and forth."""

import time
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from observer.model.study import Study

_ONE_STEP_S = 2.0
"""Letters typed into one field with shorter pauses than this are undone together."""

_MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class _Step:
    """A study before (or after) a change, and the place that changed."""

    study: Study
    place: str


class StudyDraft(QObject):
    """Holds one study. A `place` is `section/part/field`, as far as it goes."""

    changed = Signal()
    """The study is another one than before."""

    went_to = Signal(str)
    """The place of what was undone or redone."""

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._typed_s = 0.0

    @property
    def study(self) -> Study:
        """The study as it stands."""
        return self._study

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forth."""
        return bool(self._redo)

    def load(self, study: Study) -> None:
        """Hold another study, or what somebody else made of this one; no way back from it."""
        self._study = study
        self._undo.clear()
        self._redo.clear()
        self._typed_s = 0.0
        self.changed.emit()

    def set(self, place: str, *, typing: bool = False, **values: Any) -> None:
        """Change fields of the study; `typing` joins what is typed at one place to one step."""
        study = replace(self._study, **values)
        if study == self._study:
            return
        now_s = time.monotonic()
        joins = (
            typing
            and bool(self._undo)
            and not self._redo
            and self._undo[-1].place == place
            and now_s - self._typed_s < _ONE_STEP_S
        )
        if not joins:
            self._undo.append(_Step(self._study, place))
            del self._undo[:-_MOST_STEPS]
        self._typed_s = now_s if typing else 0.0
        self._redo.clear()
        self._study = study
        self.changed.emit()

    def undo(self) -> None:
        """One step back."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """One step forth again."""
        self._step(self._redo, self._undo)

    def _step(self, source: list[_Step], target: list[_Step]) -> None:
        if not source:
            return
        step = source.pop()
        target.append(_Step(self._study, step.place))
        self._study = step.study
        self._typed_s = 0.0
        self.changed.emit()
        self.went_to.emit(step.place)
