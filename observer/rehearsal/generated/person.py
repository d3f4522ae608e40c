"""A generated hand and voice: moves, clicks, types and pauses as people do, at their own speed."""

from dataclasses import dataclass, field
from math import cos, pi, sin
from random import Random

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.rehearsal.generated.scene import Box, Scene

_STEP_NS = NS_PER_SECOND // 60  # as densely as the recorder keeps moves
STEP_OF_SOUND_NS = 50 * NS_PER_MS


@dataclass
class Person:
    """Time runs on with everything it does. `speed` of 2 is twice as fast as 1."""

    chance: Random
    scene: Scene
    speed: float = 1.0
    now_ns: int = NS_PER_SECOND
    events: list[InputEvent] = field(default_factory=list)
    spoken: list[tuple[int, int, float]] = field(default_factory=list)
    talks: float = 0.5
    x: int = 900
    y: int = 500

    def wait(self, least_s: float, most_s: float | None = None) -> None:
        """Do nothing for so long, whatever the speed."""
        seconds = self.chance.uniform(least_s, most_s if most_s is not None else least_s)
        self.now_ns += round(seconds * NS_PER_SECOND)

    def think(self, median_s: float = 0.9, spread: float = 0.6) -> None:
        """A pause between two acts, mostly short; at times they speak in it."""
        began_ns = self.now_ns
        self.wait(self.chance.lognormvariate(0, spread) * median_s / self.speed)
        if self.chance.random() < self.talks:
            self.speak(began_ns, self.now_ns)

    def speak(self, from_ns: int, until_ns: int, level: float = 0.0) -> None:
        """Be heard in this stretch; 0 is the usual loudness, else a peak of 0 to 1."""
        self.spoken.append((from_ns, until_ns, level))

    def move_to(self, x: int, y: int) -> None:
        """Bring the pointer there: fast, then slower, with a small correction at the end."""
        distance = max(abs(x - self.x), abs(y - self.y))
        if distance < 3:
            return
        seconds = (0.15 + 0.12 * (distance / 100) ** 0.6) / self.speed
        steps = max(2, round(seconds * NS_PER_SECOND / _STEP_NS))
        x0, y0 = self.x, self.y
        bend = self.chance.uniform(-0.08, 0.08) * distance
        for step in range(1, steps + 1):
            part = 0.5 - 0.5 * cos(pi * step / steps)
            sway = bend * sin(pi * part)
            self._move(round(x0 + (x - x0) * part + sway), round(y0 + (y - y0) * part - sway))
        self._move(x, y)

    def click_on(self, box: Box, *, pressed_look: bool | None = None) -> None:
        """Aim at a control and click it; about half of the controls show that they are pressed."""
        self.scene.content_of(box)
        x, y = box.middle
        self.move_to(x + self.chance.randint(-8, 8), y + self.chance.randint(-5, 5))
        self.wait(0.08, 0.3)
        look = self.chance.random() < 0.5 if pressed_look is None else pressed_look
        self.click(box if look else None)

    def click(self, shows_pressed: Box | None = None) -> None:
        """Click where the pointer lies."""
        if shows_pressed is not None:
            before = self.scene.content_of(shows_pressed)
        self._tell(InputKind.PRESS, button="left")
        if shows_pressed is not None:
            self.scene.draw(self.now_ns + 15 * NS_PER_MS, shows_pressed, -before)
        self.wait(0.05, 0.12)
        self._tell(InputKind.RELEASE, button="left")
        if shows_pressed is not None:
            self.scene.draw(self.now_ns + 15 * NS_PER_MS, shows_pressed, before)

    def click_times(self, times: int, gap_s: float, box: Box | None = None) -> list[int]:
        """Click several times with about that gap; when each was released."""
        released: list[int] = []
        for number in range(times):
            if number:
                self.wait(max(0.01, gap_s * self.chance.uniform(0.8, 1.15) - 0.09))
            self.click(box)
            released.append(self.now_ns)
        return released

    def drag_to(self, x: int, y: int) -> None:
        """Press, move, let go."""
        self._tell(InputKind.PRESS, button="left")
        self.wait(0.05)
        self.move_to(x, y)
        self._tell(InputKind.RELEASE, button="left")

    def shake(self, seconds: float, swing_px: int, turns_a_second: float) -> None:
        """Move the pointer to and fro."""
        x0, y0 = self.x, self.y
        upright = self.chance.random() < 0.3
        for step in range(round(seconds * 60)):
            way = swing_px / 2 * sin(pi * turns_a_second * step / 60)
            drift = self.chance.randint(-4, 4)
            if upright:
                self._move(x0 + drift, round(y0 + way))
            else:
                self._move(round(x0 + way), y0 + drift)

    def scroll(self, steps: int) -> None:
        """Turn the wheel; the page moves with it."""
        for _ in range(steps):
            self.wait(0.03, 0.12)
            event = InputEvent(self.now_ns, InputKind.SCROLL, self.x, self.y, dy=1)
            self.events.append(event)
            self.scene.draw(self.now_ns + 20 * NS_PER_MS, self.scene.body)

    def key(self, key_class: KeyClass, name: str = "", shown_in: Box | None = None) -> None:
        """Press a key; a character or an erased one is seen in the box."""
        self.events.append(
            InputEvent(self.now_ns, InputKind.KEY, self.x, self.y, key_class=key_class, key=name)
        )
        if shown_in is not None:
            self.scene.draw(self.now_ns + 12 * NS_PER_MS, shown_in)
        self.wait(0.08 / self.speed, 0.28 / self.speed)

    def type_into(self, box: Box, letters: int) -> None:
        """Type, with small slips corrected at once."""
        for _ in range(letters):
            self.key(KeyClass.CHARACTER, shown_in=box)
            if self.chance.random() < 0.04:
                self.erase(box, self.chance.randint(1, 3))
                self.key(KeyClass.CHARACTER, shown_in=box)

    def erase(self, box: Box, letters: int, gap_s: float = 0.12) -> None:
        """Press or hold Backspace."""
        for _ in range(letters):
            self.key(KeyClass.EDITING, "Backspace", shown_in=box)
            self.wait(0, gap_s / 4)

    def _move(self, x: int, y: int) -> None:
        self.now_ns += _STEP_NS
        self.x, self.y = x, y
        self._tell(InputKind.MOVE)

    def _tell(self, kind: InputKind, button: str = "") -> None:
        self.events.append(InputEvent(self.now_ns, kind, self.x, self.y, button=button))
