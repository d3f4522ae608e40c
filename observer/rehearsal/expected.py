"""What was done in a rehearsal, row by row, and where the database holds something else."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

Row = dict[str, object]


@dataclass(slots=True)
class Between:
    """A moment or length that lies between two; both in nanoseconds."""

    low_ns: int
    high_ns: int

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.low_ns <= value <= self.high_ns

    def moved(self, by_ns: int, slack_ns: int = 0) -> "Between":
        """The same so much later, and so much wider at both ends; never before 0."""
        return Between(
            max(0, self.low_ns + by_ns - slack_ns), max(0, self.high_ns + by_ns + slack_ns)
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is done, as it is done: the rows each table must hold afterwards."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def did(self, table: str, **columns: object) -> Row:
        """Something was done that makes this row; it may still be changed."""
        self.tables.setdefault(table, []).append(columns)
        return columns

    def took_back(self, table: str, row: Row) -> None:
        """What made this row was taken back."""
        self.tables[table] = [one for one in self.tables[table] if one is not row]


class Clock:
    """The session's clock, seen from beside: monotonic nanoseconds since `zero_ns`."""

    def __init__(self, zero_ns: int) -> None:
        self._zero_ns = zero_ns

    def now_ns(self) -> int:
        """The session's time."""
        return time.monotonic_ns() - self._zero_ns

    @contextmanager
    def during(self) -> Iterator[Between]:
        """The stretch that the block takes; complete once it is over."""
        taken = Between(self.now_ns(), 0)
        yield taken
        taken.high_ns = self.now_ns()


def differences(
    expected: Mapping[str, Sequence[Row]], held: Mapping[str, Sequence[Row]]
) -> list[str]:
    """A line for each row that is not as it was done, is missing, or that nobody made."""
    found = []
    for table in sorted({*expected, *held}):
        left = list(held.get(table, ()))
        wrong = [row for row in expected.get(table, ()) if not _take_same(row, left)]
        for row in wrong:
            if left:
                apart = [_apart(row, one) for one in left]
                nearest = min(apart, key=len)
                del left[apart.index(nearest)]
                found += [f"{table}: {words}" for words in nearest]
            else:
                found.append(f"{table}: missing {_words(row)}")
        found += [f"{table}: nobody did {_words(row)}" for row in left]
    return found


def _take_same(row: Row, left: list[Row]) -> bool:
    """Take the first held row that is this one out of those that are left, if there is one."""
    for place, one in enumerate(left):
        if not _apart(row, one):
            del left[place]
            return True
    return False


def _apart(row: Row, other: Row) -> list[str]:
    """The columns in which a held row is not as it was done."""
    words = []
    for column in sorted({*row, *other}):
        wanted, value = row.get(column), other.get(column)
        same = value in wanted if isinstance(wanted, Between) else value == wanted
        if not same or (column in row) != (column in other):
            words.append(f"{column} is {value!r}, was {wanted!r}, in {_words(other)}")
    return words


def _words(row: Row) -> str:
    return ", ".join(f"{column}={_short(value)}" for column, value in row.items())


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:57]}…"
