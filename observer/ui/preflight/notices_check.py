"""Warns of notifications that would pop up over the product, with who knows what in them."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from observer.ui.background import run
from observer.ui.preflight.check import Check, State
from observer.ui.preflight.notices import Notices, look_at_notices


class NoticesCheck(Check):
    """Looks when it is told to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("preflight", "Notifications"), parent, beside=True
        )

    def look(self) -> None:
        """Ask the desktop, off the window's thread."""
        run(self, look_at_notices, self._found)

    def _found(self, notices: Notices) -> None:
        again = [(self.tr("Look again"), self.look)]
        if notices is Notices.QUIET:
            self.tell(State.FINE, self.tr("They are switched off."))
        elif notices is Notices.NOBODY:
            self.tell(State.FINE, self.tr("No program shows any on this desktop."))
        elif notices is Notices.LOUD:
            words = self.tr("They would pop up and be recorded. Switch on “Do Not Disturb”.")
            self.tell(State.CAREFUL, words, again)
        else:
            words = self.tr(
                "This desktop does not tell. Switch on “Do Not Disturb”, so that none is recorded."
            )
            self.tell(State.CAREFUL, words, again)
