"""What an attempt at a task took of the hands, as it was measured from the recorded tracks."""

from dataclasses import dataclass

from observer.model.sitting import Attempt

METHOD = 1
"""Which way of measuring a kept effort was measured in; one of another is measured again."""


@dataclass(frozen=True, slots=True)
class Effort:
    """One attempt's figures, for the stretch from `start_ns` to `end_ns` that it had then.

    `clicks`, `pointer_px` and what follows are None where the track they are measured on was not
    recorded. `help_turns` counts how often help or search was turned to, `steps` the windows and
    pages gone through and `places` the different ones among them. `fronts` says how many
    nanoseconds each application was in front, the longest first; of a secret window the name is
    empty. `unseen_ns` is how much of the attempt was not recorded: the figures are at least these.
    """

    attempt_id: str
    session_id: str
    start_ns: int
    end_ns: int
    clicks: int | None = None
    pointer_px: float | None = None
    help_turns: int | None = None
    steps: int | None = None
    places: int | None = None
    fronts: tuple[tuple[str, int], ...] = ()
    unseen_ns: int = 0

    def is_of(self, attempt: Attempt) -> bool:
        """Whether it was measured for the attempt as it stands, not for what it was before."""
        return (self.attempt_id, self.start_ns, self.end_ns) == (
            attempt.id,
            attempt.start_ns,
            attempt.end_ns,
        )
