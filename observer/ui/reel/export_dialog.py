"""Asks how a reel is to be made, and where to."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.export.choices import free_path
from observer.model.identity import slug
from observer.model.reel import Reel
from observer.ui.buttons import push_button
from observer.ui.export.making import reel_work
from observer.ui.export.overlay_picks import OverlayPicks
from observer.ui.export.queue import ExportQueue
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE

_WIDTH_PX = 528
_FOLDER = "export/reel_folder"


class ReelExportDialog(QDialog):
    """Hands the reel to the queue, and closes."""

    def __init__(self, library: Library, reel: Reel, queue: ExportQueue, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._reel, self._queue = library, reel, queue
        self.setWindowTitle(self.tr("Export the reel"))
        self.setModal(True)
        self.setFixedWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        films = QStandardPaths.StandardLocation.MoviesLocation
        told = str(QSettings().value(_FOLDER, "")) or QStandardPaths.writableLocation(films)
        self._folder = Path(told)
        self.overlays = OverlayPicks()
        self.even = QCheckBox(self.tr("Bring all voices to one loudness"))
        self.even.setChecked(True)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("File name"))
        self.name.textChanged.connect(self._check)
        self._where = text_label(size=SMALL, tone="dim", wrap=True)
        self._trouble = text_label(size=SMALL, tone="rec", wrap=True)
        self.go = push_button(self.tr("Export"), role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._start)
        self._lay_out()
        self._suggest()

    @property
    def path(self) -> Path:
        """The file that would be written."""
        name = self.name.text().strip()
        return self._folder / (name if name.endswith(".mp4") else f"{name}.mp4")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE + 4)
        column.addWidget(text_label(self.tr("Export the reel"), size=HEADING, weight=600))
        words = self.tr(
            "One MP4 with chapters, and what is said as captions in it and in a file beside it."
        )
        column.addWidget(text_label(words, tone="dim", wrap=True))
        column.addSpacing(SPACE)
        column.addWidget(text_label(self.tr("Drawn on the clips"), weight=600))
        column.addWidget(self.overlays)
        note = self.tr("With nothing drawn on them clips are copied as they are, which is quick.")
        column.addWidget(text_label(note, size=SMALL, tone="dim", wrap=True))
        column.addSpacing(SPACE)
        column.addWidget(self.even)
        column.addSpacing(SPACE)
        column.addWidget(text_label(self.tr("Name"), weight=600))
        column.addWidget(self.name)
        place = QHBoxLayout()
        place.addWidget(self._where, 1)
        choose = push_button(self.tr("Choose…"), role="quiet")
        choose.setAccessibleName(self.tr("Choose another folder"))
        choose.clicked.connect(self._choose_folder)
        place.addWidget(choose)
        column.addLayout(place)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._trouble, 1)
        stop = push_button(self.tr("Cancel"))
        stop.clicked.connect(self.reject)
        row.addWidget(stop)
        row.addWidget(self.go)
        column.addSpacing(SPACE)
        column.addLayout(row)

    def _suggest(self) -> None:
        name = f"{slug(self._reel.title).lower() or 'reel'}.mp4"
        self.name.setText(free_path(self._folder, name, self._queue.taken()).stem)
        self._where.setText(str(self._folder))
        self._check()

    def _check(self) -> None:
        name = self.name.text().strip()
        trouble = ""
        if "/" in name or "\\" in name:
            trouble = self.tr("Give the file a name without slashes")
        elif name and (self.path.exists() or self.path in self._queue.taken()):
            trouble = self.tr("A file of this name is there already: choose another name")
        self._trouble.setText(trouble)
        self.go.setEnabled(bool(name) and not trouble)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Where to put the reel"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            QSettings().setValue(_FOLDER, chosen)
            self._suggest()

    def _start(self) -> None:
        work = reel_work(
            self._library,
            self._reel,
            self.path,
            self.overlays.names,
            normalised=self.even.isChecked(),
        )
        self._queue.add(self.path.name, self.path, work)
        self.accept()
