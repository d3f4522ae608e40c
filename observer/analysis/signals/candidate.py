"""A signal that still hangs on what the picture did, and how that is settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from observer.analysis.picture_track import PictureTrack
from observer.model.picture_change import Look
from observer.model.signal import Signal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A signal, if none of `still` changed and each of `stirred` did.

    Also not where all of `answers` changed, unless all of `restless` did, too: what changes by
    itself is nobody's work. A rule that asks nothing of the picture leaves them all empty.
    """

    signal: Signal
    still: tuple[Look, ...] = ()
    stirred: tuple[Look, ...] = ()
    answers: tuple[Look, ...] = ()
    restless: tuple[Look, ...] = ()

    def holds(self, picture: PictureTrack) -> bool:
        """Whether it is a signal. What the picture cannot tell counts against it."""
        return (
            all(picture.changed(look) is False for look in self.still)
            and all(picture.changed(look) is True for look in self.stirred)
            and not self._was_answered(picture)
        )

    def _was_answered(self, picture: PictureTrack) -> bool:
        if not self.answers or any(picture.changed(look) is False for look in self.answers):
            return False
        return not self.restless or any(picture.changed(look) is not True for look in self.restless)

    def open_looks(self, picture: PictureTrack) -> list[Look]:
        """What has to be looked up next; nothing where it fails, or holds, already."""
        answers = [(look, picture.changed(look), False) for look in self.still]
        answers += [(look, picture.changed(look), True) for look in self.stirred]
        if any(answer is not None and answer is not wanted for _, answer, wanted in answers):
            return []
        unknown = [look for look, answer, _ in answers if answer is None]
        if unknown or any(picture.changed(look) is False for look in self.answers):
            return unknown
        first = [look for look in self.answers if picture.changed(look) is None]
        return first or [look for look in self.restless if picture.changed(look) is None]


def open_looks(candidates: Iterable[Candidate], picture: PictureTrack) -> list[Look]:
    """What has to be looked up in the pictures, in time, each once."""
    found = {look for candidate in candidates for look in candidate.open_looks(picture)}
    return sorted(found, key=lambda look: (look.before_ns, look.after_ns))
