"""What the player, the picture and the timeline do to each other."""

from PySide6.QtCore import QObject

from observer.ui.banner import notify
from observer.ui.review.picture.view import PictureView
from observer.ui.review.player import Player
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.timeline import Timeline


class PlayerJoins(QObject):
    """Everything shows the player's time; dragging the playhead holds it still."""

    def __init__(
        self, player: Player, picture: PictureView, timeline: Timeline, side: SidePanel
    ) -> None:
        super().__init__(timeline)
        self._player = player
        self._picture = picture
        self._timeline = timeline
        self._side = side
        self._was_playing = False
        player.time_changed.connect(self._show_time)
        player.picture_changed.connect(picture.show_frame)
        player.still_changed.connect(picture.show_image)
        player.glimpse_changed.connect(picture.show_image)
        player.playing_changed.connect(lambda playing: picture.set_still(not playing))
        player.failed.connect(self._show_failure)
        timeline.seek_requested.connect(player.seek)
        timeline.scrub_began.connect(self._begin_scrub)
        timeline.scrub_ended.connect(self._end_scrub)
        side.time_requested.connect(player.seek)

    def _show_time(self, time_ns: int) -> None:
        self._picture.set_time(time_ns)
        self._timeline.set_time(time_ns, follow=self._player.is_playing)
        self._side.show_time(time_ns)

    def _show_failure(self, text: str) -> None:
        notify(
            self._picture,
            self.tr("The recording cannot be played: {reason}").format(reason=text),
            self.tr("Run Verify on the session; moments can be edited nevertheless."),
            tone="rec",
        )

    def _begin_scrub(self) -> None:
        self._was_playing = self._player.is_playing
        self._player.pause()

    def _end_scrub(self) -> None:
        if self._was_playing:
            self._player.play()
