"""Who may come in: invitations that work once, and the seats they are exchanged for.

Tokens and keys are kept as digests and looked up as such, so that the time a look-up takes tells
nothing about them.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

from observer.companion.limits import Allowance

_SECRET_BYTES = 24  # 192 bits; at least 128 are asked for
_MOST_INVITATIONS = 64
_MOST_SEATS = 40
_MOST_WHISPERS = 300  # of one observer, so that nobody drowns out the others


class Refused(Exception):  # reads as what happened; never leaves the server
    """Somebody is not let in; says why, in words for them."""


@dataclass(slots=True)
class Seat:
    """One observer: their name, when they came, and what they did since."""

    name: str
    since_ns: int
    marks: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    whispers: set[str] = field(default_factory=set)
    pages: int = 0
    pages_in_sight: set[int] = field(default_factory=set)
    pictures: Allowance = field(default_factory=lambda: Allowance(6, 2.0))

    @property
    def present(self) -> bool:
        """Whether a page of theirs is open."""
        return self.pages > 0

    @property
    def standing_marks(self) -> int:
        """How many marks of theirs were not taken back."""
        return len(self.marks - self.withdrawn)

    @property
    def may_whisper(self) -> bool:
        """Whether they have not whispered more than anybody would."""
        return len(self.whispers) < _MOST_WHISPERS


class Admission:
    """Hands out invitations and seats, and takes them back."""

    def __init__(self, moderator: str = "") -> None:
        self._moderator = moderator
        self._invitations: dict[str, None] = {}
        self._seats: dict[str, Seat] = {}
        self._standing = ""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody who was let in and not turned out."""
        return tuple(self._seats.values())

    @property
    def standing(self) -> str:
        """The token that is offered to whoever comes next; empty after everybody was turned out."""
        return self._standing

    def invite(self) -> str:
        """A token that opens the page once. The oldest unused one of very many is forgotten."""
        token = secrets.token_urlsafe(_SECRET_BYTES)
        self._invitations[_digest(token)] = None
        if len(self._invitations) > _MOST_INVITATIONS:
            del self._invitations[next(iter(self._invitations))]
        return token

    def offer(self) -> str:
        """Let an invitation stand for whoever comes next."""
        self._standing = self.invite()
        return self._standing

    def join(self, token: str, name: str, now_ns: int) -> tuple[str, Seat, list[Seat]]:
        """A seat for a token: its key, itself, and the seats it takes the place of.

        A refusal for the name leaves the token as it was. Raises Refused.
        """
        digest = _digest(token)
        if digest not in self._invitations:
            raise Refused("This invitation has been used already, or was taken back")
        namesakes = {key: seat for key, seat in self._seats.items() if _same(seat.name, name)}
        if self._moderator and _same(self._moderator, name):
            raise Refused(f"{name} is the moderator: add a letter")
        if any(seat.present for seat in namesakes.values()):
            raise Refused(f"Somebody called {name} is watching already: add a letter")
        if len(self._seats) - len(namesakes) >= _MOST_SEATS:
            raise Refused("All seats are taken")
        del self._invitations[digest]
        if self._standing == token:
            self.offer()
        seat = Seat(name, now_ns)
        for former in namesakes:  # the same person on another phone, or after theirs was emptied
            taken = self._seats.pop(former)
            seat.name = taken.name
            seat.since_ns = min(seat.since_ns, taken.since_ns)
            seat.marks |= taken.marks
            seat.withdrawn |= taken.withdrawn
            seat.whispers |= taken.whispers
        key = secrets.token_urlsafe(_SECRET_BYTES)
        self._seats[_digest(key)] = seat
        return key, seat, list(namesakes.values())

    def seat_of(self, key: str) -> Seat | None:
        """Whose key this is; None for one that opens nothing."""
        return self._seats.get(_digest(key))

    def revoke(self, name: str | None) -> list[Seat]:
        """Take the seats of this name back; all of them and every invitation where it is None."""
        if name is None:
            self._invitations.clear()
            self._standing = ""
        gone = [key for key, seat in self._seats.items() if name is None or _same(seat.name, name)]
        return [self._seats.pop(key) for key in gone]


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
