"""The participant's name, as the consent has it, replaced by their code in what others wrote."""

import re
from collections.abc import Callable

_SHORTEST_PART = 3  # letters; shorter parts ("de", "Al") occur in ordinary words' places


def name_remover(name: str, code: str) -> Callable[[str], str]:
    """A function that puts `code` in place of the name and of each part of it.

    The whole name is found in any case, a part only as a word of its own with the capitals it has
    in the consent: "Will" is a name, "will" is not.
    """
    whole = " ".join(name.split())
    if not whole:
        return lambda text: text
    parts = [part for part in re.split(r"[\s,]+", whole) if len(part) >= _SHORTEST_PART]
    spaced = r"\s+".join(re.escape(part) for part in whole.split())
    wholly = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
    partly = [re.compile(rf"(?<!\w){re.escape(part)}(?!\w)") for part in parts]

    def remove(text: str) -> str:
        text = wholly.sub(lambda _: code, text)
        for pattern in partly:
            text = pattern.sub(lambda _: code, text)
        return text

    return remove
