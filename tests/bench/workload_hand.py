"""A typical minute at `workload_office`, played through XTest at fixed moments.

Usage: python -m tests.bench.workload_hand SECONDS [ROUNDS]. Reads, types, scrolls, opens a menu
and a form, changes windows and rests between, as in a sit-in; each round of it is the same.
"""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

from Xlib import XK, X, display
from Xlib.ext import xtest

_NAMES = {" ": "space", ".": "period", ",": "comma", "\n": "Return", "\t": "Tab"}
_WHEEL_UP, _WHEEL_DOWN = 4, 5
MINUTE_S = 60.0


class Script:
    """Moments and what the hand does at them; written in any order, played in time."""

    def __init__(self, screen: Any) -> None:
        self._screen = screen
        self._steps: list[tuple[float, Callable[[], None]]] = []
        self._random = random.Random(11)
        self._place = (960, 540)

    def move(self, at_s: float, lasts_s: float, x: int, y: int) -> None:
        """Reach for a place, fast in the middle, on a slight bow."""
        from_x, from_y = self._place
        steps = max(2, round(lasts_s * 60))
        for step in range(1, steps + 1):
            part = step / steps
            eased = part * part * (3 - 2 * part)
            bow = 48 * eased * (1 - eased)
            place = (
                round(from_x + (x - from_x) * eased),
                round(from_y + (y - from_y) * eased + bow),
            )
            self._add(at_s + lasts_s * part, X.MotionNotify, 0, *place)
        self._place = (x, y)

    def click(self, at_s: float, button: int = 1) -> None:
        self._add(at_s, X.ButtonPress, button)
        self._add(at_s + 0.06, X.ButtonRelease, button)

    def scroll(self, at_s: float, button: int, notches: int) -> None:
        for notch in range(notches):
            self.click(at_s + notch * 0.09, button)

    def type(self, at_s: float, text: str, per_s: float = 5.5) -> None:
        for number, character in enumerate(text):
            moment = at_s + number / per_s + self._random.uniform(0, 0.05)
            self.press(moment, _NAMES.get(character, character))

    def press(self, at_s: float, name: str) -> None:
        code = self._screen.keysym_to_keycode(XK.string_to_keysym(name))
        shift = self._screen.keysym_to_keycode(XK.XK_Shift_L)
        held = len(name) == 1 and name.isupper()
        if held:
            self._add(at_s, X.KeyPress, shift)
        self._add(at_s, X.KeyPress, code)
        self._add(at_s, X.KeyRelease, code)
        if held:
            self._add(at_s, X.KeyRelease, shift)

    def play(self, start_s: float, seconds: float) -> None:
        """Do it all, at monotonic `start_s` and after, as far as the time allows."""
        for at_s, act in sorted(self._steps, key=lambda step: step[0]):
            if at_s > seconds:
                break
            _sleep_until(start_s + at_s)
            act()
            self._screen.flush()
        _sleep_until(start_s + seconds)

    def _add(self, at_s: float, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        self._steps.append((at_s, lambda: xtest.fake_input(self._screen, kind, detail, x=x, y=y)))


def typical_minute(script: Script) -> None:
    """Notes, then the shop's page, its menu and form, the page again, and notes."""
    script.move(1.5, 1.0, 1300, 700)
    script.click(2.8)
    script.type(3.6, "They look for the price of delivery,\nand go back to the list.\n")
    script.move(16.5, 1.2, 300, 130)
    script.click(18.0)
    script.move(18.6, 0.9, 700, 600)
    for at_s, notches in ((20.0, 4), (21.7, 5), (23.5, 3), (25.1, 4)):
        script.scroll(at_s, _WHEEL_DOWN, notches)
    script.move(26.8, 2.6, 520, 480)
    script.move(29.9, 0.9, 45, 52)
    script.click(31.0)
    script.move(31.4, 0.9, 80, 210)
    script.press(32.9, "Escape")
    script.press(33.1, "F5")
    script.move(33.6, 0.7, 950, 335)
    script.click(34.5)
    script.type(34.9, "Maria Muster\tLake Road\tBergen\t5003", 7)
    script.move(40.2, 0.6, 800, 520)
    script.click(41.0)
    script.move(41.3, 0.5, 950, 680)
    script.press(42.2, "Escape")
    script.move(43.0, 0.8, 700, 620)
    for at_s, button, notches in ((44.1, 4, 6), (45.7, 4, 5), (47.2, 5, 3)):
        script.scroll(at_s, button, notches)
    script.move(49.0, 1.0, 1700, 500)
    script.click(50.3)
    script.type(51.0, "Found it. The total is not clear.\n")
    script.move(57.2, 1.0, 1500, 900)


def _sleep_until(monotonic_s: float) -> None:
    time.sleep(max(0.0, monotonic_s - time.monotonic()))


def main(arguments: list[str]) -> None:
    seconds = float(arguments[0])
    rounds = int(arguments[1]) if len(arguments) > 1 else 1
    screen = display.Display()
    script = Script(screen)
    typical_minute(script)
    start_s = time.monotonic()
    for number in range(rounds):
        script.play(start_s + number * seconds, seconds)
    screen.close()


if __name__ == "__main__":
    main(sys.argv[1:])
