"""A square that turns from black to white and back each time a button is pressed on it.

Run with a display; prints “ready” and runs until it is ended.
"""

import sys

import xcffib.xproto

from observer.capture.xserver import connect_display
from tests.bench.workload_flash import SPOT, SPOT_X, SPOT_Y


def main() -> None:
    server = connect_display()
    core, window = server.connection.core, server.connection.generate_id()
    attributes = xcffib.xproto.CW
    core.CreateWindow(
        server.depth, window, server.root, SPOT_X, SPOT_Y, SPOT, SPOT, 0,
        xcffib.xproto.WindowClass.InputOutput, 0,
        attributes.BackPixel | attributes.OverrideRedirect | attributes.EventMask,
        [0, 1, xcffib.xproto.EventMask.ButtonPress],
    )  # fmt: skip
    core.MapWindow(window)
    core.GetInputFocus().reply()  # its answer comes once the window is there
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    color = 0
    while True:
        event = server.connection.wait_for_event()
        if isinstance(event, xcffib.xproto.ButtonPressEvent):
            color ^= 0xFFFFFF
            core.ChangeWindowAttributes(window, attributes.BackPixel, [color])
            core.ClearArea(False, window, 0, 0, 0, 0)
            server.connection.flush()


if __name__ == "__main__":
    main()
