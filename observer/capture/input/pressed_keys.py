"""Which keys pynput says are held, and what sort of key it says was pressed."""

import sys
import time
from typing import Any

from observer.capture.input import keysyms
from observer.capture.input.keyboard import classify_symbol
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import KeyClass

# pynput's names of keys; those of the function keys and modifiers follow below.
_SYMBOLS = {
    "backspace": 0xFF08,
    "tab": 0xFF09,
    "enter": 0xFF0D,
    "delete": 0xFFFF,
    "insert": 0xFF63,
    "home": 0xFF50,
    "left": 0xFF51,
    "up": 0xFF52,
    "right": 0xFF53,
    "down": 0xFF54,
    "page_up": 0xFF55,
    "page_down": 0xFF56,
    "end": 0xFF57,
    "esc": 0xFF1B,
    "pause": 0xFF13,
    "scroll_lock": 0xFF14,
    "print_screen": 0xFF61,
    "menu": 0xFF67,
    "space": 0x20,
    "caps_lock": 0xFFE5,
    "num_lock": 0xFF7F,
    **{f"f{number}": 0xFFBE + number - 1 for number in range(1, 36)},
}
_SHIFT, _CONTROL, _ALT, _SUPER, _LEVEL3 = 0xFFE1, 0xFFE3, 0xFFE9, 0xFFEB, 0xFE03
_MODIFIERS = {"shift": _SHIFT, "ctrl": _CONTROL, "alt": _ALT, "cmd": _SUPER}
_MEDIA = 0x1008FF00
_SHORTCUT_NAMES = ((_CONTROL, "Ctrl"), (_ALT, "Alt"), (_SHIFT, "Shift"), (_SUPER, "Super"))

# What is pressed as a screen locks is let go unheard. A modifier believed held for ever would
# make shortcuts of all that is typed, and so give away the letters.
_HELD_NS = 5 * NS_PER_SECOND


class PressedKeys:
    """Follows presses and releases; knows of a key its class and, of a shortcut, its name.

    `option_types`: whether the left Alt key types characters too, as Option does on macOS. The
    right one is taken for AltGr everywhere: of what it types, nothing must be told. A modifier
    makes shortcuts for five seconds from when it was pressed or last repeated.
    """

    def __init__(self, *, option_types: bool = sys.platform == "darwin") -> None:
        self._option_types = option_types
        self._held: dict[str, tuple[int, int]] = {}  # symbol, and pressed when

    def press(self, key: Any, now_ns: int | None = None) -> tuple[KeyClass, str] | None:
        """Class and name of a key of pynput; None for a modifier that merely repeats.

        `now_ns` is the moment on the monotonic clock, this one where it is not given.
        """
        now_ns = time.monotonic_ns() if now_ns is None else now_ns
        name: str = getattr(key, "name", "")
        modifier = self._modifier(name)
        if modifier:
            repeats = name in self._held
            self._held[name] = modifier, now_ns
            return None if repeats else (KeyClass.MODIFIER, "")
        symbol = _symbol(key, name)
        return classify_symbol(symbol, self._shortcut(now_ns), keysyms.character_of(symbol) or "?")

    def release(self, key: Any) -> None:
        """A key of pynput was let go."""
        self._held.pop(getattr(key, "name", ""), None)

    def _modifier(self, name: str) -> int:
        stem, _, side = name.partition("_")
        if stem == "alt" and (side in ("gr", "r") or self._option_types):
            return _LEVEL3
        return _MODIFIERS.get(stem, 0)

    def _shortcut(self, now_ns: int) -> list[str]:
        """The modifiers of a shortcut; none where a key takes part that types characters."""
        held = {
            symbol
            for symbol, pressed_ns in self._held.values()
            if symbol == _LEVEL3 or now_ns - pressed_ns < _HELD_NS
        }
        if _LEVEL3 in held or not held & {_CONTROL, _ALT, _SUPER}:
            return []
        return [name for symbol, name in _SHORTCUT_NAMES if symbol in held]


def _symbol(key: Any, name: str) -> int:
    """X's symbol of the key; 0, which counts as a character, where it is not known."""
    if name:
        return _MEDIA if name.startswith("media_") else _SYMBOLS.get(name, 0)
    character = getattr(key, "char", None) or ""
    if len(character) != 1:
        return 0
    code = ord(character)
    if code < 0x20:  # with Ctrl held, some systems give a control character: 3 for Ctrl+C
        code += 0x40
    return code if code < 0x100 else 0x01000000 + code
