"""Thresholds as settings: each has a default and the bounds within which it makes sense."""

from dataclasses import dataclass, field, fields
from typing import Any


def bounded(default: float, least: float, most: float) -> Any:  # Any: as dataclasses.field
    """A field of Thresholds with a default and bounds, both ends allowed."""
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True)
class Thresholds:
    """What the thresholds of every rule have in common: they lie within their bounds.

    Raises ValueError, in words for people, where one does not.
    """

    def __post_init__(self) -> None:
        for item in fields(self):
            value, least, most = (
                getattr(self, item.name),
                item.metadata["least"],
                item.metadata["most"],
            )
            whole = isinstance(item.default, int)
            if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
                kind = "a whole number" if whole else "a number"
                raise ValueError(f"{item.name} is {kind}, not {value!r}")  # noqa: TRY004  # one sort of fault
            if not least <= value <= most:
                raise ValueError(f"{item.name} lies between {least} and {most}, not at {value}")
