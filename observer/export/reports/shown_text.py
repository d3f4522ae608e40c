"""What people wrote, made fit to be shown: no unseen signs, no endless lines."""

from markupsafe import Markup

MOST_LETTERS = 2000
"""Of one text; a report is read by people, and the library keeps the whole."""

MOST_OF_A_NAME = 160
"""Of a name within a sentence, a chart or a table's cell: two lines of it."""

# Signs that turn the reading order of what follows them, so that a text reads as another than it
# is (Unicode TR36, 2.3). Right-to-left letters need none of them.
_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_UNSEEN = [*range(0x20), *range(0x7F, 0xA0), 0xFEFF, *range(0xFFF9, 0xFFFC)]
_SPACES = dict.fromkeys((0x0A, 0x0D, 0x09, 0x2028, 0x2029), " ")
_SHOWN = dict.fromkeys([*_TURNING, *_UNSEEN], "\N{REPLACEMENT CHARACTER}") | _SPACES


def shown_text(text: str) -> str:
    """One line of text in which everything that is there can be seen, cut where it is too long."""
    whole = text.encode("utf-8", "replace").decode("utf-8").translate(_SHOWN)
    if len(whole) <= MOST_LETTERS:
        return whole
    return f"{whole[:MOST_LETTERS]} … ({len(whole) - MOST_LETTERS:,} more letters)"


def brief(name: str) -> str:
    """A name, cut where it is too long to be one."""
    return name if len(name) <= MOST_OF_A_NAME else f"{name[:MOST_OF_A_NAME]} …"


def shown(value: object) -> object:
    """What a template puts in: text made fit to be shown, what is markup already as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return shown_text(value)
