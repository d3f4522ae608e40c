"""A plain mouse log as events: the form of the Balabit Mouse Dynamics Challenge.

A CSV file with a header and the columns record timestamp, client timestamp (both in seconds),
button, state, x, y. States are Move, Drag, Pressed, Released, and Up and Down of the wheel.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import ObserverError
from observer.model.samples import InputEvent, InputKind

_COLUMNS = ("record timestamp", "client timestamp", "button", "state", "x", "y")
_KINDS = {
    "move": InputKind.MOVE,
    "drag": InputKind.MOVE,
    "pressed": InputKind.PRESS,
    "released": InputKind.RELEASE,
    "up": InputKind.SCROLL,
    "down": InputKind.SCROLL,
}
_NOWHERE = 65_535  # what the log says where the pointer had left the screen


def read_mouse_log(path: Path) -> Tracks:
    """The log's events, from its first one on, by the client's clock; there is nothing else in it.

    Raises ObserverError for a file that is no such log, with the line that is not.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            events = sorted(_events(path, csv.reader(file)), key=lambda event: event.time_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise ObserverError(
            f"{path.name} cannot be read ({error})", "Give the path of a mouse log in CSV"
        ) from error
    if not events:
        raise ObserverError(f"{path.name} holds no event", "Give a mouse log with events in it")
    return Tracks(events[-1].time_ns, tuple(events))


def _events(path: Path, rows: Iterator[list[str]]) -> Iterator[InputEvent]:
    header = [name.strip().lower() for name in next(rows, [])]
    if any(name not in header for name in _COLUMNS[1:]):
        raise _wrong(path, 1, f"its header is not “{','.join(_COLUMNS)}”")
    at = {name: header.index(name) for name in _COLUMNS[1:]}
    began_s: float | None = None
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        try:
            time_s = float(row[at["client timestamp"]])
            x, y = int(row[at["x"]]), int(row[at["y"]])
            kind = _KINDS[row[at["state"]].strip().lower()]
            button = row[at["button"]].strip().lower()
        except (ValueError, KeyError, IndexError) as error:
            raise _wrong(path, number, f"it does not read {row!r}") from error
        began_s = time_s if began_s is None else began_s
        if _NOWHERE in {x, y}:
            continue
        time_ns = max(0, round((time_s - began_s) * NS_PER_SECOND))
        if kind is InputKind.SCROLL:
            step = -1 if row[at["state"]].strip().lower() == "up" else 1
            yield InputEvent(time_ns, kind, x, y, dy=step)
        else:
            pressed = kind is not InputKind.MOVE
            yield InputEvent(time_ns, kind, x, y, button=button if pressed else "")


def _wrong(path: Path, line: int, why: str) -> ObserverError:
    return ObserverError(
        f"Line {line} of {path.name} is no line of a mouse log: {why}",
        "Give a CSV file with the columns record timestamp, client timestamp, button, state, x, y",
    )
