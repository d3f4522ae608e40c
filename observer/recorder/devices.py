"""Which devices a plan needs."""

from observer.capture.protocol import Device
from observer.model.consent import TrackKind
from observer.model.errors import ConsentError
from observer.model.plan import RecordingPlan

SYNTHETIC = "synthetic"
"""The name of the made-up display and microphone, for trying the recorder without hardware."""


def devices_for(plan: RecordingPlan) -> list[Device]:
    """The plan's devices, none of them open yet.

    Raises ConsentError where nothing was agreed to, so that nothing could be recorded.
    """
    wanted = plan.wanted_tracks()
    if not wanted:
        raise ConsentError(
            "Nothing can be recorded: the participant has agreed to no track that is wanted",
            "Ask for the screen, the voice or the input, and record what was agreed",
        )
    return [_device(kind, plan) for kind in wanted]


def _device(kind: TrackKind, plan: RecordingPlan) -> Device:
    plan.consent.require(kind)
    if kind is TrackKind.MICROPHONE:
        return _microphone(plan.microphone or "")
    if plan.display == SYNTHETIC:
        return _synthetic(kind)
    return _display_device(kind, plan)


def _microphone(name: str) -> Device:
    if name == SYNTHETIC:
        from observer.capture.synthetic.sound import SyntheticMicrophone

        return SyntheticMicrophone()
    from observer.capture.sound import MicrophoneDevice

    return MicrophoneDevice(name)


def _display_device(kind: TrackKind, plan: RecordingPlan) -> Device:
    if kind is TrackKind.SCREEN:
        from observer.capture.screen import ScreenDevice

        return ScreenDevice(plan.display, plan.region, plan.fps, plan.pointer)
    if kind is TrackKind.INPUT:
        from observer.capture.input import InputDevice

        return InputDevice(plan.display, plan.region)
    from observer.capture.focus import FocusDevice

    return FocusDevice(plan.display)


def _synthetic(kind: TrackKind) -> Device:
    if kind is TrackKind.SCREEN:
        from observer.capture.synthetic.screen import SyntheticScreen

        return SyntheticScreen()
    if kind is TrackKind.INPUT:
        from observer.capture.synthetic.input import SyntheticInput

        return SyntheticInput()
    from observer.capture.synthetic.focus import SyntheticFocus

    return SyntheticFocus()
