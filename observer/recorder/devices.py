"""Which devices a plan needs."""

from observer.capture.protocol import Device, Placed
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
    devices: list[Device] = []
    for kind in wanted:  # the screen is first, where there is one
        screen = next((device for device in devices if isinstance(device, Placed)), None)
        devices.append(_device(kind, plan, screen))
    return devices


def _device(kind: TrackKind, plan: RecordingPlan, screen: Placed | None) -> Device:
    plan.consent.require(kind)
    if kind is TrackKind.MICROPHONE:
        return _sound(plan.microphone or "", kind)
    if kind is TrackKind.SYSTEM_SOUND:
        return _sound(plan.system_sound or "", kind)
    if kind is TrackKind.CAMERA:
        return _camera(plan.camera or "")
    if plan.display == SYNTHETIC:
        return _synthetic(kind)
    return _display_device(kind, plan, screen)


def _sound(name: str, kind: TrackKind) -> Device:
    if name == SYNTHETIC:
        from observer.capture.synthetic.sound import SyntheticMicrophone

        return SyntheticMicrophone(kind=kind)
    from observer.capture.sound import MicrophoneDevice

    return MicrophoneDevice(name, kind)


def _camera(name: str) -> Device:
    if name == SYNTHETIC:
        from observer.capture.synthetic.camera import SyntheticCamera

        return SyntheticCamera()
    from observer.capture.camera import CameraDevice

    return CameraDevice(name)


def _display_device(kind: TrackKind, plan: RecordingPlan, screen: Placed | None) -> Device:
    if kind is TrackKind.SCREEN:
        from observer.capture.screen import ScreenDevice

        return ScreenDevice(
            plan.display,
            plan.region,
            plan.fps,
            plan.pointer,
            monitor=plan.monitor,
            window=plan.window,
            secrets=plan.secrets,
        )
    if kind is TrackKind.INPUT:
        from observer.capture.input import InputDevice

        origin = screen.corner if screen else None
        return InputDevice(plan.display, plan.region, secrets=plan.secrets, origin=origin)
    from observer.capture.focus import FocusDevice

    return FocusDevice(plan.display, secrets=plan.secrets)


def _synthetic(kind: TrackKind) -> Device:
    if kind is TrackKind.SCREEN:
        from observer.capture.synthetic.screen import SyntheticScreen

        return SyntheticScreen()
    if kind is TrackKind.INPUT:
        from observer.capture.synthetic.input import SyntheticInput

        return SyntheticInput()
    from observer.capture.synthetic.focus import SyntheticFocus

    return SyntheticFocus()
