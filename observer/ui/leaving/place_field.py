"""Under which name in which folder a file is to lie; the folder is remembered."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from observer.export.choices import free_path
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE

_KEPT = "leaving/folder"


class PlaceField(QWidget):
    """A name to write, and a folder to choose; `suggest` gives a name that is free."""

    changed = Signal()

    def __init__(self, otherwise: Path) -> None:
        """`otherwise` is the folder where none is remembered, or it is gone."""
        super().__init__()
        kept = Path(str(QSettings().value(_KEPT, "")) or otherwise)
        self._folder = kept if kept.is_dir() else otherwise
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.textChanged.connect(self.changed)
        self._where = text_label(size=SMALL, tone="dim", wrap=True)
        choose = push_button(self.tr("Choose…"), role="quiet")
        choose.setAccessibleName(self.tr("Choose another folder"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._where, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.name)
        column.addLayout(row)
        self._show()

    @property
    def path(self) -> Path:
        """Where it would lie."""
        return self._folder / self.name.text().strip()

    @property
    def trouble(self) -> str:
        """Why nothing can be written there, in a sentence; empty where it can."""
        name = self.name.text().strip()
        if not name:
            return self.tr("Give it a name")
        if "/" in name or "\\" in name or name in (".", ".."):
            return self.tr("Give it a name without slashes")
        if self.path.exists():
            return self.tr("That name is taken there: choose another")
        return ""

    def suggest(self, name: str) -> None:
        """Take this name, numbered where the folder has one of that name."""
        self.name.setText(free_path(self._folder, name).name)
        self.name.setCursorPosition(0)

    def move_to(self, folder: Path) -> None:
        """Put it there from here on, this time and the next."""
        self._folder = folder
        QSettings().setValue(_KEPT, str(folder))
        self.suggest(self.name.text().strip())
        self._show()
        self.changed.emit()

    def _choose(self) -> None:
        words = self.tr("Where to put it")
        chosen = QFileDialog.getExistingDirectory(self, words, str(self._folder))
        if chosen:
            self.move_to(Path(chosen))

    def _show(self) -> None:
        # A path may be torn anywhere: without it, a long one would widen the dialog.
        told = str(self._folder).replace("/", "/\u200b")
        self._where.setText(self.tr("In {folder}").format(folder=told))
