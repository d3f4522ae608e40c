"""The camera's picture, so that somebody sees whether the face is in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from observer.model.plan import RecordingPlan
from observer.ui.background import Progress
from observer.ui.preflight.check import State
from observer.ui.preflight.device_check import DeviceCheck, DeviceWords
from observer.ui.preflight.face_look import FPS, FaceLook, face_image
from observer.ui.preflight.still_picture import StillPicture

if TYPE_CHECKING:
    from observer.capture.camera import Camera

_LEAST_HEIGHT = 164


class FaceCheck(DeviceCheck[str]):
    """Looks through the camera while it is seen; fine once a picture has come."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        held = FaceLook()
        words = DeviceWords(
            opening=_tr("Opening the camera…"),
            another=_tr("Another camera"),
            choose=_tr("Choose a camera"),
            none_found=_tr("No camera was found"),
            left_out=_tr("The face was agreed to, and is not filmed."),
        )
        super().__init__(_tr("Face"), plan.camera, held, words, 1000 // FPS, parent)
        self._camera = held
        self._label = ""
        self.picture = StillPicture(_tr("What the camera sees"), _LEAST_HEIGHT)
        self.column.insertWidget(1, self.picture, 1)

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the camera chosen here, or without one."""
        return replace(plan, camera=self._name)

    def _start_afresh(self) -> None:
        self.picture.show_pixmap(QPixmap(), "")

    def _take_opened(self, told: str) -> None:
        self._label = told

    def _show_lost(self) -> None:
        self.picture.show_pixmap(QPixmap(), _tr("No picture"))

    def _show_left_out(self) -> None:
        self.picture.show_pixmap(QPixmap(), _tr("No camera"))

    def _look(self) -> None:
        failure = self._camera.failure
        if failure is not None:
            self._lose(failure)
            return
        picture = self._camera.picture()
        if picture is not None:
            self.picture.show_pixmap(QPixmap.fromImage(face_image(picture)))
            words = _tr("{camera}: is the face in the picture?").format(camera=self._label)
            self.tell(State.FINE, words, self._fixes_for())

    def _list_devices(self) -> "Callable[[Progress], Sequence[Camera]]":
        return _list_cameras


def _list_cameras(_progress: Progress) -> "list[Camera]":
    from observer.capture.camera import list_cameras

    return list_cameras()


def _tr(text: str) -> str:
    return QCoreApplication.translate("preflight", text)
