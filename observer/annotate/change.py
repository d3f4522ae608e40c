"""What an edit returns: the core says what to refresh, it never calls a window."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Which annotations to show again, and in plain words what was done to them."""

    changed_ids: tuple[str, ...]
    what: str
