"""What a moderator must hear of at once: a track that stalls, a device that is lost."""

from collections.abc import Sequence

from observer.capture.protocol import Device, Enduring
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.consent import TrackKind
from observer.recorder.track_counts import STALLED_AFTER_NS, TrackCounts

_STEADY = {
    TrackKind.SCREEN: "The screen",
    TrackKind.CAMERA: "The camera",
    TrackKind.MICROPHONE: "The microphone",
    TrackKind.SYSTEM_SOUND: "The system's sound",
}
"""Tracks of which something comes all the time; input and focus may rest for an hour."""
_MOST_NOTES = 50  # a device that comes and goes all day must not fill the manifest


def alarm_of(device: Device, counts: TrackCounts) -> str:
    """What is wrong with the device, or its track, as a plain sentence; empty while all is well."""
    if device.problem:
        return device.problem
    age_ns = counts.age_ns(device.kind)
    if device.kind in _STEADY and age_ns > STALLED_AFTER_NS:
        return f"{_STEADY[device.kind]} has stood still for {age_ns / NS_PER_SECOND:.0f} s"
    return ""


def is_lost(device: Device, counts: TrackCounts) -> bool:
    """Whether the device has stopped to deliver what it is there for."""
    if isinstance(device, Enduring):
        return device.is_lost
    steady = device.kind in _STEADY
    return bool(device.problem) and not (steady and counts.age_ns(device.kind) <= STALLED_AFTER_NS)


class AlarmBook:
    """Keeps what was ever wrong, with its times, for the session's manifest."""

    def __init__(self) -> None:
        self._since: dict[str, int] = {}
        self._notes: list[str] = []

    def take(self, alarms: Sequence[str], now_ns: int) -> None:
        """Note which alarms there are at this moment of the session."""
        current = {_without_seconds(alarm): alarm for alarm in alarms}
        for key in [key for key in self._since if key not in current]:
            self._note(key, self._since.pop(key), now_ns)
        for key in current:
            self._since.setdefault(key, now_ns)

    def notes(self, now_ns: int) -> tuple[str, ...]:
        """A line for each: from when to when, and the sentence."""
        lasting = [_line(key, since, now_ns) for key, since in self._since.items()]
        return (*self._notes, *lasting)

    def _note(self, sentence: str, since_ns: int, until_ns: int) -> None:
        if len(self._notes) < _MOST_NOTES:
            self._notes.append(_line(sentence, since_ns, until_ns))


def _line(sentence: str, since_ns: int, until_ns: int) -> str:
    return f"{format_ns(since_ns)} to {format_ns(until_ns)}: {sentence}"


def _without_seconds(alarm: str) -> str:
    """The same alarm a second later is the same alarm."""
    head, _, tail = alarm.rpartition(" for ")
    return head if head and tail.removesuffix(" s").isdigit() else alarm
