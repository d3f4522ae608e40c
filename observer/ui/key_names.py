"""How keys are written: one word a keycap."""

from collections.abc import Sequence

OR = "or"
"""Between two keys of which either will do."""

_SIGNS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "-": "−",
    "Del": "Delete",
    "PgDown": "PgDn",
}
_SAME = {"Enter": "Return"}
_FEWEST_IN_A_ROW = 3


def key_words(sequence: str) -> str:
    """`Ctrl+Shift+Left` as `Ctrl Shift ←`."""
    *modifiers, key = _parts(sequence)
    return " ".join((*modifiers, _SIGNS.get(key, key)))


def written_either(sequences: Sequence[str]) -> str:
    """All the ways to one action: `Space or K`. Two names of one key are said once."""
    distinct = dict.fromkeys(key_words(_SAME.get(one, one)) for one in sequences)
    return f" {OR} ".join(distinct)


def written_together(sequences: Sequence[str]) -> str:
    """The keys of several actions in one line: `Shift F Q W`, `0 – 4`, `PgUp PgDn`."""
    split = [_parts(one) for one in sequences]
    modifiers = split[0][:-1]
    if any(parts[:-1] != modifiers for parts in split):
        return f" {OR} ".join(dict.fromkeys(key_words(one) for one in sequences))
    keys = [parts[-1] for parts in split]
    if _in_a_row(keys):
        keys = [keys[0], "–", keys[-1]]
    return " ".join((*modifiers, *(_SIGNS.get(key, key) for key in keys)))


def _in_a_row(keys: Sequence[str]) -> bool:
    numbers = [int(key) for key in keys if key.isdecimal()]
    return (
        len(numbers) == len(keys) >= _FEWEST_IN_A_ROW
        and numbers[-1] - numbers[0] == len(numbers) - 1
    )


def _parts(sequence: str) -> list[str]:
    """Modifiers and the key; a plus sign may be the key itself."""
    if sequence.endswith("+") and len(sequence) > 1:
        return [*sequence[:-2].split("+"), "+"]
    return sequence.split("+") if sequence != "+" else ["+"]
