"""Asking what an erasure takes, from the library's page; the dialog does it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from observer.ui.library.errand import Errand

if TYPE_CHECKING:
    from observer.ui.erase.dialog import Planner


class Erasing(Errand):
    """Opens the dialog on a participant, or on an erasure that was cut short."""

    erasing = Signal(list)
    """These session ids go from this moment on: let go of their files."""

    def erase(self, study: str, participant: str) -> None:
        """Everything of a participant of a study."""
        from observer.intake.erasure.plan import plan_participant

        self._plan(partial(plan_participant, code=participant, study=study))

    def finish(self, note_id: str) -> None:
        """What this note says is still to go."""
        from observer.intake.erasure.plan import plan_unfinished

        self._plan(partial(plan_unfinished, note_id=note_id))

    def _plan(self, planner: "Planner") -> None:
        from observer.ui.erase.dialog import EraseDialog

        dialog = EraseDialog(self._root, planner, self._page)
        dialog.erasing.connect(self.erasing)
        dialog.erased.connect(self.done)
        dialog.open()
