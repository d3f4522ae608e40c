"""Times that should rise: which of them damage has put out of place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def strays(times: Sequence[int], *, strictly: bool) -> set[int]:
    """The places to leave out so that the rest rises and as much as possible is kept.

    Were each time only compared with the one before, a single one that is too late by mistake
    would cost everything behind it. `strictly` says whether two may be equal; of two rows that
    keep as much, the one whose members come first is kept.
    """
    bisect = bisect_left if strictly else bisect_right
    # From the last to the first. For each length of a rising row: minus the latest time that one
    # can begin with, and the place of that time; for each place, the one that follows in its row.
    begins: list[int] = []
    begins_at: list[int] = []
    after: dict[int, int] = {}
    for place in reversed(range(len(times))):
        length = bisect(begins, -times[place])
        after[place] = begins_at[length - 1] if length else -1
        if length == len(begins):
            begins.append(-times[place])
            begins_at.append(place)
        else:
            begins[length], begins_at[length] = -times[place], place
    left_out = set(range(len(times)))
    place = begins_at[-1] if begins_at else -1
    while place >= 0:
        left_out.remove(place)
        place = after[place]
    return left_out
