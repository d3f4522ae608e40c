"""Acts of one sort in a row, told as one: `Backspace ×3`."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from observer.model.samples import InputEvent


@dataclass(frozen=True, slots=True)
class Run:
    """What was done again and again: when, how often by then, and where."""

    label: str
    times_ns: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """A run as it stands at a moment: `age_ns` since its last act."""

    label: str
    count: int
    age_ns: int
    place: tuple[int, int]


class Runs:
    """A session's runs of one sort of act; none begins before the one before has ended."""

    def __init__(self, runs: list[Run] | None = None) -> None:
        self._runs = runs or []
        self._starts_ns = [run.times_ns[0] for run in self._runs]

    def __len__(self) -> int:
        return len(self._runs)

    def at(self, time_ns: int, since_ns: int, hold_ns: int, most: int) -> list[Seen]:
        """The runs whose last act is at most `hold_ns` old, in time; what comes later is not told.

        What was done before `since_ns` is left out; `most` are the latest ones.
        """
        seen: list[Seen] = []
        index = bisect_right(self._starts_ns, time_ns)
        while index > 0 and len(seen) < most:
            index -= 1
            run = self._runs[index]
            last = bisect_right(run.times_ns, time_ns) - 1
            age_ns = time_ns - run.times_ns[last]
            if age_ns > hold_ns or run.times_ns[last] < since_ns:
                break
            seen.append(Seen(run.label, run.counts[last], age_ns, run.places[last]))
        return seen[::-1]


def gather(acts: Iterable[tuple[InputEvent, str, int]], pause_ns: int) -> list[Run]:
    """Runs of events in time with their label and how much each counts; a pause ends a run."""
    runs: list[Run] = []
    for event, label, amount in acts:
        last = runs[-1] if runs else None
        if last is None or last.label != label or event.time_ns - last.times_ns[-1] > pause_ns:
            last = Run(label)
            runs.append(last)
        last.times_ns.append(event.time_ns)
        last.counts.append((last.counts[-1] if last.counts else 0) + amount)
        last.places.append((event.x, event.y))
    return runs
