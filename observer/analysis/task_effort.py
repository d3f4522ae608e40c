"""What a task took of its participants' hands: typical clicks and way, who was lost, where."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from observer.analysis.effort import LOST_ABOVE, lostness_of
from observer.analysis.intervals import Estimate, geometric_mean_of_counts, mean
from observer.model.effort import Effort
from observer.model.sitting import Attempt
from observer.model.study import Task


@dataclass(frozen=True, slots=True)
class AttemptEffort:
    """One attempt with its figures. `alone` is one that was completed without help."""

    attempt: Attempt
    effort: Effort
    lostness: float | None
    alone: bool

    @property
    def is_lost(self) -> bool:
        """Whether those who watched would have said so."""
        return self.lostness is not None and self.lostness > LOST_ABOVE


@dataclass(frozen=True, slots=True)
class WindowShare:
    """An application, empty for secret windows: the mean share of the time it was in front."""

    application: str
    share: float


@dataclass(frozen=True, slots=True)
class TaskEffort:
    """A task's figures over the first attempts that could be `measured`; None where none could.

    Clicks and way are over those completed without help, as the time is, and skewed as times are:
    their geometric means. The others are over all. `lost` counts who was lost beyond 0.5;
    `lostness` is None where nobody said how few places the task takes, or went through as many.
    """

    measured: tuple[AttemptEffort, ...] = ()
    clicks: Estimate | None = None
    pointer_px: Estimate | None = None
    lostness: Estimate | None = None
    help_turns: int | None = None
    windows: tuple[WindowShare, ...] = ()

    @property
    def lost(self) -> int:
        """How many were lost."""
        return sum(one.is_lost for one in self.measured)

    @property
    def told_help(self) -> tuple[AttemptEffort, ...]:
        """Those of whom it is known whether they turned to help."""
        return tuple(one for one in self.measured if one.effort.help_turns is not None)

    @property
    def sought_help(self) -> int:
        """How many people turned to help or search."""
        return sum(bool(one.effort.help_turns) for one in self.measured)


def task_effort(
    task: Task,
    attempts: Sequence[Attempt],
    alone: Collection[Attempt],
    efforts: Mapping[str, Effort],
) -> TaskEffort:
    """The figures of a task's first attempts; `efforts` by attempt, `alone` as TaskFigures.seconds.

    An effort that was measured before its attempt was moved is none.
    """
    measured = []
    for attempt in attempts:
        effort = efforts.get(attempt.id)
        if effort is not None and effort.is_of(attempt):
            lost = lostness_of(effort, task.expected_steps)
            measured.append(AttemptEffort(attempt, effort, lost, attempt in alone))
    own = [one.effort for one in measured if one.alone]
    turns = [one.effort.help_turns for one in measured if one.effort.help_turns is not None]
    return TaskEffort(
        measured=tuple(measured),
        clicks=geometric_mean_of_counts([e.clicks for e in own if e.clicks is not None]),
        pointer_px=geometric_mean_of_counts(
            [e.pointer_px for e in own if e.pointer_px is not None]
        ),
        lostness=_from_zero(mean([o.lostness for o in measured if o.lostness is not None])),
        help_turns=sum(turns) if turns else None,
        windows=_window_shares(one.effort for one in measured),
    )


def _from_zero(estimate: Estimate | None) -> Estimate | None:
    """Nobody is less lost than not at all."""
    if estimate is None or estimate.low is None:
        return estimate
    return replace(estimate, low=max(0.0, estimate.low))


def _window_shares(efforts: Iterable[Effort]) -> tuple[WindowShare, ...]:
    """Each attempt counts the same, however long it took; the largest share first."""
    shares: defaultdict[str, float] = defaultdict(float)
    people = 0
    for effort in efforts:
        total_ns = sum(front_ns for _, front_ns in effort.fronts)
        people += bool(total_ns)
        for application, front_ns in effort.fronts:
            shares[application] += front_ns / total_ns
    told = [WindowShare(name, share / people) for name, share in shares.items()]
    return tuple(sorted(told, key=lambda one: (-one.share, one.application)))
