"""The participant's face, in step with the session."""

from time import monotonic_ns

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from observer.model.clock import NS_PER_MS
from observer.model.errors import MediaError
from observer.session.first_picture import first_picture_ns
from observer.ui.review.file_player import FilePlayer
from observer.ui.review.picture.playing import image_of_played
from observer.ui.review.player import Player
from observer.ui.review.recording import CameraFile

_SETTING = "review/face"
_LOST_NS = 400 * NS_PER_MS  # further apart than this a jump is quicker than catching up
_NEAR_NS = 100 * NS_PER_MS  # so near to where it stands it runs on without a seek
# 30 ms apart: a tenth faster. The session's own player waits for its sound device, which on a busy
# machine takes a second's sound in 1.15 s: the face is then 45 ms ahead, and stays so.
_CATCH_UP_NS = 300 * NS_PER_MS
_MOST_CORRECTION = 0.5
_LEAST_CHANGE = 0.01  # of the speed; less would be for nothing, thirty times a second


class Face(QObject):
    """A second player without sound that follows the first one's clock, faster or slower.

    Nothing is decoded while the face is hidden or there is none.
    """

    picture_changed = Signal(QImage)  # null: there is nothing to be seen
    shown_changed = Signal(bool)
    failed = Signal(str)

    def __init__(self, player: Player) -> None:
        super().__init__(player)
        self._player = player
        self._file = FilePlayer(self, audible=False)
        self._camera: CameraFile | None = None
        self._shown = QSettings().value(_SETTING, True, bool) is not False
        self._visible = False
        self._running = False
        self._rate = 1.0
        self._anchor: tuple[int, int] | None = None
        self._ended_ns: int | None = None
        self._stands_ns = 0
        self._image = QImage()
        self._file.picture_changed.connect(self._take_picture)
        self._file.ended.connect(self._take_end)
        self._file.failed.connect(self.failed.emit)
        player.opened.connect(self._open)
        player.time_changed.connect(self._keep_step)
        player.playing_changed.connect(lambda _on: self._keep_step(player.time_ns))

    @property
    def is_shown(self) -> bool:
        """Whether the face is wanted in the picture."""
        return self._shown

    @property
    def apart_ns(self) -> int:
        """How far the face is ahead of the session's clock, negative where it lags."""
        if self._anchor is None:
            return 0
        at_ns, since = self._anchor
        return at_ns + round((monotonic_ns() - since) * self._rate) - self._player.time_ns

    def set_shown(self, shown: bool) -> None:
        """Show or hide the face, in this session and those to come."""
        if shown == self._shown:
            return
        self._shown = shown
        QSettings().setValue(_SETTING, shown)
        self._open()
        self.shown_changed.emit(shown)

    def close(self) -> None:
        """Let go of the camera's file."""
        self._file.close()
        self._camera = self._anchor = self._ended_ns = None
        self._running = self._visible = False
        self._image = QImage()
        self.picture_changed.emit(self._image)

    def _open(self) -> None:
        self.close()
        camera = self._player.recording.camera
        if camera is None or not self._shown:
            return
        try:
            self._file.open(camera.path, first_picture_ns(camera.path))
        except MediaError as error:
            self.failed.emit(str(error))
            return
        self._camera = camera
        self._keep_step(self._player.time_ns)

    def _keep_step(self, time_ns: int) -> None:
        if self._camera is None:
            return
        self._set_visible(self._camera.shows(time_ns))
        if self._player.is_waiting:
            self._wait()
        elif self._visible and self._player.is_playing and self._player.speed > 0:
            self._run_along(time_ns)
        else:
            self._stand_at(time_ns)

    def _wait(self) -> None:
        if self._running:
            self._stands_ns = self._player.time_ns + self.apart_ns
            self._running = False
            self._anchor = None
            self._file.pause()

    def _stand_at(self, time_ns: int) -> None:
        if self._running:
            self._running = False
            self._file.pause()
        self._anchor = self._ended_ns = None
        if self._visible:
            self._stands_ns = time_ns
            self._file.seek(time_ns)

    def _run_along(self, time_ns: int) -> None:
        speed = self._player.speed
        if not self._running:
            if self._ended_ns is not None and time_ns >= self._ended_ns:
                return
            self._running = True
            self._set_rate(speed)
            if abs(self._stands_ns - time_ns) > _NEAR_NS:
                self._file.seek(time_ns)
            self._file.play(speed)
            return
        if self._anchor is None or self._file.is_seeking:
            return
        apart_ns = self.apart_ns
        if abs(apart_ns) > _LOST_NS:
            self._anchor = None
            self._file.seek(time_ns)
            return
        correction = max(-_MOST_CORRECTION, min(_MOST_CORRECTION, apart_ns / _CATCH_UP_NS))
        rate = speed * (1 - correction)
        if abs(rate - self._rate) > _LEAST_CHANGE * speed:
            self._anchor = (time_ns + apart_ns, monotonic_ns())
            self._set_rate(rate)

    def _set_rate(self, rate: float) -> None:
        self._rate = rate
        self._file.set_rate(rate)

    def _take_picture(self, frame: QVideoFrame, time_ns: int) -> None:
        self._anchor = (time_ns, monotonic_ns()) if self._running else None
        self._image = image_of_played(frame)
        if self._visible:
            self.picture_changed.emit(self._image)

    def _take_end(self) -> None:
        self._running = False
        self._anchor = None
        self._ended_ns = self._player.time_ns - _LOST_NS

    def _set_visible(self, visible: bool) -> None:
        if visible != self._visible:
            self._visible = visible
            self.picture_changed.emit(self._image if visible else QImage())
