"""What keys, transport and face do to the picture."""

from PySide6.QtCore import QObject, Signal

from observer.ui.banner import notify
from observer.ui.review.face import Face
from observer.ui.review.picture.layers import Layer, layer_words
from observer.ui.review.picture.view import PictureView
from observer.ui.review.player import Player
from observer.ui.review.transport import Transport
from observer.ui.review.verbs import Verbs


class PictureJoins(QObject):
    """Joins the picture's parts; `said` tells what a key did, or why it did nothing."""

    said = Signal(str)

    def __init__(
        self, player: Player, face: Face, picture: PictureView, transport: Transport, verbs: Verbs
    ) -> None:
        super().__init__(picture)
        self._player, self._face, self._picture = player, face, picture
        face.picture_changed.connect(picture.show_face)
        face.shown_changed.connect(transport.face.setChecked)
        transport.face.setChecked(face.is_shown)
        transport.face.toggled.connect(face.set_shown)
        face.failed.connect(self._show_camera_failure)
        verbs.face_toggled.connect(self._toggle_face)
        verbs.face_moved.connect(picture.move_face)
        verbs.face_resized.connect(picture.resize_face)
        verbs.layer_toggled.connect(self._toggle_layer)
        verbs.picture_zoomed.connect(picture.zoom)
        verbs.picture_fitted.connect(picture.fit)
        verbs.picture_panned.connect(picture.pan)
        verbs.show_requested.connect(transport.show_button.showMenu)
        verbs.mute_toggled.connect(transport.mute.toggle)

    def _show_camera_failure(self, text: str) -> None:
        notify(
            self,
            self.tr("The face cannot be shown: {reason}").format(reason=text),
            self.tr("Run Verify on the session; the screen plays nevertheless."),
            tone="rec",
        )

    def _toggle_face(self) -> None:
        if self._player.recording.camera is None:
            self.said.emit(self.tr("This session was recorded without a camera"))
        else:
            self._face.set_shown(not self._face.is_shown)

    def _toggle_layer(self, name: str) -> None:
        layer = Layer(name)
        if layer is Layer.CAPTIONS and not self._picture.has_captions:
            self.said.emit(self.tr("This session has no captions"))
            return
        shown = self._picture.layers.toggle(layer)
        words = self.tr("{what}: shown") if shown else self.tr("{what}: hidden")
        self.said.emit(words.format(what=layer_words(layer)))
