"""The row below the picture: time, running and stepping, speed, loop, volume."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QWidget,
)

from observer.model.clock import NS_PER_MS
from observer.ui.buttons import icon_button, push_button, set_icon
from observer.ui.labels import text_label
from observer.ui.review.picture.view import PictureView
from observer.ui.review.player import SPEEDS, Player
from observer.ui.review.show_menu import ShowButton
from observer.ui.review.sound_choice import SoundChoice
from observer.ui.review.volume import VolumeControl
from observer.ui.theme import SMALL, SPACE

_TIME_SIZE = 20


def clock_text(time_ns: int, *, millis: bool) -> str:
    """`00:14:32.480`: always of the same width, so that nothing jumps while it runs."""
    seconds, ms = divmod(max(0, time_ns) // NS_PER_MS, 1000)
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{ms:03d}" if millis else text


class Transport(QWidget):
    """Shows where the player is and drives it."""

    loop_toggled = Signal(bool)

    def __init__(self, player: Player, picture: PictureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._time = text_label(clock_text(0, millis=True), size=_TIME_SIZE, weight=600)
        self._time.setAccessibleName(self.tr("Time"))
        self._total = text_label(size=SMALL, tone="dim")
        self._play = self._make_button("", self.tr("Play or pause (Space, K)"), "play")
        self._speed = self._make_speed()
        self.loop = self._make_button(
            self.tr("Loop I–O"),
            self.tr("Play the selected moment or the I–O stretch over and over"),
        )
        self.loop.setCheckable(True)
        self.loop.toggled.connect(self.loop_toggled)
        self._sound = SoundChoice(player)
        self.show_button = ShowButton(picture)
        self.face = icon_button("camera", self.tr("The participant's face on or off (C)"))
        self.face.setCheckable(True)
        self.face.toggled.connect(self._show_face)
        self._show_face(False)
        self._volume = VolumeControl()
        self._volume.changed.connect(player.set_volume)
        self._level, self.mute = self._volume.level, self._volume.mute
        player.set_volume(self._volume.factor)
        self._lay_out()
        self._show_recording()
        player.opened.connect(self._show_recording)
        player.sound_changed.connect(lambda: self._make_room(self.width()))
        player.time_changed.connect(self._show_time)
        player.playing_changed.connect(self._show_playing)
        player.speed_changed.connect(self._show_speed)

    def show_duration(self, duration_ns: int) -> None:
        """Say how long the session is."""
        self._total.setText(
            self.tr("of {length}").format(length=clock_text(duration_ns, millis=False))
        )
        self._make_room(self.width())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._time)
        row.addSpacing(SPACE)
        row.addWidget(self._total)
        row.addStretch(1)
        for button in self._make_drive():
            row.addWidget(button)
        row.addSpacing(SPACE)
        row.addWidget(self._speed)
        row.addWidget(self.loop)
        row.addStretch(1)
        row.addWidget(self.show_button)
        row.addWidget(self.face)
        row.addWidget(self._sound)
        row.addWidget(self._volume)

    def _make_drive(self) -> list[QPushButton]:
        back = self._make_button("J", self.tr("Run backwards; again for faster (J)"))
        back.clicked.connect(lambda: self._player.shuttle(-1))
        earlier = self._make_button("", self.tr("One picture back (Left or ,)"), "step-back")
        earlier.clicked.connect(lambda: self._player.step(-1))
        self._play.clicked.connect(self._player.toggle)
        later = self._make_button("", self.tr("One picture on (Right or .)"), "step-on")
        later.clicked.connect(lambda: self._player.step(1))
        on = self._make_button("L", self.tr("Run forwards; again for faster (L)"))
        on.clicked.connect(lambda: self._player.shuttle(1))
        self._shuttle = (back, on)
        return [back, earlier, self._play, later, on]

    def _make_button(self, text: str, tip: str, icon_name: str = "") -> QPushButton:
        button = push_button(text, icon_name=icon_name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _make_speed(self) -> QPushButton:
        button = self._make_button("1.0×", self.tr("Speed"))
        menu = QMenu(button)
        self._speed_choice = QActionGroup(menu)
        for speed in SPEEDS:
            action = menu.addAction(f"{speed:g}×")
            action.setCheckable(True)
            action.setData(speed)
            self._speed_choice.addAction(action)
            action.triggered.connect(lambda _on, chosen=speed: self._player.set_speed(chosen))
        button.setMenu(menu)
        button.setMinimumWidth(64)
        return button

    def _show_recording(self) -> None:
        """Offer what the session has: a face, a second sound."""
        recording = self._player.recording
        self.face.setVisible(recording.camera is not None)
        self._make_room(self.width())

    def _show_face(self, shown: bool) -> None:
        set_icon(self.face, "camera" if shown else "camera-off", "ink" if shown else "dim")

    def minimumSizeHint(self) -> QSize:
        """Without what gives way."""
        spared = sum(_width(widget) for widget in self._spared())
        width = self._full_width() - spared - self.show_button.words_px
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a narrow window has no room for gives way."""
        self._make_room(event.size().width())
        super().resizeEvent(event)

    def _make_room(self, width: int) -> None:
        """Hide first what is least missed: each can be had by a key or the button beside it."""
        needed = self._full_width()
        self.show_button.say_words(needed <= width)
        if needed > width:
            needed -= self.show_button.words_px
        for widget in self._spared():
            widget.setVisible(needed <= width)
            if needed > width:
                needed -= _width(widget)

    def _spared(self) -> list[QWidget]:
        """What gives way, first to last."""
        several = len(self._player.recording.sounds) > 1
        sound = [self._sound] if several else []
        return [self._level, self._total, *self._shuttle, *sound, self.loop]

    def _full_width(self) -> int:
        """What the row takes with everything in it that this session has."""
        spared = self._spared()
        full = _width(self._level)  # its holder's own hint may leave it out
        row = self.layout()
        for index in range(row.count() if row else 0):
            item = row.itemAt(index) if row else None
            widget = item.widget() if item else None
            if widget is None:
                full += item.sizeHint().width() if item else 0
            elif widget is self._volume:
                full += _width(self.mute)
            elif widget is self.show_button:
                full += self.show_button.full_px + SPACE
            elif widget in spared or not widget.isHidden():
                full += _width(widget)
        return full

    def _show_time(self, time_ns: int) -> None:
        self._time.setText(clock_text(time_ns, millis=True))

    def _show_playing(self, playing: bool) -> None:
        set_icon(self._play, "pause" if playing else "play", "ink")

    def _show_speed(self, speed: float) -> None:
        self._speed.setText(f"{speed:g}×" if speed % 1 else f"{speed:.1f}×")
        for action in self._speed_choice.actions():
            action.setChecked(action.data() == abs(speed))


def _width(widget: QWidget) -> int:
    """What a widget takes in the row, with the space beside it."""
    return max(widget.sizeHint().width(), widget.minimumWidth()) + SPACE
