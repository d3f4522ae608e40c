"""What sort of key was pressed, from its code and the modifiers held."""

from collections.abc import Sequence
from dataclasses import dataclass

from observer.capture.input import keysyms
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
        return classify_symbol(symbol, self._held(state), _key_label(symbols))

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


def classify_symbol(symbol: int, held: Sequence[str], label: str) -> tuple[KeyClass, str]:
    """Class and name of a key press; `held` names the modifiers that make a shortcut of it.

    `label` is what a key without a name is called in a shortcut; it is used for nothing else.
    """
    if keysyms.is_modifier(symbol):
        return KeyClass.MODIFIER, ""
    key_class, name = keysyms.NAMED.get(symbol, (KeyClass.CHARACTER, ""))
    if keysyms.is_media(symbol) and not name:
        key_class = KeyClass.FUNCTION
    if not held:
        return key_class, name
    return KeyClass.SHORTCUT, "+".join([*held, name or label])


def _key_label(symbols: tuple[int, ...]) -> str:
    """What a shortcut is called by: the Latin letter of the key, in any layout that has one."""
    characters = [character for symbol in symbols if (character := keysyms.character_of(symbol))]
    latin = [character for character in characters if character.isascii()]
    return (latin or characters or ["?"])[0]
