"""Repeated undo or erasing: what was done is taken back again and again.

Four undos within 10 s; or three bursts of erasing within 30 s, each of six keys or more with typing
before it. A word that is erased by holding Backspace is one burst and ordinary.

Source: undo and erase events as a sign of usability problems: Akers, Simpson, Jeffries & Winograd
(2009), Undo and erase events as indicators of usability problems, Proc. CHI 2009, 659-668. They
look at each single event with its person; a rule alone asks for several, by our own choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, KeyClass
from observer.model.signal import Signal

NAME = "repeated-undo"

UNDO = frozenset({"ctrl+z", "alt+backspace"})
ERASING = frozenset({"Backspace", "Delete"})
_SAME_BURST_NS = 1_500 * NS_PER_MS


@dataclass(frozen=True)
class RepeatedUndo(Thresholds):
    """The thresholds."""

    undos: int = bounded(4, 2, 20)
    undos_within_ms: int = bounded(10_000, 1_000, 60_000)
    bursts: int = bounded(3, 2, 10)
    burst_keys: int = bounded(6, 2, 50)
    bursts_within_ms: int = bounded(30_000, 5_000, 300_000)


def find(tracks: Tracks, settings: RepeatedUndo) -> Iterator[Candidate]:
    """Rows of undos, then rows of erasing."""
    undos = [(key.time_ns, key.time_ns) for key in tracks.keys if is_undo(key)]
    for row in _rows(undos, settings.undos, settings.undos_within_ms * NS_PER_MS):
        yield Candidate(_signal(row, f"Undo was asked for {len(row)} times"))
    bursts = _bursts(tracks.keys, settings.burst_keys)
    for row in _rows(bursts, settings.bursts, settings.bursts_within_ms * NS_PER_MS):
        what = f"Typed and erased again {len(row)} times, {settings.burst_keys} keys or more each,"
        yield Candidate(_signal(row, what))


def is_undo(key: InputEvent) -> bool:
    """Whether the key takes back what was done."""
    return key.key_class is KeyClass.SHORTCUT and key.key.lower() in UNDO


def is_erasing(key: InputEvent) -> bool:
    """Whether the key erases, alone or by words."""
    return key.key in ERASING or key.key.removeprefix("Ctrl+") in ERASING


def _bursts(keys: list[InputEvent], least: int) -> list[tuple[int, int]]:
    """Stretches of erasing that follow on typing, by their number of keys."""
    bursts: list[tuple[int, int]] = []
    run: list[int] = []
    typed = False
    for key in keys:
        if is_erasing(key):
            if run and key.time_ns - run[-1] > _SAME_BURST_NS:
                run = []
            run.append(key.time_ns)
            if typed and len(run) >= least:
                if len(run) > least:
                    bursts.pop()
                bursts.append((run[0], run[-1]))
        elif key.key_class is KeyClass.CHARACTER:
            typed, run = True, []
    return bursts


def _rows(
    spans: list[tuple[int, int]], least: int, within_ns: int
) -> Iterator[list[tuple[int, int]]]:
    """Disjoint rows of so many spans within that time, each as long as it goes on."""
    first = 0
    while first + least <= len(spans):
        if spans[first + least - 1][1] - spans[first][0] > within_ns:
            first += 1
            continue
        last = first + least - 1
        while last + 1 < len(spans) and spans[last + 1][0] - spans[last][1] <= within_ns // least:
            last += 1
        yield spans[first : last + 1]
        first = last + 1


def _signal(row: list[tuple[int, int]], what: str) -> Signal:
    start_ns, end_ns = row[0][0], row[-1][1]
    return Signal(NAME, start_ns, end_ns, f"{what} within {seconds(end_ns - start_ns)}.")
