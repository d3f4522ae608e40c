"""Whether what the computer plays can be heard by the recording."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from observer.model.consent import TrackKind
from observer.model.plan import RecordingPlan
from observer.ui.background import Progress, run
from observer.ui.preflight.check import Check, Fix, State


class ComputerSoundCheck(Check):
    """Opens its source once, and lets go of it."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("preflight", "What the computer plays"), parent, beside=True
        )
        self._name = plan.system_sound

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with this sound or without it."""
        return replace(plan, system_sound=self._name)

    def look(self) -> None:
        """Try it, off the window's thread."""
        name = self._name
        if name is not None:
            self.tell(State.LOOKING, "", [self._without()])
            run(self, lambda progress: _try_sound(name, progress), self._found, self._fail)

    def _found(self, label: str) -> None:
        if self._name is not None:
            words = self.tr("Ready: {source}.").format(source=label)
            self.tell(State.FINE, words, [self._without()])

    def _fail(self, error: Exception) -> None:
        if self._name is not None:
            again: Fix = (self.tr("Try again"), self.look)
            self.tell(State.BROKEN, str(error), [self._without(), again])

    def _without(self) -> Fix:
        return self.tr("Record without it"), self._leave_out

    def _leave_out(self) -> None:
        before, self._name = self._name, None

        def take_back() -> None:
            self._name = before
            self.look()

        back: Fix = (self.tr("Record it after all"), take_back)
        self.tell(State.LEFT_OUT, self.tr("It is not recorded."), [back])


def _try_sound(name: str, _progress: Progress) -> str:
    from observer.capture.sound import MicrophoneDevice

    device = MicrophoneDevice(name, TrackKind.SYSTEM_SOUND)
    try:
        return device.open().details.get("device", name)
    finally:
        device.close()
