"""Chooses the camera that films the face; none is the first choice."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from observer.ui.background import Progress, run
from observer.ui.theme import SPACE, font

if TYPE_CHECKING:
    from observer.capture.camera import Camera


class CameraPicker(QWidget):
    """A combo of the cameras; usable once a face may be filmed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allowed = False
        self.combo = QComboBox()
        self.combo.setFont(font())
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setAccessibleName(self.tr("Camera"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.combo)
        self.combo.currentIndexChanged.connect(self.changed)
        self._fill([])

    def name(self) -> str | None:
        """The chosen camera's name; None for no camera."""
        data = self.combo.currentData()
        return data if self._allowed and isinstance(data, str) else None

    def allow(self, allowed: bool) -> None:
        """Whether the participant agreed to be filmed; the first camera is chosen then."""
        if allowed == self._allowed:
            return
        self._allowed = allowed
        self._show_state()
        if allowed and self.combo.currentData() is None and self.combo.count() > 1:
            self.combo.setCurrentIndex(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Look which cameras there are."""
        run(self, _list_cameras, self._fill)
        super().showEvent(event)

    def _fill(self, cameras: "list[Camera]") -> None:
        chosen = self.combo.currentData()
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem("", None)
        for camera in cameras:
            self.combo.addItem(camera.label, camera.name)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.combo.blockSignals(False)
        self._show_state()

    def _show_state(self) -> None:
        there = self.combo.count() > 1
        self.combo.setEnabled(self._allowed and there)
        self.combo.setItemText(0, self.tr("No camera") if there else self.tr("No camera was found"))


def _list_cameras(_progress: Progress) -> "list[Camera]":
    from observer.capture.camera import list_cameras

    return list_cameras()
