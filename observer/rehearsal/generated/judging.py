"""How well rules do on generated runs: what they found, missed, and saw where nothing was."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from observer.model.clock import NS_PER_SECOND
from observer.model.signal import Signal
from observer.rehearsal.generated.run import GeneratedRun, Planted

SLACK_NS = 2 * NS_PER_SECOND
"""A signal may begin or end so much beside what it speaks of."""

_NS_PER_HOUR = 3600 * NS_PER_SECOND


@dataclass
class Judgement:
    """Counts by rule over some runs.

    A signal is right where its own friction lies. It is `beside` where that of another rule does,
    which a person who looks will not call a false alarm, and false where nothing was planted.
    """

    hours: float = 0.0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    unseen: list[tuple[int, Planted]] = field(default_factory=list)

    def take(self, run: GeneratedRun, signals: Sequence[Signal]) -> None:
        """Count one run and what the rules said of it."""
        self.hours += run.tracks.duration_ns / _NS_PER_HOUR
        for planted in run.planted:
            self.planted[planted.rule] += 1
            if any(signal.rule == planted.rule for signal in _near(planted, signals)):
                self.found[planted.rule] += 1
            if not any(_near(planted, signals)):
                self.unseen.append((run.seed, planted))
        for signal in signals:
            hit = [planted.rule for planted in run.planted if _meets(planted, signal)]
            right = signal.rule in hit
            place = self.right if right else self.beside if hit else self.false
            place[signal.rule] += 1

    def recall(self, rule: str) -> float:
        """The share of what was planted that was found; 1 where nothing was planted."""
        return self.found[rule] / self.planted[rule] if self.planted[rule] else 1.0

    @property
    def share_found(self) -> float:
        """The share of all that was planted where any rule spoke; 1 where nothing was planted."""
        planted = self.planted.total()
        return 1 - len(self.unseen) / planted if planted else 1.0

    def precision(self, rule: str) -> float:
        """The share of signals that are right; 1 where there are none."""
        said = self.right[rule] + self.beside[rule] + self.false[rule]
        return self.right[rule] / said if said else 1.0

    @property
    def false_an_hour(self) -> float:
        """Signals of all rules where nothing was planted, by the hour."""
        return self.false.total() / self.hours if self.hours else 0.0


def _near(planted: Planted, signals: Iterable[Signal]) -> Iterable[Signal]:
    return (signal for signal in signals if _meets(planted, signal))


def _meets(planted: Planted, signal: Signal) -> bool:
    return (
        signal.start_ns <= planted.span.end_ns + SLACK_NS
        and planted.span.start_ns - SLACK_NS <= signal.end_ns
    )
