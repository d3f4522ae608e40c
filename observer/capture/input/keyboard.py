"""What sort of key was pressed, from its code and the modifiers held."""

from collections.abc import Sequence
from dataclasses import dataclass

import xcffib.xproto

from observer.capture.input import keysyms
from observer.capture.xserver import XServer
from observer.model.samples import KeyClass

_SHIFT, _CONTROL = 1 << 0, 1 << 2  # fixed by the protocol; the other bits are mapped


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A keyboard's layout: the symbols of each key code, and which bits of the state mean what."""

    symbols: dict[int, tuple[int, ...]]
    alt: int
    super: int
    level3: int
    num_lock: int

    @classmethod
    def of(cls, server: XServer) -> "Keyboard":
        """The layout in use. Ask again after a MappingNotify event."""
        core = server.connection.core
        setup = server.connection.get_setup()
        first, last = setup.min_keycode, setup.max_keycode
        mapping = core.GetKeyboardMapping(first, last - first + 1).reply()
        modifiers = core.GetModifierMapping().reply()
        width, flat = mapping.keysyms_per_keycode, list(mapping.keysyms)
        symbols = {
            first + key: tuple(flat[key * width : (key + 1) * width])
            for key in range(last - first + 1)
        }
        return cls.from_mapping(symbols, list(modifiers.keycodes), modifiers.keycodes_per_modifier)

    @classmethod
    def from_mapping(
        cls, symbols: dict[int, tuple[int, ...]], modifier_codes: Sequence[int], width: int
    ) -> "Keyboard":
        """From the protocol's tables: symbols a key code, and `width` key codes a modifier."""
        bits = {"alt": 0, "super": 0, "level3": 0, "num_lock": 0}
        meanings = {
            "alt": keysyms.ALT,
            "super": keysyms.SUPER,
            "level3": keysyms.LEVEL3,
            "num_lock": frozenset({keysyms.NUM_LOCK}),
        }
        for place, code in enumerate(modifier_codes):
            for meaning, wanted in meanings.items():
                if wanted.intersection(symbols.get(code, ())):
                    bits[meaning] |= 1 << (place // width)
        return cls(symbols, **bits)

    def classify(self, code: int, state: int) -> tuple[KeyClass, str]:
        """Class and name of a key press; the name is empty for characters and modifiers."""
        symbols = self.symbols.get(code, ())
        symbol = self._meant(symbols, state)
        if keysyms.is_modifier(symbol):
            return KeyClass.MODIFIER, ""
        key_class, name = keysyms.NAMED.get(symbol, (KeyClass.CHARACTER, ""))
        if keysyms.is_media(symbol) and not name:
            key_class = KeyClass.FUNCTION
        held = self._held(state)
        if not held:
            return key_class, name
        return KeyClass.SHORTCUT, "+".join([*held, name or _key_label(symbols)])

    def _meant(self, symbols: tuple[int, ...], state: int) -> int:
        plain = symbols[0] if symbols else 0
        if keysyms.is_keypad(plain) and len(symbols) > 1:
            shifted = bool(state & _SHIFT) != bool(state & self.num_lock)
            return symbols[1] if shifted else plain
        return plain

    def _held(self, state: int) -> list[str]:
        """The modifiers of a shortcut; none where AltGr takes part, which types characters."""
        if state & self.level3 or not state & (_CONTROL | self.alt | self.super):
            return []
        names = (
            (_CONTROL, "Ctrl"), (self.alt, "Alt"), (_SHIFT, "Shift"), (self.super, "Super"),
        )  # fmt: skip
        return [name for bit, name in names if state & bit]


def _key_label(symbols: tuple[int, ...]) -> str:
    """What a shortcut is called by: the Latin letter of the key, in any layout that has one."""
    characters = [character for symbol in symbols if (character := keysyms.character_of(symbol))]
    latin = [character for character in characters if character.isascii()]
    return (latin or characters or ["?"])[0]


def mapping_changed(server: XServer) -> bool:
    """Whether the layout has changed since this was last asked."""
    changed = False
    while (event := server.connection.poll_for_event()) is not None:
        changed = changed or isinstance(event, xcffib.xproto.MappingNotifyEvent)
    return changed
