"""A window in which something moves for a while and then rests for a while, over and over.

Usage: python -m tests.bench.workload_stir [SEED]. Prints “ready” and runs until it is ended.
"""

import random
import sys
import time
from typing import Any

import xcffib.xproto

from observer.capture.xserver import connect_display

_WIDTH, _HEIGHT = 1200, 600
_FPS = 30
_STRETCH_S = (0.5, 4.0)


def main(seed: int) -> None:
    server = connect_display()
    core, window = server.connection.core, server.connection.generate_id()
    pen = server.connection.generate_id()
    attributes = xcffib.xproto.CW
    core.CreateWindow(
        server.depth, window, server.root, 0, 0, _WIDTH, _HEIGHT, 0,
        xcffib.xproto.WindowClass.InputOutput, 0,
        attributes.BackPixel | attributes.OverrideRedirect, [0x203040, 1],
    )  # fmt: skip
    core.CreateGC(pen, window, 0, [])
    core.MapWindow(window)
    core.GetInputFocus().reply()  # its answer comes once the window is there
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    rectangle: Any = xcffib.xproto.RECTANGLE  # the package carries no types
    chance = random.Random(seed)
    while True:
        ends_s = time.monotonic() + chance.uniform(*_STRETCH_S)
        while time.monotonic() < ends_s:
            x, y = chance.randrange(_WIDTH - 300), chance.randrange(_HEIGHT - 200)
            core.ChangeGC(pen, xcffib.xproto.GC.Foreground, [chance.randrange(0x1000000)])
            core.PolyFillRectangle(window, pen, 1, [rectangle.synthetic(x, y, 300, 200)])
            server.connection.flush()
            time.sleep(1 / _FPS)
        time.sleep(chance.uniform(*_STRETCH_S))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
