"""What strangers wrote, made fit to be kept and shown anywhere: in a window, a terminal, a file."""

import unicodedata

# Embeddings, overrides and isolates turn the text around them about (Unicode TR 36, 3.1); letters
# of Arabic and Hebrew do without.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def plain_text(text: str, longest: int) -> str:
    """The text on one line: no control characters, nothing that turns its direction, cut off.

    Markup stays what it is, text: whoever shows it escapes it.
    """
    spaced = (_plain(letter) for letter in text)
    return " ".join("".join(spaced).split())[:longest].strip()


def plain_name(text: str, longest: int) -> str:
    """A person's name: plain text in Unicode's composed form, so that two that look alike are."""
    return plain_text(unicodedata.normalize("NFKC", text), longest)


def _plain(letter: str) -> str:
    if letter in _TURNING or unicodedata.category(letter) in {"Cs", "Co", "Cn"}:
        return ""
    return " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
