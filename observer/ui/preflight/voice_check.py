"""The level meter must move: somebody has to have said something."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from observer.model.errors import ObserverError
from observer.model.plan import RecordingPlan
from observer.ui.background import Progress
from observer.ui.preflight.check import State
from observer.ui.preflight.device_check import DeviceCheck, DeviceWords
from observer.ui.record.level_meter import LevelMeter
from observer.ui.record.listening import Listening

if TYPE_CHECKING:
    from observer.capture.sound import Microphone

_READ_EVERY_MS = 60
_VOICE_DB = -45.0
"""Speech at a table lies between -40 and -12 dB below full scale."""

_RISE_DB = 9.0
"""A voice stands out from the room by more than this; a hum or a fan does not."""

_PATIENCE_S = 10.0


class VoiceCheck(DeviceCheck[bool]):
    """Listens while it is seen; fine once a voice has been heard."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        held = Listening()
        words = DeviceWords(
            opening=_tr("Opening the microphone…"),
            another=_tr("Another microphone"),
            choose=_tr("Choose a microphone"),
            none_found=_tr("No microphone was found"),
            left_out=_tr("The voice was agreed to, and is not recorded."),
        )
        super().__init__(_tr("Voice"), plan.microphone, held, words, _READ_EVERY_MS, parent)
        self._microphone = held
        self._heard = False
        self._quietest_db = 0.0
        self._since_s = 0.0
        self.meter = LevelMeter()
        self.column.insertWidget(1, self.meter)
        self._timer.timeout.connect(self._show_level)

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the microphone chosen here, or without one."""
        return replace(plan, microphone=self._name)

    def _start_afresh(self) -> None:
        self._heard, self._quietest_db, self._since_s = False, 0.0, time.monotonic()

    def _take_opened(self, _told: bool) -> None:
        self._since_s = time.monotonic()

    def _failure_words(self, error: Exception) -> str:
        return f"{error.message}." if isinstance(error, ObserverError) else str(error)

    def _show_level(self) -> None:
        self.meter.show_level(self._microphone.level_db)

    def _look(self) -> None:
        level_db = self._microphone.level_db
        if level_db is None:
            return
        problem = self._microphone.problem
        self._quietest_db = min(self._quietest_db, level_db)
        if level_db > _VOICE_DB and level_db - self._quietest_db > _RISE_DB:
            self._heard = True
        if self._heard:
            state = State.CAREFUL if problem else State.FINE
            self.tell(state, problem or _tr("I can hear you."), self._fixes_for())
        elif time.monotonic() - self._since_s > _PATIENCE_S:
            silent = _tr("Nobody was heard. Is it muted, or another microphone in use?")
            self.tell(State.BROKEN, silent, self._fixes_for())
        else:
            self.tell(State.LOOKING, _tr("Say something."), self._fixes_for())

    def _list_devices(self) -> "Callable[[Progress], Sequence[Microphone]]":
        return _list_microphones


def _list_microphones(_progress: Progress) -> "list[Microphone]":
    from observer.capture.sound import list_microphones

    return list_microphones()


def _tr(text: str) -> str:
    return QCoreApplication.translate("preflight", text)
