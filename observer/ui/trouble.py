"""What is shown instead of the window where the library cannot be opened."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from observer.model.errors import ObserverError


def show_trouble(problem: ObserverError, root: Path) -> None:
    """Say why there is no library, what to do, and where it was looked for."""
    box = QMessageBox()
    box.setWindowTitle("Observer")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(problem.message)
    looked = QCoreApplication.translate("trouble", "The library was looked for in {root}")
    box.setInformativeText(f"{problem.remedy}\n\n{looked.format(root=root)}")
    box.exec()
