"""What the moderator is told of a recording in trouble, and how soon."""

import time
from dataclasses import dataclass
from pathlib import Path

from observer.model.errors import ObserverError, RecorderError
from observer.model.status import RecorderStatus
from observer.recorder.client import RecorderClient

_LOOK_EVERY_S = 0.05  # a window asks four times a second; here the recorder's own delay counts


@dataclass(frozen=True)
class Told:
    words: str
    after_s: float


def words_of(status: RecorderStatus) -> str:
    """Everything a status complains of, as one text."""
    alarms = [track.alarm for track in status.tracks if track.alarm]
    return " ".join(dict.fromkeys([*status.warnings, *alarms, status.problem])).strip()


def wait_until_told(client: RecorderClient, since_s: float, within_s: float, about: str) -> Told:
    """Ask until the status speaks of `about`; a recording that does not answer says so itself.

    `since_s` is the monotonic moment of the fault.
    """
    seen = ""
    while time.monotonic() < since_s + within_s:
        try:
            seen = words_of(client.status())
        except RecorderError as error:
            seen = str(error)
        if about in seen:
            return Told(seen, time.monotonic() - since_s)
        time.sleep(_LOOK_EVERY_S)
    raise AssertionError(f"nothing about “{about}” within {within_s} s, but: “{seen}”")


def wait_until_well(client: RecorderClient, since_s: float, within_s: float) -> float:
    """Seconds until the status complains of nothing."""
    while time.monotonic() < since_s + within_s:
        if not (seen := words_of(client.status())):
            return time.monotonic() - since_s
        time.sleep(_LOOK_EVERY_S)
    raise AssertionError(f"after {within_s} s it still says: “{seen}”")


class StillRunningError(AssertionError):
    """A recording that should have ended by itself has not."""


def wait_until_ended(
    client: RecorderClient, last: RecorderStatus, since_s: float, within_s: float
) -> Told:
    """What a recording that ends by itself says: first while it runs, else as its last word.

    `last` is a look at it from before the fault.
    """
    first: Told | None = None
    while time.monotonic() < since_s + within_s:
        try:
            last = client.status()
        except RecorderError:
            if not lives(client.pid):
                return first or Told(_last_word(client, last), time.monotonic() - since_s)
        else:
            if (seen := words_of(last)) and not first:
                first = Told(seen, time.monotonic() - since_s)
        time.sleep(_LOOK_EVERY_S)
    raise StillRunningError(f"it still runs after {within_s} s")


def _last_word(client: RecorderClient, last: RecorderStatus) -> str:
    """What a window shows of a recording that is gone."""
    try:
        return words_of(client.wait_until_closed(last))
    except ObserverError as error:
        return str(error)


def lives(pid: int) -> bool:
    """Whether the process is there and is more than a name that nobody has asked after."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
