"""What a person typed, as a question to the full-text index."""

import re
from dataclasses import dataclass

from observer.database.rows import storable

_PART = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|(\w[^\s\"“”„\x00]*)")
"""A phrase between quotation marks, or a word. A word begins with a letter or digit; the index
itself splits what follows (`don't`, `post-code`)."""


@dataclass(frozen=True, slots=True)
class Query:
    """All of it must occur. `whole` takes the last word as it stands, `begun` as a beginning.

    Both are empty where nothing was typed that can be looked for, and the same where a phrase comes
    last, whose end was typed. `words` are the same words, one by one and in lower case.
    """

    whole: str
    begun: str
    words: tuple[str, ...] = ()


def to_query(text: str) -> Query:
    """Each word in quotation marks, so that nothing in it is an operator."""
    parts: list[str] = []
    ended = False
    for phrase, word in _PART.findall(storable(text).replace("\x00", " ")):
        words = " ".join(re.findall(r"\w[^\s]*", phrase)) if phrase else word
        if words:
            parts.append(f'"{words}"')
            ended = bool(phrase)
    whole = " ".join(parts)
    begun = whole if ended or not parts else f"{whole}*"
    return Query(whole, begun, tuple(whole.replace('"', "").casefold().split()))
