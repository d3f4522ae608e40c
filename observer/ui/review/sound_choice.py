"""Which of a session's sounds is heard: the voice or the computer; remembered."""

from PySide6.QtCore import QSettings
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from observer.model.consent import TrackKind
from observer.ui.review.player import Player

_SETTING = "review/sound"


class SoundChoice(QPushButton):
    """A button that says what is heard, with a menu of what could be."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        words = self.tr("Which sound is heard (S)")
        self.setToolTip(words)
        self.setAccessibleName(words)
        menu = QMenu(self)
        self._choice = QActionGroup(menu)
        for kind in (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND):
            action = menu.addAction(self._words(kind))
            action.setCheckable(True)
            action.setData(kind)
            self._choice.addAction(action)
            action.triggered.connect(lambda _on, chosen=kind: player.choose_sound(chosen))
        self.setMenu(menu)
        player.opened.connect(self._recall)
        player.sound_changed.connect(self._keep)
        self._recall()

    def _recall(self) -> None:
        """Each session begins with the sound that was chosen last, where it has it."""
        sounds = self._player.recording.sounds
        wanted = str(QSettings().value(_SETTING, ""))
        if len(sounds) > 1 and wanted in sounds and wanted != self._player.sound:
            self._player.choose_sound(TrackKind(wanted))
        self.setVisible(len(sounds) > 1)
        self._show()

    def _keep(self) -> None:
        QSettings().setValue(_SETTING, self._player.sound.value)
        self._show()

    def _show(self) -> None:
        self.setText(self._words(self._player.sound))
        for action in self._choice.actions():
            action.setChecked(action.data() == self._player.sound)

    def _words(self, kind: TrackKind) -> str:
        return self.tr("Computer") if kind is TrackKind.SYSTEM_SOUND else self.tr("Voice")
