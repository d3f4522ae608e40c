"""A hand that makes events for tests: it moves somewhere and clicks, types, scrolls."""

from observer.analysis.picture_track import PictureTrack
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.picture_change import ChangedArea
from observer.model.samples import FocusChange, InputEvent, InputKind, KeyClass

SHOP = FocusChange(0, "shop", "Basket", 0, 0, 1000, 800)


class Hand:
    """`at_ms` runs on with each act; what it did lies in `events`."""

    def __init__(self) -> None:
        self.at_ms = 0
        self.events: list[InputEvent] = []
        self.areas: list[ChangedArea] = []
        self.windows: list[FocusChange] = [SHOP]
        self._x = self._y = 10

    def wait(self, ms: int) -> "Hand":
        self.at_ms += ms
        return self

    def move(self, x: int, y: int, ms: int = 200) -> "Hand":
        steps = max(1, ms // 16)
        x0, y0 = self._x, self._y
        for step in range(1, steps + 1):
            self.at_ms += ms // steps
            self._x = x0 + (x - x0) * step // steps
            self._y = y0 + (y - y0) * step // steps
            self._tell(InputKind.MOVE)
        return self

    def press(self, button: str = "left") -> "Hand":
        self._tell(InputKind.PRESS, button=button)
        return self

    def release(self, button: str = "left") -> "Hand":
        self._tell(InputKind.RELEASE, button=button)
        return self

    def click(self, times: int = 1, gap_ms: int = 400) -> "Hand":
        for number in range(times):
            self.press()
            self.wait(80)
            self.release()
            if number < times - 1:
                self.wait(gap_ms - 80)
        return self

    def key(self, key_class: KeyClass, key: str = "", times: int = 1, gap_ms: int = 150) -> "Hand":
        for _ in range(times):
            self.wait(gap_ms)
            at_ns, kind = self.at_ms * NS_PER_MS, InputKind.KEY
            pressed = InputEvent(at_ns, kind, self._x, self._y, key_class=key_class, key=key)
            self.events.append(pressed)
        return self

    def type(self, letters: int) -> "Hand":
        return self.key(KeyClass.CHARACTER, times=letters)

    def scroll(self, steps: int = 1) -> "Hand":
        for _ in range(steps):
            self.wait(60)
            self.events.append(
                InputEvent(self.at_ms * NS_PER_MS, InputKind.SCROLL, self._x, self._y, dy=1)
            )
        return self

    def draws(self, x: int, y: int, width: int, height: int, content: int = 0) -> "Hand":
        """The picture changes there at this moment."""
        self.areas.append(ChangedArea(self.at_ms * NS_PER_MS, x, y, width, height, content))
        return self

    def front(self, title: str, application: str = "shop") -> "Hand":
        self.windows.append(
            FocusChange(self.at_ms * NS_PER_MS, application, title, 0, 0, 1000, 800)
        )
        return self

    def tracks(self, **other: object) -> Tracks:
        """All of it: picture and windows known."""
        values: dict[str, object] = {
            "duration_ns": (self.at_ms + 10_000) * NS_PER_MS,
            "events": tuple(self.events),
            "windows": tuple(self.windows),
            "picture": PictureTrack(areas=tuple(self.areas)),
            **other,
        }
        return Tracks(**values)  # type: ignore[arg-type]  # names are the fields' own

    def log(self) -> Tracks:
        """The events alone."""
        return self.tracks(windows=None, picture=None)

    def _tell(self, kind: InputKind, button: str = "") -> None:
        self.events.append(
            InputEvent(self.at_ms * NS_PER_MS, kind, self._x, self._y, button=button)
        )
