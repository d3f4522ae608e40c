"""What one fault did, measured: a row of the fault table."""

from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True)
class Outcome:
    """`told` is what the moderator reads, `told_after_s` how long after the fault.

    `on_disk` says what was found after the repair, `lost_s` how many seconds of media are missing;
    None where nothing is told, or no time is concerned. The largest of several tries counts.
    """

    fault: str
    told: str
    told_after_s: float | None
    on_disk: str
    lost_s: float | None


class OutcomeFile:
    """Appends outcomes to a file of one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, outcome: Outcome) -> None:
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(outcome) + b"\n")


def read_outcomes(path: Path) -> list[Outcome]:
    """The last outcome of each fault, in the order of their first."""
    found: dict[str, Outcome] = {}
    for line in path.read_bytes().splitlines():
        outcome = msgspec.json.decode(line, type=Outcome)
        found[outcome.fault] = outcome
    return list(found.values())
