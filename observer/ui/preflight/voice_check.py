"""The level meter must move: somebody has to have said something."""

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from observer.model.errors import ObserverError
from observer.model.plan import RecordingPlan
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.preflight.check import Check, Fix, State, choose
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


class VoiceCheck(Check):
    """Listens while it is seen; fine once a voice has been heard."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("preflight", "Voice"), parent)
        self._name = plan.microphone
        self._open: str | None = None
        self._busy = False
        self._wanted: str | None = None
        self._heard = False
        self._quietest_db = 0.0
        self._since_s = 0.0
        self._listening = Listening()
        self.destroyed.connect(self._listening.shut)
        self.meter = LevelMeter()
        self.column.insertWidget(1, self.meter)
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.timeout.connect(self._read)

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the microphone chosen here, or without one."""
        return replace(plan, microphone=self._name)

    def begin(self) -> None:
        """Listen, from now until `end`."""
        self._timer.start()
        self._try()

    def end(self) -> None:
        """Let go of the microphone, within half a second."""
        self._timer.stop()
        self._want(None)

    @property
    def released(self) -> bool:
        """Whether nothing is held any more."""
        return self._open is None and not self._busy

    def shut(self) -> None:
        """Let go for good; waits for it."""
        self._timer.stop()
        self._listening.shut()

    def _try(self) -> None:
        if self._name is None:
            self._leave_out()
            return
        self._heard, self._quietest_db, self._since_s = False, 0.0, time.monotonic()
        self.tell(State.LOOKING, self.tr("Opening the microphone…"), self._fixes_for())
        self._want(self._name)

    def _want(self, name: str | None) -> None:
        """Bring the open microphone to the wanted one, one step at a time."""
        self._wanted = name
        if self._busy or name == self._open:
            return
        self._busy = True
        listening = self._listening
        run(self, lambda _progress: listening.change(name), partial(self._opened, name), self._fail)

    def _opened(self, name: str | None, _hears: bool) -> None:
        self._busy = False
        self._open = name
        self._since_s = time.monotonic()
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
        again: Fix = (self.tr("Try again"), self._try)
        words = f"{error.message}." if isinstance(error, ObserverError) else str(error)
        self.tell(State.BROKEN, words, [*self._fixes_for(), again])

    def _read(self) -> None:
        level_db = self._listening.level_db
        self.meter.show_level(level_db)
        if self._open is None or self._busy or level_db is None:
            return
        problem = self._listening.problem
        self._quietest_db = min(self._quietest_db, level_db)
        if level_db > _VOICE_DB and level_db - self._quietest_db > _RISE_DB:
            self._heard = True
        if self._heard:
            state = State.CAREFUL if problem else State.FINE
            self.tell(state, problem or self.tr("I can hear you."), self._fixes_for())
        elif time.monotonic() - self._since_s > _PATIENCE_S:
            silent = self.tr("Nobody was heard. Is it muted, or another microphone in use?")
            self.tell(State.BROKEN, silent, self._fixes_for())
        else:
            self.tell(State.LOOKING, self.tr("Say something."), self._fixes_for())

    def _fixes_for(self) -> list[Fix]:
        return [
            (self.tr("Another microphone"), self._list),
            (self.tr("Record without it"), self._record_without),
        ]

    def _record_without(self) -> None:
        self._name = None
        self._want(None)
        self._leave_out()

    def _leave_out(self) -> None:
        words = self.tr("The voice was agreed to, and is not recorded.")
        self.tell(State.LEFT_OUT, words, [(self.tr("Choose a microphone"), self._list)])

    def _list(self) -> None:
        run(self, _list_microphones, self._offer)

    def _offer(self, microphones: "list[Microphone]") -> None:
        choices: list[Fix] = [
            (microphone.label, partial(self._take, microphone.name)) for microphone in microphones
        ]
        choose(self, choices or [(self.tr("No microphone was found"), self._try)])

    def _take(self, name: str) -> None:
        self._name = name
        if not self._busy:
            self._open = None  # the same one is opened afresh
        self._try()


def _list_microphones(_progress: Progress) -> "list[Microphone]":
    from observer.capture.sound import list_microphones

    return list_microphones()
