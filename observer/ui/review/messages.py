"""What the page says of what was done, with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from observer.ui.banner import Banner, notify


class Messages(QObject):
    """One at a time: the latest takes the place of the one before."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._toast: Banner | None = None

    @property
    def toast(self) -> Banner | None:
        """The latest; None before the first, and once it has gone."""
        return self._toast if self._toast is not None and isValid(self._toast) else None

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show these words, and a button where it can be undone."""
        if self.toast is not None:
            self.toast.dismiss()
        self._toast = notify(self._page, words, action_text=self.tr("Undo"), action=undo)
