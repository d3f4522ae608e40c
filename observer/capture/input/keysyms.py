"""X key symbols that have a name of their own; every other key makes a character."""

from observer.model.samples import KeyClass

NUM_LOCK = 0xFF7F
LEVEL3 = frozenset({0xFE03, 0xFF7E})  # ISO_Level3_Shift (AltGr) and Mode_switch
CONTROL = frozenset({0xFFE3, 0xFFE4})
ALT = frozenset({0xFFE7, 0xFFE8, 0xFFE9, 0xFFEA})  # Meta and Alt share a modifier nearly always
SUPER = frozenset({0xFFEB, 0xFFEC, 0xFFED, 0xFFEE})  # and Hyper

_EDITING = {
    0xFF08: "Backspace",
    0xFF09: "Tab",
    0xFE20: "Tab",  # what Shift makes of it
    0xFF0D: "Return",
    0xFF8D: "Return",  # of the number pad
    0xFFFF: "Delete",
    0xFF9F: "Delete",
    0xFF63: "Insert",
    0xFF9E: "Insert",
    0xFF65: "Undo",
    0xFF66: "Redo",
    0x1008FF57: "Copy",
    0x1008FF58: "Cut",
    0x1008FF6D: "Paste",
}
_NAVIGATION = {
    0xFF50: "Home",
    0xFF51: "Left",
    0xFF52: "Up",
    0xFF53: "Right",
    0xFF54: "Down",
    0xFF55: "PageUp",
    0xFF56: "PageDown",
    0xFF57: "End",
    0xFF95: "Home",
    0xFF96: "Left",
    0xFF97: "Up",
    0xFF98: "Right",
    0xFF99: "Down",
    0xFF9A: "PageUp",
    0xFF9B: "PageDown",
    0xFF9C: "End",
    0x1008FF26: "Back",
    0x1008FF27: "Forward",
}
_FUNCTION = {
    0xFF1B: "Escape",
    0xFF13: "Pause",
    0xFF14: "ScrollLock",
    0xFF61: "Print",
    0xFF67: "Menu",
    0xFF6A: "Help",
    **{0xFFBE + number: f"F{number + 1}" for number in range(35)},
}
_MODIFIERS = frozenset(
    {*range(0xFFE1, 0xFFEF), *range(0xFE01, 0xFE14), *LEVEL3, NUM_LOCK, 0xFF20}
)  # Shift to Hyper, the ISO shifts and locks, Compose
_MEDIA = range(0x1008FF00, 0x10090000)  # loudness, player and launcher keys
_KEYPAD = range(0xFF80, 0xFFBE)

NAMED: dict[int, tuple[KeyClass, str]] = {
    **{symbol: (KeyClass.EDITING, name) for symbol, name in _EDITING.items()},
    **{symbol: (KeyClass.NAVIGATION, name) for symbol, name in _NAVIGATION.items()},
    **{symbol: (KeyClass.FUNCTION, name) for symbol, name in _FUNCTION.items()},
}


def is_modifier(symbol: int) -> bool:
    """Whether the key does nothing but change what others do."""
    return symbol in _MODIFIERS


def is_media(symbol: int) -> bool:
    """Whether it is one of the keys for loudness, players and programs."""
    return symbol in _MEDIA


def is_keypad(symbol: int) -> bool:
    """Whether it lies on the number pad, where NumLock decides what it does."""
    return symbol in _KEYPAD


def character_of(symbol: int) -> str:
    """The character it stands for, for the name of a shortcut; empty where it has none."""
    if 0x21 <= symbol <= 0x7E or 0xA1 <= symbol <= 0xFF:
        return chr(symbol).upper()
    if 0x01000100 <= symbol <= 0x0110FFFF:
        return chr(symbol - 0x01000000).upper()
    return "Space" if symbol == 0x20 else ""
