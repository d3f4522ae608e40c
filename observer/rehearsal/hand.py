"""The scripted participant's hand: moves, clicks and types as a person does, through XTest."""

import math
import random
import time

from Xlib import XK, X, display
from Xlib.ext import xtest

_STEPS_PER_S = 60
# Fitts' law in a common form: a + b·log2(distance / width + 1), with values for a mouse
# (MacKenzie 1992 reports about 0.1 s and 0.15 s a bit for pointing at targets of this size).
_REACH_S = 0.12
_PER_BIT_S = 0.14
_TARGET_PIXELS = 40.0
_KEYSYMS = {" ": "space", ".": "period", ",": "comma", "-": "minus"}


class Hand:
    """Acts on one display at `pace` times a person's speed. `close` lets go of the display."""

    def __init__(self, name: str, pace: float, seed: int = 7) -> None:
        self._display = display.Display(name)
        self._pace = pace
        self._random = random.Random(seed)
        pointer = self._display.screen().root.query_pointer()
        self._at = (float(pointer.root_x), float(pointer.root_y))

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def wait(self, seconds: float) -> None:
        """Do nothing, as long as a person at this pace would."""
        time.sleep(seconds / self._pace)

    def move_to(self, x: float, y: float) -> None:
        """Reach for a point along a slightly bent path, fast in the middle."""
        from_x, from_y = self._at
        distance = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5
        bits = math.log2(distance / _TARGET_PIXELS + 1)
        lasts_s = (_REACH_S + _PER_BIT_S * bits) / self._pace
        bend = self._random.uniform(-0.08, 0.08) * distance
        across_x, across_y = -(y - from_y) / (distance or 1), (x - from_x) / (distance or 1)
        steps = max(2, round(lasts_s * _STEPS_PER_S))
        for step in range(1, steps + 1):
            part = step / steps
            eased = part * part * (3 - 2 * part)
            off = 4 * part * (1 - part) * bend
            self._move(
                from_x + (x - from_x) * eased + across_x * off,
                from_y + (y - from_y) * eased + across_y * off,
            )
            time.sleep(lasts_s / steps)
        self._at = (x, y)

    def click(self) -> None:
        """Press and release the left button where the pointer is."""
        self._fake(X.ButtonPress, 1)
        time.sleep(0.06)
        self._fake(X.ButtonRelease, 1)

    def press(self, key: str, *, control: bool = False) -> None:
        """Press one key by the name of its keysym, with Ctrl held if asked."""
        code = self._display.keysym_to_keycode(XK.string_to_keysym(_KEYSYMS.get(key, key)))
        held = [XK.XK_Control_L] if control else []
        if len(key) == 1 and key.isupper():
            held.append(XK.XK_Shift_L)
        codes = [self._display.keysym_to_keycode(keysym) for keysym in held]
        for down in (*codes, code):
            self._fake(X.KeyPress, down)
        for up in (code, *reversed(codes)):
            self._fake(X.KeyRelease, up)

    def type(self, text: str) -> None:
        """Type with an uneven rhythm, about six characters a second at pace 1."""
        for character in text:
            self.press(character)
            self.wait(self._random.uniform(0.09, 0.24))

    def _move(self, x: float, y: float) -> None:
        xtest.fake_input(self._display, X.MotionNotify, x=round(x), y=round(y))
        self._display.flush()

    def _fake(self, kind: int, detail: int) -> None:
        xtest.fake_input(self._display, kind, detail)
        self._display.flush()
