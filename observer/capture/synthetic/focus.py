"""Made-up windows: two programs that take turns."""

from collections.abc import Iterator
from itertools import count

from observer.capture.synthetic.script import Event, ScriptedDevice
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.samples import FocusChange

_TURN_NS = 2 * NS_PER_SECOND
_WINDOWS = (
    FocusChange(0, "Shop", "Checkout", 40, 40, 480, 270),
    FocusChange(0, "Mail", "Inbox", 120, 60, 400, 240),
)


class SyntheticFocus(ScriptedDevice):
    """A shop and a mail program, in front for two seconds each."""

    def __init__(self) -> None:
        super().__init__(TrackKind.FOCUS)

    def script(self) -> Iterator[Event]:
        """The events in rising time, without an end."""
        for turn in count():
            yield _window_at(turn * _TURN_NS)

    def opening(self, now_ns: int) -> Event | None:
        """The window in front at that moment."""
        return _window_at(now_ns)


def _window_at(time_ns: int) -> FocusChange:
    window = _WINDOWS[time_ns // _TURN_NS % len(_WINDOWS)]
    return FocusChange(
        time_ns, window.application, window.title, window.x, window.y, window.width, window.height
    )
