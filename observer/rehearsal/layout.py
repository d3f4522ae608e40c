"""Where the sample product's controls are on the screen, as the product itself says."""

import time
from pathlib import Path

import msgspec

from observer.model.errors import DeviceError

_WAIT_S = 15.0


class Shown(msgspec.Struct, frozen=True):
    """One step of the product: the window, and the middle of each control in screen pixels."""

    step: str
    window: tuple[int, int, int, int]
    controls: dict[str, tuple[int, int]]


class Layout:
    """Reads the file that the sample product keeps up to date."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wait_for(self, step: str, control: str = "") -> tuple[int, int]:
        """The middle of a control once this step is shown; the window's middle without one.

        Raises DeviceError where the product does not get there in 15 s.
        """
        deadline_s = time.monotonic() + _WAIT_S
        shown = self._read()
        while shown is None or shown.step != step:
            if time.monotonic() > deadline_s:
                raise DeviceError(
                    f"The sample product did not show its {step} page",
                    "Start the rehearsal again and leave the mouse alone",
                )
            time.sleep(0.05)
            shown = self._read()
        x, y, width, height = shown.window
        return shown.controls[control] if control else (x + width // 2, y + height // 2)

    def _read(self) -> Shown | None:
        if not self._path.exists():
            return None
        return msgspec.json.decode(self._path.read_bytes(), type=Shown)
