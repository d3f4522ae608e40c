"""Mouse and keyboard where there is no X server: Windows and macOS, through pynput."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from observer.capture.input.event_flow import EventFlow
from observer.capture.input.pressed_keys import PressedKeys
from observer.model.clock import SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.plan import Region
from observer.model.samples import InputEvent, InputKind
from observer.model.secrets import SecretWindows
from observer.model.sink import Sink, TrackFormat

_BUTTONS = {
    "left": "left", "middle": "middle", "right": "right",
    "x1": "back", "x2": "forward", "button8": "back", "button9": "forward",
}  # fmt: skip
_NOT_WITHHELD = (
    "This system does not tell which window is in front: clicks and kinds of keys are recorded in "
    "secret windows too"
)


class ListenedInput:
    """Records mouse and keyboard; x and y count from the recorded region's corner.

    pynput does not tell when a thing was done: an event's time is that of its arrival here, on
    the monotonic clock. A key lies where the pointer was last. pynput listens to the one display
    there is, or on X to the one of the environment: `display` is not used. `origin`, where it is
    given, tells the corner anew for each event.

    pynput does not tell which window is in front either, so input in one of the `secrets` cannot
    be withheld. As long as there are any to look for, `problem` and the track's details say so;
    who must not take that risk records without input.
    """

    def __init__(
        self,
        display: str = "",  # noqa: ARG002  # the signature of every InputDevice
        region: Region | None = None,
        *,
        secrets: SecretWindows = SecretWindows(),  # noqa: B008  # frozen
        origin: Callable[[], tuple[int, int]] | None = None,
    ) -> None:
        corner = (region.x, region.y) if region else (0, 0)
        self._origin = origin or (lambda: corner)
        self._secrets = secrets
        self._place = (0, 0)
        self._keys = PressedKeys()
        self._flow: EventFlow[InputEvent] = EventFlow(self._on_session_time)
        self._listeners: list[Any] = []  # pynput carries no types
        self._thread: threading.Thread | None = None
        self._problem = ""

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return TrackKind.INPUT

    @property
    def problem(self) -> str:
        """A plain sentence: of a listener that has ended by itself, or that nothing is withheld."""
        if any(not listener.is_alive() for listener in self._listeners):
            return "The system has stopped telling of mouse or keyboard: they are not all recorded"
        return self._problem or ("" if self._secrets.is_empty else _NOT_WITHHELD)

    @property
    def dropped_moves(self) -> int:
        """Pointer moves let go because they came faster than they could be taken."""
        return self._flow.dropped_moves

    def open(self) -> TrackFormat:
        """Begin to listen. Raises DeviceError where the system does not allow it."""
        try:
            from pynput import keyboard, mouse  # it asks for the display as it is imported
        except ImportError as error:
            raise DeviceError(
                "Mouse and keyboard cannot be listened to: there is no display that tells of them",
                "Start from within a desktop session, or record without input",
            ) from error
        self._place = mouse.Controller().position
        self._listeners = [
            mouse.Listener(on_move=self._move, on_click=self._click, on_scroll=self._scroll),
            keyboard.Listener(on_press=self._press, on_release=self._keys.release),
        ]
        for listener in self._listeners:
            listener.start()
            listener.wait()
        if not all(getattr(listener, "IS_TRUSTED", True) for listener in self._listeners):
            self.close()
            raise DeviceError(
                "The system does not let this program hear of mouse and keyboard",
                "Allow it under Privacy & Security, Accessibility and Input Monitoring, "
                "or record without input",
            )
        details = {"device": "pynput", "clock": "arrival"}
        if not self._secrets.is_empty:
            details["secret windows"] = "not withheld"
        return TrackFormat(TrackKind.INPUT, None, details)

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver what is done from this moment on."""
        if not self._listeners:
            raise RuntimeError("open the input before it is started")
        self._clock = clock
        self._flow.begin(clock, sink)
        self._thread = threading.Thread(target=self._flow.run, name="input")
        self._thread.start()

    def pause(self) -> None:
        """Tell nothing of what is done until `resume`."""
        self._flow.pause()

    def resume(self) -> None:
        """Go on with what is done from this moment on."""
        self._flow.resume()

    def close(self) -> None:
        """Stop listening and tell what is left."""
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            self._stop(listener)
            try:
                listener.join()
            except Exception as error:  # noqa: BLE001  # it raises whatever has ended the listener
                # Its name alone: the text of an error may hold the key that was pressed.
                self._problem = f"Mouse or keyboard was lost to an error ({type(error).__name__})"
        if self._thread is not None:
            self._flow.end()
            self._thread.join()
            self._thread = None

    def _stop(self, listener: Any) -> None:
        listener.stop()

    def _move(self, x: float, y: float) -> None:
        self._place = (int(x), int(y))
        self._add(InputKind.MOVE)

    def _click(self, x: float, y: float, button: Any, pressed: bool) -> None:
        self._place = (int(x), int(y))
        if button.name in _BUTTONS:
            kind = InputKind.PRESS if pressed else InputKind.RELEASE
            self._add(kind, button=_BUTTONS[button.name])

    def _scroll(self, x: float, y: float, dx: float, dy: float) -> None:
        self._place = (int(x), int(y))
        if dx or dy:
            self._add(InputKind.SCROLL, dx=int(dx), dy=-int(dy))  # up is positive in pynput

    def _press(self, key: Any) -> None:
        told = self._keys.press(key)
        if told is not None:
            self._add(InputKind.KEY, key_class=told[0], key=told[1])

    def _add(self, kind: InputKind, **what: Any) -> None:
        if self._flow.begun:
            left, top = self._origin()
            x, y = self._place[0] - left, self._place[1] - top
            event = InputEvent(time.monotonic_ns(), kind, x, y, **what)
            self._flow.add(event, is_move=kind is InputKind.MOVE)

    def _on_session_time(self, event: InputEvent) -> InputEvent:
        return replace(event, time_ns=self._clock.from_monotonic_ns(event.time_ns))
