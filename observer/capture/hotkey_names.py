"""Names of keys and combinations as a person writes them: F8, Ctrl+F8, Super+Shift+M."""

from dataclasses import dataclass

from observer.capture.input.keysyms import NAMED
from observer.model.errors import DeviceError
from observer.model.samples import KeyClass

MODIFIERS = ("Ctrl", "Alt", "Shift", "Super")
_OTHER_WORDS = {"control": "Ctrl", "strg": "Ctrl", "meta": "Super", "win": "Super"}
_PLAIN = {"Space": 0x20}
# The first symbol of a name is the key's own; later ones are the number pad's.
_SYMBOLS = {name.casefold(): symbol for symbol, (_, name) in reversed(NAMED.items())}
_FUNCTIONS = {name for key_class, name in NAMED.values() if key_class is KeyClass.FUNCTION}


@dataclass(frozen=True, slots=True)
class KeyCombination:
    """One key with what is held; `symbol` is the X key symbol without Shift."""

    symbol: int
    modifiers: tuple[str, ...]
    name: str


def combination(name: str) -> KeyCombination:
    """Read a name. Raises DeviceError where it is none, or a key that people type with."""
    *held, key = (part.strip() for part in name.split("+"))
    known = {word.casefold(): word for word in MODIFIERS} | _OTHER_WORDS
    modifiers = {known.get(word.casefold(), "") for word in held}
    symbol = _symbol(key)
    if not symbol or "" in modifiers:
        raise DeviceError(f"“{name}” is no key", "Write it as F8, Ctrl+F8 or Super+M")
    ordered = tuple(word for word in MODIFIERS if word in modifiers)
    if key.casefold() not in {word.casefold() for word in _FUNCTIONS} and not modifiers & {
        "Ctrl", "Alt", "Super",
    }:  # fmt: skip
        raise DeviceError(
            f"The key {name} is needed for typing",
            "Choose a function key, or hold Ctrl, Alt or Super with it",
        )
    return KeyCombination(symbol, ordered, "+".join([*ordered, _written(key)]))


def _symbol(key: str) -> int:
    if len(key) == 1 and 0x21 <= ord(key) <= 0x7E:
        return ord(key.lower())
    return _SYMBOLS.get(key.casefold(), 0) or _PLAIN.get(key.capitalize(), 0)


def _written(key: str) -> str:
    if len(key) == 1:
        return key.upper()
    symbol = _SYMBOLS.get(key.casefold())
    return NAMED[symbol][1] if symbol is not None else key.capitalize()
