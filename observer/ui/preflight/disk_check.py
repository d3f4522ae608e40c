"""How many hours of recording the disk of the library has room for."""

import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from observer.model.errors import LibraryReadOnly
from observer.recorder.disk_watch import refuse_full_disk
from observer.ui.background import Progress, run
from observer.ui.preflight.check import Check, Fix, State
from observer.ui.wording import spoken_bytes

BYTES_AN_HOUR = 200_000_000
"""A typical sit-in, screen at 1080p with voice and face; film on the screen takes more."""

_FEW_HOURS = 3
"""A sit-in lasts an hour; closing it copies its video once."""


class DiskCheck(Check):
    """Looks when it is told to."""

    def __init__(self, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("preflight", "Disk"), parent, beside=True)
        self._root = root

    def look(self) -> None:
        """Ask the disk, off the window's thread: a network's may be slow."""
        root = self._root
        run(self, lambda _progress: _free_bytes(root, _progress), self._found, self._refused)

    def _found(self, free_bytes: int) -> None:
        hours = free_bytes / BYTES_AN_HOUR
        free = spoken_bytes(free_bytes)
        if hours >= 100:
            self.tell(State.FINE, self.tr("Room for over 100 hours ({free}).").format(free=free))
            return
        words = self.tr("Room for about {hours:.0f} hours ({free}).").format(hours=hours, free=free)
        if hours >= _FEW_HOURS:
            self.tell(State.FINE, words)
            return
        words = self.tr("Room for about {minutes} minutes ({free}).").format(
            minutes=round(hours * 60), free=free
        )
        self.tell(State.CAREFUL, words, self._fixes_for())

    def _refused(self, error: Exception) -> None:
        self.tell(State.BROKEN, str(error), self._fixes_for())

    def _fixes_for(self) -> list[Fix]:
        return [
            (self.tr("Open the folder"), self._open),
            (self.tr("Look again"), self.look),
        ]

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root)))


def _free_bytes(root: Path, _progress: Progress) -> int:
    refuse_full_disk(root)
    folder = next(path for path in (root, *root.parents) if path.exists())
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise LibraryReadOnly(
            f"The disk of {root} cannot be asked for its free space: {error.strerror}",
            "Bring it back, or choose a library elsewhere",
        ) from error
