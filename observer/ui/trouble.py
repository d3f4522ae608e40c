"""What is shown instead of the window where the library cannot be opened."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from observer.model.errors import ObserverError
from observer.ui.confirm_dialog import ConfirmDialog


def trouble_dialog(problem: ObserverError, root: Path) -> ConfirmDialog:
    """Says why there is no library, what to do, and where it was looked for."""
    looked = _tr("The library was looked for in {root}").format(root=root)
    return ConfirmDialog(problem.message, f"{problem.remedy}.\n\n{looked}", _tr("Close"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("trouble", text)
