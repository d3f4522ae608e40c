"""How a benchmark is to be run."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for; None where the benchmark's own default is meant."""

    say: Callable[[str], None]
    seconds: float | None = None
    minutes: float | None = None
    kills: int | None = None
    rounds: int = 1
    only: str = ""

    def wants(self, part: str) -> bool:
        """Whether a part of the benchmark is to be run."""
        return not self.only or self.only == part
