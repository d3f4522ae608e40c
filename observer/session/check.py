"""What a check of a session says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One promise, whether it holds, and what was seen."""

    name: str
    ok: bool
    detail: str
