"""Two screens where the stage has one: told to the display as `xrandr --setmonitor` does."""

from typing import Any

import xcffib.randr

from observer.capture.xserver import connect_display


def set_monitors(display: str, widths: dict[str, int], height: int) -> None:
    """Split a display into monitors of these names and widths in pixels, from left to right.

    Raises DeviceError where the display cannot be reached.
    """
    server = connect_display(display)
    try:
        randr = server.connection(xcffib.randr.key)
        randr.QueryVersion(1, 5).reply()
        kind: Any = xcffib.randr.MonitorInfo  # the package carries no types
        # The display's own output goes to the first: else there would be a third, of everything.
        outputs = list(randr.GetScreenResources(server.root).reply().outputs)
        x = 0
        for name, width in widths.items():
            atom = server.connection.core.InternAtom(False, len(name), name).reply().atom
            area = (x, 0, width, height, width // 4, height // 4)  # about 100 dots an inch
            told = kind.synthetic(atom, x == 0, 0, len(outputs), *area, outputs)
            randr.SetMonitor(server.root, told, is_checked=True).check()
            x, outputs = x + width, []
    finally:
        server.close()
