"""What several moments have in common, field by field."""

from collections.abc import Iterable
from enum import Enum
from typing import Final, TypeVar

Value = TypeVar("Value")


class Various(Enum):
    """They differ."""

    VARIOUS = "various"


VARIOUS: Final = Various.VARIOUS


def shared(values: Iterable[Value]) -> Value | Various:
    """The one value all have, or VARIOUS. Raises ValueError where there is none at all."""
    every = list(values)
    if not every:
        raise ValueError("nothing has nothing in common")
    return every[0] if all(value == every[0] for value in every) else VARIOUS
