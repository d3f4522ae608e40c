"""Made-up devices: the same protocol and the same samples as real ones, without hardware.

They are product code: trying the recorder on a machine without a display or microphone uses them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from observer.capture.synthetic.camera import SyntheticCamera
    from observer.capture.synthetic.focus import SyntheticFocus
    from observer.capture.synthetic.input import SyntheticInput
    from observer.capture.synthetic.screen import SyntheticScreen
    from observer.capture.synthetic.sound import SyntheticMicrophone

__all__ = [
    "SyntheticCamera",
    "SyntheticFocus",
    "SyntheticInput",
    "SyntheticMicrophone",
    "SyntheticScreen",
]

_HOMES = {
    "SyntheticCamera": "camera",
    "SyntheticFocus": "focus",
    "SyntheticInput": "input",
    "SyntheticMicrophone": "sound",
    "SyntheticScreen": "screen",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:  # each brings its own weight, so none is loaded before it is asked for
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
