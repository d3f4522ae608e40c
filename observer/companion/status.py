"""What the companion says of itself when it is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watching:
    """One observer: when they came, on the session's clock, and whether their page is open."""

    name: str
    since_ns: int
    marks: int = 0
    present: bool = True


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """What an observer said to the moderator alone; it is in no session and no file."""

    author: str
    time_ns: int
    text: str


@dataclass(frozen=True, slots=True)
class CompanionStatus:
    """One look at the companion, frozen.

    `address` is an invitation that nobody has used yet: once it is used, the next status holds
    the next one, so whoever draws it as a code draws one that works. It is empty after everybody
    was turned out.
    """

    address: str
    observers: tuple[Watching, ...] = ()
    notes: tuple[PrivateNote, ...] = ()
