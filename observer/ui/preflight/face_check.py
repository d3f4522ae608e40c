"""The camera's picture, so that somebody sees whether the face is in it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from observer.model.errors import ObserverError
from observer.model.plan import RecordingPlan
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.preflight.check import Check, Fix, State, choose
from observer.ui.preflight.face_look import FPS, FaceLook, face_image
from observer.ui.preflight.still_picture import StillPicture

if TYPE_CHECKING:
    from observer.capture.camera import Camera

_LEAST_HEIGHT = 164


class FaceCheck(Check):
    """Looks through the camera while it is seen; fine once a picture has come."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("preflight", "Face"), parent)
        self._name = plan.camera
        self._open: str | None = None
        self._wanted: str | None = None
        self._busy = False
        self._label = ""
        self._look = FaceLook()
        self.destroyed.connect(self._look.shut)
        self.picture = StillPicture(self.tr("What the camera sees"), _LEAST_HEIGHT)
        self.column.insertWidget(1, self.picture, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FPS)
        self._timer.timeout.connect(self._take_picture)

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the camera chosen here, or without one."""
        return replace(plan, camera=self._name)

    def begin(self) -> None:
        """Look, from now until `end`."""
        self._timer.start()
        self._try()

    def end(self) -> None:
        """Let go of the camera, off the window's thread."""
        self._timer.stop()
        self._want(None)

    @property
    def released(self) -> bool:
        """Whether nothing is held any more."""
        return self._open is None and not self._busy

    def shut(self) -> None:
        """Let go for good; waits for it."""
        self._timer.stop()
        self._look.shut()

    def _try(self) -> None:
        self.picture.show_pixmap(QPixmap(), "")
        if self._name is None:
            self._leave_out()
            return
        self.tell(State.LOOKING, self.tr("Opening the camera…"), self._fixes_for())
        self._want(self._name)

    def _want(self, name: str | None) -> None:
        self._wanted = name
        if self._busy or name == self._open:
            return
        self._busy = True
        look = self._look
        run(self, lambda _progress: look.change(name), partial(self._opened, name), self._fail)

    def _opened(self, name: str | None, label: str) -> None:
        self._busy = False
        self._open, self._label = name, label
        if self._wanted != name:
            self._want(self._wanted)
        elif name is None:
            self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self._open = None
        if not isinstance(error, ObserverError):
            show_error(self, error)
        if self._wanted is None:
            self.changed.emit()
            return
        self._lose(error)

    def _lose(self, error: Exception) -> None:
        self.picture.show_pixmap(QPixmap(), self.tr("No picture"))
        again: Fix = (self.tr("Try again"), self._afresh)
        self.tell(State.BROKEN, str(error), [*self._fixes_for(), again])

    def _take_picture(self) -> None:
        if self._open is None or self._busy:
            return
        failure = self._look.failure
        if failure is not None:
            self._lose(failure)
            return
        picture = self._look.picture()
        if picture is not None:
            self.picture.show_pixmap(QPixmap.fromImage(face_image(picture)))
            words = self.tr("{camera}: is the face in the picture?").format(camera=self._label)
            self.tell(State.FINE, words, self._fixes_for())

    def _fixes_for(self) -> list[Fix]:
        return [
            (self.tr("Another camera"), self._list),
            (self.tr("Record without it"), self._record_without),
        ]

    def _record_without(self) -> None:
        self._name = None
        self._want(None)
        self.picture.show_pixmap(QPixmap(), self.tr("No camera"))
        self._leave_out()

    def _leave_out(self) -> None:
        words = self.tr("The face was agreed to, and is not filmed.")
        self.tell(State.LEFT_OUT, words, [(self.tr("Choose a camera"), self._list)])

    def _list(self) -> None:
        run(self, _list_cameras, self._offer)

    def _offer(self, cameras: "list[Camera]") -> None:
        choices: list[Fix] = [(one.label, partial(self._take, one.name)) for one in cameras]
        choose(self, choices or [(self.tr("No camera was found"), self._afresh)])

    def _take(self, name: str) -> None:
        self._name = name
        self._afresh()

    def _afresh(self) -> None:
        if not self._busy:
            self._open = None
        self._try()


def _list_cameras(_progress: Progress) -> "list[Camera]":
    from observer.capture.camera import list_cameras

    return list_cameras()
